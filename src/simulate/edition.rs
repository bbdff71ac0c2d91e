//! Which editions were published, when, and in what shape; nothing of what they hold.

use chrono::NaiveDate;

use crate::domain::month::Month;

#[derive(Clone, Copy, Debug)]
pub(super) struct Edition {
    pub month: Month,
    pub day: NaiveDate,
    pub flow: Flow,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Flow {
    Csv(Charset),
    Plus(Layout),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// The editions up to 2021; no character in which ISO-8859-15 differs from it is ever written.
    Latin1,
    Utf8,
}

/// The two ways in which FINESS+ fills the four coordinate fields (ansforge/finess, issue 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Metres in `coordonneeX` (northing) and `coordonneeY` (easting), degrees in `direction…`.
    MetresFirst,
    /// Degrees in `coordonneeX` (longitude) and `coordonneeY` (latitude), metres in `direction…`.
    DegreesFirst,
}

pub(super) fn month(year: i32, number: i32) -> Month {
    Month::from_index(year * 12 + number - 1)
}

/// The month of the last CSV edition: the real flow stopped on its twelfth day.
pub(super) fn last_csv() -> Month {
    month(2026, 5)
}

/// Yearly until 2023, monthly from 2024, FINESS+ once the CSV flow has stopped.
pub(super) fn until(last: Month) -> Vec<Edition> {
    let yearly = (2008..=2023).map(|year| month(year, 12));
    let monthly = Month::range(month(2024, 1), last);
    yearly.chain(monthly).filter(|m| *m <= last).map(Edition::of).collect()
}

impl Edition {
    fn of(month: Month) -> Self {
        let day = match month {
            stopped if stopped == last_csv() => stopped.first_day() + chrono::Days::new(11),
            other => other.last_day(),
        };
        let flow = if month > last_csv() {
            Flow::Plus(Layout::of(month))
        } else if month.year() <= 2021 {
            Flow::Csv(Charset::Latin1)
        } else {
            Flow::Csv(Charset::Utf8)
        };
        Self { month, day, flow }
    }
}

impl Layout {
    /// They alternate, but for September and October 2026, both seen in the second one.
    fn of(month: Month) -> Self {
        if month.index() % 2 == 0 || month == self::month(2026, 10) {
            Self::DegreesFirst
        } else {
            Self::MetresFirst
        }
    }
}
