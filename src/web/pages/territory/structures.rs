//! The structures of a territory at the end of a month, and what happened to them in the twelve months before.

use chrono::NaiveDate;

use super::query::{Order, Standing, View};
use crate::domain::edition::Calendar;
use crate::domain::establishment::Establishment;
use crate::domain::finess::Kind;
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalForm;
use crate::domain::life::{Event, Happening, Spell};
use crate::domain::month::Month;
use crate::domain::structure::{Ending, Structure};
use crate::domain::territory::Territory;
use crate::domain::writing::plain;
use crate::store::{Conn, Error, Known, imports, structures};

/// Codes of the departments of a region, or of the department itself.
pub(super) fn departments(territory: &Territory) -> Vec<&'static str> {
    let held = |region: &str, code: &str| match territory {
        Territory::Region(wanted) => wanted == region,
        Territory::Department(wanted) => wanted == code,
        Territory::France | Territory::Epci(_) | Territory::Commune(_) => false,
    };
    let all = france().departments.iter().filter(|d| held(d.region, d.code));
    all.map(|department| department.code).collect()
}

/// Everything known of the maisons de santé that ever stood in a territory.
pub(super) struct Structures {
    departments: Vec<&'static str>,
    all: Vec<Structure>,
    calendar: Calendar,
    month: Month,
}

/// A structure that stands, or stood, in the territory.
pub(super) struct Line<'a> {
    pub(super) structure: &'a Structure,
    pub(super) shown: &'a Establishment,
    pub(super) form: LegalForm,
    pub(super) opened: Option<NaiveDate>,
    pub(super) end: End,
}

/// Whether a structure is still open, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Open,
    /// It bears another category now.
    Left {
        day: NaiveDate,
    },
    Ended(Ending),
}

impl Structures {
    pub(super) fn load(
        conn: &mut Conn,
        territory: &Territory,
        month: Month,
        known: Known,
    ) -> Result<Self, Error> {
        let departments = departments(territory);
        let all = structures::placed_in(conn, &departments, Kind::Msp, known)?;
        let calendar = imports::calendar(conn, known)?;
        Ok(Self { departments, all, calendar, month })
    }

    /// Those open at the end of the month: as many as the indicator counts.
    pub(super) fn open(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines().filter(|line| line.end == End::Open)
    }

    /// Those that were ever open here up to the month, and did not move away since.
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.all.iter().filter_map(|structure| {
            let day = self.month.last_day();
            let now = structure.spell(self.month);
            let here = |spell: &&Spell| spell.kind == Kind::Msp && self.holds(&spell.department);
            let past =
                structure.life.spells.iter().rfind(|spell| spell.first <= self.month && here(spell))?;
            let end = match now {
                Some(spell) if here(&spell) => End::Open,
                Some(spell) if self.holds(&spell.department) => {
                    End::Left { day: structure.last(Happening::Left, day).map_or(day, |event| event.day) }
                }
                Some(_) => return None,
                None => End::Ended(structure.ending(day, &self.calendar)),
            };
            let opened = structure.opened(day);
            Some(Line { structure, shown: structure.shown(day), form: past.form, opened, end })
        })
    }

    fn holds(&self, department: &str) -> bool {
        self.departments.contains(&department)
    }

    /// What the filters let through, in the order asked for.
    pub(super) fn filtered(&self, view: &View) -> Vec<Line<'_>> {
        let searched = view.searched();
        let mut lines: Vec<Line> = self
            .lines()
            .filter(|line| match view.standing {
                Standing::Open => line.end == End::Open,
                Standing::Ended => line.end != End::Open,
                Standing::All => true,
            })
            .filter(|line| view.form.is_none_or(|form| line.form == form))
            .filter(|line| {
                view.since.is_none_or(|since| {
                    line.opened.is_some_and(|day| Month::of(day) >= since.first(view.month))
                })
            })
            .filter(|line| searched.is_empty() || line.matches(&searched))
            .collect();
        lines.sort_by_cached_key(|line| {
            let first = match view.order {
                Order::Name => String::new(),
                Order::Commune => plain(line.commune().unwrap_or("\u{ffff}")),
                // Days to come sort before days gone.
                Order::Opened => {
                    let ago = line.opened.map_or(i64::MAX, |day| (view.month.last_day() - day).num_days());
                    format!("{ago:020}")
                }
            };
            (first, plain(&line.shown.name), line.structure.finess.clone())
        });
        lines
    }

    /// Openings or closures of the twelve months that end with the month, the last first: as many as the
    /// indicator counts.
    pub(super) fn events(&self, happening: Happening) -> Vec<(&Event, &Structure)> {
        let window = self.month - 11..=self.month;
        let mut events: Vec<(&Event, &Structure)> = self
            .all
            .iter()
            .flat_map(|structure| structure.life.events.iter().map(move |event| (event, structure)))
            .filter(|(event, _)| {
                event.happening == happening
                    && event.kind == Kind::Msp
                    && self.holds(&event.department)
                    && window.contains(&Month::of(event.day))
            })
            .collect();
        events.sort_by(|(a, one), (b, other)| (b.day, &one.finess).cmp(&(a.day, &other.finess)));
        events
    }
}

impl Line<'_> {
    pub(super) fn commune(&self) -> Option<&'static str> {
        let code = self.shown.commune.as_deref()?;
        france().commune(code).map(|commune| commune.name)
    }

    /// Every word searched for is in the name, the commune or the number.
    fn matches(&self, searched: &[String]) -> bool {
        let commune = self.commune().unwrap_or_default();
        let text = plain(&format!("{} {commune} {}", self.shown.name, self.structure.finess));
        searched.iter().all(|word| text.contains(word.as_str()))
    }
}
