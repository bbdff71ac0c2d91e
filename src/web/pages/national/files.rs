//! The page's figures as files: CSV with raw numbers, source, date and whether they are simulated on every line;
//! pictures with source and date drawn in.

use serde::Serialize;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::query::View;
use super::regions::{Figures, figures, lines};
use super::trajectory::{self, Lines};
use super::{Shown, regions};
use crate::charts::Size;
use crate::domain::point::State;
use crate::domain::territory::Territory;

#[derive(Serialize)]
struct RegionLine<'a> {
    territory: String,
    name: &'a str,
    month: String,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_open: Option<f64>,
    msp_per_100k: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    net_12m: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_opened_12m: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_closed_12m: Option<f64>,
    msp_sisa_share: Option<f64>,
    source: &'static str,
    data_date: String,
    simulated: bool,
    state: &'static str,
}

#[derive(Serialize)]
struct TrajectoryLine<'a> {
    series: &'static str,
    date: String,
    value: f64,
    state: &'a str,
    source: &'a str,
    simulated: bool,
}

fn regions_table(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let day = numbers.edition(view.month).map(|day| day.to_string()).unwrap_or_default();
    let nation = figures(&Territory::France, words.say("row-france"), parts, numbers, view);
    let mut write = |line: &Figures| {
        csv.serialize(RegionLine {
            territory: line.territory.as_ref().map_or_else(|| "OM".to_owned(), ToString::to_string),
            name: &line.name,
            month: view.month.to_string(),
            msp_open: line.open,
            msp_per_100k: line.density,
            net_12m: line.net,
            msp_opened_12m: line.opened,
            msp_closed_12m: line.closed,
            msp_sisa_share: line.sisa,
            source: "FINESS",
            data_date: day.clone(),
            simulated: numbers.is_simulated,
            state: line.state.map_or("", State::as_str),
        })
    };
    write(&nation)?;
    for line in lines(parts, numbers, view, words) {
        write(&line)?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

fn trajectory_table(trajectory: &Lines, is_simulated: bool) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for (month, value, state) in &trajectory.observed {
        csv.serialize(TrajectoryLine {
            series: "observed",
            date: month.last_day().to_string(),
            value: *value,
            state: state.as_str(),
            source: "FINESS",
            simulated: is_simulated,
        })?;
    }
    for (_, figure) in &trajectory.published {
        csv.serialize(TrajectoryLine {
            series: "published",
            date: figure.period.to_string(),
            value: figure.value,
            state: &figure.nature,
            source: &figure.citation,
            simulated: false,
        })?;
    }
    for (day, value) in &trajectory.required {
        csv.serialize(TrajectoryLine {
            series: "required",
            date: day.to_string(),
            value: *value,
            state: "goal",
            source: "Plan 4 000 MSP",
            simulated: false,
        })?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

impl Shown {
    /// `regions-2026-10.csv`; a simulated file says so in its name.
    fn name(&self, what: &str, kind: &str) -> String {
        let simulated = if self.numbers.is_simulated { "-simulated" } else { "" };
        format!("msp-{what}-{}{simulated}.{kind}", self.view.month)
    }

    /// Source, date and warning, drawn into pictures that leave the page.
    fn caption(&self) -> String {
        let language = self.words.language;
        let day = self.numbers.edition(self.view.month).map(|day| language.day(day)).unwrap_or_default();
        let source = self.words.with("source-line", &[("source", "FINESS"), ("day", &day)]);
        if self.numbers.is_simulated {
            format!("{source}. {}.", self.words.say("simulated-caption"))
        } else {
            format!("{source}.")
        }
    }

    pub(super) fn regions_csv(&self, site: &Site) -> Result<Content, WebError> {
        let text = regions_table(&Self::parts(site)?, &self.numbers, self.view, self.words)?;
        Ok(Content::Csv { name: self.name("regions", "csv"), text })
    }

    pub(super) fn regions_svg(&self, site: &Site) -> Result<Content, WebError> {
        let caption = self.caption();
        let text = regions::drawing(&Self::parts(site)?, &self.numbers, self.view, self.words, &caption);
        Ok(Content::Svg { name: self.name("regions", "svg"), text })
    }

    pub(super) fn trajectory_csv(&self, site: &Site) -> Result<Content, WebError> {
        let lines = Lines::find(&site.catalog, &Self::parts(site)?, &self.numbers, self.view);
        let text = trajectory_table(&lines, self.numbers.is_simulated)?;
        Ok(Content::Csv { name: self.name("trajectory", "csv"), text })
    }

    pub(super) fn trajectory_svg(&self, site: &Site) -> Result<Content, WebError> {
        let parts = Self::parts(site)?;
        let progress = self.progress(site, &parts)?;
        let lines = Lines::find(&site.catalog, &parts, &self.numbers, self.view);
        let title = trajectory::finding(&lines, &progress, self.view, self.words);
        let caption = self.caption();
        let words = trajectory::Caption { title: &title, shown: Some(&caption) };
        let text = trajectory::chart(&lines, &progress, self.view, self.words, &words, Size::Wide);
        Ok(Content::Svg { name: self.name("trajectory", "svg"), text })
    }
}
