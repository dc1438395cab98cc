-- Funding. One text for both stores; words in braces are the types of each. Persons stand as bare ids: what a person
-- did for an office or a group stays readable as an act when the person is gone.

-- Who acts as what on a call.
CREATE TABLE call_panel (
  call_id {uuid} NOT NULL REFERENCES call (id),
  person_id {uuid} NOT NULL,
  duty TEXT NOT NULL CHECK (duty IN ('verifier', 'reviewer', 'lead', 'programme_owner', 'decider', 'second_decider',
    'disburser', 'head')),
  added_at {moment} NOT NULL,
  PRIMARY KEY (call_id, person_id, duty)
){strict};
CREATE INDEX call_panel_person ON call_panel (person_id, call_id);

-- The first half of an act of two persons; the second one removes it.
CREATE TABLE countersign (
  object TEXT NOT NULL CHECK (object IN ('call', 'proposal', 'award', 'tranche', 'report')),
  object_id {uuid} NOT NULL,
  event TEXT NOT NULL,
  payload TEXT NOT NULL,
  person_id {uuid} NOT NULL,
  duty TEXT NOT NULL,
  at {moment} NOT NULL,
  PRIMARY KEY (object, object_id, event)
){strict};

-- A pair that keeps an officer away from a file. Why is not written anywhere.
CREATE TABLE recusal (
  person_id {uuid} NOT NULL,
  enterprise_id {uuid} NOT NULL REFERENCES enterprise (id),
  added_at {moment} NOT NULL,
  PRIMARY KEY (person_id, enterprise_id)
){strict};

CREATE TABLE proposal (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  call_id {uuid} NOT NULL REFERENCES call (id),
  enterprise_id {uuid} NOT NULL REFERENCES enterprise (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'admin_check', 'admin_revision', 'field_visit',
    'in_review', 'content_revision', 'scored', 'recommended', 'budget_check', 'approved', 'waitlisted', 'rejected',
    'objected', 'withdrawn', 'lapsed', 'voided')),
  door TEXT,
  publication_read {bool} NOT NULL,
  opened_at {moment} NOT NULL,
  submitted_at {moment},
  ended_at {moment},
  asked_idr {big} CHECK (asked_idr BETWEEN 0 AND 999999999999999),
  row_version INTEGER NOT NULL,
  -- An award points to both.
  UNIQUE (id, call_id)
){strict};
-- A group has one proposal under way in a call.
CREATE UNIQUE INDEX proposal_live ON proposal (call_id, enterprise_id)
  WHERE state NOT IN ('rejected', 'withdrawn', 'lapsed', 'voided');
CREATE INDEX proposal_enterprise ON proposal (enterprise_id, id);
CREATE INDEX proposal_call ON proposal (call_id, state, id);

-- What was typed, section by section, so that two who write do not overwrite each other.
CREATE TABLE proposal_section (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  content TEXT NOT NULL,
  row_version INTEGER NOT NULL,
  changed_at {moment} NOT NULL,
  changed_by {uuid} NOT NULL,
  PRIMARY KEY (proposal_id, section)
){strict};

CREATE TABLE paper (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL CHECK (media IN ('pdf', 'jpeg', 'docx', 'xlsx')),
  pages INTEGER,
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  -- The name of its bytes in the store of files: their own mark, or that of the sealed bytes.
  stored TEXT NOT NULL,
  sealed {bool} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('awaiting_scan', 'available', 'quarantined', 'scanner_absent')),
  warned {bool} NOT NULL,
  acknowledged {bool} NOT NULL,
  added_at {moment} NOT NULL,
  added_by {uuid} NOT NULL,
  removed_at {moment},
  purged_at {moment}
){strict};
CREATE INDEX paper_proposal ON paper (proposal_id, id);

CREATE TABLE sealed_paper (
  paper_id {uuid} PRIMARY KEY,
  kek_id INTEGER NOT NULL,
  wrapped {bytes} NOT NULL,
  person_id {uuid}
){strict};

-- Who opened a sealed paper, and why: the group reads it.
CREATE TABLE paper_opening (
  id {uuid} PRIMARY KEY,
  paper_id {uuid} NOT NULL,
  proposal_id {uuid} NOT NULL,
  person_id {uuid} NOT NULL,
  duty TEXT NOT NULL,
  reason TEXT NOT NULL,
  at {moment} NOT NULL
){strict};
CREATE INDEX paper_opening_proposal ON paper_opening (proposal_id, id);

CREATE TABLE signature (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  duty TEXT NOT NULL CHECK (duty IN ('chair', 'treasurer')),
  person_id {uuid} NOT NULL,
  -- What it stands under.
  content TEXT NOT NULL CHECK (length(content) = 64),
  at {moment} NOT NULL,
  PRIMARY KEY (proposal_id, duty)
){strict};

CREATE TABLE proposal_version (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  content TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (length(mark) = 64),
  made_at {moment} NOT NULL,
  PRIMARY KEY (proposal_id, number)
){strict};

-- A letter as its data. The file is typeset from them whenever it is asked for, and always comes out the same.
CREATE TABLE funding_document (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  object TEXT NOT NULL CHECK (object IN ('call', 'proposal', 'award', 'tranche', 'report')),
  object_id {uuid} NOT NULL,
  agency_id {uuid} NOT NULL REFERENCES agency (id),
  letter TEXT NOT NULL,
  official_number TEXT NOT NULL,
  data TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (length(mark) = 64),
  for_group {bool} NOT NULL,
  issued_at {moment} NOT NULL,
  revoked_at {moment}
){strict};
CREATE INDEX funding_document_object ON funding_document (object_id, id);
CREATE UNIQUE INDEX funding_document_number ON funding_document (agency_id, official_number)
  WHERE official_number <> '' AND revoked_at IS NULL;

-- What happened to a call, a proposal, an award, in order.
CREATE TABLE funding_event (
  object TEXT NOT NULL CHECK (object IN ('call', 'proposal', 'award', 'tranche', 'report')),
  object_id {uuid} NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  event TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  person_id {uuid},
  duty TEXT NOT NULL,
  on_behalf_of {uuid},
  payload TEXT NOT NULL,
  at {moment} NOT NULL,
  PRIMARY KEY (object, object_id, number)
){strict};

CREATE TABLE deadline (
  id {uuid} PRIMARY KEY,
  object TEXT NOT NULL CHECK (object IN ('call', 'proposal', 'award', 'tranche', 'report')),
  object_id {uuid} NOT NULL,
  timer TEXT NOT NULL CHECK (timer IN ('call_opens', 'call_closes', 'claim', 'admin_check', 'revision_due',
    'field_visit', 'reviewer', 'decision', 'budget_check', 'objection_window', 'objection_decision', 'waitlist',
    'offer', 'tranche_check', 'report_due')),
  due_at {moment} NOT NULL,
  paused_at {moment},
  ended_at {moment},
  -- When it fired, and what came of it.
  fired_at {moment},
  outcome TEXT NOT NULL DEFAULT ''
){strict};
CREATE UNIQUE INDEX deadline_running ON deadline (object_id, timer) WHERE ended_at IS NULL;
CREATE INDEX deadline_due ON deadline (due_at) WHERE ended_at IS NULL AND paused_at IS NULL AND fired_at IS NULL;

-- A reminder that was sent. A second try of the same finds it here.
CREATE TABLE reminder (
  firing TEXT PRIMARY KEY,
  object_id {uuid} NOT NULL,
  at {moment} NOT NULL
){strict};

CREATE TABLE award (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  call_id {uuid} NOT NULL REFERENCES call (id),
  proposal_id {uuid} NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'agreement_draft', 'active', 'suspended',
    'terminated', 'closed')),
  made_at {moment} NOT NULL,
  row_version INTEGER NOT NULL,
  UNIQUE (id, call_id),
  FOREIGN KEY (proposal_id, call_id) REFERENCES proposal (id, call_id)
){strict};
CREATE INDEX award_call ON award (call_id, state);

-- Kinds of entries, and what each adds to which sum.
CREATE TABLE grant_rule (
  kind TEXT PRIMARY KEY,
  of_award {bool} NOT NULL,
  ceiling INTEGER NOT NULL,
  call_committed INTEGER NOT NULL,
  committed INTEGER NOT NULL,
  released INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  handed_over INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  recovered INTEGER NOT NULL
){strict};
INSERT INTO grant_rule VALUES
  ('ceiling',   {false}, 1,  0, 0, 0, 0, 0, 0, 0, 0),
  ('commit',    {true},  0,  1, 1, 0, 0, 0, 0, 0, 0),
  ('release',   {true},  0, -1, 0, 1, 0, 0, 0, 0, 0),
  ('pay',       {true},  0,  0, 0, 0, 1, 0, 0, 0, 0),
  ('hand_over', {true},  0,  0, 0, 0, 0, 1, 0, 0, 0),
  ('return',    {true},  0,  0, 0, 0, 0, 0, 1, 0, 0),
  ('refund',    {true},  0,  0, 0, 0, 0, 0, 0, 1, 0),
  ('recover',   {true},  0,  0, 0, 0, 0, 0, 0, 0, 1);

-- Sums that follow the entries. A call promises no more than it has.
CREATE TABLE call_budget (
  call_id {uuid} PRIMARY KEY REFERENCES call (id),
  ceiling_idr {big} NOT NULL CHECK (ceiling_idr BETWEEN 0 AND 999999999999999),
  committed_idr {big} NOT NULL CHECK (committed_idr >= 0),
  last_entry {big} NOT NULL,
  CHECK (committed_idr <= ceiling_idr)
){strict};

-- An award gives no more than it promised, and gets no more back than it gave.
CREATE TABLE award_balance (
  award_id {uuid} PRIMARY KEY REFERENCES award (id),
  committed_idr {big} NOT NULL CHECK (committed_idr >= 0),
  released_idr {big} NOT NULL CHECK (released_idr >= 0),
  paid_idr {big} NOT NULL CHECK (paid_idr >= 0),
  handed_over_idr {big} NOT NULL CHECK (handed_over_idr >= 0),
  returned_idr {big} NOT NULL CHECK (returned_idr >= 0),
  refunded_idr {big} NOT NULL CHECK (refunded_idr >= 0),
  recovered_idr {big} NOT NULL CHECK (recovered_idr >= 0),
  last_entry {big} NOT NULL,
  CHECK (paid_idr + handed_over_idr - returned_idr <= committed_idr - released_idr),
  CHECK (refunded_idr <= paid_idr + handed_over_idr - returned_idr)
){strict};

CREATE TABLE grant_entry (
  id {serial},
  call_id {uuid} NOT NULL REFERENCES call_budget (call_id),
  award_id {uuid} REFERENCES award_balance (award_id),
  tranche_id {uuid},
  kind TEXT NOT NULL REFERENCES grant_rule (kind),
  amount_idr {big} NOT NULL CHECK (amount_idr BETWEEN 1 AND 999999999999999),
  actor {uuid},
  at {moment} NOT NULL,
  CHECK ((award_id IS NULL) = (kind = 'ceiling')),
  FOREIGN KEY (award_id, call_id) REFERENCES award (id, call_id)
){strict};
CREATE INDEX grant_entry_call ON grant_entry (call_id, id);
CREATE INDEX grant_entry_award ON grant_entry (award_id, id);

-- Days on which offices rest, and the years whose list is whole.
CREATE TABLE holiday (
  day {day} PRIMARY KEY,
  name TEXT NOT NULL
){strict};
CREATE TABLE holiday_year (
  year INTEGER PRIMARY KEY,
  completed_at {moment} NOT NULL
){strict};
