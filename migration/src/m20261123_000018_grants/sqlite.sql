-- Guards of the ledger of help that no key or check can say, for SQLite. `recursive_triggers` must be on.

CREATE TRIGGER call_opens_budget AFTER INSERT ON call BEGIN
  INSERT INTO call_budget (call_id, ceiling_idr, committed_idr, last_entry) VALUES (NEW.id, 0, 0, 0);
END;
INSERT INTO call_budget (call_id, ceiling_idr, committed_idr, last_entry) SELECT id, 0, 0, 0 FROM call;
CREATE TRIGGER award_opens_balance AFTER INSERT ON award BEGIN
  INSERT INTO award_balance (award_id, committed_idr, released_idr, paid_idr, handed_over_idr, returned_idr,
    refunded_idr, recovered_idr, last_entry) VALUES (NEW.id, 0, 0, 0, 0, 0, 0, 0, 0);
END;
CREATE TRIGGER call_budget_begins_empty BEFORE INSERT ON call_budget
  WHEN NEW.ceiling_idr <> 0 OR NEW.committed_idr <> 0 OR NEW.last_entry <> 0
  BEGIN SELECT RAISE(ABORT, 'a balance begins empty'); END;
CREATE TRIGGER award_balance_begins_empty BEFORE INSERT ON award_balance
  WHEN NEW.committed_idr <> 0 OR NEW.released_idr <> 0 OR NEW.paid_idr <> 0 OR NEW.handed_over_idr <> 0
    OR NEW.returned_idr <> 0 OR NEW.refunded_idr <> 0 OR NEW.recovered_idr <> 0 OR NEW.last_entry <> 0
  BEGIN SELECT RAISE(ABORT, 'a balance begins empty'); END;
CREATE TRIGGER call_budget_follows BEFORE UPDATE ON call_budget
  WHEN NEW.call_id <> OLD.call_id OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
    SELECT 1 FROM grant_entry e, grant_rule r WHERE e.id = NEW.last_entry AND e.call_id = NEW.call_id
      AND r.kind = e.kind AND NEW.ceiling_idr - OLD.ceiling_idr = r.ceiling * e.amount_idr
      AND NEW.committed_idr - OLD.committed_idr = r.call_committed * e.amount_idr)
  BEGIN SELECT RAISE(ABORT, 'a balance follows its entries'); END;
CREATE TRIGGER award_balance_follows BEFORE UPDATE ON award_balance
  WHEN NEW.award_id <> OLD.award_id OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
    SELECT 1 FROM grant_entry e, grant_rule r WHERE e.id = NEW.last_entry AND e.award_id = NEW.award_id
      AND r.kind = e.kind AND NEW.committed_idr - OLD.committed_idr = r.committed * e.amount_idr
      AND NEW.released_idr - OLD.released_idr = r.released * e.amount_idr
      AND NEW.paid_idr - OLD.paid_idr = r.paid * e.amount_idr
      AND NEW.handed_over_idr - OLD.handed_over_idr = r.handed_over * e.amount_idr
      AND NEW.returned_idr - OLD.returned_idr = r.returned * e.amount_idr
      AND NEW.refunded_idr - OLD.refunded_idr = r.refunded * e.amount_idr
      AND NEW.recovered_idr - OLD.recovered_idr = r.recovered * e.amount_idr)
  BEGIN SELECT RAISE(ABORT, 'a balance follows its entries'); END;
-- The checks of the tables once more, and what they cannot say: INSERT OR IGNORE and OR FAIL write the entry and pass by
-- a check that does not hold, but not by a trigger that raises.
CREATE TRIGGER call_budget_holds BEFORE UPDATE ON call_budget
  WHEN NEW.ceiling_idr > 999999999999999 OR NEW.committed_idr NOT BETWEEN 0 AND NEW.ceiling_idr
  BEGIN SELECT RAISE(ABORT, 'a call promises no more than it has'); END;
CREATE TRIGGER award_balance_holds BEFORE UPDATE ON award_balance
  WHEN NEW.paid_idr + NEW.handed_over_idr - NEW.returned_idr > NEW.committed_idr - NEW.released_idr
    OR NEW.refunded_idr > NEW.paid_idr + NEW.handed_over_idr - NEW.returned_idr
  BEGIN SELECT RAISE(ABORT, 'an award gives what it promised, and gets back what it gave'); END;
CREATE TRIGGER award_balance_claims BEFORE UPDATE ON award_balance
  WHEN NEW.recovered_idr > OLD.recovered_idr AND NEW.recovered_idr - OLD.recovered_idr >
    NEW.paid_idr + NEW.handed_over_idr - NEW.returned_idr - MAX(NEW.refunded_idr, OLD.recovered_idr)
  BEGIN SELECT RAISE(ABORT, 'no more is claimed back than was given'); END;
CREATE TRIGGER grant_entry_posts AFTER INSERT ON grant_entry BEGIN
  UPDATE call_budget SET last_entry = NEW.id,
      ceiling_idr = ceiling_idr + (SELECT ceiling FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      committed_idr = committed_idr + (SELECT call_committed FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr
    WHERE call_id = NEW.call_id;
  UPDATE award_balance SET last_entry = NEW.id,
      committed_idr = committed_idr + (SELECT committed FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      released_idr = released_idr + (SELECT released FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      paid_idr = paid_idr + (SELECT paid FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      handed_over_idr = handed_over_idr + (SELECT handed_over FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      returned_idr = returned_idr + (SELECT returned FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      refunded_idr = refunded_idr + (SELECT refunded FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr,
      recovered_idr = recovered_idr + (SELECT recovered FROM grant_rule WHERE kind = NEW.kind) * NEW.amount_idr
    WHERE award_id = NEW.award_id;
END;
