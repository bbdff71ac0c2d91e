//! `observatoire risk backtest --store`: what the model would have been worth on our own data.

use super::super::{App, wrong_use};
use super::backtest::Arguments;
use crate::domain::month::Month;
use crate::jobs::assess::{History, history, origins};
use crate::risk::model::models::Places;
use crate::risk::model::own::{REGION, priors};
use crate::risk::model::report::Report;
use crate::risk::outcome::{HORIZON, Target};
use crate::store::{Conn, imports};

/// Sources that count doctors.
const COUNTED: [&str; 2] = ["declaration_mensuelle", "aci_releves"];

/// One year to learn from, one to foretell.
const NEEDED: usize = 2;

pub(super) fn reports(app: &App, arguments: &Arguments) -> anyhow::Result<Vec<Report>> {
    let target = match &arguments.target {
        None => Target::BelowMinimum,
        Some(text) => Target::read(text).ok_or_else(|| unknown(text))?,
    };
    let priors = priors(&app.catalog.risk.experts, target).ok_or_else(|| unknown(target.name()))?;
    let priors = arguments.without_excluded(priors, target.name())?;
    let conn = &mut *app.store.connection()?;
    let last = app.clock.last_month();
    let all = all(conn, arguments, last)?;
    if all.len() < NEEDED {
        return Err(too_few(&[], arguments, last));
    }
    let History { panel, mut tallies } = history(conn, &app.catalog, &all, last)?;
    let labels = tallies.remove(target.name()).unwrap_or_default();
    let is_told = labels.iter().filter(|tally| tally.happened + tally.did_not > 0);
    let told: Vec<i32> = is_told.map(|tally| tally.origin).collect();
    if told.len() < NEEDED {
        return Err(too_few(&told, arguments, last));
    }
    let places = Places { region: Some(REGION), area: None };
    let mut reports = arguments
        .ask(&panel, &priors, target.column(), places)
        .map_err(|fault| wrong_use(fault.to_string()))?;
    let simulated = imports::any_simulated(conn)?;
    for report in &mut reports {
        report.simulated = simulated;
        report.labels.clone_from(&labels);
    }
    Ok(reports)
}

/// The origins that are asked for and over, of those for which anybody counted doctors.
fn all(conn: &mut Conn, arguments: &Arguments, last: Month) -> anyhow::Result<Vec<Month>> {
    let first = imports::first_receipt(conn, &COUNTED)?.map(Month::of);
    let Some(first) = first else { return Ok(Vec::new()) };
    let mut all = origins(arguments.from.unwrap_or(first.year()), arguments.month, last);
    all.retain(|origin| *origin >= first && arguments.to.is_none_or(|to| origin.year() <= to));
    Ok(all)
}

fn unknown(target: &str) -> anyhow::Error {
    let known = Target::ALL.iter().filter(|target| **target != Target::Absorbed);
    let known: Vec<&str> = known.map(|target| target.name()).collect();
    let why = match Target::read(target) {
        Some(_) => "a merger is no failure, it is counted beside the others and not foretold",
        None => "no such outcome",
    };
    wrong_use(format!("--target {target}: {why} (there are {})", known.join(", ")))
}

fn too_few(told: &[i32], arguments: &Arguments, last: Month) -> anyhow::Error {
    let years = told.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
    let told = match told.len() {
        0 => "no origin has".to_owned(),
        count => format!("only {count} origin ({years}) has"),
    };
    let number = arguments.month;
    let next = (1..=24).map(|months| last + months).find(|month| month.number() == number);
    let next = next.map_or(String::new(), |month| format!(", or come back after {month}"));
    wrong_use(format!(
        "the store is too young: {told} {HORIZON} months that are over and told, and a back-test needs {NEEDED}: one \
         to learn from, one to foretell. Import the older files of {} with --received and the day on which they \
         came{next}; --month looks ahead from the end of another month than {number}, --from and --to may leave out \
         too much",
        COUNTED.join(" and "),
    ))
}
