//! What the register of the ARS says of a structure: the steps of its life, and its kin.

use chrono::NaiveDate;

use super::super::address;
use super::facts::{Fact, Group};
use crate::domain::finess::unmarked;
use crate::domain::register::{Entry, Form};
use crate::store::register::entries::Held;

use super::super::super::words::Words;

/// One group for each entry that bears the number; two of them are a contradiction that the register's page shows.
pub(super) fn groups(bearing: &[Held], kin: &[Held], words: Words) -> Vec<Group> {
    bearing.iter().map(|held| group(&held.entry, kin, words)).collect()
}

fn group(entry: &Entry, kin: &[Held], words: Words) -> Group {
    let fact = |key: &str, text: String| Fact { term: words.say(key), text, page: None };
    let dated = |key: &str, day: Option<NaiveDate>| day.map(|day| fact(key, words.language.day(day)));
    let related = |key: &str, id: &Option<String>| {
        let id = id.as_ref()?;
        let other = kin.iter().map(|held| &held.entry).find(|entry| entry.id == *id);
        let number = other.and_then(|other| other.finess.as_ref());
        let name = other.map(|other| format!("{} ({id})", words.language.typeset(unmarked(&other.name))));
        let page = number.map(|number| address(words.language, &format!("/structures/{number}")));
        Some(Fact { term: words.say(key), text: name.unwrap_or_else(|| id.clone()), page })
    };
    let yes = |key: &str, is_so: Option<bool>| {
        is_so.map(|is_so| fact(key, words.say(if is_so { "yes" } else { "no" })))
    };
    let mut facts = vec![
        fact("fact-register-id", entry.id.clone()),
        fact("fact-register-status", words.say(&format!("status-{}", entry.status.as_str()))),
    ];
    let more = [
        dated("fact-imagined", entry.imagined_on),
        dated("fact-filed", entry.filed_on),
        dated("fact-recognised", entry.recognised_on),
        dated("fact-opened", entry.opened_on),
        dated("fact-ended", entry.ended_on),
        entry.form.map(|form| fact("fact-form", words.say(form_key(form)))),
        yes("fact-university", entry.is_university),
        yes("fact-district", entry.is_priority_district),
        related("fact-parent", &entry.parent),
        related("fact-succeeds", &entry.succeeds),
    ];
    facts.extend(more.into_iter().flatten());
    let confirmed = entry.confirmed_on.map(|day| words.language.day(day));
    Group {
        id: format!("register-{}", entry.id),
        title: words.say("facts-register"),
        source: confirmed.map_or_else(
            || words.say("source-register"),
            |day| words.with("register-confirmed", &[("day", &day)]),
        ),
        facts,
    }
}

fn form_key(form: Form) -> &'static str {
    match form {
        Form::None => "form-none",
        Form::Association => "form-association",
        Form::Sisa => "form-sisa-full",
    }
}
