//! The facts of the « point de situation » of a structure, and its release. They are what the team declared itself, so that all
//! of it knows them: nothing that was only seen elsewhere, nobody's age, nobody's leaving (decision 7.13).

use chrono::NaiveDateTime;

use super::{Office, Raised, shown};
use crate::domain::case::{Deed, Event, State};
use crate::domain::contact::{Contact, Frequency, Kind, Wanted, addressees, around};
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::statement::Subject;
use crate::domain::territory::Territory;
use crate::mail::{Alerts, Fact, Letter, Overview, Seen};
use crate::store::audit::{self, Action, Actor, OPERATOR};
use crate::store::statements::{self, Held, Query};
use crate::store::{Conn, Error, Known, Scope, cases, contacts, replies};

/// The table that the facts are taken from.
const SOURCE: &str = "declaration_mensuelle";
/// Months after which a figure is told no more.
const RECENT: i32 = 12;
/// Present in the month, each kind in a column of its own.
const STUDENTS: [&str; 5] =
    ["internes", "docteurs_juniors", "externes_2e_cycle", "etudiants_sses", "autres_stagiaires"];

/// What became of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Released {
    Raised(Raised),
    /// The structure has answered: nothing more is sent until then.
    Paused(NaiveDateTime),
    Refused(Untold),
}

/// Why there is nothing that a structure could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// No edition shows it.
    Unknown,
    /// Nobody answers for its territory who could offer support.
    NoDesk(&'static str),
    /// In a shadow run nobody is written to, unless an operator does it by hand.
    Shadow,
}

/// The overview of a structure, as an officer reads it before it is released.
///
/// # Errors
/// The database fails.
pub fn facts(
    conn: &mut Conn,
    finess: &FinessNumber,
    now: NaiveDateTime,
) -> Result<Result<Overview, Untold>, Error> {
    let Some((name, department)) = shown(conn, finess.as_str())? else { return Ok(Err(Untold::Unknown)) };
    let desk = match desk(conn, finess, &department)? {
        Ok(desk) => desk,
        Err(untold) => return Ok(Err(untold)),
    };
    let subjects = [finess.to_string()];
    let query =
        Query { source: SOURCE, family: Family::Declared, subjects: Some(&subjects), known: Known::Now };
    let scope = Scope::desk(&Territory::Department(department));
    let mut held = statements::load(conn, &scope, query)?;
    held.sort_by_key(|held| held.statement.period.end());
    let month = Month::of(now.date());
    Ok(Ok(Overview {
        finess: finess.clone(),
        name,
        month,
        facts: Seen::ALL.into_iter().filter_map(|seen| seen_in(&held, seen, month)).collect(),
        office: desk.office,
        email: desk.email.as_str().to_owned(),
        phone: desk.phone,
        reply: None,
    }))
}

/// Sends a structure its overview, once a month, on the word of an officer who has read it. Whether the officer may is for
/// the page that asks.
///
/// # Errors
/// The database fails.
pub fn release(
    conn: &mut Conn,
    office: &Office,
    officer: Actor,
    finess: &FinessNumber,
) -> Result<Released, Error> {
    if office.post.alerts == Alerts::Shadow && officer.who != OPERATOR {
        return Ok(Released::Refused(Untold::Shadow));
    }
    if let Some(until) = replies::pause(conn, finess, office.now)? {
        return Ok(Released::Paused(until));
    }
    let overview = match facts(conn, finess, office.now)? {
        Ok(overview) => overview,
        Err(untold) => return Ok(Released::Refused(untold)),
    };
    let letter = Letter::Overview(overview);
    let raised = office.raise(conn, &letter)?;
    let name = letter.name().to_owned();
    let deed = match &raised {
        // The same month was told before.
        Raised::Written(0) | Raised::Withheld => return Ok(Released::Raised(raised)),
        Raised::Written(_) => Deed::Wrote { letter: name, key: letter.key() },
        Raised::Aside(reason) => Deed::PutAside { letter: name, reason: reason.clone() },
    };
    audit::record(conn, officer, Action::Released, Some(finess.as_str()))?;
    tell(conn, office, officer, finess, deed)?;
    Ok(Released::Raised(raised))
}

/// The open case of the structure, if it has one.
fn tell(
    conn: &mut Conn,
    office: &Office,
    officer: Actor,
    finess: &FinessNumber,
    deed: Deed,
) -> Result<(), Error> {
    let last = cases::of_structure(conn, &Scope::operator(), finess)?.into_iter().next();
    let Some(open) = last.filter(|held| held.case.state != State::Closed) else { return Ok(()) };
    let who = Some(officer.who).filter(|who| *who != OPERATOR).map(str::to_owned);
    let event = Event { at: office.now, who, deed };
    cases::add(conn, open, &event, &office.catalog.risk.cases).map(|_| ())
}

/// The nearest desk of the agency that somebody verified. How often it is written to says nothing here.
fn desk(conn: &mut Conn, finess: &FinessNumber, department: &str) -> Result<Result<Contact, Untold>, Error> {
    let places = around(&Subject::Structure(finess.clone()), Some(department));
    let known = contacts::answering(conn, &Scope::operator(), Kind::Ars, &places)?;
    let found =
        addressees(&known, &places, Wanted { kind: Kind::Ars, rhythm: Frequency::Never, refusable: None });
    Ok(found.map(|desks| desks[0].clone()).map_err(|why| Untold::NoDesk(why.as_str())))
}

/// The last month that tells it.
fn seen_in(held: &[Held], seen: Seen, now: Month) -> Option<Fact> {
    if seen == Seen::MonthsSinceDeclaration {
        let received = held.iter().map(|held| held.known_from.date()).max()?;
        let months = now - Month::of(received);
        return Some(Fact { seen, value: f64::from(months), period: Period::Day(received).to_string() });
    }
    held.iter().rev().find_map(|held| {
        let statement = &held.statement;
        let Period::Month(month) = statement.period else { return None };
        let value = match seen.column() {
            Some(column) => statement.number(column)?,
            None => {
                let students: Vec<f64> =
                    STUDENTS.iter().filter_map(|column| statement.number(column)).collect();
                (!students.is_empty()).then(|| students.iter().sum())?
            }
        };
        (now - month <= RECENT).then(|| Fact { seen, value, period: month.to_string() })
    })
}

impl Untold {
    /// For whoever asked for the release.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "no edition of FINESS shows the structure",
            Self::NoDesk(why) => why,
            Self::Shadow => "this is a shadow run: nobody is written to",
        }
    }
}
