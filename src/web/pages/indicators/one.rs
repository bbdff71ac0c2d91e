//! The page of an indicator as its template wants it.

use askama::Template;
use chrono::NaiveDate;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::months::{Choice, choices};
use super::super::panels::numbers::{all_departments, regions as all_regions};
use super::super::{Frame, address, with_query};
use super::cuts::Group;
use super::departments::Departments;
use super::figures::Figure;
use super::query::{STARTS, View};
use super::regions::Regions;
use super::sheet::Sheet;
use super::trend::Trend;
use super::{PATH, Shown};
use crate::domain::territory::{Level, Territory};
use crate::store::editions::Edition;

#[derive(Template)]
#[template(path = "indicator.html")]
struct Page {
    frame: Frame,
    name: String,
    theme: Option<String>,
    fresh: String,
    /// Set when the page shows an older month; with the address of the latest.
    replay: Option<(String, String)>,
    action: String,
    suffix: String,
    territories: Vec<Choice>,
    departments_of: Vec<Choice>,
    months: Vec<Choice>,
    starts: Vec<Choice>,
    figure: Figure,
    trend: Trend,
    regions: Regions,
    groups: Vec<Group>,
    departments: Option<Departments>,
    sheet: Sheet,
    source: String,
    known_on: Option<NaiveDate>,
    /// Which edition is shown, when it is not the present.
    known: Option<String>,
}

impl Shown<'_> {
    pub(super) fn page(&self) -> Result<Content, WebError> {
        let (words, view, numbers) = (self.words, &self.view, &self.numbers);
        let figure = self.figure();
        let month = words.language.month(view.month);
        let latest = View { month: numbers.last, is_latest: true, ..view.clone() };
        let mut frame = Frame::new(words, self.title(), self.path(), view.query(), numbers.is_simulated);
        frame.has_filters = true;
        let theme = self.site.catalog.theme_of(&self.indicator.id);
        let page = Page {
            name: words.language.typeset(&self.indicator.text(words.language).name),
            theme: theme.map(|theme| words.language.typeset(theme.name(words.language))),
            fresh: words.with("indicator-month", &[("month", &month), ("source", &figure.source)]),
            replay: (!view.is_latest)
                .then(|| (words.with("fresh-replay", &[("month", &month)]), self.address(&latest))),
            action: address(words.language, &self.path()),
            suffix: with_query("", &view.query()),
            territories: self.choices(std::iter::once(Territory::France).chain(all_regions())),
            departments_of: if self.indicator.is_given_for(Level::Department) {
                self.choices(all_departments().map(|(department, _)| department))
            } else {
                Vec::new()
            },
            months: choices(numbers, view.month, words),
            starts: self.starts(),
            trend: self.trend(),
            regions: self.regions(),
            groups: self.groups(),
            departments: self.indicator.is_given_for(Level::Department).then(|| self.departments()),
            sheet: self.sheet(),
            source: figure.source.clone(),
            known_on: view.known_on,
            known: match self.edition {
                Edition::Of(month) => {
                    Some(words.with("fresh-known", &[("month", &words.language.month(month))]))
                }
                Edition::Current => None,
            },
            figure,
            frame,
        };
        Ok(Content::Html(page.render()?))
    }

    fn choices(&self, territories: impl Iterator<Item = Territory>) -> Vec<Choice> {
        territories
            .map(|territory| Choice {
                value: if territory == Territory::France { String::new() } else { territory.to_string() },
                label: self.name(&territory),
                is_chosen: territory == self.view.territory,
            })
            .collect()
    }

    fn starts(&self) -> Vec<Choice> {
        let whole = Choice {
            value: String::new(),
            label: self.words.say("filter-since-all"),
            is_chosen: self.view.since.is_none(),
        };
        let years = STARTS.into_iter().map(|year| Choice {
            value: year.to_string(),
            label: year.to_string(),
            is_chosen: self.view.since == Some(year),
        });
        std::iter::once(whole).chain(years).collect()
    }
}

impl Page {
    /// The address of one of the page's files.
    fn file(&self, name: &str) -> String {
        format!("{}/{name}{}", self.action, self.suffix)
    }

    fn catalogue(&self) -> String {
        self.frame.address(PATH)
    }
}
