-- Schemes outside the site, as groups follow them by hand. One text for both stores; words in braces are the types of
-- each.

CREATE TABLE outside_scheme (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  enterprise_id {uuid} NOT NULL REFERENCES enterprise (id),
  sector TEXT NOT NULL,
  agency TEXT NOT NULL,
  -- Under which the office knows it; empty as long as there is none.
  registration TEXT NOT NULL,
  due {day},
  report_by {day},
  -- Nothing is recorded after its last step.
  ended {bool} NOT NULL,
  made_at {moment} NOT NULL,
  row_version INTEGER NOT NULL CHECK (row_version > 0)
){strict};
CREATE INDEX outside_scheme_enterprise ON outside_scheme (enterprise_id);

CREATE TABLE outside_step (
  scheme_id {uuid} NOT NULL REFERENCES outside_scheme (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  stage TEXT NOT NULL CHECK (stage IN ('submitted', 'admin_check', 'admin_revision', 'field_visit', 'in_review',
    'recommended', 'budget_check', 'waitlisted', 'approved', 'rejected', 'paid', 'report_sent', 'report_returned',
    'report_accepted', 'closed', 'left')),
  day {day} NOT NULL,
  reference TEXT NOT NULL,
  amount_idr {big} NOT NULL CHECK (amount_idr >= 0),
  PRIMARY KEY (scheme_id, number)
){strict};
