//! From figures and dates to places in a drawing, and the round numbers of the axes.

use chrono::{Datelike, NaiveDate};

/// The box of the figures, from zero (or a round number below it) at the bottom to a round number at the top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub least: f64,
    pub most: f64,
}

impl Plot {
    pub(super) fn x(&self, date: NaiveDate) -> f64 {
        let span = (self.last - self.first).num_days().max(1) as f64;
        self.left + (date - self.first).num_days() as f64 / span * (self.right - self.left)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        let share = (value - self.least) / (self.most - self.least);
        self.bottom - share.clamp(0.0, 1.0) * (self.bottom - self.top)
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

/// The same with round values below zero, where there are values.
pub(super) fn ticks_between(least: f64, most: f64) -> Vec<f64> {
    let largest = ticks(most.max(-least));
    let step = largest.get(1).copied().unwrap_or(1.0);
    let (below, above) = ((least.min(0.0) / step).floor(), (most.max(0.0) / step).ceil());
    if below < 0.0 {
        (below as i32..=above as i32).map(|n| f64::from(n) * step).collect()
    } else {
        ticks(most)
    }
}

/// Bounds of classes of one width that hold all values: about ten, on round numbers.
pub(super) fn bins(values: &[f64]) -> Vec<f64> {
    let (least, most) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
        (least.min(*value), most.max(*value))
    });
    if !(most - least).is_finite() {
        return Vec::new();
    }
    let wanted = ((most - least) / 10.0).max(most.abs() / 100.0).max(1e-6);
    let unit = 10f64.powf(wanted.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * unit).find(|step| *step >= wanted * 0.999);
    let step = step.unwrap_or(wanted);
    let first = (least / step + 1e-9).floor();
    // The last bound is beyond the largest value: a class holds its lower bound, not its upper.
    let last = (most / step + 1e-9).floor() + 1.0;
    (first as i64..=last as i64).map(|n| n as f64 * step).collect()
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
    fn goes_below_zero_only_where_values_do() {
        assert_eq!(ticks_between(0.0, 12.0), ticks(12.0));
        assert_eq!(ticks_between(-3.0, 4.0), [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks_between(-10.0, 0.0), [-10.0, -8.0, -6.0, -4.0, -2.0, 0.0]);
    }

    #[test]
    fn holds_every_value_in_classes_of_one_width() {
        assert_eq!(bins(&[1.2, 9.9]), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!(bins(&[0.0, 0.0]).len(), 2);
        assert_eq!(bins(&[]), [] as [f64; 0]);
        for values in [vec![0.31, 0.97], vec![5.0], vec![-4.0, 60.0], vec![1e6, 2.5e6]] {
            let bounds = bins(&values);
            assert!(
                bounds.len() <= 14 && values.iter().all(|v| bounds[0] <= *v && *v < *bounds.last().unwrap())
            );
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
            least: 0.0,
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
