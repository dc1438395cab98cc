-- The same guards for PostgreSQL. A function that refuses raises; the names of triggers are those of sqlite.sql.

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION '% takes no change', TG_TABLE_NAME;
END $$;

-- I1, I3, I4
CREATE OR REPLACE FUNCTION lot_opens_accounts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO stock_account (lot_id, place, may_go_negative, qty) SELECT NEW.id, name, may_go_negative, 0 FROM stock_place;
  RETURN NULL;
END $$;
CREATE TRIGGER lot_opens_accounts AFTER INSERT ON lot FOR EACH ROW EXECUTE FUNCTION lot_opens_accounts();

CREATE OR REPLACE FUNCTION placement_opens_accounts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO money_account (placement_id, account, may_go_negative, balance_idr)
    SELECT NEW.id, name, may_go_negative, 0 FROM money_place;
  RETURN NULL;
END $$;
CREATE TRIGGER placement_opens_accounts AFTER INSERT ON placement
  FOR EACH ROW EXECUTE FUNCTION placement_opens_accounts();

CREATE OR REPLACE FUNCTION account_begins_empty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'an account begins empty';
END $$;
CREATE TRIGGER stock_account_begins_empty BEFORE INSERT ON stock_account FOR EACH ROW
  WHEN (NEW.qty <> 0 OR NEW.last_entry <> 0) EXECUTE FUNCTION account_begins_empty();
CREATE TRIGGER money_account_begins_empty BEFORE INSERT ON money_account FOR EACH ROW
  WHEN (NEW.balance_idr <> 0 OR NEW.last_entry <> 0) EXECUTE FUNCTION account_begins_empty();

CREATE OR REPLACE FUNCTION stock_account_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.lot_id <> OLD.lot_id OR NEW.place <> OLD.place OR NEW.may_go_negative <> OLD.may_go_negative
    OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
      SELECT 1 FROM stock_entry e WHERE e.id = NEW.last_entry AND e.lot_id = NEW.lot_id
        AND NEW.place IN (e.from_place, e.to_place)
        AND NEW.qty - OLD.qty = CASE WHEN e.to_place = NEW.place THEN e.qty ELSE -e.qty END) THEN
    RAISE EXCEPTION 'an account follows its entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_account_follows BEFORE UPDATE ON stock_account
  FOR EACH ROW EXECUTE FUNCTION stock_account_follows();

CREATE OR REPLACE FUNCTION money_account_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.placement_id <> OLD.placement_id OR NEW.account <> OLD.account
    OR NEW.may_go_negative <> OLD.may_go_negative OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
      SELECT 1 FROM money_entry e WHERE e.id = NEW.last_entry AND e.placement_id = NEW.placement_id
        AND NEW.account IN (e.from_account, e.to_account)
        AND NEW.balance_idr - OLD.balance_idr =
          CASE WHEN e.to_account = NEW.account THEN e.amount_idr ELSE -e.amount_idr END) THEN
    RAISE EXCEPTION 'an account follows its entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER money_account_follows BEFORE UPDATE ON money_account
  FOR EACH ROW EXECUTE FUNCTION money_account_follows();

CREATE OR REPLACE FUNCTION stock_entry_posts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE stock_account SET qty = qty - NEW.qty, last_entry = NEW.id WHERE lot_id = NEW.lot_id AND place = NEW.from_place;
  UPDATE stock_account SET qty = qty + NEW.qty, last_entry = NEW.id WHERE lot_id = NEW.lot_id AND place = NEW.to_place;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_entry_posts AFTER INSERT ON stock_entry FOR EACH ROW EXECUTE FUNCTION stock_entry_posts();

CREATE OR REPLACE FUNCTION money_entry_posts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE money_account SET balance_idr = balance_idr - NEW.amount_idr, last_entry = NEW.id
    WHERE placement_id = NEW.placement_id AND account = NEW.from_account;
  UPDATE money_account SET balance_idr = balance_idr + NEW.amount_idr, last_entry = NEW.id
    WHERE placement_id = NEW.placement_id AND account = NEW.to_account;
  UPDATE settlement SET paid_idr = paid_idr + CASE NEW.kind WHEN 'payout' THEN NEW.amount_idr ELSE -NEW.amount_idr END
    WHERE id = NEW.settlement_id AND NEW.kind IN ('payout', 'payout_failed');
  RETURN NULL;
END $$;
CREATE TRIGGER money_entry_posts AFTER INSERT ON money_entry FOR EACH ROW EXECUTE FUNCTION money_entry_posts();

CREATE OR REPLACE FUNCTION stock_entry_not_expired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM lot, ledger_op WHERE lot.id = NEW.lot_id AND ledger_op.id = NEW.op_id
      AND lot.expires_on < ledger_op.business_day) THEN
    RAISE EXCEPTION 'the lot has expired';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_entry_not_expired BEFORE INSERT ON stock_entry FOR EACH ROW WHEN (NEW.kind = 'sell')
  EXECUTE FUNCTION stock_entry_not_expired();

-- I11
CREATE OR REPLACE FUNCTION money_entry_in_open_period() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM money_rule r, placement p
    WHERE r.kind = NEW.kind AND r.from_account = NEW.from_account AND r.to_account = NEW.to_account AND r.settles
      AND p.id = NEW.placement_id AND NEW.business_day <= p.closed_through) THEN
    RAISE EXCEPTION 'the period is closed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER money_entry_in_open_period BEFORE INSERT ON money_entry
  FOR EACH ROW EXECUTE FUNCTION money_entry_in_open_period();

CREATE OR REPLACE FUNCTION placement_closes_forward() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.closed_through < OLD.closed_through OR (NEW.closed_through > OLD.closed_through AND EXISTS (
    SELECT 1 FROM money_entry e, money_rule r
      WHERE e.placement_id = NEW.id AND e.business_day > OLD.closed_through AND e.business_day <= NEW.closed_through
        AND r.kind = e.kind AND r.from_account = e.from_account AND r.to_account = e.to_account AND r.settles
        AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = e.id))) THEN
    RAISE EXCEPTION 'something of the period is not settled';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER placement_closes_forward BEFORE UPDATE OF closed_through ON placement
  FOR EACH ROW EXECUTE FUNCTION placement_closes_forward();

CREATE OR REPLACE FUNCTION settlement_begins() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> 'drafted' OR NEW.paid_idr <> 0
    OR NEW.period_from <> (SELECT closed_through + 1 FROM placement WHERE id = NEW.placement_id)
    OR EXISTS (SELECT 1 FROM settlement s WHERE s.placement_id = NEW.placement_id AND s.state = 'drafted') THEN
    RAISE EXCEPTION 'a statement begins where the last one ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_begins BEFORE INSERT ON settlement FOR EACH ROW EXECUTE FUNCTION settlement_begins();

-- I9, I10
CREATE OR REPLACE FUNCTION settlement_line_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT state FROM settlement WHERE id = NEW.settlement_id) <> 'drafted' OR NOT EXISTS (
    SELECT 1 FROM money_entry e, money_rule r WHERE e.id = NEW.money_entry_id AND r.kind = e.kind
      AND r.from_account = e.from_account AND r.to_account = e.to_account AND r.settles) THEN
    RAISE EXCEPTION 'a line goes on a draft';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_line_of_draft BEFORE INSERT ON settlement_line
  FOR EACH ROW EXECUTE FUNCTION settlement_line_of_draft();

CREATE OR REPLACE FUNCTION settlement_is_sent_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state <> 'sent'
    OR NEW.lines_idr <> (SELECT COALESCE(SUM(due_delta), 0) FROM settlement_line WHERE settlement_id = NEW.id)
    OR EXISTS (SELECT 1 FROM money_entry e, money_rule r
      WHERE e.placement_id = NEW.placement_id AND e.business_day >= NEW.period_from
        AND e.business_day <= NEW.period_to AND r.kind = e.kind AND r.from_account = e.from_account
        AND r.to_account = e.to_account AND r.settles
        AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = e.id)) THEN
    RAISE EXCEPTION 'the statement does not tie out';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_is_sent_whole BEFORE UPDATE ON settlement FOR EACH ROW
  WHEN (OLD.state = 'drafted' AND NEW.state <> 'drafted') EXECUTE FUNCTION settlement_is_sent_whole();

CREATE OR REPLACE FUNCTION settlement_closes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE placement SET closed_through = NEW.period_to WHERE id = NEW.placement_id AND closed_through < NEW.period_to;
  RETURN NULL;
END $$;
CREATE TRIGGER settlement_closes AFTER UPDATE ON settlement FOR EACH ROW
  WHEN (OLD.state = 'drafted' AND NEW.state = 'sent') EXECUTE FUNCTION settlement_closes();

CREATE OR REPLACE FUNCTION settlement_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.id <> OLD.id OR NEW.public_code <> OLD.public_code OR NEW.placement_id <> OLD.placement_id
    OR NEW.period_from <> OLD.period_from OR NEW.period_to <> OLD.period_to
    OR NEW.carried_in_idr <> OLD.carried_in_idr
    OR (NEW.state = 'drafted' AND OLD.state NOT IN ('drafted', 'disputed'))
    OR (OLD.state <> 'drafted' AND NEW.state <> 'drafted' AND (NEW.revision <> OLD.revision
      OR NEW.lines_idr <> OLD.lines_idr OR NEW.net_idr <> OLD.net_idr OR NEW.gross_idr <> OLD.gross_idr
      OR NEW.outlet_share_idr <> OLD.outlet_share_idr OR NEW.fee_idr <> OLD.fee_idr
      OR NEW.liability_idr <> OLD.liability_idr OR NEW.adjustments_idr <> OLD.adjustments_idr
      OR NEW.snapshot <> OLD.snapshot))
    OR (OLD.state = 'disputed' AND NEW.state = 'drafted' AND NEW.revision <> OLD.revision + 1) THEN
    RAISE EXCEPTION 'a statement that was sent stays as it is';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_stays BEFORE UPDATE ON settlement FOR EACH ROW EXECUTE FUNCTION settlement_stays();

CREATE OR REPLACE FUNCTION settlement_paid_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.paid_idr <> (SELECT COALESCE(SUM(CASE kind WHEN 'payout' THEN amount_idr ELSE -amount_idr END), 0)
    FROM money_entry WHERE settlement_id = NEW.id AND kind IN ('payout', 'payout_failed')) THEN
    RAISE EXCEPTION 'what is paid follows its entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_paid_follows BEFORE UPDATE OF paid_idr ON settlement
  FOR EACH ROW EXECUTE FUNCTION settlement_paid_follows();

CREATE TRIGGER consignment_agreement_stays BEFORE UPDATE ON consignment_agreement FOR EACH ROW
  WHEN (OLD.maker_agreed_at IS NOT NULL AND OLD.outlet_agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_stays BEFORE UPDATE ON lot FOR EACH ROW
  WHEN (NEW.id <> OLD.id OR NEW.placement_id <> OLD.placement_id OR NEW.agreement_id <> OLD.agreement_id
    OR NEW.consignment_line_id <> OLD.consignment_line_id OR NEW.variant_id <> OLD.variant_id
    OR NEW.public_code <> OLD.public_code OR NEW.expires_on IS DISTINCT FROM OLD.expires_on
    OR OLD.received_on IS NOT NULL)
  EXECUTE FUNCTION refuse_change();
