//! What a structure answers to the message it was sent: a closed list of things, each with the fields of its form.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::writing::ERASED;

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One of the facts told is wrong.
    Inexact,
    /// Somebody replaces a colleague until a day.
    Replacement,
    NewAssociate,
    /// A change in the team that others speak of is not confirmed.
    Unconfirmed,
    /// The team already sees to it.
    Handled,
    /// Somebody is to be called back.
    Call,
    /// Free words.
    Words,
    /// A line of a table that is declared.
    Declaration,
}

/// The fields of a form as they were typed, without those left empty.
pub type Fields = BTreeMap<String, String>;

/// A line of a table, without the structure that it is of: the column and what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    pub source: String,
    pub cells: Fields,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    TooLong,
    NotADay,
    /// Before today, or years away.
    TooFar,
    NotANumber,
    NotAPhone,
}

/// Characters of free words: some twenty lines.
pub const LONGEST: usize = 1000;
/// Characters of what is written on one line.
const LINE: usize = 200;

impl Kind {
    /// Those that have a short form, in the order of the page.
    pub const SHORT: [Self; 7] = [
        Self::Inexact,
        Self::Replacement,
        Self::NewAssociate,
        Self::Unconfirmed,
        Self::Handled,
        Self::Call,
        Self::Words,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inexact => "inexact",
            Self::Replacement => "replacement",
            Self::NewAssociate => "new_associate",
            Self::Unconfirmed => "unconfirmed",
            Self::Handled => "handled",
            Self::Call => "call",
            Self::Words => "words",
            Self::Declaration => "declaration",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::SHORT.into_iter().chain([Self::Declaration]).find(|kind| kind.as_str() == text)
    }

    /// The fields of its short form, in their order; the last one is always free words.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Inexact => &["fact", "value", "words"],
            Self::Replacement => &["profession", "until", "words"],
            Self::NewAssociate => &["profession", "from", "words"],
            Self::Call => &["phone", "when", "words"],
            Self::Unconfirmed | Self::Handled | Self::Words => &["words"],
            Self::Declaration => &[],
        }
    }

    /// Whether a form without that field says nothing.
    #[must_use]
    pub fn needs(self, field: &str) -> bool {
        match self {
            Self::Words => true,
            _ => matches!(field, "fact" | "profession" | "until" | "from" | "phone"),
        }
    }

    /// What is wrong with the fields of its short form, in their order; nothing when they can be heard.
    #[must_use]
    pub fn problems(self, fields: &Fields, today: NaiveDate) -> Vec<(&'static str, Wrong)> {
        let problem = |name: &&'static str| {
            let problem = match fields.get(*name) {
                None => self.needs(name).then_some(Wrong::Missing),
                Some(text) => wrong(name, text, today),
            };
            problem.map(|problem| (*name, problem))
        };
        self.fields().iter().filter_map(problem).collect()
    }
}

/// The fields without what was written freely and without the telephone; nothing when there is nothing (left) to erase.
#[must_use]
pub fn erased(fields: &Fields) -> Option<Fields> {
    let is_free = |name: &str| matches!(name, "words" | "phone" | "when");
    let without = |(name, text): (&String, &String)| {
        (name.clone(), if is_free(name) { ERASED.to_owned() } else { text.clone() })
    };
    let erased: Fields = fields.iter().map(without).collect();
    (erased != *fields).then_some(erased)
}

impl Wrong {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong => "too-long",
            Self::NotADay => "not-a-day",
            Self::TooFar => "too-far",
            Self::NotANumber => "not-a-number",
            Self::NotAPhone => "not-a-phone",
        }
    }
}

fn wrong(name: &str, text: &str, today: NaiveDate) -> Option<Wrong> {
    let most = if name == "words" { LONGEST } else { LINE };
    if text.chars().count() > most {
        return Some(Wrong::TooLong);
    }
    match name {
        "until" => day(text, today, today),
        // Somebody may have come months ago.
        "from" => day(text, today - Months::new(24), today),
        "value" => {
            let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.'));
            (!is_number || !text.contains(|c: char| c.is_ascii_digit())).then_some(Wrong::NotANumber)
        }
        "phone" => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let is_phone = text.chars().all(|c| c.is_ascii_digit() || " +.-()/".contains(c))
                && (4..=20).contains(&digits);
            (!is_phone).then_some(Wrong::NotAPhone)
        }
        _ => None,
    }
}

/// From the first day on, and not more than five years ahead.
fn day(text: &str, first: NaiveDate, today: NaiveDate) -> Option<Wrong> {
    let Ok(day) = text.parse::<NaiveDate>() else { return Some(Wrong::NotADay) };
    (day < first || day > today + Months::new(60)).then_some(Wrong::TooFar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_form_is_heard_or_says_which_field_is_wrong() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (kind, pairs, expected) in [
            (Kind::Words, &[][..], &[("words", Wrong::Missing)][..]),
            (Kind::Handled, &[], &[]),
            (Kind::Replacement, &[("profession", "10"), ("until", "2027-03-31")], &[]),
            (
                Kind::Replacement,
                &[("profession", "10"), ("until", "2026-11-20")],
                &[("until", Wrong::TooFar)],
            ),
            (
                Kind::NewAssociate,
                &[("from", "31/03/2027")],
                &[("profession", Wrong::Missing), ("from", Wrong::NotADay)],
            ),
            (Kind::Call, &[("phone", "+33 (0)4 00 00 00 00"), ("when", "le matin")], &[]),
            (Kind::Call, &[("phone", "chez moi")], &[("phone", Wrong::NotAPhone)]),
            (Kind::Inexact, &[("fact", "students"), ("value", "1 200,5")], &[]),
            (Kind::Inexact, &[("fact", "students"), ("value", "-1")], &[("value", Wrong::NotANumber)]),
        ] {
            assert_eq!(kind.problems(&fields(pairs), today), expected, "{kind:?} {pairs:?}");
        }
        let long = "é".repeat(LONGEST + 1);
        assert_eq!(Kind::Words.problems(&fields(&[("words", &long)]), today), [("words", Wrong::TooLong)]);
        for kind in Kind::SHORT {
            assert_eq!(Kind::read(kind.as_str()), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}", days in 0_i64..60_000) {
            let today = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            for kind in Kind::SHORT {
                let all: Fields =
                    kind.fields().iter().map(|name| ((*name).to_owned(), text.clone())).collect();
                for (name, _) in kind.problems(&all, today) {
                    prop_assert!(kind.fields().contains(&name));
                }
            }
        }
    }
}
