//! What structures state, month by month: the last value that is not too old, or all of a window.

use std::collections::{BTreeMap, HashMap};

use super::answer::Answer;
use super::months::Months;
use super::table::{Column, Table};
use crate::catalog::{Parameters, Stated, Term};
use crate::domain::aci::{Done, Indicator, Scale, Team};
use crate::domain::finess::FinessNumber;
use crate::domain::month::Month;

/// Months after which a monthly value is too old to stand for the present (architecture §7.5).
const MONTHLY: i32 = 3;
/// The same, after the end of its year, for a yearly one.
const YEARLY: i32 = 18;
/// Share of a window that must be stated.
const WINDOW: f64 = 0.75;

/// The values of one term out of one source, by structure and month.
struct Timeline {
    /// Where the values of each structure start; one more at the end.
    starts: Vec<usize>,
    months: Vec<Month>,
    values: Vec<f64>,
    /// Months for which a value stands beyond its own.
    patience: i32,
}

/// One term over all its sources, preferred first.
pub(super) struct Values {
    timelines: Vec<Timeline>,
    window: Option<Window>,
}

struct Window {
    months: usize,
    /// Conditions on what the window adds up to, if any.
    bounds: Option<(Option<f64>, Option<f64>)>,
    /// Whether any value will do.
    is_counted: bool,
}

impl Values {
    pub(super) fn of(
        term: &Term,
        stated: &Stated,
        tables: &BTreeMap<String, Table>,
        structures: &HashMap<&FinessNumber, usize>,
    ) -> Self {
        let timelines = stated.sources().map(|(source, column)| match tables.get(source) {
            Some(table) => {
                let answer = Answer::new(table, term, stated, column);
                Timeline::of(table, structures, |rows| answer.read(rows))
            }
            None => Timeline::empty(structures.len()),
        });
        let window = stated.months.and_then(|months| usize::try_from(months).ok()).map(|months| Window {
            months,
            bounds: matches!(term, Term::Meeting(_)).then_some((stated.at_least, stated.at_most)),
            is_counted: matches!(term, Term::Answered(_)),
        });
        Self { timelines: timelines.collect(), window }
    }

    /// Points that the scale in force in the year would give at most, for the patients and professionals of that year.
    pub(super) fn attainable(
        item: Option<&str>,
        tables: &BTreeMap<String, Table>,
        structures: &HashMap<&FinessNumber, usize>,
        parameters: &Parameters,
    ) -> Self {
        let wanted: Option<Indicator> = item.and_then(|item| item.parse().ok());
        let timeline = tables.get("aci_releves").map(|table| {
            let mut scales: HashMap<Month, Option<Scale>> = HashMap::new();
            let [patients, professionals] = ["patientele_mt", "ps_associes"].map(|name| table.column(name));
            Timeline::of(table, structures, |rows| {
                let row = rows.start;
                let month = table.month(row);
                let scale = scales
                    .entry(month)
                    .or_insert_with(|| Scale::read(|name| parameters.on(name, month.last_day())).ok());
                let number = |column: Option<&Column>| column.map_or(f64::NAN, |column| column.number(row));
                let (patients, professionals) = (number(patients), number(professionals));
                let Some(scale) = scale.as_ref().filter(|_| !patients.is_nan() && !professionals.is_nan())
                else {
                    return f64::NAN;
                };
                let done = Done::everything(scale.a10_most as u32, scale.a11_rate);
                let team =
                    Team { patients, professionals: professionals as u32, months: 12, precarity: 0.0, done };
                let lines = scale.award(&team).lines.into_iter();
                let counted = lines.filter(|line| wanted.is_none_or(|wanted| wanted == line.indicator));
                counted.map(|line| line.points.sum()).sum()
            })
        });
        let timeline = timeline.unwrap_or_else(|| Timeline::empty(structures.len()));
        Self { timelines: vec![timeline], window: None }
    }

    pub(super) fn sources(&self) -> usize {
        self.timelines.len()
    }

    /// The value of a structure at the end of each month, NaN where there is none, and the source that it comes from.
    pub(super) fn fill(&self, structure: usize, months: Months, row: &mut [f64], origin: &mut [u8]) {
        row.fill(f64::NAN);
        for (source, timeline) in self.timelines.iter().enumerate() {
            match &self.window {
                None => timeline.carry(structure, months, |month, value| {
                    if row[month].is_nan() {
                        (row[month], origin[month]) = (value, source as u8);
                    }
                }),
                Some(window) => timeline.add_up(structure, months, window, |month, value| {
                    if row[month].is_nan() {
                        (row[month], origin[month]) = (value, source as u8);
                    }
                }),
            }
        }
    }
}

impl Timeline {
    fn empty(structures: usize) -> Self {
        Self { starts: vec![0; structures + 1], months: Vec::new(), values: Vec::new(), patience: 0 }
    }

    /// One value for the rows of each structure and period.
    fn of(
        table: &Table,
        structures: &HashMap<&FinessNumber, usize>,
        mut value: impl FnMut(std::ops::Range<usize>) -> f64,
    ) -> Self {
        let mut subject_of: Vec<Option<usize>> = vec![None; structures.len()];
        for (subject, number) in table.subjects().iter().enumerate() {
            if let Some(structure) = structures.get(number) {
                subject_of[*structure] = Some(subject);
            }
        }
        let mut timeline = Self::empty(0);
        timeline.patience = if table.is_yearly() { YEARLY } else { MONTHLY };
        for subject in subject_of {
            let rows = subject.map_or(0..0, |subject| table.rows(subject));
            let mut start = rows.start;
            while start < rows.end {
                let month = table.month(start);
                let same = (start..rows.end).take_while(|row| table.month(*row) == month).count();
                let value = value(start..start + same);
                if !value.is_nan() {
                    timeline.months.push(month);
                    timeline.values.push(value);
                }
                start += same;
            }
            timeline.starts.push(timeline.months.len());
        }
        timeline
    }

    fn own(&self, structure: usize) -> std::ops::Range<usize> {
        self.starts[structure]..self.starts[structure + 1]
    }

    /// Each value until the next one, or until it is too old.
    fn carry(&self, structure: usize, months: Months, mut put: impl FnMut(usize, f64)) {
        let own = self.own(structure);
        for at in own.clone() {
            let month = self.months[at];
            let next = if at + 1 < own.end { Some(self.months[at + 1]) } else { None };
            let end = next.map_or(month + self.patience + 1, |next| next.min(month + self.patience + 1));
            for position in months.position(month)..months.position(end) {
                put(position, self.values[at]);
            }
        }
    }

    /// What the window that ends with each month adds up to, as if all of its months were like those that are stated.
    fn add_up(&self, structure: usize, months: Months, window: &Window, mut put: impl FnMut(usize, f64)) {
        let own = self.own(structure);
        if own.is_empty() {
            return;
        }
        let mut sums = vec![(0.0, 0usize); months.len()];
        for at in own {
            let (from, to) = (self.months[at], self.months[at] + window.months as i32);
            for cell in &mut sums[months.position(from)..months.position(to)] {
                *cell = (cell.0 + self.values[at], cell.1 + 1);
            }
        }
        let needed = WINDOW * window.months as f64;
        for (month, (sum, stated)) in sums.into_iter().enumerate() {
            if stated > 0 && stated as f64 >= needed {
                let value =
                    if stated == window.months { sum } else { sum * window.months as f64 / stated as f64 };
                put(month, window.read(value));
            }
        }
    }
}

impl Window {
    fn read(&self, value: f64) -> f64 {
        match self.bounds {
            _ if self.is_counted => 1.0,
            Some((at_least, at_most)) => {
                let is_within =
                    at_least.is_none_or(|least| least <= value) && at_most.is_none_or(|most| value <= most);
                f64::from(u8::from(is_within))
            }
            None => value,
        }
    }
}
