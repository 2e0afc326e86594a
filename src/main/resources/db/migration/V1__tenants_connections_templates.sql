-- The stored side: who may do what (tenant, api_key), with which accounts (credential, connection), saying what (template).
-- Versions are drawn from one sequence for all rows, so that an ETag never returns when a row is deleted and made again.

CREATE SEQUENCE row_version;

CREATE TABLE tenant (
    id         text        PRIMARY KEY,
    name       text        NOT NULL,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- hash: SHA-256 of the whole key; prefix: the part of the key that finds the row.
CREATE TABLE api_key (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    id         text        NOT NULL,
    name       text        NOT NULL,
    roles      text[]      NOT NULL,
    prefix     text        NOT NULL UNIQUE,
    hash       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

-- fields: name -> {cipher, lastFour}; hosts: null means any public one.
CREATE TABLE credential (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    fields     jsonb       NOT NULL,
    hosts      text[],
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);

-- Where one vendor app of one tenant sends its callbacks; every connection to that app shares it.
CREATE TABLE callback_endpoint (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    vendor     text        NOT NULL,
    app_id     text        NOT NULL,
    token      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (vendor, app_id),
    UNIQUE (vendor, token)
);
CREATE INDEX callback_endpoint_tenant ON callback_endpoint (tenant_id);

-- secrets: name -> {cipher, lastFour}; key_digest: SHA-256 of the account's key id, by which the sandbox finds its customer.
CREATE TABLE connection (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    vendor     text        NOT NULL,
    app_id     text        NOT NULL,
    region     text,
    endpoint   text,
    settings   jsonb       NOT NULL,
    secrets    jsonb       NOT NULL,
    key_digest bytea,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name),
    FOREIGN KEY (vendor, app_id) REFERENCES callback_endpoint (vendor, app_id)
);
CREATE INDEX connection_app ON connection (vendor, app_id);
CREATE INDEX connection_sandbox ON connection (vendor, key_digest) WHERE endpoint = 'sandbox';

CREATE TABLE template (
    tenant_id  text        NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text        NOT NULL,
    latest     integer     NOT NULL,
    published  integer,
    version    bigint      NOT NULL DEFAULT nextval('row_version'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
);

-- Immutable: a change is a new revision. json, not jsonb: the caller's order of members is kept.
CREATE TABLE template_revision (
    tenant_id  text        NOT NULL,
    name       text        NOT NULL,
    revision   integer     NOT NULL,
    body       json        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    PRIMARY KEY (tenant_id, name, revision),
    FOREIGN KEY (tenant_id, name) REFERENCES template (tenant_id, name) ON DELETE CASCADE
);
