//! The facts of the weekly letter of a desk: its list as known on two days.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate, NaiveTime};

use super::critical::fired;
use super::{Office, Raised, shown};
use crate::catalog::RiskModel;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::territory::{Level, Territory};
use crate::mail::{Change, Digest, Due, Letter, Row};
use crate::risk::sheet::Standing;
use crate::store::{Conn, Error, Known, Scope, Store, assessments, cases};

/// What changed between what was known as `since` began and what is known now; none when nothing was assessed.
///
/// # Errors
/// The database fails.
pub fn facts(
    conn: &mut Conn,
    model: &RiskModel,
    territory: &Territory,
    (since, until): (NaiveDate, NaiveDate),
) -> Result<Option<Digest>, Error> {
    let scope = Scope::desk(territory);
    let Some(month) = assessments::last_month(conn, &scope, Family::Assessments, Known::Now)? else {
        return Ok(None);
    };
    let mut now = assessments::before(conn, &scope, month + 1, Known::Now)?;
    let then = Known::At(since.and_time(NaiveTime::MIN));
    let mut before = assessments::before(conn, &scope, month + 1, then)?;
    let assessed = now.len();
    for standings in [&mut now, &mut before] {
        standings.retain(|_, standing| standing.is_listed);
    }
    let numbers: BTreeSet<&String> = now.keys().chain(before.keys()).collect();
    let mut rows = Vec::new();
    for number in numbers {
        let level = now.get(number).map_or(Grade::None, |standing| standing.level);
        let (was, was_held) =
            before.get(number).map_or((Grade::None, false), |standing| (standing.level, standing.is_held));
        let is_held = now.get(number).is_some_and(|standing| standing.is_held);
        let Some(change) = Change::between(was, level, is_held && !was_held) else { continue };
        rows.extend(row(conn, &scope, model, number, month, (change, level, was))?);
    }
    rows.sort_by(|a, b| (a.change, Reverse(a.level), &a.name).cmp(&(b.change, Reverse(b.level), &b.name)));
    let count = |standings: &HashMap<String, Standing>| {
        [Grade::Vigilance, Grade::Tension, Grade::Critique]
            .map(|level| standings.values().filter(|standing| standing.level == level).count())
    };
    Ok(Some(Digest {
        territory: territory.clone(),
        month,
        since,
        until,
        assessed,
        before: count(&before),
        now: count(&now),
        rows,
        due: due(conn, &scope, until)?,
    }))
}

/// Raises the letters of all desks in which something changed in a week, or something is due; gives how many.
///
/// # Errors
/// The database fails.
pub fn raise_all(store: &Store, office: &Office) -> Result<usize, Error> {
    let until = office.now.date();
    let mut count = 0;
    for territory in france().territories().filter(|territory| territory.level() == Level::Region) {
        let week = (until - Days::new(7), until);
        let facts = facts(&mut *store.connection()?, &office.catalog.risk, &territory, week)?;
        let Some(facts) = facts.filter(Digest::is_news) else { continue };
        let raised = store.write(|conn| office.raise(conn, &Letter::Digest(facts)))?;
        count += usize::from(raised != Raised::Withheld);
    }
    Ok(count)
}

/// What nobody has taken up in time, the oldest first.
fn due(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Vec<Due>, Error> {
    let mut all = Vec::new();
    for held in cases::overdue(conn, scope, today)? {
        let (Some(day), Some((name, _))) = (held.case.due, shown(conn, held.structure.as_str())?) else {
            continue;
        };
        all.push(Due { finess: held.structure, name, level: held.case.level, day });
    }
    Ok(all)
}

/// None for a structure that no edition shows.
fn row(
    conn: &mut Conn,
    scope: &Scope,
    model: &RiskModel,
    number: &str,
    month: Month,
    (change, level, before): (Change, Grade, Grade),
) -> Result<Option<Row>, Error> {
    let Ok(finess) = number.parse::<FinessNumber>() else { return Ok(None) };
    let Some((name, _)) = shown(conn, number)? else { return Ok(None) };
    let signals = assessments::signals(conn, scope, &finess, Some(month), Known::Now)?;
    let reasons =
        signals.map(|signals| fired(&signals, model).iter().map(|it| it.rule.to_string()).collect());
    Ok(Some(Row { finess, name, change, level, before, reasons: reasons.unwrap_or_default() }))
}
