-- The rotation, one row a day.
CREATE TABLE roster(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
