//! The page's figures as files: raw numbers with their state, source and date on every line; pictures with the source
//! drawn in.

use serde::Serialize;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::numbers::{all_departments, regions};
use super::super::panels::{files, reading, tiles};
use super::Shown;
use super::regions::Ranked;
use crate::charts::Size;
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::Reading;
use crate::domain::territory::{Level, Territory};

#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    version: u32,
    territory: String,
    name: String,
    month: String,
    zone: &'static str,
    breakdown: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    numerator: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    denominator: Option<f64>,
    structures: Option<i64>,
    coverage: Option<f64>,
    state: &'static str,
    source: &'a str,
    data_date: String,
    simulated: bool,
}

impl Shown<'_> {
    pub(super) fn file(&self, name: &str) -> Result<Content, WebError> {
        let has_departments = self.indicator.is_given_for(Level::Department);
        let (own, month) = (&self.view.territory, self.view.month);
        let csv = |what: &str, text: String| Content::Csv { name: self.called(what, "csv"), text };
        let svg = |what: &str, text: String| Content::Svg { name: self.called(what, "svg"), text };
        let caption = self.caption();
        match name {
            "trend.csv" => {
                let lines = self.series().into_iter().map(|(month, _)| self.line(own, month));
                Ok(csv("trend", files::table(lines)?))
            }
            "trend.svg" => {
                let series = self.series();
                let title = self.trend_title(&series);
                Ok(svg("trend", self.trend_drawing(&series, &title, Some(&caption), Size::Wide)))
            }
            "regions.csv" => {
                let all = std::iter::once(Territory::France).chain(regions());
                Ok(csv("regions", files::table(all.map(|territory| self.line(&territory, month)))?))
            }
            "parts.csv" => {
                let lines = self.cut_readings().map(|(cut, reading)| self.written(own, *cut, month, reading));
                Ok(csv("parts", files::table(lines)?))
            }
            "regions.svg" => {
                let ranked = self.ranked(regions());
                let title = self.spread_title(&ranked).ok_or(WebError::NotFound)?;
                Ok(svg("regions", self.regions_drawing(&ranked, &title, Some(&caption), Size::Wide)))
            }
            "departments.csv" if has_departments => {
                let all = std::iter::once(Territory::France)
                    .chain(all_departments().map(|(department, _)| department));
                Ok(csv("departments", files::table(all.map(|territory| self.line(&territory, month)))?))
            }
            "map.svg" if has_departments => Ok(svg("map", self.map_file(&caption))),
            "departments.svg" if has_departments => {
                let lines = self.lines();
                let mut known: Vec<f64> = lines.ranked.iter().filter_map(Ranked::value).collect();
                known.sort_by(f64::total_cmp);
                let title = self.half_title(&known);
                Ok(svg("departments", self.spread_drawing(&known, &title, Some(&caption), Size::Wide)))
            }
            _ => Err(WebError::NotFound),
        }
    }

    fn line(&self, territory: &Territory, month: Month) -> Line<'_> {
        self.written(territory, Cut::default(), month, self.numbers.reading(self.indicator, territory, month))
    }

    fn written(&self, territory: &Territory, cut: Cut, month: Month, reading: Option<Reading>) -> Line<'_> {
        let interval = reading.and_then(|reading| reading::interval(self.indicator, &reading));
        let (source, day) = self.numbers.source_of(self.indicator, month);
        Line {
            indicator: &self.indicator.id,
            version: self.indicator.version,
            territory: territory.to_string(),
            name: self.name(territory),
            month: month.to_string(),
            zone: cut.zone.map_or("", |zone| zone.as_str()),
            breakdown: cut.class.map(|class| class.to_string()).unwrap_or_default(),
            value: reading.and_then(|reading| reading.value),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            numerator: reading.and_then(|reading| reading.numerator),
            denominator: reading.and_then(|reading| reading.denominator),
            structures: reading.map(|reading| reading.structures),
            coverage: reading.and_then(|reading| reading.coverage),
            state: reading::state(reading).as_str(),
            source,
            data_date: day.map(|day| day.to_string()).unwrap_or_default(),
            simulated: self.numbers.is_simulated,
        }
    }

    /// `msp_open-REG-84-trend-2026-10.csv`; a simulated file says so in its name.
    fn called(&self, what: &str, kind: &str) -> String {
        let what = match &self.view.territory {
            Territory::France => format!("{}-{what}", self.indicator.id),
            territory => format!("{}-{territory}-{what}", self.indicator.id),
        };
        files::dated(&what, &self.numbers, self.view.month, kind)
    }

    /// Name, source, date and warning, drawn into pictures that leave the page.
    fn caption(&self) -> String {
        let words = self.words;
        let name = words.language.typeset(&self.indicator.text(words.language).name);
        let source = tiles::source_line(self.indicator, &self.numbers, self.view.month, words);
        let month = words.language.month(self.view.month);
        let warning = if self.numbers.is_simulated {
            format!(" {}.", words.say("simulated-caption"))
        } else {
            String::new()
        };
        format!("{name}, {month}. {source}.{warning}")
    }
}
