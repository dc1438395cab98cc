//! What a call sets beside its public text, as it is kept: one document, read whole, with a usual value for everything
//! that is not said. Published, it changes only by an amendment.
use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

use super::terms::{Decree, Publication, Selection, Terms, Tracking};
use crate::{
    funding::{
        budget::{Form, QuoteRule},
        deadlines::Sla,
        papers::PaperKind,
        ranking::Rubric,
    },
    platform::money::Rupiah,
    regions::Zone,
};

/// The terms of a call as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one term of its own")]
pub struct Parameters {
    pub fiscal_year: Option<i32>,
    /// Kinds of help a line of the budget may ask for. None for a call that gives a certificate alone.
    pub forms: Vec<Form>,
    /// Rupiah.
    pub ask_min: i64,
    /// For drafts that were opened before the close.
    pub grace_minutes: u16,
    pub selection: Selection,
    pub tracking: Tracking,
    pub decree: Decree,
    /// Nothing as long as nobody chose; a call is not published without it.
    pub publication: Option<Publication>,
    pub needs_field_visit: bool,
    pub needs_apip: bool,
    pub needs_tapd: bool,
    pub needs_budget_act: bool,
    /// 0 to 5.
    pub reviews_required: u8,
    pub blind: bool,
    pub score_max: u16,
    pub admin_rounds: u8,
    /// Working days.
    pub revision_days: u16,
    pub extension_days: u16,
    pub allow_content_revision: bool,
    pub waitlist_until: Option<Date>,
    /// Working days, where the usual ones do not hold.
    pub appeal_days: Option<u16>,
    pub admin_days: Option<u16>,
    pub decide_days: Option<u16>,
    /// Parts of an award in basis points, at most three; together 10,000.
    pub tranches: Vec<u32>,
    /// Papers a proposal needs before it is signed.
    pub papers: Vec<PaperKind>,
    /// Comparisons of prices a line needs.
    pub quotes: u8,
    /// Lines up to this amount need none. Rupiah.
    pub quotes_above: i64,
    pub standard_prices: bool,
}

/// What stands in the columns of a call, beside its parameters.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub opens_at: OffsetDateTime,
    pub closes_at: Option<OffsetDateTime>,
    pub zone: Zone,
    pub ceiling: Rupiah,
    pub ask_max: Rupiah,
    pub quota: Option<u32>,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            fiscal_year: None,
            forms: vec![Form::Money, Form::Goods, Form::Services],
            ask_min: 0,
            grace_minutes: 30,
            selection: Selection::Ordered,
            tracking: Tracking::Inside,
            decree: Decree::Agency,
            publication: None,
            needs_field_visit: false,
            needs_apip: false,
            needs_tapd: false,
            needs_budget_act: false,
            reviews_required: 1,
            blind: true,
            score_max: 100,
            admin_rounds: 2,
            revision_days: 5,
            extension_days: 10,
            allow_content_revision: false,
            waitlist_until: None,
            appeal_days: None,
            admin_days: None,
            decide_days: None,
            tranches: vec![10_000],
            papers: PaperKind::USUAL.to_vec(),
            quotes: 3,
            quotes_above: 1_000_000,
            standard_prices: false,
        }
    }
}

impl Parameters {
    /// The terms the machines ask.
    pub fn terms(&self, frame: Frame) -> Terms {
        Terms {
            opens_at: frame.opens_at,
            closes_at: frame.closes_at,
            zone: frame.zone,
            grace: Duration::minutes(i64::from(self.grace_minutes)),
            ceiling: frame.ceiling,
            ask_max: frame.ask_max,
            quota: frame.quota,
            selection: self.selection,
            tracking: self.tracking,
            decree: self.decree,
            publication: self.publication,
            certificate: self.forms.is_empty(),
            needs_field_visit: self.needs_field_visit,
            needs_apip: self.needs_apip,
            needs_tapd: self.needs_tapd,
            needs_budget_act: self.needs_budget_act,
            reviews_required: self.reviews_required,
            admin_rounds: self.admin_rounds,
            revision_days: self.revision_days,
            extension_days: self.extension_days,
            allow_content_revision: self.allow_content_revision,
            waitlist_until: self.waitlist_until,
            sla: self.sla(),
        }
    }

    /// How reviews are scored, with the weights of the call's criteria.
    pub fn rubric(&self, weights: Vec<u8>) -> Rubric {
        Rubric { weights, score_max: self.score_max, low: Some(self.score_max / 5), high: Some(self.score_max / 5 * 4) }
    }

    pub fn quote_rule(&self) -> QuoteRule {
        QuoteRule { threshold: Rupiah(self.quotes_above), quotes: self.quotes, standard_prices: self.standard_prices }
    }

    fn sla(&self) -> Sla {
        let usual = Sla::DEFAULT;
        Sla {
            admin_check: self.admin_days.unwrap_or(usual.admin_check),
            appeal: self.appeal_days.unwrap_or(usual.appeal),
            decide: self.decide_days.or(usual.decide),
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_document_has_the_usual_terms() {
        let read: Parameters = serde_json::from_str("{}").unwrap();
        assert_eq!(read, Parameters::default());
        assert_eq!((read.admin_rounds, read.revision_days, read.grace_minutes), (2, 5, 30));
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let kept = Parameters { needs_tapd: true, tranches: vec![6_000, 4_000], ..Parameters::default() };
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Parameters>(&text).unwrap(), kept);
    }
}
