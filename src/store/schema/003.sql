-- Deals 交易, one row each. The partial index alone stops a second live deal of one unit.
CREATE TABLE deal(
  key INTEGER PRIMARY KEY,
  ver INTEGER NOT NULL,
  unit TEXT NOT NULL,
  guest INTEGER NOT NULL,
  consultant INTEGER NOT NULL,
  live INTEGER NOT NULL,
  step TEXT NOT NULL,
  sign_by TEXT,
  doc TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX deal_one_live ON deal(unit) WHERE live = 1;
CREATE INDEX deal_guest ON deal(guest);

-- Applications 申请 and whose decision each waits for.
CREATE TABLE application(
  key INTEGER PRIMARY KEY,
  ver INTEGER NOT NULL,
  deal INTEGER,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  waits_for TEXT,
  by INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT;
CREATE INDEX application_waits ON application(waits_for) WHERE waits_for IS NOT NULL;
CREATE INDEX application_deal ON application(deal) WHERE deal IS NOT NULL;

-- Receipts 收据, numbered without a gap.
CREATE TABLE receipt(key INTEGER PRIMARY KEY, ver INTEGER NOT NULL, deal INTEGER NOT NULL, day TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX receipt_deal ON receipt(deal);
CREATE INDEX receipt_day ON receipt(day);

-- Numbered paper 纸质文书 and its stock.
CREATE TABLE stock(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE paper(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, deal INTEGER, doc TEXT NOT NULL) STRICT;
CREATE INDEX paper_deal ON paper(deal) WHERE deal IS NOT NULL;

-- Published discounts 一般性折扣.
CREATE TABLE discount(key INTEGER PRIMARY KEY, ver INTEGER NOT NULL, live INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;

-- Complaints 客户投诉, and the evenings 日结.
CREATE TABLE complaint(key INTEGER PRIMARY KEY, ver INTEGER NOT NULL, open INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE day(key TEXT PRIMARY KEY, ver INTEGER NOT NULL, closed INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;

-- A subscription that was begun and not finished ends by itself as well.
DROP INDEX due_by_itself;
CREATE INDEX due_by_itself ON due(at_ms) WHERE kind IN ('hold', 'reserve', 'entry');
