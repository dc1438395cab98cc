-- Who stands in for whom on a call, as what, and from when to when. A seat of the panel stays with its owner; this one is
-- beside it. Nobody stands in for themselves or lets themselves do so.
CREATE TABLE mandate (
  id {uuid} NOT NULL PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  call_id {uuid} NOT NULL REFERENCES call (id),
  duty TEXT NOT NULL CHECK (duty IN ('verifier', 'reviewer', 'lead', 'programme_owner', 'decider', 'second_decider',
    'disburser', 'head')),
  principal_id {uuid} NOT NULL,
  substitute_id {uuid} NOT NULL,
  begins_at {moment} NOT NULL,
  ends_at {moment} NOT NULL,
  given_by {uuid} NOT NULL,
  given_at {moment} NOT NULL,
  ended_at {moment},
  CHECK (principal_id <> substitute_id),
  CHECK (given_by <> substitute_id),
  CHECK (begins_at < ends_at)
){strict};
CREATE INDEX mandate_call ON mandate (call_id, ends_at);
CREATE INDEX mandate_substitute ON mandate (substitute_id, ends_at);

-- For whom the first of two persons agreed.
ALTER TABLE countersign ADD COLUMN on_behalf_of {uuid};
