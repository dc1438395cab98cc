-- The public register of awards. One text for both stores; words in braces are the types of each.

CREATE TABLE register_release (
  quarter TEXT PRIMARY KEY,
  mark TEXT NOT NULL UNIQUE CHECK (length(mark) = 64),
  previous TEXT UNIQUE REFERENCES register_release (mark),
  published_at {moment} NOT NULL
){strict};

CREATE TABLE register_entry (
  release TEXT NOT NULL REFERENCES register_release (quarter),
  position INTEGER NOT NULL CHECK (position > 0),
  id TEXT NOT NULL UNIQUE,
  recipient TEXT NOT NULL UNIQUE,
  quarter TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('made', 'taken_back')),
  sector TEXT NOT NULL,
  regency_code TEXT NOT NULL,
  band TEXT NOT NULL CHECK (band IN ('0-5', '5-10', '10-25', '25-50', '50-100', '100-250', '250+')),
  form TEXT NOT NULL CHECK (form IN ('goods', 'money')),
  government_code TEXT NOT NULL,
  PRIMARY KEY (release, position)
){strict};

-- Fewer than five are told nowhere, so nowhere is a place for them.
CREATE TABLE stat_cell (
  release TEXT NOT NULL REFERENCES register_release (quarter),
  position INTEGER NOT NULL CHECK (position > 0),
  quarter TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('made', 'taken_back')),
  place TEXT,
  sector TEXT,
  awards {big} NOT NULL CHECK (awards >= 5),
  amount_idr {big} NOT NULL CHECK (amount_idr >= 0),
  PRIMARY KEY (release, position)
){strict};

-- What a release has counted, told or not: it is counted once.
CREATE TABLE register_counted (
  award_id {uuid} NOT NULL REFERENCES award (id),
  change TEXT NOT NULL CHECK (change IN ('made', 'taken_back')),
  release TEXT NOT NULL REFERENCES register_release (quarter),
  PRIMARY KEY (award_id, change)
){strict};

-- What one person proposed and a second one has not confirmed.
CREATE TABLE register_draft (
  quarter TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  counts TEXT NOT NULL,
  person_id {uuid} NOT NULL,
  at {moment} NOT NULL
){strict};
