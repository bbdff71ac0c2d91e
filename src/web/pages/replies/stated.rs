//! What a reply states as data, and what the reader of tables says of it: the same that reads the files people send.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::field::PROFESSION;
use crate::catalog::{Key, Source};
use crate::domain::finess::FinessNumber;
use crate::domain::reply::{Fields, Kind, Stated};
use crate::domain::writing::Language;
use crate::ingest::table;
use crate::mail::Overview;
use crate::reports::line;

/// The table of arrivals, and the one that the facts told are taken from.
pub(super) const MOVEMENTS: &str = "mouvements";
const MONTHLY: &str = "declaration_mensuelle";

/// The line of data that a short form states; none when it states none: what is only contested is for the desk to read.
pub(super) fn of(kind: Kind, said: &Fields, overview: &Overview, today: NaiveDate) -> Option<Stated> {
    let told = |name: &str| said.get(name).map(String::as_str);
    let today = today.to_string();
    let cells = |pairs: &[(&str, &str)]| -> Fields {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let arrival = |associate: &str, day: &str| {
        let cells = cells(&[
            ("sens", "entree"),
            (PROFESSION, told("profession")?),
            ("associe", associate),
            ("date_annonce", &today),
            ("date_effet", day),
        ]);
        Some(Stated { source: MOVEMENTS.to_owned(), cells })
    };
    match kind {
        Kind::NewAssociate => arrival("oui", told("from")?),
        // Somebody is there from today at the latest; until when stays in what was said.
        Kind::Replacement => arrival("non", &today),
        Kind::Inexact => {
            let fact = overview.facts.iter().find(|fact| Some(fact.seen.as_str()) == told("fact"))?;
            let (column, value) = fact.seen.column().zip(told("value"))?;
            let cells = cells(&[("mois", &fact.period), ("date_declaration", &today), (column, value)]);
            Some(Stated { source: MONTHLY.to_owned(), cells })
        }
        _ => None,
    }
}

/// What is wrong with a line, column by column: each that is refused is taken out and the rest read again, so that all is told
/// at once.
pub(super) fn problems(
    source: &Source,
    structure: &FinessNumber,
    cells: &Fields,
    language: Language,
) -> Vec<(String, String)> {
    let mut cells = cells.clone();
    let mut found = Vec::new();
    loop {
        let text = line::csv("", false, source, structure, &cells);
        let rejection = match table::read(text.as_bytes(), source) {
            Ok(table) => table.report.rejections.into_iter().next(),
            Err(refusal) => {
                found.push((String::new(), refusal.said(language)));
                break;
            }
        };
        let Some(rejection) = rejection else { break };
        found.push((rejection.column.clone(), named(rejection.said(language).to_owned(), source, language)));
        let is_key = source.column(&rejection.column).is_none_or(|column| column.key == Some(Key::Period));
        if is_key || cells.remove(&rejection.column).is_none() {
            break;
        }
    }
    found
}

/// The sentence with the labels of columns in place of their names.
fn named(sentence: String, source: &Source, language: Language) -> String {
    // A name of one word may be a word of the sentence.
    let mut columns: Vec<_> = source.columns.iter().filter(|column| column.name.contains('_')).collect();
    columns.sort_by_key(|column| Reverse(column.name.len()));
    columns.into_iter().fold(sentence, |sentence, column| {
        let label = language.typeset(&format!("« {} »", column.text(language).label));
        sentence.replace(&column.name, &label)
    })
}
