//! The dates as files: CSV line by line, iCalendar entry by entry.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::address;
use super::super::panels::files::{inert, table};
use super::entries::{Shared, entries};
use super::page::Read;
use super::query::View;
use crate::domain::finess::FinessNumber;
use crate::domain::month::Month;
use crate::reports::calendar::{Cover, Day, ics};
use crate::store::deadlines::Dated;

/// Structures that one event names.
const NAMED: usize = 30;

#[derive(Serialize)]
struct Line<'a> {
    finess: &'a FinessNumber,
    name: std::borrow::Cow<'a, str>,
    department: &'a str,
    kind: &'static str,
    of: String,
    months: Option<u32>,
    /// A day, or the month or year where no day is set.
    due: String,
    state: &'static str,
    met_on: String,
    unpaid: bool,
    source: &'static str,
    told: String,
    family: &'static str,
    simulated: bool,
}

/// Of whom an iCalendar file is, and where its links lead.
pub(super) struct Diary<'a> {
    /// Numbers or codes: what tells the same date in two files apart.
    pub(super) place: &'a str,
    pub(super) address: &'a str,
    pub(super) at: NaiveDateTime,
}

impl Read {
    pub(super) fn csv(&self, view: &View) -> Result<Content, WebError> {
        let now = Month::of(self.today);
        let admitted = self.dated.iter().filter(|dated| view.admits(dated, now));
        let lines = admitted.map(|Dated { deadline, name, department }| Line {
            finess: &deadline.structure,
            name: inert(name),
            department,
            kind: deadline.kind.as_str(),
            of: deadline.of.to_string(),
            months: deadline.step,
            due: deadline.due.to_string(),
            state: deadline.state.as_str(),
            met_on: deadline.met_on.map(|day| day.to_string()).unwrap_or_default(),
            unpaid: deadline.is_unpaid,
            source: deadline.source,
            told: deadline.told.map(|period| period.to_string()).unwrap_or_default(),
            family: deadline.kind.family().as_str(),
            simulated: self.is_simulated,
        });
        Ok(Content::Csv { name: self.file("csv"), text: table(lines)? })
    }

    /// What is open: what was done needs no place in a diary.
    pub(super) fn ics(&self, view: &View, diary: &Diary, words: Words) -> Content {
        let now = Month::of(self.today);
        let admitted = self.dated.iter().filter(|dated| view.admits(dated, now) && dated.deadline.is_open());
        let mark = if self.is_simulated { words.say("mail-simulated-mark") + " " } else { String::new() };
        let days = entries(admitted.cloned().collect())
            .into_iter()
            .filter_map(|((_, shared), whose)| day(&shared, &whose, diary, &mark, words));
        let title = match &self.structure {
            Some(name) => words.with("calendar-title-of", &[("name", name)]),
            None => words.say("calendar-title"),
        };
        let title = format!("{mark}{title}");
        let cover = Cover { title: &title, language: words.language.code(), at: diary.at };
        Content::Calendar { name: self.file("ics"), text: ics(cover, days) }
    }

    fn file(&self, kind: &str) -> String {
        let simulated = if self.is_simulated { "-simulated" } else { "" };
        format!("echeancier-{}{simulated}.{kind}", self.today)
    }
}

fn day(shared: &Shared, whose: &[Dated], diary: &Diary, mark: &str, words: Words) -> Option<Day> {
    let on = shared.due.end()?;
    let (first, others) = whose.split_first()?;
    let named = if others.is_empty() {
        words.language.typeset(&first.name)
    } else {
        words.counted("calendar-structures", whose.len() as f64, &[])
    };
    let page = match (&first.deadline.structure, others.is_empty()) {
        (number, true) => format!("/structures/{number}/echeancier"),
        _ => "/echeancier".to_owned(),
    };
    let mut text = vec![shared.when(words), shared.basis(words)];
    if !others.is_empty() {
        text.extend(whose.iter().take(NAMED).map(|dated| words.language.typeset(&dated.name)));
        let more = whose.len().saturating_sub(NAMED);
        text.extend((more > 0).then(|| words.counted("calendar-more", more as f64, &[])));
    }
    // Of one structure alone the key says which: two may have theirs on the same day in turn.
    let whom = if others.is_empty() { first.deadline.structure.as_str() } else { diary.place };
    Some(Day {
        key: format!("{}.{whom}", shared.key()),
        on,
        title: format!("{mark}{} : {named}", shared.name(words)),
        text: text.join("\n"),
        address: Some(format!("{}{}", diary.address, address(words.language, &page))),
    })
}
