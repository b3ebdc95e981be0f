CREATE SCHEMA portcullis;
CREATE TABLE portcullis.documents (
    kind text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    parent text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL,
    revision bigint NOT NULL
);
CREATE TABLE portcullis.meta (
    one integer NOT NULL,
    schema_version bigint NOT NULL,
    revision bigint NOT NULL,
    feed_floor bigint NOT NULL,
    CONSTRAINT meta_one_check CHECK ((one = 1))
);
CREATE TABLE portcullis.tombstones (
    kind text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL
);
INSERT INTO portcullis.documents VALUES ('user', '444455556666', 'aws-global', 'Zoë ''O''', '', '{"path":"/\n"}', 2);
INSERT INTO portcullis.documents VALUES ('rest-api', '111122223333', 'eu-central-1', 'c3', 'a1', '', 3);
INSERT INTO portcullis.documents VALUES ('rest-api', '111122223333', 'eu-central-1', 'a1', '', '{"name":"dogs"}', 3);
INSERT INTO portcullis.meta VALUES (1, 1, 4, 0);
INSERT INTO portcullis.tombstones VALUES ('rest-api', '111122223333', 'eu-central-1', 'b2', 4);
ALTER TABLE ONLY portcullis.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (kind, account, region, id);
ALTER TABLE ONLY portcullis.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (one);
ALTER TABLE ONLY portcullis.tombstones
    ADD CONSTRAINT tombstones_pkey PRIMARY KEY (kind, account, region, id);
CREATE INDEX documents_by_parent ON portcullis.documents USING btree (parent, kind, account, region, id);
CREATE INDEX documents_by_revision ON portcullis.documents USING btree (revision);
CREATE INDEX tombstones_by_revision ON portcullis.tombstones USING btree (revision);
