-- The rotation, one row a day.
CREATE TABLE roster(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
-- What guests answered for the registers: personal data, so part of the vault; one row a line of a register.
CREATE TABLE answer(
  person INTEGER NOT NULL,
  entry TEXT NOT NULL,
  doc TEXT NOT NULL CHECK(json_valid(doc)),
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  PRIMARY KEY(person, entry)
) STRICT, WITHOUT ROWID;

-- The registers of a day.
CREATE TABLE book(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, archived INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;

-- Deadlines that the program ends by itself: asked for with every tick, while thousands of follow-ups may be overdue.
CREATE INDEX due_by_itself ON due(at_ms) WHERE kind IN ('hold', 'reserve');
