//! What a message to a structure never says, in its words, links and file names: a judgement, an age, that somebody goes.

use super::document::{Document, Picture};
use crate::domain::writing::plain;

/// Words that begin so, without accents and capitals.
const BEGINNINGS: [&str; 15] = [
    "score",
    "risqu",
    "risk",
    "fragil",
    "alert",
    "critiqu",
    "critical",
    "tension",
    "conflit",
    "conflict",
    "retrait",
    "retire",
    "vigilan",
    "assessment",
    "evaluation",
];
/// Whole words: `département` is none of them.
const WORDS: [&str; 20] = [
    "age",
    "ages",
    "agee",
    "agees",
    "aged",
    "old",
    "born",
    "depart",
    "departs",
    "departure",
    "departures",
    "partir",
    "partira",
    "quitte",
    "quitter",
    "quittent",
    "leave",
    "leaves",
    "leaving",
    "partant",
];
/// After a number they make an age.
const YEARS: [&str; 4] = ["an", "ans", "year", "years"];

/// What is said and must not be, each once.
#[must_use]
pub fn unsayable(document: &Document) -> Vec<String> {
    let mut said = vec![document.text(), document.html(), document.subject.clone(), Picture::CID.to_owned()];
    said.extend(document.addresses().map(str::to_owned));
    let mut found: Vec<String> = said.iter().flat_map(|text| in_text(text)).collect();
    found.sort();
    found.dedup();
    found
}

/// The same in one text.
#[must_use]
pub fn in_text(text: &str) -> Vec<String> {
    let plain = plain(text);
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let unsayable = words.iter().enumerate().filter(|(place, word)| {
        let before = place.checked_sub(1).and_then(|before| words.get(before));
        BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
            || WORDS.contains(word)
            || (YEARS.contains(word) && before.is_some_and(|before| is_number(before)))
    });
    unsayable.map(|(_, word)| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_must_not_be_said_however_it_is_written() {
        for text in [
            "Votre SCORE",
            "à risque",
            "https://x.invalid/fragilite?id=1",
            "une alerte",
            "Niveau critique",
            "en tension",
            "un conflit",
            "62\u{a0}ans",
            "l’âge des médecins",
            "le départ annoncé",
            "départs",
            "a departure",
            "aged 61",
            "graphique_risque.png",
        ] {
            assert!(!in_text(text).is_empty(), "{text}");
        }
        for text in
            ["le département", "Department of the Ain", "l’attention de l’équipe", "page", "partagé", "2026"]
        {
            assert_eq!(in_text(text), Vec::<String>::new(), "{text}");
        }
    }
}
