-- The same guards for PostgreSQL. The names of triggers are those of sqlite.sql.

CREATE OR REPLACE FUNCTION call_opens_budget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO call_budget (call_id, ceiling_idr, committed_idr, last_entry) VALUES (NEW.id, 0, 0, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER call_opens_budget AFTER INSERT ON call FOR EACH ROW EXECUTE FUNCTION call_opens_budget();
INSERT INTO call_budget (call_id, ceiling_idr, committed_idr, last_entry) SELECT id, 0, 0, 0 FROM call;

CREATE OR REPLACE FUNCTION award_opens_balance() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO award_balance (award_id, committed_idr, released_idr, paid_idr, handed_over_idr, returned_idr,
    refunded_idr, recovered_idr, last_entry) VALUES (NEW.id, 0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER award_opens_balance AFTER INSERT ON award FOR EACH ROW EXECUTE FUNCTION award_opens_balance();

CREATE OR REPLACE FUNCTION balance_begins_empty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a balance begins empty';
END $$;
CREATE TRIGGER call_budget_begins_empty BEFORE INSERT ON call_budget FOR EACH ROW
  WHEN (NEW.ceiling_idr <> 0 OR NEW.committed_idr <> 0 OR NEW.last_entry <> 0) EXECUTE FUNCTION balance_begins_empty();
CREATE TRIGGER award_balance_begins_empty BEFORE INSERT ON award_balance FOR EACH ROW
  WHEN (NEW.committed_idr <> 0 OR NEW.released_idr <> 0 OR NEW.paid_idr <> 0 OR NEW.handed_over_idr <> 0
    OR NEW.returned_idr <> 0 OR NEW.refunded_idr <> 0 OR NEW.recovered_idr <> 0 OR NEW.last_entry <> 0)
  EXECUTE FUNCTION balance_begins_empty();

-- A row of either table, as it was and as it would be, is compared with the entry it names.
CREATE OR REPLACE FUNCTION balance_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE follows BOOLEAN;
BEGIN
  IF TG_TABLE_NAME = 'call_budget' THEN
    follows := NEW.call_id = OLD.call_id AND EXISTS (
      SELECT 1 FROM grant_entry e, grant_rule r WHERE e.id = NEW.last_entry AND e.call_id = NEW.call_id
        AND r.kind = e.kind AND NEW.ceiling_idr - OLD.ceiling_idr = r.ceiling * e.amount_idr
        AND NEW.committed_idr - OLD.committed_idr = r.call_committed * e.amount_idr);
  ELSE
    follows := NEW.award_id = OLD.award_id AND EXISTS (
      SELECT 1 FROM grant_entry e, grant_rule r WHERE e.id = NEW.last_entry AND e.award_id = NEW.award_id
        AND r.kind = e.kind AND NEW.committed_idr - OLD.committed_idr = r.committed * e.amount_idr
        AND NEW.released_idr - OLD.released_idr = r.released * e.amount_idr
        AND NEW.paid_idr - OLD.paid_idr = r.paid * e.amount_idr
        AND NEW.handed_over_idr - OLD.handed_over_idr = r.handed_over * e.amount_idr
        AND NEW.returned_idr - OLD.returned_idr = r.returned * e.amount_idr
        AND NEW.refunded_idr - OLD.refunded_idr = r.refunded * e.amount_idr
        AND NEW.recovered_idr - OLD.recovered_idr = r.recovered * e.amount_idr);
  END IF;
  IF NOT follows OR NEW.last_entry <= OLD.last_entry THEN
    RAISE EXCEPTION 'a balance follows its entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER call_budget_follows BEFORE UPDATE ON call_budget FOR EACH ROW EXECUTE FUNCTION balance_follows();
CREATE TRIGGER award_balance_follows BEFORE UPDATE ON award_balance FOR EACH ROW EXECUTE FUNCTION balance_follows();

-- What no check can say, because it asks what stood there before. SQLite has two more, for its checks can be passed by.
CREATE OR REPLACE FUNCTION award_balance_claims() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'no more is claimed back than was given';
END $$;
CREATE TRIGGER award_balance_claims BEFORE UPDATE ON award_balance FOR EACH ROW
  WHEN (NEW.recovered_idr > OLD.recovered_idr AND NEW.recovered_idr - OLD.recovered_idr >
    NEW.paid_idr + NEW.handed_over_idr - NEW.returned_idr - GREATEST(NEW.refunded_idr, OLD.recovered_idr))
  EXECUTE FUNCTION award_balance_claims();

CREATE OR REPLACE FUNCTION grant_entry_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r grant_rule%ROWTYPE;
BEGIN
  SELECT * INTO r FROM grant_rule WHERE kind = NEW.kind;
  UPDATE call_budget SET last_entry = NEW.id, ceiling_idr = ceiling_idr + r.ceiling * NEW.amount_idr,
    committed_idr = committed_idr + r.call_committed * NEW.amount_idr WHERE call_id = NEW.call_id;
  UPDATE award_balance SET last_entry = NEW.id, committed_idr = committed_idr + r.committed * NEW.amount_idr,
      released_idr = released_idr + r.released * NEW.amount_idr, paid_idr = paid_idr + r.paid * NEW.amount_idr,
      handed_over_idr = handed_over_idr + r.handed_over * NEW.amount_idr,
      returned_idr = returned_idr + r.returned * NEW.amount_idr,
      refunded_idr = refunded_idr + r.refunded * NEW.amount_idr,
      recovered_idr = recovered_idr + r.recovered * NEW.amount_idr
    WHERE award_id = NEW.award_id;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_entry_posts AFTER INSERT ON grant_entry FOR EACH ROW EXECUTE FUNCTION grant_entry_posts();
