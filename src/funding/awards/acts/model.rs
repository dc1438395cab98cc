//! What people do to an award, as buttons and forms: what each act asks for, what of it is kept, and the step it is.
//! A second person does exactly what the first one agreed to, so every step is read out of what is kept. Pure.
use serde_json::{Value, json};
use time::{Date, macros::format_description};

use crate::{
    error::Invalid,
    funding::{
        awards::{
            model::{FileKind, Grant, Step},
            tranches::{Event as TrancheEvent, HandOverNote, PaymentOrder, State as TrancheState},
            workflow::{Agreement, Event as AwardEvent},
        },
        budget::Form,
        letters::parts::OfficialNumber,
        machine::{Grounds, Written},
        proposals::acts::service::BUTTONS,
        reasons::{Reason, Use},
        reports::workflow::Event as ReportEvent,
    },
    platform::{money::Rupiah, params::Params},
    web::days::{self, Typed},
};

/// Letters of a text.
const LONGEST: usize = 500;
/// Goods that are handed over at once.
pub const MOST_GOODS: usize = 20;

crate::words! {
    /// What somebody does.
    pub enum Act {
        Accept = "terima",
        Decline = "tolak",
        Renounce = "mundur",
        GiveUp = "tidak-diambil",
        Draft = "buat-perjanjian",
        Redraft = "ganti-perjanjian",
        SignAgreement = "sahkan-perjanjian",
        Finish = "selesaikan",
        Terminate = "hentikan",
        Settle = "catat-pelunasan",
        Request = "minta",
        Verify = "verifikasi",
        Reject = "tolak-pencairan",
        Approve = "setujui",
        Pay = "bayar",
        HandOver = "serahkan",
        Fail = "gagal",
        Retry = "ulangi",
        GiveBack = "kembali",
        SubmitReport = "kirim-laporan",
        ReturnReport = "kembalikan-laporan",
        AcceptReport = "terima-laporan",
        LiftBlock = "cabut-tahanan",
        // What moves no state.
        SignBudget = "tanda-anggaran",
        GiveAccount = "isi-rekening",
        CheckAccount = "periksa-rekening",
        Contact = "hubungi",
        Acknowledge = "uang-diterima",
        SignReport = "tanda-laporan",
    }
}

/// What an act is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Award,
    Tranche,
    Report,
}

/// A field of a form, and what is typed into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: FieldKind,
    pub label: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Area,
    Money,
    Day,
    Tick,
    Reasons(Use),
    /// One reason, or none, for the line of a budget with this number.
    LineReason(u16),
}

impl Act {
    pub const fn about(self) -> About {
        match self {
            Self::Accept
            | Self::Decline
            | Self::Renounce
            | Self::GiveUp
            | Self::Draft
            | Self::Redraft
            | Self::SignAgreement
            | Self::Finish
            | Self::Terminate
            | Self::Settle
            | Self::SignBudget
            | Self::GiveAccount
            | Self::CheckAccount
            | Self::Contact => About::Award,
            Self::Request
            | Self::Verify
            | Self::Reject
            | Self::Approve
            | Self::Pay
            | Self::HandOver
            | Self::Fail
            | Self::Retry
            | Self::GiveBack
            | Self::Acknowledge => About::Tranche,
            Self::SubmitReport | Self::ReturnReport | Self::AcceptReport | Self::LiftBlock | Self::SignReport => {
                About::Report
            }
        }
    }

    /// The key of its button.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "award-act-accept",
            Self::Decline => "award-act-decline",
            Self::Renounce => "award-act-renounce",
            Self::GiveUp => "award-act-give-up",
            Self::Draft => "award-act-draft",
            Self::Redraft => "award-act-redraft",
            Self::SignAgreement => "award-act-sign-agreement",
            Self::Finish => "award-act-finish",
            Self::Terminate => "award-act-terminate",
            Self::Settle => "award-act-settle",
            Self::Request => "award-act-request",
            Self::Verify => "award-act-verify",
            Self::Reject => "award-act-reject",
            Self::Approve => "award-act-approve",
            Self::Pay => "award-act-pay",
            Self::HandOver => "award-act-hand-over",
            Self::Fail => "award-act-fail",
            Self::Retry => "award-act-retry",
            Self::GiveBack => "award-act-give-back",
            Self::SubmitReport => "award-act-submit-report",
            Self::ReturnReport => "award-act-return-report",
            Self::AcceptReport => "award-act-accept-report",
            Self::LiftBlock => "award-act-lift-block",
            Self::SignBudget => "award-act-sign-budget",
            Self::GiveAccount => "award-act-give-account",
            Self::CheckAccount => "award-act-check-account",
            Self::Contact => "award-act-contact",
            Self::Acknowledge => "award-act-acknowledge",
            Self::SignReport => "award-act-sign-report",
        }
    }

    /// What it asks for. A second person is asked for nothing that the first one gave; the decider alone says where the
    /// agency's signature is found.
    pub fn fields(self, second: bool, grant: &Grant) -> Vec<Field> {
        use FieldKind::{Area, Day, LineReason, Money, Reasons, Text, Tick};
        let field = |name: &str, kind, label| Field { name: name.to_owned(), kind, label };
        match self {
            Self::SignAgreement if second => vec![field("rujukan", Text, "award-reference")],
            _ if second => Vec::new(),
            Self::SignAgreement => {
                vec![field("nomor", Text, "award-body-number"), field("pakta", Tick, "award-pact")]
            }
            Self::Draft => {
                vec![field("nomor", Text, "award-agreement-number"), field("tanggal", Day, "award-report-by")]
            }
            Self::Redraft => {
                vec![field("alasan", Reasons(Use::Redraft), "award-reasons"), field("uraian", Area, "award-text")]
            }
            Self::Reject => {
                vec![field("alasan", Reasons(Use::RefuseTranche), "award-reasons"), field("uraian", Area, "award-text")]
            }
            Self::Pay => vec![
                field("nomor", Text, "award-order-number"),
                field("tanggal", Day, "award-order-day"),
                field("jumlah", Money, "award-amount"),
            ],
            Self::HandOver => vec![
                field("nomor", Text, "award-note-number"),
                field("tanggal", Day, "award-note-day"),
                field("barang", Area, "award-goods"),
                field("jumlah", Money, "award-value"),
            ],
            Self::Fail | Self::LiftBlock => vec![field("uraian", Area, "award-text")],
            Self::Terminate => vec![
                field("uraian", Area, "award-reason"),
                field("tanggal", Day, "award-hearing-day"),
                field("keterangan", Area, "award-hearing"),
                field("jumlah", Money, "award-recover"),
            ],
            Self::Settle => vec![field("nomor", Text, "award-return-number"), field("jumlah", Money, "award-settled")],
            Self::GiveBack => vec![field("nomor", Text, "award-return-number")],
            Self::GiveAccount => vec![
                field("bank", Text, "award-bank"),
                field("nomor", Text, "award-account-number"),
                field("pemilik", Text, "award-account-owner"),
            ],
            Self::ReturnReport => {
                let lines = grant.terms.lines.iter();
                let line = |line: &crate::funding::budget::Line| {
                    field(&format!("baris_{}", line.number), LineReason(line.number), "award-line-reason")
                };
                let rest = vec![field("uraian", Area, "award-text"), field("tanggal", Day, "award-back-by")];
                lines.map(line).chain(rest).collect()
            }
            Self::Accept
            | Self::Decline
            | Self::Renounce
            | Self::GiveUp
            | Self::Finish
            | Self::Request
            | Self::Verify
            | Self::Approve
            | Self::Retry
            | Self::SubmitReport
            | Self::AcceptReport
            | Self::SignBudget
            | Self::CheckAccount
            | Self::Contact
            | Self::Acknowledge
            | Self::SignReport => Vec::new(),
        }
    }

    /// What is kept of a form: facts of the step, and never a name.
    ///
    /// # Errors
    /// Fields that cannot be read.
    pub fn payload(self, form: &Params, grant: &Grant) -> Result<Value, Invalid> {
        let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
        if self.fields(false, grant).iter().any(|field| text(&field.name).chars().count() > LONGEST) {
            return Err(Invalid::one(BUTTONS, "award-fault-long"));
        }
        Ok(match self {
            Self::SignAgreement => json!({ "number": number(form)?, "pact": text("pakta") == "1" }),
            Self::Draft => json!({ "number": number(form)?, "day": day(form)? }),
            Self::Redraft | Self::Reject => json!({ "reasons": reasons(form)?, "text": text("uraian") }),
            Self::Pay => json!({ "number": number(form)?, "day": day(form)?, "amount": amount(form)? }),
            Self::HandOver => {
                let goods: Vec<String> = text("barang").lines().map(|line| line.trim().to_owned()).collect();
                let goods: Vec<String> = goods.into_iter().filter(|line| !line.is_empty()).take(MOST_GOODS).collect();
                json!({ "number": number(form)?, "day": day(form)?, "amount": amount(form)?, "goods": goods })
            }
            Self::Fail | Self::LiftBlock => json!({ "text": text("uraian") }),
            Self::GiveBack => json!({ "number": number(form)? }),
            Self::Settle => json!({ "number": number(form)?, "amount": amount(form)? }),
            Self::Terminate => {
                let nothing = text("jumlah").is_empty();
                let recover = if nothing { 0 } else { amount(form)? };
                json!({ "text": text("uraian"), "day": day(form)?, "hearing": text("keterangan"), "amount": recover })
            }
            Self::ReturnReport => {
                let chosen = |line: &crate::funding::budget::Line| {
                    let reason = Reason::parse(form.get(&format!("baris_{}", line.number))?)?;
                    Some(json!([line.number, reason.as_str()]))
                };
                let items: Vec<Value> = grant.terms.lines.iter().filter_map(chosen).collect();
                json!({ "items": items, "text": text("uraian"), "day": day(form)? })
            }
            _ => json!({}),
        })
    }

    /// The step it is, out of what was kept. None for what moves no state, and for an instalment there is not.
    pub fn step(self, at: usize, payload: &Value, grant: &Grant) -> Option<Step> {
        let number = || payload["number"].as_str().is_some_and(|number| !number.is_empty());
        let award = |event| Some(Step::Award(event));
        let tranche = |event| Some(Step::Tranche(at, event));
        let report = |event| Some(Step::Report(at, event));
        let reason = || written(payload["text"].as_str().unwrap_or_default());
        match self {
            Self::Accept => award(AwardEvent::Accept),
            Self::Decline => award(AwardEvent::Decline),
            Self::Renounce => award(AwardEvent::Renounce),
            Self::GiveUp => award(AwardEvent::NotTakenUp),
            Self::Draft => award(AwardEvent::DraftAgreement),
            Self::Redraft => award(AwardEvent::Redraft { grounds: grounds(payload) }),
            Self::SignAgreement => {
                let agreement = Agreement {
                    scans: grant.has_file(FileKind::Agreement),
                    numbers: number() && !grant.terms.agreement_number.is_empty(),
                    integrity_pact: payload["pact"].as_bool().unwrap_or(false),
                };
                award(AwardEvent::SignBoth { agreement })
            }
            Self::Finish => award(AwardEvent::Finish),
            Self::Terminate => {
                let hearing = !hearing(payload).is_empty() && kept_day(payload).is_some();
                award(AwardEvent::Terminate { reason: reason(), hearing, recover: kept_amount(payload) })
            }
            Self::Settle => award(AwardEvent::Settle { note: number(), amount: kept_amount(payload) }),
            Self::Request => tranche(TrancheEvent::Request { amount: grant.tranches.get(at)?.planned }),
            Self::Verify => tranche(TrancheEvent::Verify),
            Self::Reject => tranche(TrancheEvent::Reject { grounds: grounds(payload) }),
            Self::Approve => tranche(TrancheEvent::Approve),
            Self::Pay => {
                let order = PaymentOrder { number: number(), date: kept_day(payload), amount: kept_amount(payload) };
                tranche(TrancheEvent::Pay { order })
            }
            Self::HandOver => {
                let note = HandOverNote {
                    number: number(),
                    date: kept_day(payload),
                    goods_listed: !goods(payload).is_empty(),
                    photo: grant.has_file(FileKind::HandOver),
                    value: kept_amount(payload),
                };
                tranche(TrancheEvent::HandOver { note })
            }
            Self::Fail => tranche(TrancheEvent::Fail { reason: reason() }),
            Self::Retry => tranche(TrancheEvent::Retry),
            Self::GiveBack => tranche(TrancheEvent::GiveBack { note: number() }),
            Self::SubmitReport => report(ReportEvent::Submit),
            Self::ReturnReport => {
                let text = written(payload["text"].as_str().unwrap_or_default());
                let items =
                    returned(payload).into_iter().map(|(_, reason)| Grounds { codes: vec![reason], text }).collect();
                report(ReportEvent::Return { items, due: kept_day(payload)? })
            }
            Self::AcceptReport => report(ReportEvent::Accept),
            Self::LiftBlock => report(ReportEvent::LiftBlock { reason: reason() }),
            Self::SignBudget
            | Self::GiveAccount
            | Self::CheckAccount
            | Self::Contact
            | Self::Acknowledge
            | Self::SignReport => None,
        }
    }

    /// Whether it makes sense for what is given: money is paid, and everything else is handed over.
    pub fn suits(self, at: usize, grant: &Grant) -> bool {
        let Some(tranche) = grant.tranches.get(at).filter(|_| self.about() == About::Tranche) else { return true };
        match self {
            Self::Pay => tranche.form == Form::Money,
            Self::HandOver => tranche.form != Form::Money,
            Self::Acknowledge => tranche.state == TrancheState::Paid && !tranche.acknowledged,
            _ => true,
        }
    }
}

/// Reasons and text of an office, as they were kept.
pub fn grounds(payload: &Value) -> Grounds {
    Grounds { codes: codes(payload), text: written(payload["text"].as_str().unwrap_or_default()) }
}

/// Reasons that were kept.
pub fn codes(payload: &Value) -> Vec<Reason> {
    let words = payload["reasons"].as_array().into_iter().flatten();
    words.filter_map(|word| Reason::parse(word.as_str()?)).collect()
}

/// Lines of a report that have to be mended, each with its reason.
pub fn returned(payload: &Value) -> Vec<(u16, Reason)> {
    let item = |item: &Value| {
        let number = u16::try_from(item[0].as_u64()?).ok()?;
        Some((number, Reason::parse(item[1].as_str()?)?))
    };
    payload["items"].as_array().into_iter().flatten().filter_map(item).collect()
}

/// Goods that were handed over, one a line.
pub fn goods(payload: &Value) -> Vec<String> {
    let lines = payload["goods"].as_array().into_iter().flatten();
    lines.filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

/// What the group said before its award was ended.
pub fn hearing(payload: &Value) -> &str {
    payload["hearing"].as_str().unwrap_or_default()
}

/// The day that was kept.
pub fn kept_day(payload: &Value) -> Option<Date> {
    Date::parse(payload["day"].as_str()?, format_description!("[year]-[month]-[day]")).ok()
}

/// The amount that was kept; nothing is 0.
pub fn kept_amount(payload: &Value) -> Rupiah {
    Rupiah(payload["amount"].as_i64().unwrap_or_default())
}

fn written(text: &str) -> Written {
    if text.is_empty() { Written::Nothing } else { Written::Fine }
}

fn number(form: &Params) -> Result<String, Invalid> {
    let typed = form.get("nomor").unwrap_or_default().trim();
    OfficialNumber::parse(typed).map(|_| typed.to_owned()).ok_or_else(|| Invalid::one("nomor", "award-fault-number"))
}

fn day(form: &Params) -> Result<String, Invalid> {
    match days::read(form, "tanggal") {
        Typed::Day(day) => Ok(day.to_string()),
        Typed::Nothing | Typed::Wrong => Err(Invalid::one("tanggal", "proposal-fault-date")),
    }
}

fn amount(form: &Params) -> Result<i64, Invalid> {
    let typed = form.get("jumlah").unwrap_or_default();
    Rupiah::parse(typed).map(|amount| amount.0).ok_or_else(|| Invalid::one("jumlah", "award-fault-amount"))
}

fn reasons(form: &Params) -> Result<Vec<&'static str>, Invalid> {
    let reasons: Option<Vec<Reason>> = form.all("alasan").map(Reason::parse).collect();
    match reasons {
        Some(reasons) if !reasons.is_empty() => Ok(reasons.into_iter().map(Reason::as_str).collect()),
        _ => Err(Invalid::one("alasan", "error-choice")),
    }
}
