//! Every table of the store with its zone, the class of each column, and how long rows stay. A column without a line
//! here fails a test. Tables stand before those that point to them.
use Keep::{After, Kept, Replaced, WithOwner};

/// Where a row lives, and so who may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// What anyone may see once it is published.
    Public,
    /// Legal facts and transactions of enterprises.
    Trade,
    /// Employers as they were checked, and what people ask of them.
    Work,
    /// Proposals and what they lead to.
    Grants,
    /// Networks of enterprises and who looks after them.
    Network,
    /// Accounts, offices, queues and the trail.
    Operations,
    /// What identifies a person, sealed.
    Vault,
}

impl Zone {
    /// As `docs/PRIVACY.md` writes it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Trade => "registry, trade",
            Self::Work => "registry, work",
            Self::Grants => "registry, grants",
            Self::Network => "registry, network",
            Self::Operations => "registry, operations",
            Self::Vault => "vault",
        }
    }
}

/// What a column holds, and so in which places its values may turn up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// May be seen by anyone once the row is published.
    Public,
    /// Everything that is neither public nor of the two classes below.
    Registry,
    /// Sealed facts about a person.
    Vault,
    /// Tokens, codes, keys and verifiers, or digests of such.
    Secret,
}

/// When rows go. A row goes as soon as one of the rules of its table says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing that the program does by itself removes what the other rules leave; this is why.
    Kept(&'static str),
    /// Goes so many days after the moment in a column of milliseconds since 1970. `only` is a condition in SQL.
    After { column: &'static str, days: i64, only: Option<&'static str> },
    /// Goes with a row of this table, by cascade.
    WithOwner(&'static str),
    /// Overwritten in place, or written anew as a whole.
    Replaced,
}

/// One table of the store.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    pub zone: Zone,
    pub columns: &'static [(&'static str, Class)],
    pub keep: &'static [Keep],
}

/// How long it stays known who held an office, agreed to a use or was erased.
const TWO_YEARS: i64 = 730;

const WITH_THE_EDITION: Keep = Kept("as long as the edition that came with the program");

/// Both sides have to show their books for ten years, and rows of a ledger are never changed.
const BOOKS: Keep = Kept("books of an enterprise and an outlet: ten years at least");

/// What was decided about public money, on what grounds, and what became of it.
const PUBLIC_MONEY: Keep = Kept("books of public money: ten years at least");

/// A proposal that was never sent, and whose papers are destroyed: their bytes are found through their rows.
macro_rules! never_sent {
    ($states:literal) => {
        concat!(
            "state IN (",
            $states,
            ") AND submitted_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM paper WHERE paper.proposal_id = proposal.id AND paper.purged_at IS NULL) \
             AND NOT EXISTS (SELECT 1 FROM proposal_version WHERE proposal_version.proposal_id = proposal.id) \
             AND NOT EXISTS (SELECT 1 FROM award WHERE award.proposal_id = proposal.id)"
        )
    };
}

/// The columns of a table, class by class.
macro_rules! columns {
    ($($class:ident: $($name:literal)+);+) => { &[$($(($name, Class::$class)),+),+] };
}

/// All tables but the migrator's own.
pub const TABLES: &[Table] = &[
    Table {
        name: "region",
        zone: Zone::Public,
        columns: columns!(Public: "code" "parent_code" "name" "zone"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "occupation",
        zone: Zone::Public,
        columns: columns!(Public: "code" "title_id" "title_en"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "skill",
        zone: Zone::Public,
        columns: columns!(Public: "id" "code" "kind" "merged_into"),
        keep: &[Kept("a number is never given to another skill")],
    },
    Table {
        name: "skill_label",
        zone: Zone::Public,
        columns: columns!(Public: "skill_id" "tongue" "label" "kind"),
        keep: &[Replaced, WithOwner("skill")],
    },
    Table {
        name: "skill_relation",
        zone: Zone::Public,
        columns: columns!(Public: "from_id" "to_id" "kind"),
        keep: &[Replaced, WithOwner("skill")],
    },
    Table {
        name: "own_skill",
        zone: Zone::Public,
        columns: columns!(Public: "id" "kind" "name_id" "name_en" "occupation_code" "added_at"),
        keep: &[Kept("a number is never given to another skill")],
    },
    Table {
        name: "own_label",
        zone: Zone::Public,
        columns: columns!(Public: "skill_id" "label" "tongue" "kind" "added_at"),
        keep: &[Kept("until an operator takes the word away")],
    },
    Table {
        name: "skill_occupation",
        zone: Zone::Public,
        columns: columns!(Public: "skill_id" "occupation_code"),
        keep: &[Replaced, WithOwner("skill")],
    },
    Table {
        name: "category",
        zone: Zone::Public,
        columns: columns!(Public: "id" "key" "name_id" "name_en" "food"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "enterprise",
        zone: Zone::Public,
        columns: columns!(Public: "id" "public_code" "trade_name" "sector" "regency_code" "story" "state" "row_version"),
        keep: &[Kept("its code is never given to another; a closed one is on no page")],
    },
    Table {
        name: "product",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "public_code" "enterprise_id" "category_id" "title" "body" "unit_text" "ingredients" "keeps_days"
            "made_to_order" "capacity_per_week" "lead_time_days" "ready_to_eat" "cold" "halal" "not_halal"
            "licence_until" "state" "hold_reason" "published_on" "price_idr" "in_stock" "row_version"),
        keep: &[Kept("withdrawn goods answer that they are gone")],
    },
    Table {
        name: "variant",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "product_id" "public_code" "position" "name" "retail_idr" "weight_g" "low_stock_at" "state"),
        keep: &[WithOwner("product")],
    },
    Table {
        name: "product_photo",
        zone: Zone::Public,
        columns: columns!(Public: "id" "product_id" "position" "file_key" "width" "height" "alt_text" "state"),
        keep: &[WithOwner("product")],
    },
    Table {
        name: "paper_need",
        zone: Zone::Public,
        columns: columns!(Public: "category_id" "handling" "paper" "need" "note" "source"),
        keep: &[Replaced, WithOwner("category")],
    },
    Table {
        name: "agency",
        zone: Zone::Public,
        columns: columns!(Public: "id" "public_code" "name" "kind" "region_code"),
        keep: &[Kept("outlets and calls name the office that runs them")],
    },
    Table {
        name: "outlet",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "public_code" "name" "agency_id" "regency_code" "address" "directions" "about" "whatsapp" "hours"
            "state" "row_version"),
        keep: &[Kept("closed outlets answer that they are gone")],
    },
    Table {
        name: "availability",
        zone: Zone::Public,
        columns: columns!(Public: "variant_id" "outlet_id" "band"),
        keep: &[Replaced, WithOwner("variant"), WithOwner("outlet")],
    },
    Table {
        name: "employer",
        zone: Zone::Public,
        columns: columns!(Public: "id" "public_code" "trade_name" "regency_code" "about" "micro" "state" "row_version"),
        keep: &[Kept("its openings name it")],
    },
    Table {
        name: "opening",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "public_code" "employer_id" "title" "body" "occupation_code" "regency_code" "remote" "wage_low"
            "wage_high" "wage_unit" "contract" "education" "experience_years" "people" "hours" "benefits" "state"
            "published_on" "closes_at" "closed_at" "row_version" "requirements" "job_reason" "show_employer"),
        keep: &[Kept("closed openings answer that they are gone")],
    },
    Table {
        name: "opening_item",
        zone: Zone::Public,
        columns: columns!(Public: "opening_id" "position" "required" "phrase"),
        keep: &[WithOwner("opening")],
    },
    Table {
        name: "opening_skill",
        zone: Zone::Public,
        columns: columns!(Public: "opening_id" "position" "skill_id" "required"),
        keep: &[WithOwner("opening")],
    },
    Table {
        name: "minimum_wage",
        zone: Zone::Public,
        columns: columns!(Public: "region_code" "year" "amount_idr" "source" "disputed" "row_version"),
        keep: &[Kept("the operator changes and removes them")],
    },
    Table {
        name: "call",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "public_code" "agency_id" "name" "summary" "purpose" "kind" "form" "region_code" "zone" "ceiling_idr"
            "per_proposal_idr" "quota" "who_may_apply" "doors" "eligibility" "papers" "criteria" "steps" "instalments"
            "funders" "legal_basis" "state" "opens_at" "closes_at" "row_version" "parameters" "questions"),
        keep: &[Kept("what public money was offered for stays open to see")],
    },
    Table {
        name: "register_release",
        zone: Zone::Public,
        columns: columns!(Public: "quarter" "mark" "previous" "published_at"),
        keep: &[Kept("what was published once stays as it was")],
    },
    Table {
        name: "register_entry",
        zone: Zone::Public,
        columns: columns!(Public:
            "release" "position" "id" "recipient" "quarter" "change" "sector" "regency_code" "band" "form"
            "government_code"),
        keep: &[Kept("what was published once stays as it was")],
    },
    Table {
        name: "stat_cell",
        zone: Zone::Public,
        columns: columns!(Public:
            "release" "position" "quarter" "change" "place" "sector" "awards" "amount_idr"),
        keep: &[Kept("what was published once stays as it was")],
    },
    Table {
        name: "public_change",
        zone: Zone::Public,
        columns: columns!(Public: "seq" "entity" "object_id" "xid"),
        keep: &[Kept("a node that was away reads on from where it stood")],
    },
    Table {
        name: "private_change",
        zone: Zone::Operations,
        columns: columns!(Registry: "seq" "entity" "object_id" "xid"),
        keep: &[Kept("a node that was away reads on from where it stood")],
    },
    Table { name: "setting", zone: Zone::Operations, columns: columns!(Registry: "key" "value"), keep: &[Replaced] },
    Table {
        name: "outbox",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "kind" "person_id" "parameters" "due_at" "attempts" "leased_until" "done_at" "dead"),
        keep: &[
            After { column: "done_at", days: 30, only: None },
            After { column: "due_at", days: 30, only: Some("dead") },
        ],
    },
    Table {
        name: "imported_opening",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "external_ref" "title" "description" "required" "preferred" "province_code" "city" "employment"
            "education" "wage_low" "wage_high" "posted" "tongue" "origin"),
        keep: &[Kept("until the operator deletes them")],
    },
    Table {
        name: "person",
        zone: Zone::Operations,
        columns: columns!(Registry: "id" "state" "locale" "created_at" "erased_at"),
        keep: &[
            Kept("while the account lives"),
            After { column: "created_at", days: 1, only: Some("state = 'pending'") },
            After {
                column: "erased_at",
                days: TWO_YEARS,
                only: Some(
                    "state = 'erased' AND NOT EXISTS (SELECT 1 FROM employer_check WHERE checked_by = person.id)",
                ),
            },
        ],
    },
    Table {
        name: "credential",
        zone: Zone::Operations,
        columns: columns!(Registry: "person_id" "kind" "last_step" "created_at"; Secret: "verifier"),
        keep: &[WithOwner("person")],
    },
    Table {
        name: "recovery_code",
        zone: Zone::Operations,
        columns: columns!(Registry: "person_id" "used_at"; Secret: "digest"),
        keep: &[After { column: "used_at", days: 1, only: None }, WithOwner("person")],
    },
    Table {
        name: "calendar_feed",
        zone: Zone::Operations,
        columns: columns!(Registry: "person_id" "made_at"; Secret: "digest"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "funding_mail",
        zone: Zone::Operations,
        columns: columns!(Registry: "person_id" "choice" "waiting_since" "told_at"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "session",
        zone: Zone::Operations,
        columns: columns!(
            Registry: "id" "public_code" "person_id" "created_at" "last_seen_at" "signed_in_at" "factor_at" "shared"
                "device" "ended_at";
            Secret: "token_hash"),
        keep: &[
            After { column: "ended_at", days: 1, only: None },
            After { column: "last_seen_at", days: 31, only: None },
            WithOwner("person"),
        ],
    },
    Table {
        name: "sign_in_attempt",
        zone: Zone::Operations,
        columns: columns!(
            Registry: "id" "purpose" "step" "person_id" "session_id" "shared" "tries" "created_at" "expires_at";
            Secret: "flow_hash" "paper_digest" "subject_digest"),
        keep: &[After { column: "created_at", days: 1, only: None }, WithOwner("person")],
    },
    Table {
        name: "assisted_reset",
        zone: Zone::Operations,
        columns: columns!(
            Registry: "id" "person_id" "first_helper" "second_helper" "opened_at" "expires_at" "closed_at";
            Secret: "digest"),
        keep: &[After { column: "expires_at", days: 30, only: None }, WithOwner("person")],
    },
    Table {
        name: "limit_counter",
        zone: Zone::Operations,
        columns: columns!(Registry: "window_start" "used" "until"; Secret: "key"),
        keep: &[After { column: "until", days: 1, only: None }],
    },
    Table {
        name: "membership",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "public_code" "person_id" "body_kind" "body_id" "office" "created_at" "ended_at"),
        keep: &[After { column: "ended_at", days: TWO_YEARS, only: None }, WithOwner("person")],
    },
    Table {
        name: "invite",
        zone: Zone::Operations,
        columns: columns!(
            Registry: "id" "public_code" "body_kind" "body_id" "office" "made_by" "created_at" "expires_at" "used_at"
                "revoked_at";
            Secret: "code_digest" "token_digest"),
        keep: &[After { column: "expires_at", days: 1, only: None }],
    },
    Table {
        name: "consent",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "person_id" "purpose" "object_id" "version" "text_hash" "given_at" "withdrawn_at"),
        keep: &[After { column: "withdrawn_at", days: TWO_YEARS, only: None }, WithOwner("person")],
    },
    Table {
        name: "moderation_review",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "public_code" "object_kind" "object_id" "field" "proposed" "state" "reason" "made_at" "decided_at"),
        keep: &[After { column: "decided_at", days: 90, only: None }],
    },
    Table {
        name: "opening_review",
        zone: Zone::Operations,
        columns: columns!(Registry: "id" "opening_id" "state" "objection" "reasons" "note" "made_at" "decided_at"),
        keep: &[After { column: "decided_at", days: 365, only: None }, WithOwner("opening")],
    },
    Table {
        name: "complaint",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "public_code" "opening_id" "body" "state" "answer" "made_at" "answered_at" "row_version";
            Secret: "code_digest"),
        keep: &[After { column: "answered_at", days: 90, only: None }],
    },
    Table {
        name: "skill_suggestion",
        zone: Zone::Operations,
        columns: columns!(Registry: "phrase" "openings" "state" "last_at"),
        keep: &[After { column: "last_at", days: 365, only: None }],
    },
    Table {
        name: "product_review",
        zone: Zone::Operations,
        columns: columns!(Registry: "id" "product_id" "state" "reasons" "note" "made_at" "decided_at"),
        keep: &[After { column: "decided_at", days: 365, only: None }, WithOwner("product")],
    },
    Table {
        name: "goods_import",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "public_code" "enterprise_id" "table_read" "made_at" "confirmed_at" "confirmed_by"
            "confirmed_role" "rows_wanted" "added" "changed" "tries" "done_at"),
        keep: &[After { column: "made_at", days: 1, only: None }, WithOwner("enterprise")],
    },
    Table {
        name: "audit_event",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "seq" "at" "actor_ref" "role" "action" "object_kind" "object_ref" "reason" "outcome"),
        // The store refuses to delete what is younger than 730 days by its own clock. The day above that keeps a
        // batch from failing where the clocks differ, and covers a leap year.
        keep: &[After { column: "at", days: TWO_YEARS + 1, only: None }],
    },
    Table {
        name: "enterprise_legal",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "enterprise_id" "legal_name" "legal_form" "deed_number" "nib" "npwp" "bank_name" "bank_account"
            "bank_holder" "business_address" "district" "row_version"),
        keep: &[Replaced, WithOwner("enterprise")],
    },
    Table {
        name: "product_licence",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "id" "public_code" "enterprise_id" "product_id" "kind" "number" "issued_by" "expires_on" "state" "reason"
            "replaced" "entered_by" "entered_at" "checked_by" "checked_at" "reminded_days" "row_version"),
        keep: &[Kept("which paper goods had when they were sold"), WithOwner("enterprise"), WithOwner("product")],
    },
    Table {
        name: "price_tier",
        zone: Zone::Trade,
        columns: columns!(Registry: "variant_id" "min_quantity" "price_idr"),
        keep: &[Replaced, WithOwner("variant")],
    },
    Table {
        name: "placement",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "enterprise_id" "outlet_id" "state" "asked_by" "closed_through" "created_at" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "consignment_agreement",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "placement_id" "version" "valid_from" "pricing_model" "outlet_share_bp" "max_markup_bp" "monthly_fee_idr" "share_rounding_idr" "pay_cycle" "close_day" "pay_within_days" "auto_confirm_days" "min_payout_idr" "max_shelf_days" "min_remaining_bp" "pull_before_days" "collect_within_days" "transit_liability_bp" "damaged_liability_bp" "missing_liability_bp" "stolen_liability_bp" "expired_liability_bp" "min_quantity" "max_quantity" "review_on" "ends_on" "terms_version" "written_by" "written_at" "agreed_by_maker" "maker_agreed_at" "agreed_by_outlet" "outlet_agreed_at"),
        keep: &[BOOKS],
    },
    Table {
        name: "consignment",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "agreement_id" "official_number" "state" "deliver_before" "answer" "created_at" "issued_at" "issued_by" "received_at" "received_by" "proof" "handed_over_by" "handover_tries" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "consignment_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "consignment_id" "placement_id" "position" "variant_id" "unit_idr" "maker_unit_idr" "expires_on" "offered" "accepted" "issued" "received" "refused" "missing" "difference_reason"),
        keep: &[BOOKS],
    },
    Table {
        name: "lot",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "agreement_id" "consignment_line_id" "variant_id" "expires_on" "pull_on" "received_on"),
        keep: &[BOOKS],
    },
    Table {
        name: "lot_price",
        zone: Zone::Trade,
        columns: columns!(Registry: "lot_id" "seq" "unit_idr" "maker_unit_idr" "from_day"),
        keep: &[BOOKS],
    },
    Table {
        name: "ledger_op",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "op_key" "command" "document_kind" "document_id" "actor_id" "on_behalf_of" "at" "business_day" "reason" "reverses_op_id"),
        keep: &[BOOKS],
    },
    Table {
        name: "stock_place",
        zone: Zone::Trade,
        columns: columns!(Registry: "name" "may_go_negative" "sellable"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "stock_rule",
        zone: Zone::Trade,
        columns: columns!(Registry: "kind" "from_place" "to_place"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "stock_account",
        zone: Zone::Trade,
        columns: columns!(Registry: "lot_id" "place" "may_go_negative" "qty" "last_entry"),
        keep: &[BOOKS],
    },
    Table {
        name: "stock_entry",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "op_id" "lot_id" "kind" "from_place" "to_place" "qty"),
        keep: &[BOOKS],
    },
    Table {
        name: "money_place",
        zone: Zone::Trade,
        columns: columns!(Registry: "name" "may_go_negative"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "money_rule",
        zone: Zone::Trade,
        columns: columns!(Registry: "kind" "from_account" "to_account" "settles"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "money_account",
        zone: Zone::Trade,
        columns: columns!(Registry: "placement_id" "account" "may_go_negative" "balance_idr" "last_entry"),
        keep: &[BOOKS],
    },
    Table {
        name: "settlement",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "official_number" "period_from" "period_to" "revision" "state" "gross_idr" "outlet_share_idr" "fee_idr" "liability_idr" "adjustments_idr" "lines_idr" "carried_from_id" "carried_in_idr" "net_idr" "paid_idr" "carry_out_idr" "snapshot" "due_on" "confirm_by" "by_timeout" "created_at" "sent_at" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "money_entry",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "op_id" "placement_id" "kind" "from_account" "to_account" "amount_idr" "due_delta" "business_day" "settlement_id"),
        keep: &[BOOKS],
    },
    Table {
        name: "settlement_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "money_entry_id" "settlement_id" "placement_id" "due_delta"),
        keep: &[BOOKS],
    },
    Table {
        name: "sale",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "outlet_id" "business_day" "happened_at" "source" "recorded_by" "op_id"),
        keep: &[BOOKS],
    },
    Table {
        name: "sale_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "sale_id" "kind" "placement_id" "lot_id" "price_seq" "unit_idr" "maker_unit_idr" "qty" "maker_idr" "outlet_idr" "maker_kind" "outlet_kind" "business_day" "stock_entry_id" "maker_entry_id" "outlet_entry_id" "reverses_id"),
        keep: &[BOOKS],
    },
    Table {
        name: "stock_count",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "outlet_id" "enterprise_id" "state" "started_by" "started_at" "posted_at" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "stock_count_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "count_id" "lot_id" "expected" "counted" "counted_at" "resolution"),
        keep: &[BOOKS],
    },
    Table {
        name: "write_off",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "lot_id" "qty" "cause" "liability_bp" "due_idr" "note" "state" "reported_by" "reported_at" "by_timeout" "stock_entry_id" "money_entry_id" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "return_note",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "official_number" "state" "asked_by" "created_at" "collect_before" "picked_at" "picked_by" "received_at" "note" "handover_tries" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "return_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "return_note_id" "lot_id" "placement_id" "from_place" "qty" "received" "missing"),
        keep: &[BOOKS],
    },
    Table {
        name: "payout",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "settlement_id" "placement_id" "amount_idr" "method" "happened_on" "reference" "state" "recorded_by" "recorded_at" "acknowledged_by" "acknowledged_at" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "dispute",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "public_code" "placement_id" "subject" "subject_id" "reason" "state" "opened_side" "opened_by" "opened_at" "answer_before" "proposed_idr" "proposed_side" "money_entry_id" "row_version"),
        keep: &[BOOKS],
    },
    Table {
        name: "dispute_line",
        zone: Zone::Trade,
        columns: columns!(Registry: "dispute_id" "money_entry_id"),
        keep: &[BOOKS],
    },
    Table {
        name: "dispute_message",
        zone: Zone::Trade,
        columns: columns!(Registry: "dispute_id" "seq" "side" "text" "at"),
        keep: &[BOOKS],
    },
    Table {
        name: "document_event",
        zone: Zone::Trade,
        columns: columns!(Registry: "document_kind" "document_id" "seq" "event" "from_state" "to_state" "side" "actor_id" "on_behalf_of" "at" "note"),
        keep: &[BOOKS],
    },
    Table {
        name: "buyer_org",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "name" "kind" "regency_code"),
        keep: &[Kept("what was agreed names it; who asked for it goes before")],
    },
    Table {
        name: "enquiry_list",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "buyer_org_id" "need_by" "delivery" "documents" "created_at"),
        keep: &[Kept("the enquiries of one sending point to it")],
    },
    Table {
        name: "enquiry",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "id" "public_code" "list_id" "enterprise_id" "state" "revision" "seller_kind" "seller_name" "total_idr"
            "ready_on" "valid_until" "answer_by" "clock_at" "created_at" "closed_at" "paid_on" "paid_how" "paid_idr"
            "row_version"),
        keep: &[Kept("what was agreed stays with the enterprise; contact and messages go before")],
    },
    Table {
        name: "enquiry_line",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "enquiry_id" "position" "product_id" "variant_id" "title" "unit_text" "pieces" "unit_idr" "pieces_offered"
            "pieces_received"),
        keep: &[WithOwner("enquiry")],
    },
    Table {
        name: "enquiry_contact",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "enquiry_id" "side" "person_id" "shows_name" "shows_phone" "shows_email" "closed_at"),
        keep: &[After { column: "closed_at", days: 90, only: None }, WithOwner("enquiry"), WithOwner("person")],
    },
    Table {
        name: "enquiry_message",
        zone: Zone::Trade,
        columns: columns!(Registry: "id" "enquiry_id" "side" "body" "at" "closed_at"),
        keep: &[After { column: "closed_at", days: 90, only: None }, WithOwner("enquiry")],
    },
    Table {
        name: "enquiry_event",
        zone: Zone::Trade,
        columns: columns!(Registry:
            "enquiry_id" "seq" "step" "from_state" "to_state" "side" "reason" "revision" "total_idr" "at"),
        keep: &[Kept("it only grows, and names nobody")],
    },
    Table {
        name: "capacity_commitment",
        zone: Zone::Trade,
        columns: columns!(Registry: "enquiry_id" "product_id" "week" "pieces"),
        keep: &[WithOwner("enquiry"), WithOwner("product")],
    },
    Table {
        name: "employer_check",
        zone: Zone::Work,
        columns: columns!(Registry:
            "employer_id" "legal_name" "nib" "wlkp" "business_address" "checked_by" "checked_at" "row_version"),
        keep: &[Replaced, WithOwner("employer")],
    },
    Table {
        name: "employer_pledge",
        zone: Zone::Work,
        columns: columns!(Registry: "version" "clauses_id" "clauses_en" "text_hash" "valid_from"),
        keep: &[Kept("what employers agreed to can be read again")],
    },
    Table {
        name: "pledge_acceptance",
        zone: Zone::Work,
        columns: columns!(Registry:
            "id" "employer_id" "version" "text_hash" "signed_by" "name" "position" "signed_at"),
        keep: &[Kept("who promised what, while the employer is known"), WithOwner("employer")],
    },
    Table {
        name: "opening_desk",
        zone: Zone::Work,
        columns: columns!(Registry:
            "opening_id" "why" "posted_by" "karirhub_ref" "objection" "reason" "exam_after_offer" "wage_seen" "opened_at"
            "removed_at"),
        keep: &[Replaced, WithOwner("opening")],
    },
    Table {
        name: "opening_revision",
        zone: Zone::Work,
        columns: columns!(Registry: "opening_id" "number" "content" "made_at"),
        keep: &[WithOwner("opening")],
    },
    Table {
        name: "opening_event",
        zone: Zone::Work,
        columns: columns!(Registry: "id" "opening_id" "event" "party" "actor" "at" "reason" "note"),
        keep: &[WithOwner("opening")],
    },
    Table {
        name: "skill_profile",
        zone: Zone::Work,
        columns: columns!(Registry:
            "person_id" "band" "remote" "regency_code" "wage_floor" "contracts" "available" "matching" "mails"
            "mailed_at" "paused_until" "paused" "changed_at" "row_version"; Secret: "match_no"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "profile_item",
        zone: Zone::Work,
        columns: columns!(Registry: "person_id" "position" "phrase" "evidence"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "profile_skill",
        zone: Zone::Work,
        columns: columns!(Registry: "person_id" "position" "skill_id"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "profile_province",
        zone: Zone::Work,
        columns: columns!(Registry: "person_id" "region_code"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "profile_block",
        zone: Zone::Work,
        columns: columns!(Registry: "person_id" "employer_id"),
        keep: &[Replaced, WithOwner("person"), WithOwner("employer")],
    },
    Table {
        name: "match_notice",
        zone: Zone::Work,
        columns: columns!(Registry: "person_id" "opening_id" "covered" "required" "made_at" "seen_at"),
        keep: &[After { column: "made_at", days: 90, only: None }, WithOwner("person"), WithOwner("opening")],
    },
    Table {
        name: "application",
        zone: Zone::Work,
        columns: columns!(Registry:
            "id" "public_code" "opening_id" "employer_id" "person_id" "code" "stage" "release" "card" "revision"
            "text_version" "text_hash" "sent_at" "sent_on" "invite_ends_at" "invited" "replied" "refused" "offer_wage"
            "offer_start" "released_fields" "reason" "reason_words" "clock_at" "row_version"),
        keep: &[
            After { column: "clock_at", days: 180, only: None },
            WithOwner("opening"),
            WithOwner("employer"),
            WithOwner("person"),
        ],
    },
    Table {
        name: "application_message",
        zone: Zone::Work,
        columns: columns!(Registry: "id" "application_id" "side" "body" "delivered" "at"),
        keep: &[WithOwner("application")],
    },
    Table {
        name: "application_event",
        zone: Zone::Work,
        columns: columns!(Registry: "id" "application_id" "event" "party" "actor" "at"),
        keep: &[WithOwner("application")],
    },
    Table {
        name: "application_view",
        zone: Zone::Work,
        columns: columns!(Registry: "id" "application_id" "office" "what" "at"),
        keep: &[WithOwner("application")],
    },
    Table {
        name: "call_panel",
        zone: Zone::Grants,
        columns: columns!(Registry: "call_id" "person_id" "duty" "added_at"),
        keep: &[Kept("who was to decide, while the office works with it")],
    },
    Table {
        name: "mandate",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "public_code" "call_id" "duty" "principal_id" "substitute_id" "begins_at" "ends_at" "given_by"
            "given_at" "ended_at"),
        keep: &[Kept("who stood in for whom, while the office works with it")],
    },
    Table {
        name: "countersign",
        zone: Zone::Grants,
        columns: columns!(Registry: "object" "object_id" "event" "payload" "person_id" "duty" "at" "on_behalf_of"),
        keep: &[Replaced, After { column: "at", days: 30, only: None }],
    },
    Table {
        name: "recusal",
        zone: Zone::Grants,
        columns: columns!(Registry: "person_id" "enterprise_id" "added_at"),
        keep: &[Kept("while the office works with it")],
    },
    Table {
        name: "proposal",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "public_code" "call_id" "enterprise_id" "state" "door" "publication_read" "opened_at" "submitted_at"
            "ended_at" "asked_idr" "row_version"),
        keep: &[
            PUBLIC_MONEY,
            After { column: "ended_at", days: 180, only: Some(never_sent!("'lapsed'")) },
            After { column: "ended_at", days: 30, only: Some(never_sent!("'withdrawn', 'voided'")) },
        ],
    },
    Table {
        name: "proposal_section",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "section" "content" "row_version" "changed_at" "changed_by"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "paper",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "public_code" "proposal_id" "kind" "name" "media" "pages" "size_bytes" "stored" "sealed" "state"
            "warned" "acknowledged" "added_at" "added_by" "removed_at" "purged_at"),
        keep: &[WithOwner("proposal")],
    },
    Table {
        name: "paper_opening",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "paper_id" "proposal_id" "person_id" "duty" "reason" "at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "signature",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "duty" "person_id" "content" "at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "proposal_version",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "number" "content" "mark" "made_at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "funding_document",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "public_code" "object" "object_id" "agency_id" "letter" "official_number" "data" "mark" "for_group"
            "issued_at" "revoked_at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "funding_event",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "object" "object_id" "number" "event" "from_state" "to_state" "person_id" "duty" "on_behalf_of" "payload"
            "at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "deadline",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "object" "object_id" "timer" "due_at" "paused_at" "ended_at" "fired_at" "outcome"),
        keep: &[Kept("while it runs"), After { column: "ended_at", days: TWO_YEARS, only: None }],
    },
    Table {
        name: "reminder",
        zone: Zone::Grants,
        columns: columns!(Registry: "firing" "object_id" "at"),
        keep: &[After { column: "at", days: 365, only: None }],
    },
    Table {
        name: "award",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "public_code" "call_id" "proposal_id" "state" "made_at" "row_version"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "grant_rule",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "kind" "of_award" "ceiling" "call_committed" "committed" "released" "paid" "handed_over" "returned"
            "refunded" "recovered"),
        keep: &[WITH_THE_EDITION],
    },
    Table {
        name: "call_budget",
        zone: Zone::Grants,
        columns: columns!(Registry: "call_id" "ceiling_idr" "committed_idr" "last_entry"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "award_balance",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "award_id" "committed_idr" "released_idr" "paid_idr" "handed_over_idr" "returned_idr" "refunded_idr"
            "recovered_idr" "last_entry"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "grant_entry",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "call_id" "award_id" "tranche_id" "kind" "amount_idr" "actor" "at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "holiday",
        zone: Zone::Grants,
        columns: columns!(Registry: "day" "name"),
        keep: &[Kept("due dates were counted with it")],
    },
    Table {
        name: "holiday_year",
        zone: Zone::Grants,
        columns: columns!(Registry: "year" "completed_at"),
        keep: &[Kept("due dates were counted with it")],
    },
    Table {
        name: "network",
        zone: Zone::Network,
        columns: columns!(Registry: "id" "public_code" "name"),
        keep: &[Kept("those who look after it point to it")],
    },
    Table {
        name: "network_membership",
        zone: Zone::Network,
        columns: columns!(Registry: "network_id" "enterprise_id"),
        keep: &[WithOwner("network"), WithOwner("enterprise")],
    },
    Table {
        name: "network_staff",
        zone: Zone::Network,
        columns: columns!(Registry:
            "id" "public_code" "person_id" "body_kind" "body_id" "office" "created_at" "ended_at"),
        keep: &[After { column: "ended_at", days: TWO_YEARS, only: None }, WithOwner("person")],
    },
    Table {
        name: "network_invite",
        zone: Zone::Network,
        columns: columns!(
            Registry: "id" "public_code" "body_kind" "body_id" "office" "made_by" "created_at" "expires_at" "used_at"
                "revoked_at";
            Secret: "code_digest" "token_digest"),
        keep: &[After { column: "expires_at", days: 1, only: None }],
    },
    Table {
        name: "companion_assignment",
        zone: Zone::Network,
        columns: columns!(Registry: "person_id" "enterprise_id" "since" "ended_at"),
        keep: &[
            After { column: "ended_at", days: TWO_YEARS, only: None },
            WithOwner("person"),
            WithOwner("enterprise"),
        ],
    },
    Table {
        name: "proposal_check",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "proposal_id" "holder" "claimed_at" "rounds_used" "due" "extended" "lapsed_at" "reopened"
            "duplicates_note"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "checklist_item",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "point" "presence" "reason" "note" "answered" "reply" "round"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "review_packet",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "content" "made_at"),
        keep: &[WithOwner("proposal")],
    },
    Table {
        name: "review_assignment",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "proposal_id" "person_id" "packet_code" "assigned_at" "ended_at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "review",
        zone: Zone::Grants,
        columns: columns!(Registry: "assignment_id" "typed" "saved_at" "handed_in_at" "stale"),
        keep: &[Replaced, WithOwner("review_assignment")],
    },
    Table {
        name: "review_result",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "proposal_id" "numerator" "denominator" "reviews" "wide" "reason" "means" "closed_at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "call_ranking",
        zone: Zone::Grants,
        columns: columns!(Registry: "call_id" "proposal_id" "place" "numerator" "denominator"),
        keep: &[Replaced, WithOwner("call"), WithOwner("proposal")],
    },
    Table {
        name: "recommendation",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "proposal_id" "positive" "amount_idr" "reasons" "note" "out_of_order" "lead_id" "second_id" "made_at"
            "budget_result"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "recommendation_cut",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "line" "cut_idr" "reason"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "outside_scheme",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "id" "public_code" "enterprise_id" "sector" "agency" "registration" "due" "report_by" "ended" "made_at"
            "row_version"),
        keep: &[Kept("a group removes its notes itself")],
    },
    Table {
        name: "outside_step",
        zone: Zone::Grants,
        columns: columns!(Registry: "scheme_id" "number" "stage" "day" "reference" "amount_idr"),
        keep: &[WithOwner("outside_scheme")],
    },
    Table {
        name: "register_counted",
        zone: Zone::Grants,
        columns: columns!(Registry: "award_id" "change" "release"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "register_draft",
        zone: Zone::Grants,
        columns: columns!(Registry: "quarter" "content" "counts" "person_id" "at"),
        keep: &[Replaced],
    },
    Table {
        name: "milestone",
        zone: Zone::Grants,
        columns: columns!(Registry:
            "proposal_id" "kind" "number" "day" "amount_idr" "file_code" "media" "stored" "sealed_as" "recorded_by"
            "recorded_at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "field_visit",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "announced_day" "announced_by" "announced_at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "visit_photo",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "public_code" "proposal_id" "shows" "stored" "added_by" "added_at"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "objection",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "reasons" "made_at"),
        keep: &[WithOwner("proposal")],
    },
    Table {
        name: "content_request",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "due" "asked_by" "asked_at"),
        keep: &[WithOwner("proposal")],
    },
    Table {
        name: "content_question",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "section" "reason" "answered" "reply" "before"),
        keep: &[Replaced, WithOwner("content_request")],
    },
    Table {
        name: "reopen_request",
        zone: Zone::Grants,
        columns: columns!(Registry: "proposal_id" "asked_by" "asked_at" "refused_at" "reason"),
        keep: &[Replaced, WithOwner("proposal")],
    },
    Table {
        name: "budget_letter",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "proposal_id" "number" "day" "media" "size_bytes" "stored" "added_at" "added_by"),
        keep: &[WithOwner("proposal")],
    },
    Table {
        name: "award_plan",
        zone: Zone::Grants,
        columns: columns!(Registry: "award_id" "lines" "awarded_idr" "recommended_idr" "decision_number" "decision_day" "contacted_at" "agreement_number" "body_number" "agency_reference" "report_by"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "award_account",
        zone: Zone::Grants,
        columns: columns!(Registry: "award_id" "paper_id" "stored" "entered_by" "entered_at" "checked_by" "disburser"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "award_signature",
        zone: Zone::Grants,
        columns: columns!(Registry: "object" "object_id" "duty" "person_id" "content" "at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "award_file",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "public_code" "award_id" "kind" "name" "media" "size_bytes" "stored" "added_at" "added_by"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "tranche",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "award_id" "number" "state" "form" "planned_idr" "requested_idr" "checked_by" "decider" "order_number" "order_day" "acknowledged_at" "row_version"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "grant_report",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "public_code" "award_id" "tranche_id" "state" "due" "told" "rest" "rest_number" "rest_day" "hold_lifted" "row_version"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "report_line",
        zone: Zone::Grants,
        columns: columns!(Registry: "report_id" "number" "spent_idr" "note"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "report_receipt",
        zone: Zone::Grants,
        columns: columns!(Registry: "id" "public_code" "report_id" "line" "day" "shop" "amount_idr" "media" "stored" "added_at" "added_by"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "report_version",
        zone: Zone::Grants,
        columns: columns!(Registry: "report_id" "number" "content" "mark" "made_at"),
        keep: &[PUBLIC_MONEY],
    },
    Table {
        name: "person_key",
        zone: Zone::Vault,
        columns: columns!(Registry: "person_id" "kek_id"; Secret: "wrapped"),
        keep: &[WithOwner("person")],
    },
    Table {
        name: "sealed_photo",
        zone: Zone::Vault,
        columns: columns!(Registry: "document_kind" "document_id" "kek_id" "added_at"; Secret: "wrapped"; Vault: "sealed"),
        keep: &[Replaced, After { column: "added_at", days: TWO_YEARS, only: None }],
    },
    Table {
        name: "sealed_paper",
        zone: Zone::Vault,
        columns: columns!(Registry: "paper_id" "kek_id" "person_id"; Secret: "wrapped"),
        keep: &[Kept("until its paper is destroyed, which begins with this row")],
    },
    Table {
        name: "person_secret",
        zone: Zone::Vault,
        columns: columns!(Registry: "person_id" "field"; Vault: "sealed"),
        keep: &[Replaced, WithOwner("person")],
    },
    Table {
        name: "sign_in_index",
        zone: Zone::Vault,
        columns: columns!(Registry: "person_id" "kind"; Secret: "digest"),
        keep: &[Replaced, WithOwner("person")],
    },
];
