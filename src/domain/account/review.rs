//! Every six months somebody says that an account is still wanted. What nobody says so of is shut by itself: people leave,
//! and nobody thinks of telling.

use chrono::{Days, Months, NaiveDate};

/// Between two reviews.
const TERM: Months = Months::new(6);

/// Days to catch up in.
const GRACE: Days = Days::new(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Review {
    Current,
    /// To be confirmed; the last day for it.
    Due(NaiveDate),
    /// Not confirmed in time.
    Lapsed,
}

impl Review {
    /// Of an account last reviewed on a day. A day beyond the calendar is never reached.
    #[must_use]
    pub fn of(reviewed_on: NaiveDate, today: NaiveDate) -> Self {
        let due = reviewed_on.checked_add_months(TERM).unwrap_or(NaiveDate::MAX);
        let last = due.checked_add_days(GRACE).unwrap_or(NaiveDate::MAX);
        match today {
            today if today < due => Self::Current,
            today if today <= last => Self::Due(last),
            _ => Self::Lapsed,
        }
    }
}

/// Whether nobody signed in with an account for a whole term, since it exists.
#[must_use]
pub fn is_idle(last_seen: NaiveDate, today: NaiveDate) -> bool {
    last_seen.checked_add_months(TERM).is_some_and(|term| today >= term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_six_months_and_thirty_days_to_catch_up() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |today: &str| Review::of(day("2026-03-31"), day(today));
        assert_eq!(of("2026-09-29"), Review::Current);
        assert_eq!(of("2026-09-30"), Review::Due(day("2026-10-30")));
        assert_eq!(of("2026-10-30"), Review::Due(day("2026-10-30")));
        assert_eq!(of("2026-10-31"), Review::Lapsed);
        assert_eq!(Review::of(NaiveDate::MAX, day("2026-10-31")), Review::Current);
        assert!(
            is_idle(day("2026-03-31"), day("2026-09-30")) && !is_idle(day("2026-03-31"), day("2026-09-29"))
        );
    }
}
