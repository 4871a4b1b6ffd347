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

-- A unit's document is bigger than a page: in a table without rowid every comparison on the way to a key would read the
-- whole documents of its neighbours. The rows are made anew from the log when the file is opened.
DROP TABLE unit;
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
) STRICT;
-- What a grid shows of every unit: read from this index alone, never from the documents.
CREATE INDEX unit_grid ON unit(key, status, floor, gross_area, total);
CREATE INDEX unit_holder ON unit(holder, status) WHERE holder IS NOT NULL;
CREATE INDEX unit_guest ON unit(guest) WHERE guest IS NOT NULL;
