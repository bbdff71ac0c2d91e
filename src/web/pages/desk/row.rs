//! One case among others: the structure, how urgent, who is on it, and what has been seen.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::super::super::errors::WebError;
use super::super::super::reader::Reader;
use super::super::super::words::Words;
use super::super::address;
use super::super::case::people::People;
use super::super::structure::assessment::{badge, reason};
use crate::catalog::{Catalog, Rule};
use crate::domain::case::State;
use crate::domain::finess::{FinessNumber, unmarked};
use crate::domain::rights::{Family, Reach, reach};
use crate::domain::structure::Structure;
use crate::domain::territory::Territory;
use crate::risk::sheet::{Signals, Standing};
use crate::store::audit::Subject;
use crate::store::cases::Held;
use crate::store::{Conn, Known, assessments, structures};

/// Signals and reasons that are named.
const NAMED: usize = 3;

pub(super) struct Row {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) page: String,
    pub(super) badge: (&'static str, &'static str, String),
    pub(super) state: String,
    /// First alert, worse, answered, shadow run.
    pub(super) marks: Vec<String>,
    pub(super) assignee: String,
    pub(super) due: String,
    pub(super) is_overdue: bool,
    pub(super) signals: Vec<String>,
    pub(super) reasons: Vec<String>,
}

/// What is known of the structures of some cases.
pub(in super::super) struct Facts {
    structures: HashMap<String, Structure>,
    standings: HashMap<String, Standing>,
    signals: HashMap<String, Signals>,
}

/// Reads what rows show of these structures, as far as the reader's role goes.
pub(in super::super) fn known<D>(
    reader: &Reader<D>,
    conn: &mut Conn,
    numbers: &[FinessNumber],
    words: Words,
) -> Result<Facts, WebError> {
    // Of one structure the audit says which.
    let subject = match numbers {
        [one] => Subject::Structure(one),
        _ => Subject::Everyone,
    };
    let role = reader.account().role;
    let mut known =
        Facts { structures: named(conn, numbers)?, standings: HashMap::new(), signals: HashMap::new() };
    if numbers.is_empty() {
        return Ok(known);
    }
    if reach(role, Family::Assessments) != Reach::Nothing {
        let scope = reader.scope(conn, Family::Assessments, subject, words)?;
        known.standings = assessments::last_standings(conn, &scope, numbers, Known::Now)?;
    }
    if reach(role, Family::Signals) != Reach::Nothing {
        let scope = reader.scope(conn, Family::Signals, subject, words)?;
        known.signals = assessments::last_signals(conn, &scope, numbers, Known::Now)?;
    }
    Ok(known)
}

fn named(conn: &mut Conn, numbers: &[FinessNumber]) -> Result<HashMap<String, Structure>, WebError> {
    let numbers: Vec<&str> = numbers.iter().map(FinessNumber::as_str).collect();
    let all = structures::of_numbers(conn, &numbers, Known::Now)?;
    Ok(all.into_iter().map(|structure| (structure.finess.to_string(), structure)).collect())
}

impl Facts {
    /// Its name, and number and department.
    pub(in super::super) fn name(
        &self,
        number: &FinessNumber,
        day: NaiveDate,
        words: Words,
    ) -> (String, String) {
        let Some(structure) = self.structures.get(number.as_str()) else {
            return (number.to_string(), String::new());
        };
        let shown = structure.shown(day);
        let department = words.territory(&Territory::Department(shown.department.clone()));
        (words.language.typeset(unmarked(&shown.name)), format!("{number} · {department}"))
    }

    pub(super) fn row(
        &self,
        held: &Held,
        (catalog, people, today): (&Catalog, &People, NaiveDate),
        words: Words,
    ) -> Row {
        let (number, case) = (&held.structure, &held.case);
        let (name, place) = self.name(number, today, words);
        let mut marks = Vec::new();
        let mut mark = |key: &str, is: bool| marks.extend(is.then(|| words.say(key)));
        mark("case-shadow", held.is_shadow);
        mark("case-first", case.is_first && case.state == State::New);
        mark("case-worse", case.is_worse);
        mark("case-replied", case.has_reply);
        mark("case-unlisted", !case.is_listed && case.state != State::Closed);
        Row {
            id: held.id,
            name,
            place,
            page: address(words.language, &format!("/suivi/{number}")),
            badge: badge(case.level, words),
            state: words.say(&format!("case-state-{}", case.state.as_str())),
            marks,
            assignee: case
                .assignee
                .as_deref()
                .map_or_else(|| words.say("case-nobody"), |who| people.name(who)),
            due: case.due.map(|due| words.language.day(due)).unwrap_or_default(),
            is_overdue: case.is_overdue(today),
            signals: self.signals(number, catalog, words),
            reasons: self.reasons(number, catalog, words),
        }
    }

    fn fired<'a>(&self, number: &FinessNumber, catalog: &'a Catalog) -> Vec<&'a Rule> {
        let seen = self.signals.get(number.as_str());
        let fired = seen.iter().flat_map(|seen| &seen.findings).filter(|finding| finding.fires());
        let mut fired: Vec<_> = fired.filter_map(|finding| catalog.risk.rule(&finding.rule)).collect();
        fired.retain(|rule| !rule.protects());
        fired.sort_by_key(|rule| Reverse(rule.weight));
        fired
    }

    /// What may be done about what fires.
    pub(in super::super) fn levers<'a>(&self, number: &FinessNumber, catalog: &'a Catalog) -> Vec<&'a str> {
        self.fired(number, catalog)
            .into_iter()
            .flat_map(|rule| rule.levers.iter().map(String::as_str))
            .collect()
    }

    pub(in super::super) fn signals(
        &self,
        number: &FinessNumber,
        catalog: &Catalog,
        words: Words,
    ) -> Vec<String> {
        let named = self.fired(number, catalog).into_iter().take(NAMED);
        named.map(|rule| words.language.typeset(&rule.text(words.language).name)).collect()
    }

    pub(in super::super) fn reasons(
        &self,
        number: &FinessNumber,
        catalog: &Catalog,
        words: Words,
    ) -> Vec<String> {
        let standing = self.standings.get(number.as_str());
        let score = standing.and_then(Standing::shown);
        let top = score.map_or_else(Vec::new, |score| score.top(NAMED));
        top.into_iter().map(|one| reason(one, catalog, words)).collect()
    }
}
