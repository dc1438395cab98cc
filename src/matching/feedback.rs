//! A second look at the text: the words the best answers have in common raise those that hold them. A person who
//! writes "masak" is shown kitchens first, and no list has to say which words kitchens use. Pseudo-relevance
//! feedback, after Rocchio (1971).
use std::collections::HashMap;

use crate::platform::search::Phrase;

/// Best answers looked at.
pub const ANSWERS: usize = 8;
/// Words taken from them.
const MOST_WORDS: usize = 25;
/// Weight of the most telling of these words; a word of the person has 1.
const WEIGHT: f32 = 0.4;

/// The most telling words of the best answers, each answer with its score and its words. `rarity` weighs a word: the
/// rarer, the heavier.
pub fn bonus(answers: &[(f32, Vec<String>)], rarity: &dyn Fn(&str) -> f32) -> Phrase {
    let best = answers.iter().map(|(score, _)| *score).fold(f32::EPSILON, f32::max);
    let mut shares: HashMap<&str, f32> = HashMap::new();
    for (score, words) in answers {
        let share = score / best / length(words);
        for word in words {
            *shares.entry(word).or_default() += share;
        }
    }
    let mut telling: Vec<(&str, f32)> = shares.into_iter().map(|(word, share)| (word, share * rarity(word))).collect();
    // Words of equal weight in the order of the alphabet, so that the same answers give the same words.
    telling.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    telling.truncate(MOST_WORDS);
    let heaviest = telling.first().map_or(1.0, |(_, weight)| *weight);
    let words = telling.into_iter().map(|(word, weight)| (word.to_owned(), WEIGHT * weight / heaviest)).collect();
    Phrase { words, others: Vec::new() }
}

#[expect(clippy::cast_precision_loss, reason = "a text has some hundred words")]
fn length(words: &[String]) -> f32 {
    words.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(score: f32, text: &str) -> (f32, Vec<String>) {
        (score, text.split(' ').map(str::to_owned).collect())
    }

    fn weights(answers: &[(f32, Vec<String>)]) -> HashMap<String, f32> {
        bonus(answers, &|word| if word == "dan" { 0.1 } else { 2.0 }).words.into_iter().collect()
    }

    #[test]
    fn what_the_best_answers_share_weighs_most_and_common_words_little() {
        let weights =
            weights(&[answer(9.0, "masak dapur dan"), answer(8.0, "dapur saji dan"), answer(1.0, "hotel dan")]);
        assert!((weights["dapur"] - WEIGHT).abs() < 1e-6);
        assert!(weights["masak"] > weights["hotel"]);
        assert!(weights["dan"] < weights["hotel"]);
    }

    #[test]
    fn no_more_words_than_agreed_and_the_same_ones_each_time() {
        let many: Vec<String> = (0..200).map(|number| format!("kata{number:03}")).collect();
        let words = bonus(&[(3.0, many)], &|_| 1.0).words;
        assert_eq!(words.len(), MOST_WORDS);
        assert_eq!(words[0].0, "kata000");
        assert_eq!(words[24].0, "kata024");
    }

    #[test]
    fn nothing_found_adds_nothing() {
        assert!(bonus(&[], &|_| 1.0).words.is_empty());
        assert!(bonus(&[(0.0, Vec::new())], &|_| 1.0).words.is_empty());
    }
}
