//! What was reported as CSV: the country measure by measure, then each territory as it was stated.

use std::borrow::Cow;

use serde::Serialize;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::files::{inert, table};
use super::Shown;
use super::actions::{Amount, Origin, Report, parts};
use crate::domain::measure::Period;
use crate::domain::statement::{Statement, Subject};
use crate::domain::territory::Territory;

#[derive(Serialize)]
struct Line<'a> {
    measure: &'a str,
    territory: String,
    year: i32,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    target: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    done: Option<f64>,
    unit: Cow<'a, str>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    euros_committed: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    euros_paid: Option<f64>,
    /// Columns that fewer than five structures tell.
    hidden: String,
    /// Added up for the country; empty when it was stated as it stands.
    territories: Option<usize>,
    structures: Option<usize>,
    source: Cow<'a, str>,
    simulated: bool,
}

impl Shown {
    pub(super) fn actions_csv(&self) -> Result<Content, WebError> {
        let stated = self.actions.iter().filter_map(|statement| self.stated(statement));
        let text = table(self.reports.iter().map(|report| self.reported(report)).chain(stated))?;
        let simulated = if self.is_simulated { "-simulated" } else { "" };
        Ok(Content::Csv { name: format!("plan-actions{simulated}.csv"), text })
    }

    fn reported<'a>(&self, report: &'a Report) -> Line<'a> {
        let (territories, structures) = match report.origin {
            Origin::Country => (None, None),
            Origin::Parts { territories, structures } => (Some(territories), Some(structures)),
        };
        let columns = [
            ("target", report.target),
            ("done", report.done),
            ("euros_committed", report.committed),
            ("euros_paid", report.paid),
        ];
        let hidden = columns.iter().filter(|(_, amount)| *amount == Amount::Hidden).map(|(name, _)| *name);
        Line {
            measure: &report.measure,
            territory: Territory::France.to_string(),
            year: report.year,
            target: report.target.known(),
            done: report.done.known(),
            unit: inert(&report.unit),
            euros_committed: report.committed.known(),
            euros_paid: report.paid.known(),
            hidden: hidden.collect::<Vec<_>>().join("|"),
            territories,
            structures,
            source: inert(&report.source),
            simulated: self.is_simulated,
        }
    }

    /// A territory below the country; never a structure.
    fn stated<'a>(&self, statement: &'a Statement) -> Option<Line<'a>> {
        let (Subject::Territory(territory), Period::Year(year)) = (&statement.subject, statement.period)
        else {
            return None;
        };
        let (measure, source) = parts(statement);
        (*territory != Territory::France).then(|| Line {
            measure,
            territory: territory.to_string(),
            year,
            target: statement.number("cible"),
            done: statement.number("realise"),
            unit: inert(statement.text("unite").unwrap_or_default()),
            euros_committed: statement.number("euros_engages"),
            euros_paid: statement.number("euros_payes"),
            hidden: String::new(),
            territories: None,
            structures: None,
            source: inert(source),
            simulated: self.is_simulated,
        })
    }
}
