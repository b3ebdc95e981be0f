PRAGMA application_id = 1346587731;
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  schema_version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  feed_floor INTEGER NOT NULL
) STRICT;
CREATE TABLE documents (
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, account, region, id)
) STRICT;
CREATE INDEX documents_by_parent ON documents (parent, kind, account, region, id);
CREATE INDEX documents_by_revision ON documents (revision);
CREATE TABLE tombstones (
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (kind, account, region, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_by_revision ON tombstones (revision);
INSERT INTO meta VALUES (1, 1, 4, 0);
INSERT INTO documents VALUES ('rest-api', '111122223333', 'eu-central-1', 'a1', '', '{"name":"dogs"}', 3);
INSERT INTO documents VALUES ('rest-api', '111122223333', 'eu-central-1', 'c3', 'a1', '', 3);
INSERT INTO documents VALUES ('user', '444455556666', 'aws-global', 'Zoë ''O''', '', '{"path":"/\n"}', 2);
INSERT INTO tombstones VALUES ('rest-api', '111122223333', 'eu-central-1', 'b2', 4);
