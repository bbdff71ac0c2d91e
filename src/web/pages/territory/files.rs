//! The figures and structures of a territory as files.

use serde::Serialize;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::table::figures;
use super::super::panels::trajectory::{Caption, chart};
use super::super::panels::{self, files};
use super::Shown;
use super::structures::{End, Line};
use crate::charts::Size;
use crate::domain::establishment::Quality;
use crate::domain::legal_entity::LegalForm;
use crate::domain::structure::Ending;
use crate::domain::territory::Territory;

/// In the order of `COLUMNS`.
#[derive(Serialize)]
struct StructureLine<'a> {
    finess: &'a str,
    name: std::borrow::Cow<'a, str>,
    department: &'a str,
    commune: Option<&'a str>,
    commune_name: Option<&'a str>,
    legal_form: &'a str,
    opened_on: Option<String>,
    standing: &'a str,
    ended_on: Option<String>,
    longitude: Option<f64>,
    latitude: Option<f64>,
    month: String,
    source: &'a str,
    data_date: &'a str,
    simulated: bool,
}

const COLUMNS: [&str; 15] = [
    "finess",
    "name",
    "department",
    "commune",
    "commune_name",
    "legal_form",
    "opened_on",
    "standing",
    "ended_on",
    "longitude",
    "latitude",
    "month",
    "source",
    "data_date",
    "simulated",
];

impl Shown {
    pub(super) fn file(&self, site: &Site, name: &str) -> Result<Content, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let month = self.view.month;
        let is_region = matches!(self.view.territory, Territory::Region(_));
        let called = |what: &str, kind: &str| {
            files::name(&format!("{}-{what}", self.view.territory), &self.numbers, month, kind)
        };
        let csv = |what: &str, text: String| Content::Csv { name: called(what, "csv"), text };
        let svg = |what: &str, text: String| Content::Svg { name: called(what, "svg"), text };
        let caption = files::caption(&self.numbers, month, self.words);
        match name {
            "structures.csv" => Ok(csv("structures", self.structures_table()?)),
            "trajectory.csv" => {
                let text = files::trajectory(&self.lines(site)?, self.numbers.is_simulated)?;
                Ok(csv("trajectory", text))
            }
            "trajectory.svg" => {
                let lines = self.lines(site)?;
                let title = self.trajectory_title(&lines);
                let words = Caption { title: &title, shown: Some(&caption) };
                Ok(svg("trajectory", chart(&lines, self.words, &words, Size::Wide)))
            }
            "map.svg" => {
                let text = self.map_drawing(&caption).ok_or(WebError::NotFound)?;
                Ok(svg("map", text))
            }
            "professions.csv" => {
                let conn = &mut *site.store.connection()?;
                let professions = self.professions(conn, site)?.ok_or(WebError::NotFound)?;
                Ok(csv("professions", professions.csv()?))
            }
            "professions.svg" => {
                let conn = &mut *site.store.connection()?;
                let professions = self.professions(conn, site)?.ok_or(WebError::NotFound)?;
                Ok(svg("professions", professions.file()))
            }
            "departments.csv" if is_region => {
                let whole = [&Territory::France, &self.view.territory]
                    .map(|territory| figures(territory, &parts, &self.numbers, month, self.words));
                let within = self.lines_within(site)?;
                let lines = whole.iter().chain(&within);
                Ok(csv("departments", files::territories(lines, &self.numbers, month)?))
            }
            "departments.svg" if is_region => {
                Ok(svg("departments", self.departments_drawing(site, &caption)?))
            }
            _ => Err(WebError::NotFound),
        }
    }

    /// The structures that the filters let through, all pages of them.
    fn structures_table(&self) -> anyhow::Result<String> {
        // The names of the columns stand there even when no structure does.
        let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        csv.write_record(COLUMNS)?;
        let day = self.numbers.edition(self.view.month).map(|day| day.to_string()).unwrap_or_default();
        for Line { structure, shown, form, opened, end } in &self.structures.filtered(&self.view) {
            let (standing, ended_on) = match end {
                End::Open => ("open", None),
                End::Left { day } => ("another category", Some(day)),
                End::Ended(Ending::Closed { day, certain: true }) => ("closed", Some(day)),
                End::Ended(Ending::Closed { day, certain: false }) => ("closed, to be confirmed", Some(day)),
                End::Ended(Ending::Renumbered { day }) => ("another number", Some(day)),
                End::Ended(Ending::Lost) => ("not found again", None),
                End::Ended(Ending::Gone) => ("no longer shown", None),
            };
            let location = shown.location.filter(|location| location.quality == Quality::Good);
            let commune =
                shown.commune.as_deref().and_then(|code| crate::domain::geography::france().commune(code));
            csv.serialize(StructureLine {
                finess: structure.finess.as_str(),
                name: files::inert(&shown.name),
                department: &shown.department,
                commune: shown.commune.as_deref(),
                commune_name: commune.map(|commune| commune.name),
                legal_form: match form {
                    LegalForm::Sisa => "sisa",
                    LegalForm::Other => "other",
                    LegalForm::Unknown => "unknown",
                },
                opened_on: opened.map(|day| day.to_string()),
                standing,
                ended_on: ended_on.map(|day| day.to_string()),
                longitude: location.map(|location| location.longitude),
                latitude: location.map(|location| location.latitude),
                month: self.view.month.to_string(),
                source: "FINESS",
                data_date: &day,
                simulated: self.numbers.is_simulated,
            })?;
        }
        Ok(String::from_utf8(csv.into_inner()?)?)
    }
}
