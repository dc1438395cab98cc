-- What follows an award. One text for both stores; words in braces are the types of each. Persons stand as bare ids.

-- What was promised, line by line, and the agreement about it.
CREATE TABLE award_plan (
  award_id {uuid} PRIMARY KEY REFERENCES award (id),
  -- The budget as it was reduced to the award.
  lines TEXT NOT NULL,
  awarded_idr {big} NOT NULL CHECK (awarded_idr BETWEEN 0 AND 999999999999999),
  recommended_idr {big} NOT NULL CHECK (recommended_idr BETWEEN 0 AND 999999999999999),
  decision_number TEXT NOT NULL,
  decision_day {day} NOT NULL,
  contacted_at {moment},
  -- The number of the agency, and that of the body.
  agreement_number TEXT NOT NULL,
  body_number TEXT NOT NULL,
  -- How the agency's signature is found again.
  agency_reference TEXT NOT NULL,
  report_by {day}
){strict};

-- The account at a bank. What it says is sealed like a paper; here stands who saw that its name is that of the body.
CREATE TABLE award_account (
  award_id {uuid} PRIMARY KEY REFERENCES award (id),
  paper_id {uuid} NOT NULL,
  stored TEXT NOT NULL,
  entered_by {uuid} NOT NULL,
  entered_at {moment} NOT NULL,
  checked_by {uuid},
  disburser {uuid},
  CHECK (checked_by IS NULL OR disburser IS NULL OR checked_by <> disburser)
){strict};

-- Signatures of the group under a reduced budget or a report.
CREATE TABLE award_signature (
  object TEXT NOT NULL CHECK (object IN ('award', 'report')),
  object_id {uuid} NOT NULL,
  duty TEXT NOT NULL CHECK (duty IN ('chair', 'treasurer')),
  person_id {uuid} NOT NULL,
  content TEXT NOT NULL CHECK (length(content) = 64),
  at {moment} NOT NULL,
  PRIMARY KEY (object, object_id, duty)
){strict};

CREATE TABLE award_file (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  award_id {uuid} NOT NULL REFERENCES award (id),
  kind TEXT NOT NULL CHECK (kind IN ('perjanjian', 'serah-terima', 'setoran')),
  name TEXT NOT NULL,
  media TEXT NOT NULL CHECK (media IN ('pdf', 'jpeg', 'docx', 'xlsx')),
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  stored TEXT NOT NULL,
  added_at {moment} NOT NULL,
  added_by {uuid} NOT NULL
){strict};
CREATE INDEX award_file_award ON award_file (award_id, id);

-- What the plan says of an instalment, and who handled it. What was paid stands in the ledger alone.
CREATE TABLE tranche (
  id {uuid} PRIMARY KEY,
  award_id {uuid} NOT NULL REFERENCES award (id),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
  state TEXT NOT NULL CHECK (state IN ('planned', 'requested', 'verified', 'approved', 'paid', 'handed_over',
    'accounted', 'rejected', 'failed', 'returned', 'cancelled')),
  form TEXT NOT NULL CHECK (form IN ('money', 'goods', 'services')),
  planned_idr {big} NOT NULL CHECK (planned_idr BETWEEN 1 AND 999999999999999),
  requested_idr {big} NOT NULL CHECK (requested_idr >= 0 AND requested_idr <= planned_idr),
  checked_by {uuid},
  decider {uuid},
  order_number TEXT NOT NULL,
  order_day {day},
  acknowledged_at {moment},
  row_version INTEGER NOT NULL,
  UNIQUE (award_id, number),
  -- Who verifies does not decide.
  CHECK (checked_by IS NULL OR decider IS NULL OR checked_by <> decider)
){strict};

CREATE TABLE grant_report (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  award_id {uuid} NOT NULL REFERENCES award (id),
  tranche_id {uuid} NOT NULL UNIQUE REFERENCES tranche (id),
  state TEXT NOT NULL CHECK (state IN ('due', 'submitted', 'returned', 'accepted', 'overdue')),
  due {day},
  told TEXT NOT NULL,
  -- What becomes of money that is left; nothing as long as nobody said so.
  rest TEXT CHECK (rest IN ('promised', 'returned')),
  rest_number TEXT NOT NULL,
  rest_day {day},
  hold_lifted {bool} NOT NULL,
  row_version INTEGER NOT NULL
){strict};
CREATE INDEX grant_report_award ON grant_report (award_id);

CREATE TABLE report_line (
  report_id {uuid} NOT NULL REFERENCES grant_report (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  spent_idr {big} NOT NULL CHECK (spent_idr BETWEEN 0 AND 999999999999999),
  note TEXT NOT NULL,
  PRIMARY KEY (report_id, number)
){strict};

CREATE TABLE report_receipt (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  report_id {uuid} NOT NULL REFERENCES grant_report (id),
  line INTEGER NOT NULL CHECK (line >= 1),
  day {day} NOT NULL,
  shop TEXT NOT NULL,
  amount_idr {big} NOT NULL CHECK (amount_idr BETWEEN 1 AND 999999999999999),
  media TEXT NOT NULL CHECK (media IN ('pdf', 'jpeg', 'docx', 'xlsx')),
  stored TEXT NOT NULL,
  added_at {moment} NOT NULL,
  added_by {uuid} NOT NULL
){strict};
CREATE INDEX report_receipt_report ON report_receipt (report_id, line, id);

CREATE TABLE report_version (
  report_id {uuid} NOT NULL REFERENCES grant_report (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  content TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (length(mark) = 64),
  made_at {moment} NOT NULL,
  PRIMARY KEY (report_id, number)
){strict};
