-- The check of proposals by an office. One text for both stores; words in braces are the types of each.

-- Who holds the claim of a proposal, and how often it was sent back.
CREATE TABLE proposal_check (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  holder {uuid} NOT NULL,
  claimed_at {moment} NOT NULL,
  rounds_used INTEGER NOT NULL CHECK (rounds_used >= 0),
  -- The last day of the revision under way.
  due {day},
  extended {bool} NOT NULL,
  lapsed_at {moment},
  reopened {bool} NOT NULL,
  -- What the verifier found of other help for the same group; nothing as long as nobody looked.
  duplicates_note TEXT
){strict};
CREATE INDEX proposal_check_holder ON proposal_check (holder);

-- What was found at a point of the list.
CREATE TABLE checklist_item (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  point TEXT NOT NULL,
  presence TEXT NOT NULL CHECK (presence IN ('ada', 'tidak', 'tidak_perlu')),
  -- Why it is not good enough; nothing says that it is as it should be.
  reason TEXT,
  note TEXT NOT NULL,
  -- The group says that it has mended this.
  answered {bool} NOT NULL,
  -- What the group says to it.
  reply TEXT NOT NULL,
  -- The round in which the group was asked to mend it; 0 for none.
  round INTEGER NOT NULL CHECK (round >= 0),
  PRIMARY KEY (proposal_id, point)
){strict};
