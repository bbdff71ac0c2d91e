//! The one place that knows what time it is, so that any day can be replayed.

use chrono::{DateTime, Months, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Europe::Paris;

use crate::domain::month::Month;

#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// Stands still: for tests and replays.
    Fixed(DateTime<Utc>),
}

/// An instant (UTC) as the clocks of Paris show it.
#[must_use]
pub fn in_paris(instant: NaiveDateTime) -> NaiveDateTime {
    instant.and_utc().with_timezone(&Paris).naive_local()
}

/// The first instant (UTC) of a day in Paris, where no clock is changed at midnight.
#[must_use]
pub fn start_of(day: NaiveDate) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.and_local_timezone(Paris).earliest().map_or(midnight, |start| start.naive_utc())
}

impl Clock {
    /// The present instant, UTC.
    #[must_use]
    pub fn now(self) -> NaiveDateTime {
        self.instant().naive_utc()
    }

    /// Today in Paris.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.instant().with_timezone(&Paris).date_naive()
    }

    /// The last month that is over.
    #[must_use]
    pub fn last_month(self) -> Month {
        let today = self.today();
        Month::of(today.checked_sub_months(Months::new(1)).unwrap_or(today))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    fn instant(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(instant) => instant,
        }
    }
}
