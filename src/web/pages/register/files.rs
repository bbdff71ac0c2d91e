//! The page's tables as CSV: raw numbers, source, date and whether they are simulated on every line.

use serde::Serialize;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::files::{dated, inert, table};
use super::Shown;
use crate::domain::finess::FinessNumber;

#[derive(Serialize)]
struct RegionLine {
    territory: String,
    name: String,
    month: String,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_registered: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_open: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_projects: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_abandoned_12m: Option<f64>,
    delay_months: Option<f64>,
    contradictions: Option<usize>,
    source: &'static str,
    register_date: String,
    finess_date: String,
    simulated: bool,
    /// Share, 0 to 1, and state of the number in the register.
    coverage: Option<f64>,
    state: &'static str,
}

#[derive(Serialize)]
struct QueueLine<'a> {
    key: std::borrow::Cow<'a, str>,
    kind: &'static str,
    department: &'a str,
    register_ids: String,
    register_names: String,
    finess_numbers: String,
    finess_names: String,
    proposal: &'static str,
    found_on: String,
    simulated: bool,
}

impl Shown {
    pub(super) fn regions_csv(self) -> Result<Content, WebError> {
        let parts = Self::parts(&self.catalog)?;
        let day = |source| self.numbers.edition_of(source, self.month).map(|day| day.to_string());
        let lines = self.figures(&parts).into_iter().map(|line| RegionLine {
            name: self.named(&line),
            territory: line.territory.to_string(),
            month: self.month.to_string(),
            msp_registered: line.registered,
            msp_open: line.finess,
            msp_projects: line.projects,
            msp_abandoned_12m: line.abandoned,
            delay_months: line.delay,
            contradictions: line.waiting,
            source: "register, FINESS",
            register_date: day("register").unwrap_or_default(),
            finess_date: day("finess").unwrap_or_default(),
            simulated: self.numbers.is_simulated,
            coverage: line.reading.and_then(|reading| reading.coverage),
            state: line.reading.map_or("", |reading| reading.state.as_str()),
        });
        let text = table(lines)?;
        Ok(Content::Csv { name: self.name("regions"), text })
    }

    /// Every contradiction that the filters admit, on whatever page.
    pub(super) fn queue_csv(self) -> Result<Content, WebError> {
        let admitted = self.waiting.iter().filter(|one| self.view.admits(&one.discrepancy));
        let lines = admitted.map(|one| {
            let found = &one.discrepancy;
            let numbers: Vec<&str> =
                found.finess.iter().map(|side| FinessNumber::as_str(&side.finess)).collect();
            let names: Vec<&str> = found.finess.iter().map(|side| side.name.as_str()).collect();
            let ids: Vec<&str> = found.register.iter().map(|side| side.id.as_str()).collect();
            let titles: Vec<&str> = found.register.iter().map(|side| side.name.as_str()).collect();
            QueueLine {
                key: inert(&found.key),
                kind: found.kind.as_str(),
                department: &found.department,
                register_ids: inert(&ids.join("|")).into_owned(),
                register_names: inert(&titles.join("|")).into_owned(),
                finess_numbers: numbers.join("|"),
                finess_names: inert(&names.join("|")).into_owned(),
                proposal: found.proposal.as_str(),
                found_on: one.found_on.to_string(),
                simulated: self.numbers.is_simulated,
            }
        });
        let text = table(lines)?;
        Ok(Content::Csv { name: self.name("reconciliation"), text })
    }

    fn name(&self, what: &str) -> String {
        dated(&format!("register-{what}"), &self.numbers, self.month, "csv")
    }
}
