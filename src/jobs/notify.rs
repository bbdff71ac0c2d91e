//! The step that tells desks: cases that begin, get worse, leave the list, from what the last assessment changed; a letter for
//! whoever is newly critical; what nobody has taken up in time. Run again on the same assessment it does nothing.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::letters::{Office, Raised, critical};
use crate::domain::case::{Alert, Deed, Event, Past, Seen, State, Terms, alert};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::mail::{Alerts, Letter};
use crate::risk::sheet::{Signals, Standing};
use crate::store::cases::{self, Held, packs};
use crate::store::{Conn, Error, Known, Scope, Store, assessments};

/// What was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    pub begun: usize,
    pub reopened: usize,
    /// Cases that were told something else.
    pub changed: usize,
    pub letters: usize,
    pub overdue: usize,
    /// Would have begun, but the last case was closed not long ago.
    pub cooldown: usize,
}

/// What was known when an alert was raised: assessments of one month, as of one instant.
#[derive(Serialize)]
struct Evidence<'a> {
    structure: &'a FinessNumber,
    month: Month,
    rules: u32,
    model: u32,
    signals: &'a Signals,
    #[serde(serialize_with = "shown")]
    standing: &'a Standing,
}

/// A score that the model has stepped back from was shown to nobody: it is no evidence.
fn shown<S: Serializer>(standing: &Standing, out: S) -> Result<S::Ok, S::Error> {
    if standing.shown().is_some() {
        return standing.serialize(out);
    }
    let mut told = serde_json::to_value(standing).map_err(S::Error::custom)?;
    told["score"] = serde_json::Value::Null;
    told.serialize(out)
}

/// Longer than an import holds the store.
const PATIENCE: Duration = Duration::from_secs(600);

/// # Errors
/// The database fails: then nothing is told.
pub fn notify(store: &Store, office: &Office, month: Month) -> Result<Told, Error> {
    store.write_case(PATIENCE, |conn| {
        let scope = Scope::operator();
        let last = assessments::last_month(conn, &scope, Family::Assessments, Known::Now)?;
        let mut told = Told::default();
        // An older month that is assessed again is no news.
        if last == Some(month) {
            let standings = assessments::of_month(conn, &scope, month, Known::Now)?;
            let notice = Notice { office, month, terms: &office.catalog.risk.cases };
            for (number, last) in last_cases(conn, &scope, &standings)? {
                notice.tell(conn, &number, standings.get(number.as_str()), last, &mut told)?;
            }
        }
        told.overdue = remind(conn, office, &scope)?;
        Ok(told)
    })
}

/// Every structure that is on a list or has an open case, with its last case.
fn last_cases(
    conn: &mut Conn,
    scope: &Scope,
    standings: &HashMap<String, Standing>,
) -> Result<Vec<(FinessNumber, Option<Held>)>, Error> {
    // The oldest first: the last one stays.
    let mut last: HashMap<FinessNumber, Held> =
        cases::all(conn, scope)?.into_iter().map(|held| (held.structure.clone(), held)).collect();
    let listed = standings.iter().filter(|(_, standing)| standing.is_listed);
    let listed = listed.filter_map(|(number, _)| number.parse().ok());
    let open = last.values().filter(|held| held.case.state != State::Closed);
    let all: BTreeSet<FinessNumber> = listed.chain(open.map(|held| held.structure.clone())).collect();
    Ok(all.into_iter().map(|number| (number.clone(), last.remove(&number))).collect())
}

struct Notice<'a> {
    office: &'a Office<'a>,
    month: Month,
    terms: &'a Terms,
}

impl Notice<'_> {
    fn tell(
        &self,
        conn: &mut Conn,
        number: &FinessNumber,
        standing: Option<&Standing>,
        last: Option<Held>,
        told: &mut Told,
    ) -> Result<(), Error> {
        let (at, month) = (self.office.now, self.month);
        let seen = standing.map(|it| Seen { level: it.level, is_listed: it.is_listed });
        let case = last.as_ref().map(|held| &held.case);
        let past = case.and_then(|case| {
            let (outcome, closed) = case.outcome.zip(case.closed)?;
            Some(Past { outcome, level: case.level, closed: Month::of(closed.date()) })
        });
        let level = seen.map_or(Grade::None, |seen| seen.level);
        let is_shadow = self.office.post.alerts == Alerts::Shadow;
        let by_us = |deed| Event { at, who: None, deed };
        let id = match (alert(month, seen, case, past, self.terms), last) {
            (None, _) => return Ok(()),
            (Some(Alert::Cooldown), _) => {
                told.cooldown += 1;
                return Ok(());
            }
            (Some(Alert::Begin { is_first }), _) => {
                told.begun += 1;
                cases::begin(conn, number, (month, level, is_first), (at, is_shadow), self.terms)?
            }
            (Some(Alert::Reopen), Some(held)) => {
                told.reopened += 1;
                let deed = Deed::Reopened { month: Some(month), level: Some(level), text: String::new() };
                let id = held.id;
                cases::add(conn, held, &by_us(deed), self.terms)?;
                id
            }
            (Some(Alert::Tell(deed)), Some(held)) => {
                told.changed += 1;
                let (id, is_worse) = (held.id, matches!(deed, Deed::Worsened { .. }));
                cases::add(conn, held, &by_us(deed), self.terms)?;
                if !is_worse {
                    return Ok(());
                }
                id
            }
            (Some(Alert::Reopen | Alert::Tell(_)), None) => return Ok(()),
        };
        self.freeze(conn, id, number, standing)?;
        if level == Grade::Critique {
            told.letters += self.write(conn, id, number)?;
        }
        Ok(())
    }

    fn freeze(
        &self,
        conn: &mut Conn,
        id: i64,
        number: &FinessNumber,
        standing: Option<&Standing>,
    ) -> Result<(), Error> {
        let (at, month) = (self.office.now, self.month);
        let content = evidence(conn, self.office, number, (month, Known::Now), standing)?;
        content.map_or(Ok(()), |content| packs::freeze(conn, id, month, at, &content))
    }

    /// To the desk at once; what can be addressed to nobody waits in the queue.
    fn write(&self, conn: &mut Conn, id: i64, number: &FinessNumber) -> Result<usize, Error> {
        let model = &self.office.catalog.risk;
        let Some(facts) = critical::facts(conn, model, number, Some(self.month))? else { return Ok(0) };
        let letter = Letter::Critical(facts);
        let name = letter.name().to_owned();
        let deed = match self.office.raise(conn, &letter)? {
            // The same month was told before.
            Raised::Written(0) | Raised::Withheld => return Ok(0),
            Raised::Written(_) => Deed::Wrote { letter: name, key: letter.key() },
            Raised::Aside(reason) => Deed::PutAside { letter: name, reason },
        };
        let Some(held) = cases::find(conn, &Scope::operator(), id)? else { return Ok(0) };
        cases::add(conn, held, &Event { at: self.office.now, who: None, deed }, self.terms)?;
        Ok(1)
    }
}

/// The evidence on a structure of a month as known at an instant, in one spelling: the same again gives the same bytes.
///
/// # Errors
/// The database fails.
pub fn evidence(
    conn: &mut Conn,
    office: &Office,
    number: &FinessNumber,
    (month, known): (Month, Known),
    standing: Option<&Standing>,
) -> Result<Option<String>, Error> {
    let scope = Scope::operator();
    let signals = assessments::signals(conn, &scope, number, Some(month), known)?;
    let Some((signals, standing)) = signals.as_ref().zip(standing) else { return Ok(None) };
    let risk = &office.catalog.risk;
    let (rules, model) = (risk.rules.version, risk.experts.version);
    let evidence = Evidence { structure: number, month, rules, model, signals, standing };
    let text = serde_json::to_string(&evidence);
    text.map(Some).map_err(|error| Error::Row { table: "case_packs", problem: error.to_string() })
}

/// Says of each case that nobody took up in time that it is due, once for each term; gives how many are due.
fn remind(conn: &mut Conn, office: &Office, scope: &Scope) -> Result<usize, Error> {
    let (now, terms) = (office.now, &office.catalog.risk.cases);
    let mut count = 0;
    for held in cases::overdue(conn, scope, now.date())? {
        count += 1;
        let Some(due) = held.case.due else { continue };
        let reminded = Deed::Reminded { due };
        let history = cases::history(conn, scope, held.id)?;
        if history.iter().all(|event| event.deed != reminded) {
            cases::add(conn, held, &Event { at: now, who: None, deed: reminded }, terms)?;
        }
    }
    Ok(count)
}
