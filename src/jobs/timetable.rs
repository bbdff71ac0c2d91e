//! When a job is due: cron in the time of Paris, told in UTC.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone as _};
use chrono_tz::Europe::Paris;
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds};

use crate::catalog::{Catalog, Fault, Job};
use crate::domain::month::Month;

/// The due times of one job.
#[derive(Debug)]
pub struct Timetable {
    cron: Cron,
}

impl Timetable {
    /// # Errors
    /// The job's `cron` cannot be read.
    pub fn of(job: &Job) -> Result<Self, Fault> {
        let parser = CronParser::builder().seconds(Seconds::Disallowed).build();
        let cron = parser.parse(&job.cron).map_err(|error| Fault {
            file: format!("jobs/schedule/{}.toml", job.id),
            problem: format!("cron: “{}”: {error}", job.cron),
        })?;
        Ok(Self { cron })
    }

    /// The first due time after `instant`, UTC.
    #[must_use]
    pub fn after(&self, instant: NaiveDateTime) -> Option<NaiveDateTime> {
        self.cron.find_next_occurrence(&in_paris(instant), false).ok().map(|due| due.naive_utc())
    }

    /// The last due time at or before `instant`, UTC, within a year. Searched forwards: backwards, the crate finds
    /// another time than forwards in the night that skips an hour.
    #[must_use]
    pub fn before(&self, instant: NaiveDateTime) -> Option<NaiveDateTime> {
        [1, 8, 32, 367].into_iter().find_map(|days| {
            let start = self.after(instant - TimeDelta::days(days));
            std::iter::successors(start, |due| self.after(*due)).take_while(|due| *due <= instant).last()
        })
    }
}

/// Every fault of the timetables.
#[must_use]
pub fn faults(catalog: &Catalog) -> Vec<Fault> {
    catalog.jobs.iter().filter_map(|job| Timetable::of(job).err()).collect()
}

/// The month that a run due at `instant` brings up to date: the last one that is over in Paris.
pub(super) fn month(instant: NaiveDateTime) -> Month {
    Month::of(in_paris(instant).date_naive()) - 1
}

fn in_paris(instant: NaiveDateTime) -> DateTime<Tz> {
    Paris.from_utc_datetime(&instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timetable(cron: &str) -> Timetable {
        let parser = CronParser::builder().seconds(Seconds::Disallowed).build();
        Timetable { cron: parser.parse(cron).unwrap() }
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_of_paris_moves_with_the_seasons() {
        let morning = timetable("15 5 * * *");
        assert_eq!(morning.after(at("2026-01-10T00:00:00")), Some(at("2026-01-10T04:15:00")));
        assert_eq!(morning.after(at("2026-07-10T00:00:00")), Some(at("2026-07-10T03:15:00")));
    }

    #[test]
    fn the_nights_of_the_clock_change_run_once() {
        let night = timetable("30 2 * * *");
        let count = |from: &str, to: &str| {
            let mut due = at(from);
            std::iter::from_fn(|| {
                due = night.after(due)?;
                Some(due)
            })
            .take_while(|due| *due < at(to))
            .count()
        };
        assert_eq!(count("2026-03-28T12:00:00", "2026-03-29T12:00:00"), 1, "02:30 does not exist");
        assert_eq!(count("2026-10-24T12:00:00", "2026-10-25T12:00:00"), 1, "02:30 comes twice");
    }

    #[test]
    fn before_and_after_agree() {
        let night = timetable("30 2 * * *");
        let mut due = at("2026-01-01T12:00:00");
        for _ in 0..366 {
            let next = night.after(due).unwrap();
            assert_eq!(night.before(next), Some(next));
            due = next;
        }
    }

    #[test]
    fn a_run_brings_the_month_before_it_up_to_date() {
        assert_eq!(month(at("2026-11-05T04:15:00")).to_string(), "2026-10");
        assert_eq!(month(at("2026-10-31T23:30:00")).to_string(), "2026-10", "it is November in Paris");
    }
}
