CREATE TABLE meta(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

CREATE TABLE event(
  seq INTEGER PRIMARY KEY,
  cmd_id BLOB NOT NULL CHECK(length(cmd_id) = 16),
  cmd_ix INTEGER NOT NULL,
  stream TEXT NOT NULL,
  stream_ver INTEGER NOT NULL,
  type TEXT NOT NULL,
  ver INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  eff_ms INTEGER NOT NULL,
  tz_min INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  approver INTEGER CHECK(approver IS NULL OR approver <> actor),
  station TEXT NOT NULL,
  session BLOB NOT NULL,
  app_ver TEXT NOT NULL,
  reverses INTEGER REFERENCES event(seq),
  payload TEXT NOT NULL CHECK(json_valid(payload)),
  prev BLOB NOT NULL CHECK(length(prev) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(cmd_id, cmd_ix),
  UNIQUE(stream, stream_ver)
) STRICT;
CREATE UNIQUE INDEX event_reversed_once ON event(reverses) WHERE reverses IS NOT NULL;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'append-only');
END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'append-only');
END;
-- The NOT EXISTS part closes INSERT OR REPLACE and upserts on every unique key.
CREATE TRIGGER event_append BEFORE INSERT ON event BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE NOT CASE
    WHEN NEW.seq = 1 THEN NOT EXISTS (SELECT 1 FROM event)
      AND NEW.prev = (SELECT value FROM meta WHERE name = 'genesis')
    ELSE NEW.seq = (SELECT max(seq) + 1 FROM event)
      AND EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq - 1 AND hash = NEW.prev AND eff_ms <= NEW.eff_ms)
      AND NOT EXISTS (SELECT 1 FROM event WHERE cmd_id = NEW.cmd_id AND cmd_ix = NEW.cmd_ix)
      AND NOT EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND stream_ver = NEW.stream_ver)
      AND (NEW.reverses IS NULL OR NOT EXISTS (SELECT 1 FROM event WHERE reverses = NEW.reverses))
  END;
END;

-- The vault of personal data, and the hashes of PINs: not in the log, not rebuilt from it.
CREATE TABLE person(
  person INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  salt BLOB NOT NULL CHECK(length(salt) = 16)
) STRICT;
CREATE INDEX person_phone ON person(phone) WHERE phone IS NOT NULL;
CREATE TABLE credential(
  staff INTEGER PRIMARY KEY,
  pin_hash TEXT NOT NULL
) STRICT;

-- One table an aggregate: real columns for queries, `doc` the whole aggregate. All are rebuilt from the log.
CREATE TABLE project(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE policy(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE staff(key INTEGER PRIMARY KEY, ver INTEGER NOT NULL, person INTEGER NOT NULL, active INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE guest(key INTEGER PRIMARY KEY, ver INTEGER NOT NULL, person INTEGER NOT NULL, consultant INTEGER, doc TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX guest_person ON guest(person);
CREATE TABLE unit(
  key TEXT PRIMARY KEY,
  ver INTEGER NOT NULL,
  building TEXT NOT NULL,
  status TEXT NOT NULL,
  holder INTEGER,
  guest INTEGER,
  until_ms INTEGER,
  floor INTEGER NOT NULL,
  gross_area INTEGER NOT NULL,
  total INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What a grid shows of every unit: read from this index alone, never from the documents.
CREATE INDEX unit_grid ON unit(key, status, floor, gross_area, total);
CREATE INDEX unit_holder ON unit(holder, status) WHERE holder IS NOT NULL;
CREATE INDEX unit_guest ON unit(guest) WHERE guest IS NOT NULL;

-- Who has a unit for themselves. The partial index alone stops a double sale.
CREATE TABLE claim(
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  opened_seq INTEGER NOT NULL REFERENCES event(seq),
  closed_seq INTEGER REFERENCES event(seq),
  PRIMARY KEY(unit, opened_seq)
) STRICT;
CREATE UNIQUE INDEX claim_one_live ON claim(unit) WHERE closed_seq IS NULL;

-- Every live deadline.
CREATE TABLE due(
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  PRIMARY KEY(stream, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_at ON due(at_ms);

CREATE TABLE projection_meta(name TEXT PRIMARY KEY, code_ver INTEGER NOT NULL, upto_seq INTEGER NOT NULL) STRICT;
