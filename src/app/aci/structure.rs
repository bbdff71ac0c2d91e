//! What is known of one structure: its patients and associates, and how far it is from each prerequisite.

use serde::Serialize;

use super::super::{App, output, wrong_use};
use crate::domain::aci::{Evidence, Indicator, Lack, Margin};
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::rights::Family;
use crate::domain::statement::Statement;
use crate::store::statements::{self, Query};
use crate::store::{Conn, Known, Scope};

/// The last statement of each kind about one structure.
pub(super) struct Structure {
    year: Option<Statement>,
    /// By indicator, of the same year.
    lines: Vec<Statement>,
    monthly: Option<Statement>,
    yearly: Option<Statement>,
}

/// A prerequisite as machines read it.
#[derive(Serialize)]
struct Line {
    prerequisite: Indicator,
    /// By the caisse, for the year of its last statement.
    stated: Option<bool>,
    /// By the structure, since.
    declared: Option<bool>,
    lacks: Vec<Lack>,
}

impl Structure {
    pub(super) fn load(app: &App, finess: &FinessNumber) -> anyhow::Result<Self> {
        let conn = &mut *app.store.connection()?;
        let year = last(stated(conn, finess, "aci_releves", Family::Aci)?);
        let mut lines = stated(conn, finess, "aci_releves_indicateurs", Family::Aci)?;
        lines.retain(|line| year.as_ref().is_none_or(|year| year.period == line.period));
        let monthly = last(stated(conn, finess, "declaration_mensuelle", Family::Declared)?);
        let yearly = last(stated(conn, finess, "declaration_annuelle", Family::Declared)?);
        let found = Self { year, lines, monthly, yearly };
        if found.year.is_none() && found.monthly.is_none() && found.yearly.is_none() {
            return Err(wrong_use(format!(
                "nothing is stated of {finess}: no ACI statement, no declaration"
            )));
        }
        Ok(found)
    }

    /// By the caisse, else as declared.
    pub(super) fn patients(&self) -> Option<f64> {
        self.number("patientele_mt", "patientele_mt")
    }

    pub(super) fn professionals(&self) -> Option<f64> {
        self.number("ps_associes", "associes_total")
    }

    fn number(&self, stated: &str, declared: &str) -> Option<f64> {
        let of_caisse = self.year.as_ref().and_then(|year| year.number(stated));
        of_caisse.or_else(|| self.monthly.as_ref().and_then(|month| month.number(declared)))
    }

    pub(super) fn print(&self, is_json: bool) -> anyhow::Result<()> {
        let (year, monthly, yearly) = (self.year.as_ref(), self.monthly.as_ref(), self.yearly.as_ref());
        let margins = Evidence::gather(year, &self.lines, monthly, yearly).margins();
        if is_json {
            return margins.into_iter().map(Line::of).try_for_each(|line| output::json(&line));
        }
        let period = |one: Option<&Statement>| one.map_or("none".to_owned(), |one| one.period.to_string());
        output::line(&format!(
            "\nprerequisites: without any one of them nothing is paid (statement of the fund: {}; declarations: {}, {})",
            period(year),
            period(monthly),
            period(yearly)
        ))?;
        margins.iter().try_for_each(|margin| output::line(&written(margin)))
    }
}

impl Line {
    fn of(margin: Margin) -> Self {
        let Margin { prerequisite, stated, declared, lacks } = margin;
        Self { prerequisite, stated, declared, lacks }
    }
}

fn written(margin: &Margin) -> String {
    let word = |is: Option<bool>| match is {
        Some(true) => "reached",
        Some(false) => "MISSED",
        None => "not known",
    };
    let lacks: Vec<&str> = margin.lacks.iter().map(|lack| lacking(*lack)).collect();
    let lacks = if lacks.is_empty() { String::new() } else { format!("; missing: {}", lacks.join(", ")) };
    let (now, stated) = (word(margin.declared), word(margin.stated));
    format!("{}  declared: {now}, stated by the fund: {stated}{lacks}", margin.prerequisite)
}

fn lacking(lack: Lack) -> &'static str {
    match lack {
        Lack::OpeningHours => "eight hours a day at least",
        Lack::UnscheduledCare => "unscheduled care each working day",
        Lack::CrisisPlan => "a written plan for crises",
        Lack::Coordinator => "a coordinator in post",
        Lack::SharedSoftware => "shared software",
        Lack::SoftwareLabel => "a label of that software",
    }
}

fn stated(
    conn: &mut Conn,
    finess: &FinessNumber,
    source: &str,
    family: Family,
) -> anyhow::Result<Vec<Statement>> {
    let subjects = [finess.to_string()];
    let query = Query { source, family, subjects: Some(&subjects), known: Known::Now };
    let held = statements::load(conn, &Scope::operator(), query)?;
    Ok(held.into_iter().map(|held| held.statement).collect())
}

fn last(statements: Vec<Statement>) -> Option<Statement> {
    statements.into_iter().max_by_key(|statement| Period::end(statement.period))
}
