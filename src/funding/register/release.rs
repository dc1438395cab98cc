//! A release of the register: what is told of the awards of a quarter, made once and never changed. An award that became
//! known late, or was taken back, is counted in the next release, in figures of their own under the quarter it belongs
//! to: with the same threshold, so that the difference between two releases says no more than a release does. What a
//! release does not name is fewer than five, or left out so that nothing can be worked out; the two look alike.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Award, Band, Change, Quarter,
    cells::{Figure, Figures, Place, Spot},
};
use crate::{
    enterprises::model::Sector,
    funding::{
        calls::terms::Publication,
        model::Form,
        versions::{ContentHash, canonical},
    },
    platform::money::Rupiah,
    regions,
};

/// Characters of the random part of an id.
pub const CODE: usize = 10;
/// So many codes in a row that are taken mean that the source repeats itself.
const TRIES: usize = 100;

/// A release as it is kept: its canonical form and its hash never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The quarter it is about; awards of earlier ones are additions to their releases.
    pub quarter: Quarter,
    /// Hash of the release before.
    pub previous: Option<String>,
    /// Each place by sector of which something is told, in order.
    pub totals: Vec<Total>,
    /// The awards behind the figures of regencies and cities by sector, in random order.
    pub rows: Vec<Row>,
}

/// A figure that is told: of at least five awards of at least five recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Of the awards.
    pub quarter: Quarter,
    pub change: Change,
    /// None for the whole country, two digits for a province, four for a regency or city.
    pub place: Option<String>,
    /// None for all sectors together.
    pub sector: Option<Sector>,
    pub awards: u64,
    pub rupiah: Rupiah,
}

/// An award, reduced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `360G-<prefix>-<10 random>`, as that of the recipient; both are new in each row.
    pub id: String,
    pub recipient: String,
    pub quarter: Quarter,
    pub change: Change,
    pub sector: Sector,
    /// Code of the regency or city.
    pub regency: String,
    pub band: Band,
    pub form: Form,
    /// Code of the province, regency or city whose money it is: see [`government`].
    pub government: String,
}

/// What comes from outside, so that the same awards give the same release in a test.
pub struct Draw<'a> {
    /// Of the publisher, as in `360G-<prefix>-`: lower case letters and digits.
    pub prefix: &'a str,
    /// Orders the rows; not to be used twice, nor published.
    pub seed: [u8; 32],
    /// Gives ten random characters, others each time.
    pub code: &'a mut dyn FnMut() -> String,
}

/// Why there is no release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This quarter or a later one is released already.
    Released,
    /// An award is of a quarter after that of the release.
    Early,
    /// What is taken back is of a quarter that has no release.
    NotReleased,
    /// An award names no regency or city.
    Regency(String),
    /// An award names no government.
    Government(String),
    /// The prefix is empty or has other characters than those of an id.
    Prefix,
    /// The source of codes repeats itself or gives other lengths.
    Codes,
}

/// Makes the release of a quarter out of the awards that no release has counted yet. Counted means handed to one, told
/// or not: handing an award in again would tell that it was left out. The order of awards and releases means nothing.
///
/// # Errors
/// See [`Fault`]; nothing is half made.
pub fn compose(quarter: Quarter, awards: &[Award], published: &[Release], draw: Draw<'_>) -> Result<Release, Fault> {
    let last = published.iter().max_by_key(|release| release.quarter);
    if last.is_some_and(|last| last.quarter >= quarter) {
        return Err(Fault::Released);
    }
    awards.iter().try_for_each(|award| check(award, quarter, published))?;
    let mut totals = Vec::new();
    let mut listed = Vec::new();
    for (quarter, change, awards) in tables(awards) {
        let figures = figures(&awards);
        let told = figures.told();
        let is_listed = |award: &&&Award| spot(award).is_some_and(|spot| told.contains_key(&spot));
        listed.extend(awards.iter().filter(is_listed).copied());
        totals.extend(told.iter().map(|(spot, figure)| total(quarter, change, *spot, figure)));
    }
    let rows = rows(listed, published, draw)?;
    Ok(Release { quarter, previous: last.map(|last| last.hash().hex()), totals, rows })
}

impl Release {
    /// The one text of it, to be kept and published.
    pub fn canonical(&self) -> String {
        canonical(&serde_json::to_value(self).unwrap_or_default())
    }

    /// Of its canonical form.
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self.canonical().as_bytes())
    }

    /// Reads what was kept. None when it is not what the hash was made of.
    pub fn read(text: &str, hash: &str) -> Option<Self> {
        let release: Self = serde_json::from_str(text).ok()?;
        (ContentHash::of(text.as_bytes()).hex() == hash && release.canonical() == text).then_some(release)
    }

    /// What is told of a place by sector (all of them for none) in a quarter. None means fewer than five or left out.
    pub fn total(
        &self,
        quarter: Quarter,
        change: Change,
        place: Option<&str>,
        sector: Option<Sector>,
    ) -> Option<&Total> {
        self.totals.iter().find(|total| {
            (total.quarter, total.change) == (quarter, change)
                && total.place.as_deref() == place
                && total.sector == sector
        })
    }
}

/// "Pemerintah Kota Banjarmasin", of the code of a province, regency or city. Never the name of an agency.
pub fn government(code: &str) -> Option<String> {
    let region = regions::get(code)?;
    let kind = if region.is_province() { "Provinsi " } else { "" };
    Some(format!("Pemerintah {kind}{}", region.name))
}

fn check(award: &Award, quarter: Quarter, published: &[Release]) -> Result<(), Fault> {
    let is_regency = regions::get(&award.regency).is_some_and(|region| !region.is_province());
    let is_released = published.iter().any(|release| release.quarter >= award.quarter);
    if award.quarter > quarter {
        Err(Fault::Early)
    } else if award.change == Change::TakenBack && !is_released {
        Err(Fault::NotReleased)
    } else if !is_regency {
        Err(Fault::Regency(award.regency.clone()))
    } else if regions::get(&award.government).is_none() {
        Err(Fault::Government(award.government.clone()))
    } else {
        Ok(())
    }
}

/// The awards of each quarter that were made, and those that were taken back.
fn tables(awards: &[Award]) -> impl Iterator<Item = (Quarter, Change, Vec<&Award>)> {
    let quarters: BTreeSet<Quarter> = awards.iter().map(|award| award.quarter).collect();
    let tables = quarters.into_iter().flat_map(|quarter| Change::ALL.iter().map(move |change| (quarter, *change)));
    tables.map(|(quarter, change)| {
        let of = awards.iter().filter(|award| (award.quarter, award.change) == (quarter, change));
        (quarter, change, of.collect())
    })
}

fn figures(awards: &[&Award]) -> Figures {
    let mut figures = Figures::default();
    for award in awards {
        if let Some((place, Some(sector))) = spot(award) {
            figures.count(place, sector, award.amount.0, award.recipient);
        }
    }
    figures
}

/// Where an award is counted first: in its regency, or only in its province.
fn spot(award: &Award) -> Option<Spot> {
    let regency = regions::get(&award.regency)?.code;
    let place =
        if is_reduced(award) { Place::Regency(regency) } else { Place::Rest(regions::province_of(regency)?.code) };
    Some((place, Sector::ALL.iter().position(|sector| *sector == award.sector)))
}

/// Whether the call of an award publishes rows.
const fn is_reduced(award: &Award) -> bool {
    match award.publication {
        Publication::Totals => false,
        Publication::Reduced | Publication::Named => true,
    }
}

fn total(quarter: Quarter, change: Change, (place, sector): Spot, figure: &Figure) -> Total {
    let place = match place {
        Place::Country => None,
        Place::Province(code) | Place::Regency(code) | Place::Rest(code) => Some(code.to_owned()),
    };
    let sector = sector.and_then(|number| Sector::ALL.get(number)).copied();
    Total { quarter, change, place, sector, awards: figure.awards, rupiah: Rupiah(figure.rupiah) }
}

/// The rows of awards that are listed, in an order that tells nothing: first one that follows from what is told of them,
/// then one that follows from the seed.
fn rows(mut awards: Vec<&Award>, published: &[Release], draw: Draw<'_>) -> Result<Vec<Row>, Fault> {
    let told = |award: &&Award| {
        let Award { quarter, regency, government, .. } = award;
        let words = [award.change.as_str(), award.sector.as_str(), band(award).as_str(), award.form.as_str()];
        (*quarter, regency.clone(), words, government.clone())
    };
    awards.sort_by_cached_key(told);
    let mut drawn: Vec<([u8; 32], &Award)> =
        awards.into_iter().enumerate().map(|(at, award)| (lot(&draw.seed, at), award)).collect();
    drawn.sort_unstable_by_key(|(lot, _)| *lot);
    let mut ids = Ids::new(draw, published)?;
    drawn.into_iter().map(|(_, award)| row(award, &mut ids)).collect()
}

fn lot(seed: &[u8; 32], at: usize) -> [u8; 32] {
    Sha256::new().chain_update(seed).chain_update((at as u64).to_be_bytes()).finalize().into()
}

fn row(award: &Award, ids: &mut Ids<'_>) -> Result<Row, Fault> {
    Ok(Row {
        id: ids.draw()?,
        recipient: ids.draw()?,
        quarter: award.quarter,
        change: award.change,
        sector: award.sector,
        regency: award.regency.clone(),
        band: band(award),
        form: award.form,
        government: award.government.clone(),
    })
}

fn band(award: &Award) -> Band {
    Band::around(award.amount)
}

/// Ids, each drawn once in all releases.
struct Ids<'a> {
    prefix: &'a str,
    code: &'a mut dyn FnMut() -> String,
    taken: BTreeSet<String>,
}

impl<'a> Ids<'a> {
    fn new(Draw { prefix, code, .. }: Draw<'a>, published: &[Release]) -> Result<Self, Fault> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if prefix.is_empty() || !prefix.bytes().all(plain) {
            return Err(Fault::Prefix);
        }
        let rows = published.iter().flat_map(|release| &release.rows);
        let taken = rows.flat_map(|row| [row.id.clone(), row.recipient.clone()]).collect();
        Ok(Self { prefix, code, taken })
    }

    fn draw(&mut self) -> Result<String, Fault> {
        for _ in 0..TRIES {
            let code = (self.code)();
            if code.len() != CODE || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(Fault::Codes);
            }
            let id = format!("360G-{}-{code}", self.prefix);
            if self.taken.insert(id.clone()) {
                return Ok(id);
            }
        }
        Err(Fault::Codes)
    }
}

#[cfg(test)]
#[path = "release_tests.rs"]
pub(super) mod tests;
