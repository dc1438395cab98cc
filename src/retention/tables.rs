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
            "published_on" "closes_at" "closed_at" "row_version"),
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
        name: "call",
        zone: Zone::Public,
        columns: columns!(Public:
            "id" "public_code" "agency_id" "name" "summary" "purpose" "kind" "form" "region_code" "zone" "ceiling_idr"
            "per_proposal_idr" "quota" "who_may_apply" "papers" "criteria" "steps" "instalments" "funders"
            "legal_basis" "state" "opens_at" "closes_at" "row_version"),
        keep: &[Kept("what public money was offered for stays open to see")],
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
        name: "product_review",
        zone: Zone::Operations,
        columns: columns!(Registry: "id" "product_id" "state" "reasons" "note" "made_at" "decided_at"),
        keep: &[After { column: "decided_at", days: 365, only: None }, WithOwner("product")],
    },
    Table {
        name: "goods_import",
        zone: Zone::Operations,
        columns: columns!(Registry:
            "id" "public_code" "enterprise_id" "table_read" "made_at" "done_at" "added" "changed"),
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
        name: "employer_check",
        zone: Zone::Work,
        columns: columns!(Registry:
            "employer_id" "legal_name" "nib" "wlkp" "business_address" "checked_by" "checked_at" "row_version"),
        keep: &[Replaced, WithOwner("employer")],
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
        name: "person_key",
        zone: Zone::Vault,
        columns: columns!(Registry: "person_id" "kek_id"; Secret: "wrapped"),
        keep: &[WithOwner("person")],
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
