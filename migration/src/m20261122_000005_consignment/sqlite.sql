-- Guards of the ledgers that no key or check can say, for SQLite. `recursive_triggers` must be on: without it
-- INSERT OR REPLACE deletes rows and asks no trigger.

-- I1, I3, I4: accounts begin empty, go with their entries and in no other way.
CREATE TRIGGER lot_opens_accounts AFTER INSERT ON lot BEGIN
  INSERT INTO stock_account (lot_id, place, may_go_negative, qty) SELECT NEW.id, name, may_go_negative, 0 FROM stock_place;
END;
CREATE TRIGGER placement_opens_accounts AFTER INSERT ON placement BEGIN
  INSERT INTO money_account (placement_id, account, may_go_negative, balance_idr)
    SELECT NEW.id, name, may_go_negative, 0 FROM money_place;
END;
CREATE TRIGGER stock_account_begins_empty BEFORE INSERT ON stock_account WHEN NEW.qty <> 0 OR NEW.last_entry <> 0
  BEGIN SELECT RAISE(ABORT, 'an account begins empty'); END;
CREATE TRIGGER money_account_begins_empty BEFORE INSERT ON money_account
  WHEN NEW.balance_idr <> 0 OR NEW.last_entry <> 0
  BEGIN SELECT RAISE(ABORT, 'an account begins empty'); END;
CREATE TRIGGER stock_account_follows BEFORE UPDATE ON stock_account
  WHEN NEW.lot_id <> OLD.lot_id OR NEW.place <> OLD.place OR NEW.may_go_negative <> OLD.may_go_negative
    OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
      SELECT 1 FROM stock_entry e WHERE e.id = NEW.last_entry AND e.lot_id = NEW.lot_id
        AND NEW.place IN (e.from_place, e.to_place)
        AND NEW.qty - OLD.qty = CASE WHEN e.to_place = NEW.place THEN e.qty ELSE -e.qty END)
  BEGIN SELECT RAISE(ABORT, 'an account follows its entries'); END;
CREATE TRIGGER money_account_follows BEFORE UPDATE ON money_account
  WHEN NEW.placement_id <> OLD.placement_id OR NEW.account <> OLD.account
    OR NEW.may_go_negative <> OLD.may_go_negative OR NEW.last_entry <= OLD.last_entry OR NOT EXISTS (
      SELECT 1 FROM money_entry e WHERE e.id = NEW.last_entry AND e.placement_id = NEW.placement_id
        AND NEW.account IN (e.from_account, e.to_account)
        AND NEW.balance_idr - OLD.balance_idr =
          CASE WHEN e.to_account = NEW.account THEN e.amount_idr ELSE -e.amount_idr END)
  BEGIN SELECT RAISE(ABORT, 'an account follows its entries'); END;
CREATE TRIGGER stock_entry_posts AFTER INSERT ON stock_entry BEGIN
  UPDATE stock_account SET qty = qty - NEW.qty, last_entry = NEW.id WHERE lot_id = NEW.lot_id AND place = NEW.from_place;
  UPDATE stock_account SET qty = qty + NEW.qty, last_entry = NEW.id WHERE lot_id = NEW.lot_id AND place = NEW.to_place;
END;
CREATE TRIGGER money_entry_posts AFTER INSERT ON money_entry BEGIN
  UPDATE money_account SET balance_idr = balance_idr - NEW.amount_idr, last_entry = NEW.id
    WHERE placement_id = NEW.placement_id AND account = NEW.from_account;
  UPDATE money_account SET balance_idr = balance_idr + NEW.amount_idr, last_entry = NEW.id
    WHERE placement_id = NEW.placement_id AND account = NEW.to_account;
  UPDATE settlement SET paid_idr = paid_idr + CASE NEW.kind WHEN 'payout' THEN NEW.amount_idr ELSE -NEW.amount_idr END
    WHERE id = NEW.settlement_id AND NEW.kind IN ('payout', 'payout_failed');
END;

-- What is past its day is not sold.
CREATE TRIGGER stock_entry_not_expired BEFORE INSERT ON stock_entry
  WHEN NEW.kind = 'sell' AND EXISTS (
    SELECT 1 FROM lot, ledger_op WHERE lot.id = NEW.lot_id AND ledger_op.id = NEW.op_id
      AND lot.expires_on < ledger_op.business_day)
  BEGIN SELECT RAISE(ABORT, 'the lot has expired'); END;

-- I11: nothing enters a period that is closed; periods leave no gap.
CREATE TRIGGER money_entry_in_open_period BEFORE INSERT ON money_entry
  WHEN EXISTS (SELECT 1 FROM money_rule r, placement p
    WHERE r.kind = NEW.kind AND r.from_account = NEW.from_account AND r.to_account = NEW.to_account AND r.settles
      AND p.id = NEW.placement_id AND NEW.business_day <= p.closed_through)
  BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
CREATE TRIGGER placement_closes_forward BEFORE UPDATE OF closed_through ON placement
  WHEN NEW.closed_through < OLD.closed_through OR (NEW.closed_through > OLD.closed_through AND EXISTS (
    SELECT 1 FROM money_entry e, money_rule r
      WHERE e.placement_id = NEW.id AND e.business_day > OLD.closed_through AND e.business_day <= NEW.closed_through
        AND r.kind = e.kind AND r.from_account = e.from_account AND r.to_account = e.to_account AND r.settles
        AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = e.id)))
  BEGIN SELECT RAISE(ABORT, 'something of the period is not settled'); END;
CREATE TRIGGER settlement_begins BEFORE INSERT ON settlement
  WHEN NEW.state <> 'drafted' OR NEW.paid_idr <> 0
    OR NEW.period_from <> (SELECT date(closed_through, '+1 day') FROM placement WHERE id = NEW.placement_id)
    OR EXISTS (SELECT 1 FROM settlement s WHERE s.placement_id = NEW.placement_id AND s.state = 'drafted')
  BEGIN SELECT RAISE(ABORT, 'a statement begins where the last one ended'); END;

-- I9, I10: a statement is the sum of its entries, and leaves none out.
CREATE TRIGGER settlement_line_of_draft BEFORE INSERT ON settlement_line
  WHEN (SELECT state FROM settlement WHERE id = NEW.settlement_id) <> 'drafted' OR NOT EXISTS (
    SELECT 1 FROM money_entry e, money_rule r WHERE e.id = NEW.money_entry_id AND r.kind = e.kind
      AND r.from_account = e.from_account AND r.to_account = e.to_account AND r.settles)
  BEGIN SELECT RAISE(ABORT, 'a line goes on a draft'); END;
CREATE TRIGGER settlement_is_sent_whole BEFORE UPDATE ON settlement
  WHEN OLD.state = 'drafted' AND NEW.state <> 'drafted' AND (NEW.state <> 'sent'
    OR NEW.lines_idr <> (SELECT COALESCE(SUM(due_delta), 0) FROM settlement_line WHERE settlement_id = NEW.id)
    OR EXISTS (SELECT 1 FROM money_entry e, money_rule r
      WHERE e.placement_id = NEW.placement_id AND e.business_day >= NEW.period_from
        AND e.business_day <= NEW.period_to AND r.kind = e.kind AND r.from_account = e.from_account
        AND r.to_account = e.to_account AND r.settles
        AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = e.id)))
  BEGIN SELECT RAISE(ABORT, 'the statement does not tie out'); END;
CREATE TRIGGER settlement_closes AFTER UPDATE ON settlement WHEN OLD.state = 'drafted' AND NEW.state = 'sent' BEGIN
  UPDATE placement SET closed_through = NEW.period_to WHERE id = NEW.placement_id AND closed_through < NEW.period_to;
END;
CREATE TRIGGER settlement_stays BEFORE UPDATE ON settlement
  WHEN NEW.id <> OLD.id OR NEW.public_code <> OLD.public_code OR NEW.placement_id <> OLD.placement_id
    OR NEW.period_from <> OLD.period_from OR NEW.period_to <> OLD.period_to
    OR NEW.carried_in_idr <> OLD.carried_in_idr
    OR (NEW.state = 'drafted' AND OLD.state NOT IN ('drafted', 'disputed'))
    OR (OLD.state <> 'drafted' AND NEW.state <> 'drafted' AND (NEW.revision <> OLD.revision
      OR NEW.lines_idr <> OLD.lines_idr OR NEW.net_idr <> OLD.net_idr OR NEW.gross_idr <> OLD.gross_idr
      OR NEW.outlet_share_idr <> OLD.outlet_share_idr OR NEW.fee_idr <> OLD.fee_idr
      OR NEW.liability_idr <> OLD.liability_idr OR NEW.adjustments_idr <> OLD.adjustments_idr
      OR NEW.snapshot <> OLD.snapshot))
    OR (OLD.state = 'disputed' AND NEW.state = 'drafted' AND NEW.revision <> OLD.revision + 1)
  BEGIN SELECT RAISE(ABORT, 'a statement that was sent stays as it is'); END;
CREATE TRIGGER settlement_paid_follows BEFORE UPDATE OF paid_idr ON settlement
  WHEN NEW.paid_idr <> (SELECT COALESCE(SUM(CASE kind WHEN 'payout' THEN amount_idr ELSE -amount_idr END), 0)
    FROM money_entry WHERE settlement_id = NEW.id AND kind IN ('payout', 'payout_failed'))
  BEGIN SELECT RAISE(ABORT, 'what is paid follows its entries'); END;

-- What both sides have agreed to, and what goods are, stays.
CREATE TRIGGER consignment_agreement_stays BEFORE UPDATE ON consignment_agreement
  WHEN OLD.maker_agreed_at IS NOT NULL AND OLD.outlet_agreed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an agreement that was signed stays as it is'); END;
CREATE TRIGGER lot_stays BEFORE UPDATE ON lot
  WHEN NEW.id <> OLD.id OR NEW.placement_id <> OLD.placement_id OR NEW.agreement_id <> OLD.agreement_id
    OR NEW.consignment_line_id <> OLD.consignment_line_id OR NEW.variant_id <> OLD.variant_id
    OR NEW.public_code <> OLD.public_code OR NEW.expires_on IS NOT OLD.expires_on OR OLD.received_on IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a lot stays as it is'); END;
