-- A list shows the description of each template. To find it in the text of a body, PostgreSQL reads the whole body: up to a megabyte for each
-- row of a page. So it stands in a column of its own, which PostgreSQL itself fills.
ALTER TABLE template_revision ADD COLUMN description text GENERATED ALWAYS AS (body ->> 'description') STORED;
