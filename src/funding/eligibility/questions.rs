//! What the check of a call asks, as data: yes-or-no questions, the doors a proposal can come through, and the keys of
//! their sentences. Where a paper comes from differs between regions: the sentences say where it usually does.

crate::words! {
    /// A question to answer with yes or no.
    pub enum Question {
        Place = "place",
        Domicile = "domicile",
        Board = "board",
        Account = "account",
        TaxNumber = "tax_number",
        NoOtherFunding = "no_other_funding",
        LastReport = "last_report",
        Premises = "premises",
    }
}

crate::words! {
    /// The legal form under which a proposal comes.
    pub enum Door {
        Cooperative = "cooperative",
        Foundation = "foundation",
        Association = "association",
        AcknowledgedGroup = "acknowledged_group",
        RegisteredBody = "registered_body",
        /// A cooperative or foundation that applies for the enterprise.
        Umbrella = "umbrella",
    }
}

/// One thing the page asks, in the order it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Fact(Question),
    OwnBody,
    Acknowledgement,
    Umbrella,
    /// An account in the name of the body that applies, and its address.
    AccountOfBody,
}

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Fact(Question),
    AccountOfBody,
}

/// One of the answers there are to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: &'static str,
    /// The key of its word.
    pub text: &'static str,
    pub means: Means,
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Yes,
    No,
    Opens(Door),
}

/// Keys of the sentences about something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The paper.
    pub paper: &'static str,
    pub what_to_do: &'static str,
    /// Where it usually comes from.
    pub place: &'static str,
}

/// Keys of the sentences about a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoorTexts {
    pub name: &'static str,
    pub papers: &'static str,
    pub how_to_get_them: &'static str,
}

const YES: Choice = Choice { value: "ya", text: "check-yes", means: Means::Yes };
const YES_OR_NO: &[Choice] = &[YES, Choice { value: "tidak", text: "check-no", means: Means::No }];
const NOT_YET: Choice = Choice { value: "belum", text: "check-not-yet", means: Means::No };

impl Ask {
    /// The questions about the door, in order.
    pub const DOORS: [Self; 4] = [Self::OwnBody, Self::Acknowledgement, Self::Umbrella, Self::AccountOfBody];

    /// The name of its field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Fact(Question::Place) => "tempat",
            Self::Fact(Question::Domicile) => "domisili",
            Self::Fact(Question::Board) => "pengurus",
            Self::Fact(Question::Account) => "rekening",
            Self::Fact(Question::TaxNumber) => "npwp",
            Self::Fact(Question::NoOtherFunding) => "dana_lain",
            Self::Fact(Question::LastReport) => "lpj",
            Self::Fact(Question::Premises) => "milik",
            Self::OwnBody => "badan",
            Self::Acknowledgement => "pengakuan",
            Self::Umbrella => "payung",
            Self::AccountOfBody => "rekening_badan",
        }
    }

    /// The key of the question; its sentence may name the place of the call.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Fact(Question::Place) => "check-ask-place",
            Self::Fact(Question::Domicile) => "check-ask-domicile",
            Self::Fact(Question::Board) => "check-ask-board",
            Self::Fact(Question::Account) => "check-ask-account",
            Self::Fact(Question::TaxNumber) => "check-ask-tax-number",
            Self::Fact(Question::NoOtherFunding) => "check-ask-no-other-funding",
            Self::Fact(Question::LastReport) => "check-ask-last-report",
            Self::Fact(Question::Premises) => "check-ask-premises",
            Self::OwnBody => "check-ask-own-body",
            Self::Acknowledgement => "check-ask-acknowledgement",
            Self::Umbrella => "check-ask-umbrella",
            Self::AccountOfBody => "check-ask-account-of-body",
        }
    }

    /// The key of what stands below the question, if anything does.
    pub const fn hint(self) -> Option<&'static str> {
        match self {
            Self::Fact(_) | Self::OwnBody => None,
            Self::Acknowledgement | Self::Umbrella => Some("check-hint-skip"),
            Self::AccountOfBody => Some("check-hint-account-of-body"),
        }
    }

    /// The answers there are to choose from.
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Fact(_) | Self::AccountOfBody => YES_OR_NO,
            Self::OwnBody => &[
                Choice { value: "koperasi", text: "check-own-cooperative", means: Means::Opens(Door::Cooperative) },
                Choice { value: "yayasan", text: "check-own-foundation", means: Means::Opens(Door::Foundation) },
                Choice { value: "perkumpulan", text: "check-own-association", means: Means::Opens(Door::Association) },
                NOT_YET,
            ],
            Self::Acknowledgement => &[
                Choice { value: "dinas", text: "check-own-letter", means: Means::Opens(Door::AcknowledgedGroup) },
                Choice { value: "skt", text: "check-own-registration", means: Means::Opens(Door::RegisteredBody) },
                NOT_YET,
            ],
            Self::Umbrella => &[Choice { means: Means::Opens(Door::Umbrella), ..YES }, NOT_YET],
        }
    }
}

impl Lack {
    pub const fn advice(self) -> Advice {
        let (paper, what_to_do, place) = match self {
            Self::Fact(Question::Place) => ("check-paper-place", "check-do-place", "check-at-place"),
            Self::Fact(Question::Domicile) => ("check-paper-domicile", "check-do-domicile", "check-at-domicile"),
            Self::Fact(Question::Board) => ("check-paper-board", "check-do-board", "check-at-board"),
            Self::Fact(Question::Account) => ("check-paper-account", "check-do-account", "check-at-account"),
            Self::Fact(Question::TaxNumber) => ("check-paper-tax-number", "check-do-tax-number", "check-at-tax-number"),
            Self::Fact(Question::NoOtherFunding) => {
                ("check-paper-no-other-funding", "check-do-no-other-funding", "check-at-no-other-funding")
            }
            Self::Fact(Question::LastReport) => {
                ("check-paper-last-report", "check-do-last-report", "check-at-last-report")
            }
            Self::Fact(Question::Premises) => ("check-paper-premises", "check-do-premises", "check-at-premises"),
            Self::AccountOfBody => {
                ("check-paper-account-of-body", "check-do-account-of-body", "check-at-account-of-body")
            }
        };
        Advice { paper, what_to_do, place }
    }
}

impl Door {
    pub const fn texts(self) -> DoorTexts {
        let (name, papers, how_to_get_them) = match self {
            Self::Cooperative => ("door-cooperative", "door-papers-cooperative", "door-how-cooperative"),
            Self::Foundation => ("door-foundation", "door-papers-legal-body", "door-how-legal-body"),
            Self::Association => ("door-association", "door-papers-legal-body", "door-how-legal-body"),
            Self::AcknowledgedGroup => ("door-acknowledged", "door-papers-acknowledged", "door-how-acknowledged"),
            Self::RegisteredBody => ("door-registered", "door-papers-registered", "door-how-registered"),
            Self::Umbrella => ("door-umbrella", "door-papers-umbrella", "door-how-umbrella"),
        };
        DoorTexts { name, papers, how_to_get_them }
    }
}
