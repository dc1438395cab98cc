-- Reviews of proposals, what they came to, and what is recommended. One text for both stores; words in braces are the
-- types of each.

-- What reviewers read of a proposal: texts and budget, and nothing that names anybody.
CREATE TABLE review_packet (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  content TEXT NOT NULL,
  made_at {moment} NOT NULL
){strict};

-- Who reviews a proposal. The code is of this reviewer alone and says nothing of the proposal.
CREATE TABLE review_assignment (
  id {uuid} PRIMARY KEY,
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  person_id {uuid} NOT NULL,
  packet_code TEXT NOT NULL UNIQUE,
  assigned_at {moment} NOT NULL,
  ended_at {moment},
  UNIQUE (proposal_id, person_id)
){strict};
CREATE INDEX review_assignment_person ON review_assignment (person_id);

-- What a reviewer typed: a draft as long as it is not handed in.
CREATE TABLE review (
  assignment_id {uuid} PRIMARY KEY REFERENCES review_assignment (id) ON DELETE CASCADE,
  typed TEXT NOT NULL,
  saved_at {moment} NOT NULL,
  handed_in_at {moment},
  -- The proposal changed since: it does not count.
  stale {bool} NOT NULL
){strict};

-- What the reviews of a proposal came to when they were closed.
CREATE TABLE review_result (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  -- The exact mean of points of 100, as a fraction.
  numerator {big} NOT NULL CHECK (numerator >= 0),
  denominator {big} NOT NULL CHECK (denominator > 0),
  reviews INTEGER NOT NULL CHECK (reviews > 0),
  -- They lay far apart; why they were closed all the same.
  wide {bool} NOT NULL,
  reason TEXT NOT NULL,
  -- Mean score of each criterion, in hundredths.
  means TEXT NOT NULL,
  closed_at {moment} NOT NULL
){strict};

-- The ranking of a call as it was frozen. Those who are level share a place.
CREATE TABLE call_ranking (
  call_id {uuid} NOT NULL REFERENCES "call" (id) ON DELETE CASCADE,
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place > 0),
  numerator {big} NOT NULL CHECK (numerator >= 0),
  denominator {big} NOT NULL CHECK (denominator > 0),
  PRIMARY KEY (call_id, proposal_id)
){strict};

-- What two officers recommend, and what the office above said of the budget.
CREATE TABLE recommendation (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  positive {bool} NOT NULL,
  -- Rupiah, after the cuts; 0 for a certificate and for a recommendation against it.
  amount_idr {big} NOT NULL CHECK (amount_idr >= 0),
  reasons TEXT NOT NULL,
  note TEXT NOT NULL,
  out_of_order TEXT NOT NULL,
  lead_id {uuid} NOT NULL,
  second_id {uuid} NOT NULL,
  made_at {moment} NOT NULL,
  budget_result TEXT CHECK (budget_result IN ('ok', 'cut', 'none'))
){strict};

-- What is taken off a line of the budget, and why.
CREATE TABLE recommendation_cut (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line > 0),
  cut_idr {big} NOT NULL CHECK (cut_idr > 0),
  reason TEXT NOT NULL,
  PRIMARY KEY (proposal_id, line)
){strict};
