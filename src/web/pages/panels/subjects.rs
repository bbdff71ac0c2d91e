//! Figures of one subject (teams, students, the ACI, access to care), a line each, beside those of the territories
//! around.

use super::super::super::words::Words;
use super::super::{address, with_query};
use super::numbers::Numbers;
use super::{reading, tiles};
use crate::catalog::{Catalog, Dashboard, Indicator, Panel};
use crate::domain::month::Month;
use crate::domain::point::Reading;
use crate::domain::territory::Territory;
use crate::store::{self, Conn};

pub(crate) struct Subject {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Names of the columns: the territory itself, then those around it.
    pub(crate) territories: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// Set when nothing is supplied at all.
    pub(crate) nothing: Option<String>,
}

pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) page: String,
    /// One a territory: the value, its unit, and what stands behind it.
    pub(crate) cells: Vec<(String, String, String)>,
    pub(crate) change: (&'static str, String),
    pub(crate) badge: (&'static str, &'static str, String),
    pub(crate) source: String,
}

/// The indicators of all panels of figures.
fn indicators<'a>(catalog: &'a Catalog, dashboard: &'a Dashboard) -> Vec<&'a Indicator> {
    let named = dashboard.panels.iter().filter(|panel| matches!(panel, Panel::Figures { .. }));
    named.flat_map(Panel::indicators).filter_map(|id| catalog.indicator(id)).collect()
}

/// A card for each panel of figures; the first territory is the one that the page is about.
pub(crate) fn subjects(
    conn: &mut Conn,
    catalog: &Catalog,
    dashboard: &Dashboard,
    numbers: &Numbers,
    territories: &[Territory],
    (month, words): (Month, Words),
) -> Result<Vec<Subject>, store::Error> {
    let numbers = &numbers.more(conn, &indicators(catalog, dashboard), territories)?;
    let subjects = dashboard
        .panels
        .iter()
        .filter_map(|panel| match panel {
            Panel::Figures { subject, indicators } => Some((subject, indicators)),
            _ => None,
        })
        .map(|(subject, ids)| {
            let shown: Vec<&Indicator> = ids.iter().filter_map(|id| catalog.indicator(id)).collect();
            let rows: Vec<Row> =
                shown.iter().map(|indicator| row(indicator, numbers, territories, month, words)).collect();
            let name = words.find(&format!("panel-{subject}")).unwrap_or_default();
            let known = |indicator: &&&Indicator| numbers.value(indicator, &territories[0], month).is_some();
            let found = shown.iter().find(known);
            let is_known = |indicator: &&Indicator| {
                territories.iter().any(|territory| numbers.value(indicator, territory, month).is_some())
            };
            Subject {
                id: subject.clone(),
                title: found.map_or_else(
                    || name.clone(),
                    |indicator| finding(&name, indicator, numbers, &territories[0], month, words),
                ),
                territories: territories.iter().map(|territory| short(territory, words)).collect(),
                nothing: (!shown.iter().any(is_known)).then(|| words.say("panel-nothing")),
                rows,
            }
        });
    Ok(subjects.collect())
}

fn short(territory: &Territory, words: Words) -> String {
    match territory {
        Territory::France => words.say("row-france"),
        other => words.territory(other),
    }
}

fn finding(
    name: &str,
    indicator: &Indicator,
    numbers: &Numbers,
    own: &Territory,
    month: Month,
    words: Words,
) -> String {
    let value = numbers.value(indicator, own, month);
    let unit = tiles::unit(indicator, value, words);
    let written = reading::cell(indicator, numbers.reading(indicator, own, month), words);
    let value = if unit.is_empty() { written } else { format!("{written}\u{a0}{unit}") };
    let label = words.language.typeset(&indicator.text(words.language).name);
    words.with("panel-title", &[("panel", name), ("name", &label), ("value", &value)])
}

fn row(
    indicator: &Indicator,
    numbers: &Numbers,
    territories: &[Territory],
    month: Month,
    words: Words,
) -> Row {
    let text = indicator.text(words.language);
    let own = &territories[0];
    let reading = numbers.reading(indicator, own, month);
    let change = numbers.change(indicator, own, month);
    let territory = if *own == Territory::France { String::new() } else { format!("territory={own}") };
    let at = if month == numbers.last { String::new() } else { format!("month={month}") };
    let query: Vec<String> = [territory, at].into_iter().filter(|part| !part.is_empty()).collect();
    Row {
        name: words.language.typeset(&text.name),
        page: with_query(
            &address(words.language, &format!("/indicateurs/{}", indicator.id)),
            &query.join("&"),
        ),
        cells: territories
            .iter()
            .map(|territory| {
                let reading = numbers.reading(indicator, territory, month);
                let value = reading.and_then(|reading| reading.value);
                (
                    reading::cell(indicator, reading, words),
                    tiles::unit(indicator, value, words),
                    behind(indicator, reading, words),
                )
            })
            .collect(),
        change: change.map_or_else(
            || ("flat", "–".to_owned()),
            |change| (tiles::tendency(indicator, change), tiles::written_change(indicator, change, words)),
        ),
        badge: reading::badge(reading, words),
        source: tiles::source_line(indicator, numbers, month, words),
    }
}

/// « 812 sur 1 020, couverture 62 % ».
fn behind(indicator: &Indicator, reading: Option<Reading>, words: Words) -> String {
    let Some(reading) = reading.filter(|reading| reading.value.is_some()) else { return String::new() };
    let number = |value| reading::plain_number(value, words);
    let parts = number(reading.numerator).zip(number(reading.denominator));
    let parts = parts
        .filter(|_| indicator.denominator.is_some())
        .map(|(numerator, denominator)| words.with("panel-parts", &[("n", &numerator), ("d", &denominator)]));
    // All is known: nothing to say.
    let coverage = reading.coverage.filter(|share| *share < 0.995);
    let coverage =
        coverage.map(|share| words.with("panel-coverage", &[("share", &words.language.share(share, 0))]));
    parts.into_iter().chain(coverage).collect::<Vec<_>>().join(", ")
}
