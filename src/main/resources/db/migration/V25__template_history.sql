-- How far the numbers of a deleted template had come: one made again under its name goes on from there, so that name@n never means two things.
CREATE TABLE template_past (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    latest     integer     NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);
SELECT voxgate_isolate('template_past');
