//! From figures and dates to places in a drawing, and the round numbers of the axes.

use chrono::{Datelike, NaiveDate};

/// The box of the figures, from zero at the bottom to a round number at the top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub most: f64,
}

impl Plot {
    pub(super) fn x(&self, date: NaiveDate) -> f64 {
        let span = (self.last - self.first).num_days().max(1) as f64;
        self.left + (date - self.first).num_days() as f64 / span * (self.right - self.left)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.bottom - (value / self.most).clamp(0.0, 1.0) * (self.bottom - self.top)
    }
}

/// Round values from 0 to above `most`: five or six, or fewer where only whole numbers make sense.
pub(super) fn ticks(most: f64) -> Vec<f64> {
    if !(most.is_finite() && most > 0.0) {
        return vec![0.0, 1.0];
    }
    let unit = 10f64.powf((most / 5.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * unit).find(|step| most / step <= 5.0);
    // Counts have no quarters; a scale below one is of shares.
    let step = step.map_or(most, |step| if most >= 1.0 { step.max(1.0) } else { step });
    (0..=(most / step).ceil() as u32).map(|n| f64::from(n) * step).collect()
}

/// A little more than a year at least, so that a single figure stands in its year.
pub(super) fn span(dates: impl Iterator<Item = NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = dates.fold(None, |span: Option<(NaiveDate, NaiveDate)>, date| match span {
        Some((first, last)) => Some((first.min(date), last.max(date))),
        None => Some((date, date)),
    })?;
    let start = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    match (last - first).num_days() {
        0..300 => Some((start(first.year())?, start(last.year() + 1)?)),
        _ => Some((first, last)),
    }
}

/// Years whose names fit, with the middle of what is seen of them; the last year is always one.
pub(super) fn years(plot: &Plot, name_width: f64) -> Vec<(i32, f64)> {
    let middle = |year: i32| {
        let edge =
            |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|date| plot.x(date.clamp(plot.first, plot.last)));
        Some((edge(year)? + edge(year + 1)?) / 2.0)
    };
    // A series that ends on 1 January shows nothing of that year.
    let newest = if plot.last.ordinal() == 1 { plot.last.year() - 1 } else { plot.last.year() };
    let year_width = (plot.right - plot.left) / ((plot.last - plot.first).num_days().max(1) as f64 / 365.25);
    let step = [1, 2, 3, 5, 10, 20, 50].into_iter().find(|n| f64::from(*n) * year_width >= name_width);
    let mut kept: Vec<(i32, f64)> = Vec::new();
    for year in (plot.first.year()..=newest).rev().step_by(step.unwrap_or(100) as usize) {
        if let Some(x) = middle(year) {
            let room = kept.last().is_none_or(|(_, right)| right - x >= name_width);
            if room && x - name_width / 2.0 >= plot.left - name_width / 2.0 {
                kept.push((year, x));
            }
        }
    }
    kept.reverse();
    kept
}

/// Where a year begins, between the names of years.
pub(super) fn new_years(plot: &Plot) -> impl Iterator<Item = f64> {
    (plot.first.year()..=plot.last.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
        .filter(|date| (plot.first..=plot.last).contains(date))
        .map(|date| plot.x(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_an_axis_on_a_round_number() {
        assert_eq!(ticks(4000.0), [0.0, 1000.0, 2000.0, 3000.0, 4000.0]);
        assert_eq!(ticks(12.0), [0.0, 2.5, 5.0, 7.5, 10.0, 12.5]);
        assert_eq!(ticks(3.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.4).last(), Some(&0.4));
        for most in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(ticks(most), [0.0, 1.0]);
        }
    }

    #[test]
    fn names_as_many_years_as_fit_and_always_the_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut plot = Plot {
            left: 0.0,
            right: 400.0,
            top: 0.0,
            bottom: 100.0,
            first: day("2008-12-31"),
            last: day("2027-12-31"),
            most: 1.0,
        };
        let named = |plot: &Plot| years(plot, 36.0).into_iter().map(|(year, _)| year).collect::<Vec<_>>();
        assert_eq!(named(&plot), [2009, 2011, 2013, 2015, 2017, 2019, 2021, 2023, 2025, 2027]);
        plot.right = 200.0;
        assert_eq!(named(&plot), [2012, 2017, 2022, 2027]);
        (plot.first, plot.last) = span([day("2026-05-01")].into_iter()).unwrap();
        assert_eq!(named(&plot), [2026]);
    }
}
