-- A letter of the office that looks after the budget, about one proposal. The newest since it was sent there counts.
CREATE TABLE budget_letter (
  id {uuid} PRIMARY KEY,
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
  day {day} NOT NULL,
  -- All three or none: a record that an item was struck may have a number alone.
  media TEXT CHECK (media IN ('pdf', 'jpeg', 'docx', 'xlsx')),
  size_bytes INTEGER CHECK (size_bytes > 0),
  stored TEXT,
  added_at {moment} NOT NULL,
  added_by {uuid} NOT NULL
){strict};
CREATE INDEX budget_letter_proposal ON budget_letter (proposal_id, id);
