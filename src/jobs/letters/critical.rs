//! The facts of a letter on a critical structure, as the screen of its desk would show them.

use chrono::NaiveDate;

use super::shown;
use crate::catalog::RiskModel;
use crate::domain::finess::FinessNumber;
use crate::domain::legal_clock::State;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::territory::Territory;
use crate::mail::{Critical, Reason};
use crate::risk::sheet::Signals;
use crate::risk::{Finding, Verdict};
use crate::store::statements::{self, Query};
use crate::store::{Conn, Error, Known, Scope, assessments};

/// How far back doctors are drawn.
const MONTHS: i32 = 17;

/// What is known of a structure that was assessed; none when it was not, or is unknown.
///
/// # Errors
/// The database fails.
pub fn facts(
    conn: &mut Conn,
    model: &RiskModel,
    finess: &FinessNumber,
    month: Option<Month>,
) -> Result<Option<Critical>, Error> {
    let Some((name, department)) = shown(conn, finess.as_str())? else { return Ok(None) };
    let scope = Scope::desk(&Territory::Department(department.clone()));
    let signals = assessments::signals(conn, &scope, finess, month, Known::Now)?;
    let standing = assessments::standing(conn, &scope, finess, month, Known::Now)?;
    let Some((signals, standing)) = signals.zip(standing) else { return Ok(None) };
    let is_below = matches!(
        signals.clock.state,
        State::BelowMinimum | State::RequestPossible | State::CourtSeized | State::CourtDelay
    );
    Ok(Some(Critical {
        finess: finess.clone(),
        name,
        department,
        month: signals.month,
        before: standing.before,
        reasons: reasons(&signals, model),
        below_since: signals.clock.breach_start.filter(|_| is_below),
        request_possible: signals.clock.request_possible.filter(|_| is_below),
        doctors: doctors(conn, &scope, finess, signals.month)?,
        levers: levers(&signals, model),
    }))
}

/// What fires, the gravest first, then the heaviest; what protects is left to the page.
pub(super) fn fired<'a>(signals: &'a Signals, model: &RiskModel) -> Vec<&'a Finding> {
    let mut fired: Vec<_> = signals
        .findings
        .iter()
        .filter_map(|finding| Some((model.rule(&finding.rule)?, finding)))
        .filter(|(rule, finding)| finding.fires() && !rule.protects())
        .collect();
    fired.sort_by_key(|(rule, finding)| (std::cmp::Reverse(finding.verdict), -rule.weight));
    fired.into_iter().map(|(_, finding)| finding).collect()
}

fn reasons(signals: &Signals, model: &RiskModel) -> Vec<Reason> {
    let reason = |finding: &Finding| Reason {
        rule: finding.rule.to_string(),
        is_grave: finding.verdict == Verdict::Critical,
        seen: seen(finding, signals.month.last_day()),
        carried_from: finding.carried_from,
        to_confirm: finding.to_confirm,
    };
    fired(signals, model).into_iter().map(reason).collect()
}

/// The last period of its evidence: what is announced for later is no day on which it was seen.
fn seen(finding: &Finding, day: NaiveDate) -> Option<String> {
    let periods = finding.evidence.iter().filter_map(|evidence| Period::read(&evidence.period));
    let ended = periods.filter_map(|period| Some((period.end().filter(|end| *end <= day)?, period)));
    ended.max_by_key(|(end, _)| *end).map(|(_, period)| period.to_string())
}

fn levers(signals: &Signals, model: &RiskModel) -> Vec<String> {
    let mut levers: Vec<String> = Vec::new();
    for rule in fired(signals, model).into_iter().filter_map(|finding| model.rule(&finding.rule)) {
        let new: Vec<String> = rule.levers.iter().filter(|lever| !levers.contains(lever)).cloned().collect();
        levers.extend(new);
    }
    levers.truncate(4);
    levers
}

/// Associated doctors as declared, month by month; empty when nothing was declared.
fn doctors(
    conn: &mut Conn,
    scope: &Scope,
    finess: &FinessNumber,
    last: Month,
) -> Result<Vec<(Month, Option<f64>)>, Error> {
    let subjects = [finess.to_string()];
    let query = Query {
        source: "declaration_mensuelle",
        family: Family::Declared,
        subjects: Some(&subjects),
        known: Known::Now,
    };
    let held = statements::load(conn, scope, query)?;
    let declared = |month: Month| {
        let of_month = held.iter().find(|held| held.statement.period == Period::Month(month))?;
        of_month.statement.number("medecins_associes")
    };
    let series: Vec<_> = Month::range(last - MONTHS, last).map(|month| (month, declared(month))).collect();
    let first = series.iter().position(|(_, count)| count.is_some());
    Ok(first.map(|first| series[first..].to_vec()).unwrap_or_default())
}
