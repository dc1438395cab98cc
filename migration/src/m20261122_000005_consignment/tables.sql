-- Consignment: agreements, documents, the two ledgers, statements. One text for both stores; words in braces are the
-- types of each (see mod.rs). The shape guards first: keys, composite references that make a copy provably equal to
-- its source, checks. What a shape cannot say stands in sqlite.sql and postgres.sql.

-- One enterprise at one outlet. The lock of every posting and the money belong here.
CREATE TABLE placement (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  enterprise_id {uuid} NOT NULL REFERENCES enterprise (id),
  outlet_id {uuid} NOT NULL REFERENCES outlet (id),
  state TEXT NOT NULL CHECK (state IN
    ('proposed', 'terms_sent', 'declined', 'active', 'paused', 'ending', 'ended')),
  asked_by TEXT NOT NULL CHECK (asked_by IN ('enterprise', 'outlet')),
  closed_through {day} NOT NULL,
  created_at {moment} NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (enterprise_id, outlet_id)
){strict};
CREATE INDEX placement_outlet ON placement (outlet_id, state);

CREATE TABLE consignment_agreement (
  id {uuid} PRIMARY KEY,
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  valid_from {day} NOT NULL,
  pricing_model TEXT NOT NULL CHECK (pricing_model IN ('commission', 'outlet_markup', 'monthly_fee', 'none')),
  outlet_share_bp INTEGER NOT NULL CHECK (outlet_share_bp BETWEEN 0 AND 5000),
  max_markup_bp INTEGER NOT NULL CHECK (max_markup_bp BETWEEN 0 AND 10000),
  monthly_fee_idr {big} NOT NULL CHECK (monthly_fee_idr BETWEEN 0 AND 100000000),
  share_rounding_idr INTEGER NOT NULL CHECK (share_rounding_idr IN (1, 50, 100)),
  pay_cycle TEXT NOT NULL CHECK (pay_cycle IN ('monthly', 'weekly')),
  close_day INTEGER NOT NULL CHECK (close_day BETWEEN 1 AND 31),
  pay_within_days INTEGER NOT NULL CHECK (pay_within_days BETWEEN 1 AND 30),
  auto_confirm_days INTEGER NOT NULL CHECK (auto_confirm_days BETWEEN 3 AND 30),
  min_payout_idr {big} NOT NULL CHECK (min_payout_idr BETWEEN 0 AND 100000000),
  max_shelf_days INTEGER NOT NULL CHECK (max_shelf_days BETWEEN 0 AND 730),
  min_remaining_bp INTEGER NOT NULL CHECK (min_remaining_bp BETWEEN 0 AND 10000),
  pull_before_days INTEGER NOT NULL CHECK (pull_before_days BETWEEN 0 AND 90),
  collect_within_days INTEGER NOT NULL CHECK (collect_within_days BETWEEN 1 AND 90),
  transit_liability_bp INTEGER NOT NULL CHECK (transit_liability_bp BETWEEN 0 AND 10000),
  damaged_liability_bp INTEGER NOT NULL CHECK (damaged_liability_bp BETWEEN 0 AND 10000),
  missing_liability_bp INTEGER NOT NULL CHECK (missing_liability_bp BETWEEN 0 AND 10000),
  stolen_liability_bp INTEGER NOT NULL CHECK (stolen_liability_bp BETWEEN 0 AND 10000),
  expired_liability_bp INTEGER NOT NULL CHECK (expired_liability_bp BETWEEN 0 AND 10000),
  min_quantity INTEGER NOT NULL CHECK (min_quantity BETWEEN 1 AND 9999),
  max_quantity INTEGER NOT NULL CHECK (max_quantity BETWEEN min_quantity AND 9999),
  review_on {day},
  ends_on {day},
  terms_version INTEGER NOT NULL,
  written_by {uuid},
  written_at {moment} NOT NULL,
  agreed_by_maker {uuid},
  maker_agreed_at {moment},
  agreed_by_outlet {uuid},
  outlet_agreed_at {moment},
  UNIQUE (placement_id, version),
  UNIQUE (id, placement_id)
){strict};
CREATE UNIQUE INDEX consignment_agreement_in_force ON consignment_agreement (placement_id, valid_from)
  WHERE maker_agreed_at IS NOT NULL AND outlet_agreed_at IS NOT NULL;

-- Offer, delivery note and receipt are one document in three ages.
CREATE TABLE consignment (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  agreement_id {uuid} NOT NULL,
  official_number TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('draft', 'offered', 'changes_requested', 'accepted', 'declined', 'withdrawn', 'expired', 'issued', 'cancelled',
     'received_with_difference', 'received', 'disputed', 'closed')),
  deliver_before {day},
  answer TEXT NOT NULL DEFAULT '',
  created_at {moment} NOT NULL,
  issued_at {moment},
  issued_by {uuid},
  received_at {moment},
  received_by {uuid},
  proof TEXT CHECK (proof IN ('account', 'paper_code', 'none')),
  handed_over_by TEXT CHECK (handed_over_by IN ('maker', 'companion', 'courier')),
  handover_tries INTEGER NOT NULL DEFAULT 0,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (id, placement_id),
  FOREIGN KEY (agreement_id, placement_id) REFERENCES consignment_agreement (id, placement_id)
){strict};
CREATE INDEX consignment_placement ON consignment (placement_id, state, created_at);
CREATE INDEX consignment_agreement_used ON consignment (agreement_id);

CREATE TABLE consignment_line (
  id {uuid} PRIMARY KEY,
  consignment_id {uuid} NOT NULL,
  placement_id {uuid} NOT NULL,
  position INTEGER NOT NULL,
  variant_id {uuid} NOT NULL REFERENCES variant (id),
  unit_idr {big} NOT NULL CHECK (unit_idr BETWEEN 100 AND 200000000),
  maker_unit_idr {big} NOT NULL CHECK (maker_unit_idr BETWEEN 1 AND 100000000),
  expires_on {day},
  offered INTEGER NOT NULL CHECK (offered BETWEEN 1 AND 9999),
  accepted INTEGER CHECK (accepted BETWEEN 0 AND offered),
  issued INTEGER CHECK (issued BETWEEN 0 AND accepted),
  received INTEGER CHECK (received >= 0),
  refused INTEGER CHECK (refused >= 0),
  missing INTEGER CHECK (missing >= 0),
  difference_reason TEXT NOT NULL DEFAULT '',
  CHECK (maker_unit_idr <= unit_idr),
  CHECK ((received IS NULL) = (refused IS NULL) AND (received IS NULL) = (missing IS NULL)),
  CHECK (received IS NULL OR (issued IS NOT NULL AND received + refused + missing = issued)),
  UNIQUE (consignment_id, position),
  UNIQUE (id, placement_id),
  FOREIGN KEY (consignment_id, placement_id) REFERENCES consignment (id, placement_id)
){strict};
CREATE INDEX consignment_line_variant ON consignment_line (variant_id);

-- Pieces that came together: same outlet, maker, goods, price and day of expiry.
CREATE TABLE lot (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL,
  agreement_id {uuid} NOT NULL,
  consignment_line_id {uuid} NOT NULL UNIQUE,
  variant_id {uuid} NOT NULL REFERENCES variant (id),
  expires_on {day},
  pull_on {day},
  received_on {day},
  UNIQUE (id, placement_id),
  FOREIGN KEY (consignment_line_id, placement_id) REFERENCES consignment_line (id, placement_id),
  FOREIGN KEY (agreement_id, placement_id) REFERENCES consignment_agreement (id, placement_id)
){strict};
CREATE INDEX lot_placement ON lot (placement_id, variant_id);
CREATE INDEX lot_variant ON lot (variant_id);
CREATE INDEX lot_agreement ON lot (agreement_id);

CREATE TABLE lot_price (
  lot_id {uuid} NOT NULL REFERENCES lot (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  unit_idr {big} NOT NULL CHECK (unit_idr BETWEEN 100 AND 200000000),
  maker_unit_idr {big} NOT NULL CHECK (maker_unit_idr BETWEEN 1 AND unit_idr),
  from_day {day} NOT NULL,
  PRIMARY KEY (lot_id, seq),
  UNIQUE (lot_id, seq, unit_idr, maker_unit_idr)
){strict};

-- One effect of one press of a button.
CREATE TABLE ledger_op (
  id {uuid} PRIMARY KEY,
  op_key TEXT NOT NULL UNIQUE CHECK (length(op_key) BETWEEN 8 AND 80),
  command TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  document_id {uuid} NOT NULL,
  actor_id {uuid},
  on_behalf_of {uuid},
  at {moment} NOT NULL,
  business_day {day} NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  reverses_op_id {uuid} UNIQUE REFERENCES ledger_op (id),
  UNIQUE (id, business_day)
){strict};
CREATE INDEX ledger_op_document ON ledger_op (document_kind, document_id);

CREATE TABLE stock_place (
  name TEXT PRIMARY KEY,
  may_go_negative {bool} NOT NULL,
  sellable {bool} NOT NULL,
  UNIQUE (name, may_go_negative)
){strict};

CREATE TABLE stock_rule (
  kind TEXT NOT NULL,
  from_place TEXT NOT NULL REFERENCES stock_place (name),
  to_place TEXT NOT NULL REFERENCES stock_place (name),
  PRIMARY KEY (kind, from_place, to_place),
  CHECK (from_place <> to_place)
){strict};

CREATE TABLE stock_account (
  lot_id {uuid} NOT NULL REFERENCES lot (id),
  place TEXT NOT NULL,
  may_go_negative {bool} NOT NULL,
  qty {big} NOT NULL,
  last_entry {big} NOT NULL DEFAULT 0,
  PRIMARY KEY (lot_id, place),
  FOREIGN KEY (place, may_go_negative) REFERENCES stock_place (name, may_go_negative),
  CHECK (qty >= 0 OR may_go_negative)
){strict};

CREATE TABLE stock_entry (
  id {serial},
  op_id {uuid} NOT NULL REFERENCES ledger_op (id),
  lot_id {uuid} NOT NULL,
  kind TEXT NOT NULL,
  from_place TEXT NOT NULL,
  to_place TEXT NOT NULL,
  qty {big} NOT NULL CHECK (qty BETWEEN 1 AND 9999),
  UNIQUE (op_id, lot_id, kind, from_place),
  UNIQUE (id, lot_id, qty, kind),
  FOREIGN KEY (kind, from_place, to_place) REFERENCES stock_rule (kind, from_place, to_place),
  FOREIGN KEY (lot_id, from_place) REFERENCES stock_account (lot_id, place),
  FOREIGN KEY (lot_id, to_place) REFERENCES stock_account (lot_id, place)
){strict};
CREATE INDEX stock_entry_lot ON stock_entry (lot_id, id);

CREATE TABLE money_place (
  name TEXT PRIMARY KEY,
  may_go_negative {bool} NOT NULL,
  UNIQUE (name, may_go_negative)
){strict};

CREATE TABLE money_rule (
  kind TEXT NOT NULL,
  from_account TEXT NOT NULL REFERENCES money_place (name),
  to_account TEXT NOT NULL REFERENCES money_place (name),
  settles {bool} NOT NULL,
  PRIMARY KEY (kind, from_account, to_account),
  CHECK (from_account <> to_account)
){strict};

CREATE TABLE money_account (
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  account TEXT NOT NULL,
  may_go_negative {bool} NOT NULL,
  balance_idr {big} NOT NULL,
  last_entry {big} NOT NULL DEFAULT 0,
  PRIMARY KEY (placement_id, account),
  FOREIGN KEY (account, may_go_negative) REFERENCES money_place (name, may_go_negative),
  CHECK (balance_idr >= 0 OR may_go_negative)
){strict};

-- Statement of one maker at one outlet for one period.
CREATE TABLE settlement (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  official_number TEXT,
  period_from {day} NOT NULL,
  period_to {day} NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
  state TEXT NOT NULL CHECK (state IN ('drafted', 'sent', 'disputed', 'confirmed', 'paid', 'closed')),
  gross_idr {big} NOT NULL,
  outlet_share_idr {big} NOT NULL,
  fee_idr {big} NOT NULL,
  liability_idr {big} NOT NULL,
  adjustments_idr {big} NOT NULL,
  lines_idr {big} NOT NULL,
  carried_from_id {uuid} UNIQUE,
  carried_in_idr {big} NOT NULL DEFAULT 0,
  net_idr {big} NOT NULL,
  paid_idr {big} NOT NULL DEFAULT 0,
  carry_out_idr {big},
  snapshot TEXT NOT NULL DEFAULT '',
  due_on {day},
  confirm_by {day},
  by_timeout {bool} NOT NULL DEFAULT {false},
  created_at {moment} NOT NULL,
  sent_at {moment},
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK (period_from <= period_to),
  CHECK (net_idr = lines_idr + carried_in_idr),
  CHECK (paid_idr = 0 OR (paid_idr > 0 AND paid_idr <= net_idr)),
  CHECK (carry_out_idr IS NULL OR carry_out_idr = net_idr - paid_idr),
  CHECK ((carried_from_id IS NULL) = (carried_in_idr = 0)),
  UNIQUE (placement_id, period_to),
  UNIQUE (id, placement_id),
  UNIQUE (id, carry_out_idr),
  FOREIGN KEY (carried_from_id, carried_in_idr) REFERENCES settlement (id, carry_out_idr)
){strict};

CREATE TABLE money_entry (
  id {serial},
  op_id {uuid} NOT NULL,
  placement_id {uuid} NOT NULL,
  kind TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount_idr {big} NOT NULL CHECK (amount_idr BETWEEN 1 AND 999999999999999),
  due_delta {big} NOT NULL,
  business_day {day} NOT NULL,
  settlement_id {uuid},
  CHECK (due_delta = CASE WHEN to_account = 'maker_due' THEN amount_idr
    WHEN from_account = 'maker_due' THEN -amount_idr ELSE 0 END),
  CHECK ((settlement_id IS NOT NULL) = (kind IN ('payout', 'payout_ack', 'payout_failed'))),
  UNIQUE (id, placement_id, amount_idr, kind),
  UNIQUE (id, placement_id, due_delta),
  FOREIGN KEY (op_id, business_day) REFERENCES ledger_op (id, business_day),
  FOREIGN KEY (kind, from_account, to_account) REFERENCES money_rule (kind, from_account, to_account),
  FOREIGN KEY (placement_id, from_account) REFERENCES money_account (placement_id, account),
  FOREIGN KEY (placement_id, to_account) REFERENCES money_account (placement_id, account),
  FOREIGN KEY (settlement_id, placement_id) REFERENCES settlement (id, placement_id)
){strict};
CREATE INDEX money_entry_placement ON money_entry (placement_id, business_day);
CREATE INDEX money_entry_op ON money_entry (op_id);
CREATE INDEX money_entry_settlement ON money_entry (settlement_id);

CREATE TABLE settlement_line (
  money_entry_id {big} PRIMARY KEY,
  settlement_id {uuid} NOT NULL,
  placement_id {uuid} NOT NULL,
  due_delta {big} NOT NULL,
  FOREIGN KEY (settlement_id, placement_id) REFERENCES settlement (id, placement_id),
  FOREIGN KEY (money_entry_id, placement_id, due_delta) REFERENCES money_entry (id, placement_id, due_delta)
){strict};
CREATE INDEX settlement_line_settlement ON settlement_line (settlement_id);

CREATE TABLE sale (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  outlet_id {uuid} NOT NULL REFERENCES outlet (id),
  business_day {day} NOT NULL,
  happened_at {moment} NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('scan', 'list', 'count', 'import', 'offline', 'enquiry')),
  recorded_by {uuid},
  op_id {uuid} NOT NULL REFERENCES ledger_op (id)
){strict};
CREATE INDEX sale_outlet ON sale (outlet_id, business_day);
CREATE INDEX sale_op ON sale (op_id);

CREATE TABLE sale_line (
  id {uuid} PRIMARY KEY,
  sale_id {uuid} NOT NULL REFERENCES sale (id),
  kind TEXT NOT NULL CHECK (kind IN ('sell', 'void_sale')),
  placement_id {uuid} NOT NULL,
  lot_id {uuid} NOT NULL,
  price_seq INTEGER NOT NULL,
  unit_idr {big} NOT NULL,
  maker_unit_idr {big} NOT NULL,
  qty {big} NOT NULL CHECK (qty BETWEEN 1 AND 9999),
  maker_idr {big} NOT NULL,
  outlet_idr {big} NOT NULL,
  maker_kind TEXT NOT NULL,
  outlet_kind TEXT,
  business_day {day} NOT NULL,
  stock_entry_id {big} NOT NULL UNIQUE,
  maker_entry_id {big} NOT NULL UNIQUE,
  outlet_entry_id {big} UNIQUE,
  reverses_id {uuid} UNIQUE,
  CHECK (maker_idr = qty * maker_unit_idr),
  CHECK (maker_idr + outlet_idr = qty * unit_idr),
  CHECK ((outlet_entry_id IS NULL) = (outlet_idr = 0) AND (outlet_kind IS NULL) = (outlet_idr = 0)),
  CHECK ((kind = 'void_sale') = (reverses_id IS NOT NULL)),
  CHECK (maker_kind = CASE kind WHEN 'sell' THEN 'sale_maker' ELSE 'void_maker' END),
  CHECK (outlet_kind IS NULL OR outlet_kind = CASE kind WHEN 'sell' THEN 'sale_outlet' ELSE 'void_outlet' END),
  UNIQUE (id, lot_id, price_seq, qty),
  FOREIGN KEY (lot_id, price_seq, unit_idr, maker_unit_idr)
    REFERENCES lot_price (lot_id, seq, unit_idr, maker_unit_idr),
  FOREIGN KEY (lot_id, placement_id) REFERENCES lot (id, placement_id),
  FOREIGN KEY (stock_entry_id, lot_id, qty, kind) REFERENCES stock_entry (id, lot_id, qty, kind),
  FOREIGN KEY (maker_entry_id, placement_id, maker_idr, maker_kind)
    REFERENCES money_entry (id, placement_id, amount_idr, kind),
  FOREIGN KEY (outlet_entry_id, placement_id, outlet_idr, outlet_kind)
    REFERENCES money_entry (id, placement_id, amount_idr, kind),
  FOREIGN KEY (reverses_id, lot_id, price_seq, qty) REFERENCES sale_line (id, lot_id, price_seq, qty)
){strict};
CREATE INDEX sale_line_sale ON sale_line (sale_id);
CREATE INDEX sale_line_lot ON sale_line (lot_id);
CREATE INDEX sale_line_placement ON sale_line (placement_id, business_day);

CREATE TABLE stock_count (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  outlet_id {uuid} NOT NULL REFERENCES outlet (id),
  enterprise_id {uuid} REFERENCES enterprise (id),
  state TEXT NOT NULL CHECK (state IN ('counting', 'review', 'posted', 'discarded')),
  started_by {uuid},
  started_at {moment} NOT NULL,
  posted_at {moment},
  row_version INTEGER NOT NULL DEFAULT 1
){strict};
CREATE INDEX stock_count_outlet ON stock_count (outlet_id, state);

CREATE TABLE stock_count_line (
  count_id {uuid} NOT NULL REFERENCES stock_count (id),
  lot_id {uuid} NOT NULL REFERENCES lot (id),
  expected INTEGER NOT NULL CHECK (expected >= 0),
  counted INTEGER NOT NULL CHECK (counted >= 0),
  counted_at {moment} NOT NULL,
  resolution TEXT CHECK (resolution IN ('sold', 'lost', 'damaged', 'found')),
  PRIMARY KEY (count_id, lot_id)
){strict};
CREATE INDEX stock_count_line_lot ON stock_count_line (lot_id);

CREATE TABLE write_off (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL,
  lot_id {uuid} NOT NULL,
  qty {big} NOT NULL CHECK (qty BETWEEN 1 AND 9999),
  cause TEXT NOT NULL CHECK (cause IN ('missing_in_transit', 'damaged', 'missing', 'stolen', 'expired')),
  liability_bp INTEGER NOT NULL CHECK (liability_bp BETWEEN 0 AND 10000),
  due_idr {big} NOT NULL CHECK (due_idr >= 0),
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('reported', 'accepted', 'disputed', 'reversed')),
  reported_by {uuid},
  reported_at {moment} NOT NULL,
  by_timeout {bool} NOT NULL DEFAULT {false},
  stock_entry_id {big} NOT NULL UNIQUE REFERENCES stock_entry (id),
  money_entry_id {big} UNIQUE REFERENCES money_entry (id),
  row_version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (lot_id, placement_id) REFERENCES lot (id, placement_id)
){strict};
CREATE INDEX write_off_placement ON write_off (placement_id, state);
CREATE INDEX write_off_lot ON write_off (lot_id);

CREATE TABLE return_note (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  official_number TEXT,
  state TEXT NOT NULL CHECK (state IN ('requested', 'picked', 'received', 'disposed', 'cancelled', 'closed')),
  asked_by TEXT NOT NULL CHECK (asked_by IN ('enterprise', 'outlet', 'system')),
  created_at {moment} NOT NULL,
  collect_before {day},
  picked_at {moment},
  picked_by {uuid},
  received_at {moment},
  note TEXT NOT NULL DEFAULT '',
  handover_tries INTEGER NOT NULL DEFAULT 0,
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (id, placement_id)
){strict};
CREATE INDEX return_note_placement ON return_note (placement_id, state);

CREATE TABLE return_line (
  return_note_id {uuid} NOT NULL,
  lot_id {uuid} NOT NULL,
  placement_id {uuid} NOT NULL,
  from_place TEXT NOT NULL CHECK (from_place IN ('shelf', 'hold')),
  qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 9999),
  received INTEGER CHECK (received >= 0),
  missing INTEGER CHECK (missing >= 0),
  CHECK ((received IS NULL) = (missing IS NULL)),
  CHECK (received IS NULL OR received + missing = qty),
  PRIMARY KEY (return_note_id, lot_id, from_place),
  FOREIGN KEY (return_note_id, placement_id) REFERENCES return_note (id, placement_id),
  FOREIGN KEY (lot_id, placement_id) REFERENCES lot (id, placement_id)
){strict};
CREATE INDEX return_line_lot ON return_line (lot_id);

CREATE TABLE payout (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  settlement_id {uuid} NOT NULL,
  placement_id {uuid} NOT NULL,
  amount_idr {big} NOT NULL CHECK (amount_idr BETWEEN 1 AND 999999999999999),
  method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'qris')),
  happened_on {day} NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('handed_over', 'acknowledged', 'failed')),
  recorded_by {uuid},
  recorded_at {moment} NOT NULL,
  acknowledged_by {uuid},
  acknowledged_at {moment},
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK (acknowledged_by IS NULL OR recorded_by IS NULL OR acknowledged_by <> recorded_by),
  FOREIGN KEY (settlement_id, placement_id) REFERENCES settlement (id, placement_id)
){strict};
CREATE INDEX payout_settlement ON payout (settlement_id);

CREATE TABLE dispute (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  placement_id {uuid} NOT NULL REFERENCES placement (id),
  subject TEXT NOT NULL CHECK (subject IN ('consignment', 'write_off', 'settlement', 'payout')),
  subject_id {uuid} NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('count', 'price', 'unpaid', 'damaged', 'unrecorded', 'other')),
  state TEXT NOT NULL CHECK (state IN
    ('open', 'answered', 'mediation', 'resolved_adjusted', 'resolved_upheld', 'withdrawn')),
  opened_side TEXT NOT NULL CHECK (opened_side IN ('enterprise', 'outlet')),
  opened_by {uuid},
  opened_at {moment} NOT NULL,
  answer_before {day} NOT NULL,
  proposed_idr {big},
  proposed_side TEXT CHECK (proposed_side IN ('enterprise', 'outlet')),
  money_entry_id {big} UNIQUE REFERENCES money_entry (id),
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((proposed_idr IS NULL) = (proposed_side IS NULL))
){strict};
CREATE INDEX dispute_placement ON dispute (placement_id, state);
CREATE UNIQUE INDEX dispute_one_open ON dispute (subject, subject_id)
  WHERE state IN ('open', 'answered', 'mediation');

CREATE TABLE dispute_message (
  dispute_id {uuid} NOT NULL REFERENCES dispute (id),
  seq INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('enterprise', 'outlet', 'mediator')),
  text TEXT NOT NULL,
  at {moment} NOT NULL,
  PRIMARY KEY (dispute_id, seq)
){strict};

-- What happened to a document, in order.
CREATE TABLE document_event (
  document_kind TEXT NOT NULL,
  document_id {uuid} NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  event TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('enterprise', 'outlet', 'platform')),
  actor_id {uuid},
  on_behalf_of {uuid},
  at {moment} NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (document_kind, document_id, seq)
){strict};

INSERT INTO stock_place (name, may_go_negative, sellable) VALUES
  ('origin', {true}, {false}), ('transit', {false}, {false}), ('shelf', {false}, {true}), ('hold', {false}, {false}),
  ('back', {false}, {false}), ('sold', {false}, {false}), ('returned', {false}, {false}), ('lost', {false}, {false}),
  ('scrapped', {false}, {false});

INSERT INTO stock_rule (kind, from_place, to_place) VALUES
  ('issue', 'origin', 'transit'), ('cancel_issue', 'transit', 'origin'), ('receive', 'transit', 'shelf'),
  ('refuse', 'transit', 'returned'), ('missing', 'transit', 'lost'), ('found_in_transit', 'lost', 'shelf'),
  ('sell', 'shelf', 'sold'), ('void_sale', 'sold', 'shelf'), ('pull', 'shelf', 'hold'), ('unpull', 'hold', 'shelf'),
  ('count_loss', 'shelf', 'lost'), ('count_gain', 'lost', 'shelf'), ('send_back', 'shelf', 'back'),
  ('send_back', 'hold', 'back'), ('back_received', 'back', 'returned'), ('back_missing', 'back', 'lost'),
  ('scrap', 'hold', 'scrapped'), ('scrap', 'back', 'scrapped');

INSERT INTO money_place (name, may_go_negative) VALUES
  ('buyers', {true}), ('maker_due', {true}), ('outlet_share', {false}), ('outlet_fee', {false}),
  ('outlet_loss', {true}), ('adjustment', {true}), ('clearing', {false}), ('paid', {false});

INSERT INTO money_rule (kind, from_account, to_account, settles) VALUES
  ('sale_maker', 'buyers', 'maker_due', {true}), ('sale_outlet', 'buyers', 'outlet_share', {false}),
  ('void_maker', 'maker_due', 'buyers', {true}), ('void_outlet', 'outlet_share', 'buyers', {false}),
  ('liability', 'outlet_loss', 'maker_due', {true}), ('liability_back', 'maker_due', 'outlet_loss', {true}),
  ('fee', 'maker_due', 'outlet_fee', {true}), ('fee_back', 'outlet_fee', 'maker_due', {true}),
  ('adjust_up', 'adjustment', 'maker_due', {true}), ('adjust_down', 'maker_due', 'adjustment', {true}),
  ('payout', 'maker_due', 'clearing', {false}), ('payout_ack', 'clearing', 'paid', {false}),
  ('payout_failed', 'clearing', 'maker_due', {false}), ('payout_failed', 'paid', 'maker_due', {false});
