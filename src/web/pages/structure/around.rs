//! What is public of the place where a structure stands: its zone, how easily a doctor is reached there, and how far
//! the next structure is.

use chrono::NaiveDate;

use super::super::super::errors::WebError;
use super::super::super::visit::Visit;
use super::super::super::words::Words;
use super::super::address;
use super::facts::{Fact, Group};
use crate::domain::establishment::Establishment;
use crate::domain::finess::unmarked;
use crate::domain::measure::Period;
use crate::domain::rights::Family;
use crate::domain::statement::Statement;
use crate::domain::structure::Structure;
use crate::store::statements::{self, Query};
use crate::store::{Conn, Known, neighbours};

/// Nothing of a place of which nothing is known.
pub(super) fn group(
    conn: &mut Conn,
    visit: &Visit,
    structure: &Structure,
    day: NaiveDate,
    words: Words,
) -> Result<Option<Group>, WebError> {
    let own = structure.shown(day);
    let mut facts = Vec::new();
    if let Some(commune) = &own.commune {
        let subject = format!("COM-{commune}");
        let zones = stated(conn, visit, "zonage", &subject)?;
        let zone = zones.iter().rfind(|statement| is_by(statement.period, day));
        facts.extend(zone.and_then(|statement| zone_fact(statement, words)));
        let access = stated(conn, visit, "apl", &subject)?;
        let last = access.iter().rfind(|statement| is_by(statement.period, day));
        facts.extend(last.and_then(|statement| access_fact(statement, words)));
    }
    facts.extend(next(conn, structure, own, day, words)?);
    Ok((!facts.is_empty()).then(|| Group {
        id: "surroundings".to_owned(),
        title: words.say("facts-surroundings"),
        source: words.say("surroundings-source"),
        facts,
    }))
}

/// What a source of public facts states of a commune, oldest first.
fn stated(conn: &mut Conn, visit: &Visit, source: &str, subject: &str) -> Result<Vec<Statement>, WebError> {
    let subjects = [subject.to_owned()];
    let query = Query { source, family: Family::Facts, subjects: Some(&subjects), known: Known::Now };
    let held = statements::load(conn, &visit.scope, query)?;
    let mut found: Vec<Statement> = held.into_iter().map(|held| held.statement).collect();
    found.sort_by_key(|statement| statement.period);
    Ok(found)
}

fn is_by(period: Period, day: NaiveDate) -> bool {
    match period {
        Period::Day(from) => from <= day,
        other => other.end().is_none_or(|end| end <= day),
    }
}

fn zone_fact(statement: &Statement, words: Words) -> Option<Fact> {
    let zone = statement.text("zone")?;
    let name = words.find(&format!("zone-one-{zone}"))?;
    let Period::Day(from) = statement.period else { return None };
    let gaps = [("zone", name.as_str()), ("day", &words.language.day(from))];
    Some(Fact { term: words.say("fact-zone"), text: words.with("zone-since", &gaps), page: None })
}

fn access_fact(statement: &Statement, words: Words) -> Option<Fact> {
    let value = statement.number("sans_borne")?;
    let Period::Year(year) = statement.period else { return None };
    let gaps = [("value", words.language.number(value, 1)), ("year", year.to_string())];
    let text = words.with("access-value", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
    Some(Fact { term: words.say("fact-access"), text, page: None })
}

/// The nearest other one that is open, as the crow flies.
fn next(
    conn: &mut Conn,
    structure: &Structure,
    own: &Establishment,
    day: NaiveDate,
    words: Words,
) -> Result<Option<Fact>, WebError> {
    let nearest = neighbours::nearest(conn, structure, own.kind, day, 1, Known::Now)?;
    Ok(nearest.into_iter().next().map(|other| {
        let name = words.language.typeset(unmarked(&other.name));
        let distance = words.language.number(other.kilometres, usize::from(other.kilometres < 10.0));
        let gaps = [("distance", distance.as_str()), ("name", &name)];
        Fact {
            term: words.say("fact-next"),
            text: words.with("next-distance", &gaps),
            page: Some(address(words.language, &format!("/structures/{}", other.finess))),
        }
    }))
}
