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
    /// The annual stocks, with points once they had columns for them.
    Stock {
        charset: Charset,
        is_located: bool,
    },
    /// cs1100501 and cs1100507.
    Csv,
    Plus(Layout),
}

/// How the letters of a file are written. The charset of each annual stock is not known: files of 2018 to 2021 were
/// seen in Latin letters, those since 2024 in UTF-8; which of the two Latin sets came when is an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Latin9,
    Windows1252,
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

/// Annual stocks of 2008 to 2025; monthly extracts from 2024, FINESS+ once they had stopped.
pub(super) fn until(last: Month) -> Vec<Edition> {
    let yearly = (2008..=2025).map(Edition::stock);
    let monthly = Month::range(month(2024, 1), last).map(Edition::monthly);
    let mut editions: Vec<Edition> = yearly.chain(monthly).filter(|edition| edition.month <= last).collect();
    editions.sort_by_key(|edition| edition.day);
    editions
}

impl Edition {
    fn stock(year: i32) -> Self {
        let charset = match year {
            ..=2014 => Charset::Latin9,
            2015..=2019 => Charset::Windows1252,
            _ => Charset::Utf8,
        };
        // 36 columns once, 42 seen in 2020: since when is an assumption.
        let flow = Flow::Stock { charset, is_located: year >= 2013 };
        let month = month(year, 12);
        Self { month, day: month.last_day(), flow }
    }

    fn monthly(month: Month) -> Self {
        let day = match month {
            stopped if stopped == last_csv() => stopped.first_day() + chrono::Days::new(11),
            other => other.last_day(),
        };
        let flow = if month > last_csv() { Flow::Plus(Layout::of(month)) } else { Flow::Csv };
        Self { month, day, flow }
    }

    /// Whether it lists the open establishments alone, as FINESS+ does not.
    pub(super) fn is_csv(&self) -> bool {
        !matches!(self.flow, Flow::Plus(_))
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
