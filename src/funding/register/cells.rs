//! Which figures of a table may be told. A figure is a place by a sector, or by all of them; places add up to provinces
//! and provinces to the country. Told are figures of at least five awards of at least five recipients, less those by
//! which another could be worked out:
//!
//! 1. what remains of a figure without its told parts is nothing, or large enough itself,
//! 2. no figure that is not told follows from those that are, even for somebody who knows where awards were made: it
//!    could be one award and one rupiah more or less.
//!
//! For the second, figures are the arcs of a network in which awards flow from the whole through sectors to places and
//! from there back to the whole: what enters a knot leaves it. A figure that is not told can vary when the arcs that are
//! not told hold a circle through it. Where there is none, the cheapest circle is made by telling less.
use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::platform::few::FEW;

/// A place of the register. The codes are those of the table of regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Country,
    Province(&'static str),
    /// A regency or city.
    Regency(&'static str),
    /// Awards of a province whose calls publish nothing finer. Never told by itself.
    Rest(&'static str),
}

/// A place by a sector (its number among all), or by all sectors together.
pub type Spot = (Place, Option<usize>);

/// What lies in a spot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    pub awards: u64,
    pub rupiah: i64,
    pub recipients: BTreeSet<Uuid>,
}

/// The figures of a table: every spot in which there is an award, and no other.
#[derive(Clone, Debug, Default)]
pub struct Figures(BTreeMap<Spot, Figure>);

/// Where an arc begins and ends; the whole is none.
type Knot = Option<Spot>;
/// Where one comes to from each knot, and by which arc.
type Steps = BTreeMap<Knot, Vec<(Knot, Spot)>>;

impl Place {
    const fn parent(self) -> Option<Self> {
        match self {
            Self::Country => None,
            Self::Province(_) => Some(Self::Country),
            Self::Regency(code) | Self::Rest(code) => Some(Self::Province(code.split_at(2).0)),
        }
    }

    const fn is_rest(self) -> bool {
        matches!(self, Self::Rest(_))
    }

    /// How much dearer it is to lose a figure of this place than one of a regency: many look at a total.
    const fn weight(self) -> u64 {
        match self {
            Self::Country => 100,
            Self::Province(_) => 10,
            Self::Regency(_) | Self::Rest(_) => 1,
        }
    }
}

impl Figure {
    /// Too few stand behind it.
    fn is_small(&self) -> bool {
        self.awards < FEW as u64 || self.recipients.len() < FEW
    }

    fn add(&mut self, other: &Self) {
        self.awards += other.awards;
        self.rupiah = self.rupiah.saturating_add(other.rupiah);
        self.recipients.extend(&other.recipients);
    }
}

impl Figures {
    /// Counts an award in its place, in every place around it, and in all sectors.
    pub fn count(&mut self, place: Place, sector: usize, rupiah: i64, recipient: Uuid) {
        let award = Figure { awards: 1, rupiah, recipients: BTreeSet::from([recipient]) };
        for place in std::iter::successors(Some(place), |place| place.parent()) {
            for sector in [Some(sector), None] {
                self.0.entry((place, sector)).or_default().add(&award);
            }
        }
    }

    /// What may be told, in the order of places and sectors.
    pub fn told(&self) -> BTreeMap<Spot, &Figure> {
        let hidden = self.hidden();
        self.0.iter().filter(|(spot, _)| !hidden.contains(*spot)).map(|(spot, figure)| (*spot, figure)).collect()
    }

    fn hidden(&self) -> BTreeSet<Spot> {
        let small = self.0.iter().filter(|((place, _), figure)| place.is_rest() || figure.is_small());
        let mut hidden: BTreeSet<Spot> = small.map(|(spot, _)| *spot).collect();
        // Each round hides more or ends it; with everything hidden there is nothing to follow from.
        loop {
            let before = hidden.len();
            self.hide_beside(&mut hidden);
            self.hide_around(&mut hidden);
            if hidden.len() == before {
                return hidden;
            }
        }
    }

    /// Rule 1: where too little remains, the smallest told part is not told either.
    fn hide_beside(&self, hidden: &mut BTreeSet<Spot>) {
        for parts in self.sums().into_values() {
            let (untold, told): (Vec<&Spot>, Vec<&Spot>) = parts.iter().partition(|spot| hidden.contains(*spot));
            let mut remains = Figure::default();
            for spot in untold {
                remains.add(&self.0[spot]);
            }
            if remains.awards > 0 && remains.is_small() {
                hidden.extend(told.into_iter().min_by_key(|spot| (self.0[*spot].awards, **spot)));
            }
        }
    }

    /// Rule 2.
    fn hide_around(&self, hidden: &mut BTreeSet<Spot>) {
        let guarded = |spot: &&Spot| hidden.contains(*spot) && (!spot.0.is_rest() || self.0[*spot].is_small());
        let guarded: Vec<Spot> = self.0.keys().filter(guarded).copied().collect();
        let steps = self.steps();
        let mut varies = BTreeSet::new();
        for spot in guarded {
            // A circle is one for every arc of it.
            if varies.insert(spot) {
                let circle = self.circle(spot, &steps, hidden);
                hidden.extend(&circle);
                varies.extend(circle);
            }
        }
    }

    /// The parts of every figure that has some: by place and by sector.
    fn sums(&self) -> BTreeMap<(Spot, bool), Vec<Spot>> {
        let mut sums: BTreeMap<(Spot, bool), Vec<Spot>> = BTreeMap::new();
        for (place, sector) in self.0.keys() {
            if let Some(parent) = place.parent() {
                sums.entry(((parent, *sector), false)).or_default().push((*place, *sector));
            }
            if sector.is_some() {
                sums.entry(((*place, None), true)).or_default().push((*place, *sector));
            }
        }
        sums
    }

    /// The other arcs of the cheapest circle through an arc. What is not told already costs nothing.
    fn circle(&self, spot: Spot, steps: &Steps, hidden: &BTreeSet<Spot>) -> Vec<Spot> {
        let (from, to) = ends(spot);
        let price = |arc: Spot| match hidden.contains(&arc) {
            _ if arc == spot => None,
            true => Some(0),
            false => Some(self.0[&arc].awards * arc.0.weight()),
        };
        let rising = way((to, from), steps, price);
        let falling = if self.may_fall(spot) { way((from, to), steps, price) } else { None };
        let cheapest = [rising, falling].into_iter().flatten().min_by_key(|(cost, _)| *cost);
        cheapest.map(|(_, arcs)| arcs).unwrap_or_default()
    }

    /// What leads away from each knot: along an arc its figure grows, against it the figure falls.
    fn steps(&self) -> Steps {
        let mut steps = Steps::new();
        for spot in self.0.keys() {
            let (from, to) = ends(*spot);
            steps.entry(from).or_default().push((to, *spot));
            if self.may_fall(*spot) {
                steps.entry(to).or_default().push((from, *spot));
            }
        }
        steps
    }

    /// Whether it could be one award and one rupiah less, for somebody who knows that there is an award. Where no award
    /// has an amount, none has to vary.
    fn may_fall(&self, spot: Spot) -> bool {
        let figure = &self.0[&spot];
        let without_money = self.0.get(&(Place::Country, None)).is_none_or(|all| all.rupiah == 0);
        figure.awards > 1 && (figure.rupiah > 0 || without_money)
    }
}

/// The cheapest way from knot to knot and its arcs, after Dijkstra. An arc without a price is not taken. None when there
/// is no way.
fn way((from, to): (Knot, Knot), steps: &Steps, price: impl Fn(Spot) -> Option<u64>) -> Option<(u64, Vec<Spot>)> {
    let mut reached: BTreeMap<Knot, (u64, Option<(Knot, Spot)>)> = BTreeMap::from([(from, (0, None))]);
    let mut waiting = BTreeSet::from([(0, from)]);
    while let Some((cost, knot)) = waiting.pop_first() {
        if knot == to {
            break;
        }
        for (next, arc) in steps.get(&knot).into_iter().flatten() {
            let Some(cost) = price(*arc).map(|price| cost + price) else { continue };
            if reached.get(next).is_none_or(|(known, _)| cost < *known) {
                reached.insert(*next, (cost, Some((knot, *arc))));
                waiting.insert((cost, *next));
            }
        }
    }
    let (cost, last) = *reached.get(&to)?;
    let before = |(knot, _): &(Knot, Spot)| reached.get(knot).and_then(|(_, step)| *step);
    Some((cost, std::iter::successors(last, before).map(|(_, arc)| arc).collect()))
}

/// Where the arc of a spot begins and ends: by sector it leads down to smaller places, by all sectors up again.
fn ends((place, sector): Spot) -> (Knot, Knot) {
    let around = place.parent().map(|parent| (parent, sector));
    let inside = match (place, sector) {
        (Place::Regency(_) | Place::Rest(_), Some(_)) => Some((place, None)),
        _other => Some((place, sector)),
    };
    if sector.is_some() { (around, inside) } else { (inside, around) }
}

#[cfg(test)]
#[path = "cells_tests.rs"]
pub(super) mod tests;
