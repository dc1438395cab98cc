//! `bench-percolation`: one opening against many invented profiles, in memory.
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use clap::Args;

use crate::{
    cli::Outcome,
    matching::{
        postings::{Area, Asked, Key, Postings, closed},
        vocabulary::{SkillId, vocabulary},
    },
    regions,
};

#[derive(Args)]
pub struct Arguments {
    /// People who want to be told
    #[arg(long, default_value_t = 100_000)]
    profiles: u64,
    /// Openings held against them
    #[arg(long, default_value_t = 1_000)]
    openings: usize,
    /// Begins the same world each time
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Skills of a profile, before those that follow from them.
const SKILLS: usize = 8;

/// Fills the lists, holds the openings against them, and prints the figures.
pub fn run(arguments: &Arguments) -> Outcome {
    let skills: Vec<SkillId> = vocabulary().skills().iter().map(|skill| skill.id).collect();
    let provinces: Vec<u8> = regions::provinces().filter_map(|province| province.code.parse().ok()).collect();
    let mut dice = Dice(arguments.seed);
    let begun = Instant::now();
    let mut postings = Postings::default();
    for no in 1..=arguments.profiles {
        let own = closed(dice.some(&skills, SKILLS));
        let area = Area::Province(dice.one(&provinces));
        postings.put(no, Key::all(&[area], &own));
    }
    println!("{} profiles in memory after {:.1} s", postings.len(), begun.elapsed().as_secs_f32());
    let mut times = Vec::with_capacity(arguments.openings);
    let mut found = 0;
    for _ in 0..arguments.openings.max(1) {
        let required = dice.below(8) + 3;
        let asked = Asked {
            province: Some(dice.one(&provinces)),
            remote: false,
            required: dice.some(&skills, required).into_iter().map(|skill| BTreeSet::from([skill])).collect(),
            preferred: Vec::new(),
        };
        let begun = Instant::now();
        found += postings.find(&asked).len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(Duration::ZERO);
    println!("{} openings found {found} people", times.len());
    println!("an opening: p50 {:.1?}, p99 {:.1?}", at(50), at(99));
    Outcome::Done
}

/// Numbers that follow from a seed (splitmix64): a measurement needs no better ones.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % (most.max(1) as u64)).unwrap_or(0)
    }

    /// The first ones come up more often, as some skills do.
    fn one(&mut self, of: &[u8]) -> u8 {
        let at = self.below(of.len()).min(self.below(of.len()));
        of.get(at).copied().unwrap_or_default()
    }

    fn some(&mut self, of: &[SkillId], many: usize) -> BTreeSet<SkillId> {
        let mut some = BTreeSet::new();
        while some.len() < many.min(of.len()) {
            let at = self.below(of.len()).min(self.below(of.len()));
            some.extend(of.get(at));
        }
        some
    }
}
