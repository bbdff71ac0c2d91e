//! Dates as a file that diary programs read (iCalendar, RFC 5545): one event for a whole day each, under a name that stays
//! the same, so that a date that moves moves there too.

use chrono::{NaiveDate, NaiveDateTime};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};

/// One date, in the words of its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// What tells it from all others, for ever.
    pub key: String,
    pub on: NaiveDate,
    pub title: String,
    pub text: String,
    /// The page that tells more.
    pub address: Option<String>,
}

/// Whose calendar it is, and when it is written.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    pub title: &'a str,
    pub language: &'a str,
    pub at: NaiveDateTime,
}

/// How often a diary program asks again: the data change with imports, not with hours.
const ASKED_AGAIN: &str = "PT12H";

#[must_use]
pub fn ics(cover: Cover, days: impl IntoIterator<Item = Day>) -> String {
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Observatoire des MSP//Calendar//FR"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", cover.title),
        ("X-WR-CALNAME", cover.title),
        ("REFRESH-INTERVAL;VALUE=DURATION", ASKED_AGAIN),
        ("X-PUBLISHED-TTL", ASKED_AGAIN),
    ];
    for (name, value) in head {
        calendar.append_property(Property::new(name, value));
    }
    for day in days {
        calendar.push(event(&day, cover));
    }
    folded(&calendar.to_string())
}

/// Octets of a line (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// The same, folded anew: the crate forgets the space that begins the last piece of a line, which is then one octet too long.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / WIDTH * 3);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > WIDTH {
                folded.push_str("\r\n ");
                width = 1;
            }
            folded.push(letter);
            width += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

fn event(day: &Day, cover: Cover) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@observatoire-msp", day.key))
        .timestamp(cover.at.and_utc())
        .summary(&plain(&day.title))
        .description(&plain(&day.text))
        .all_day(day.on)
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("CATEGORIES", "MSP");
    event.append_property(Property::new("COMMENT", "").add_parameter("LANGUAGE", cover.language).done());
    if let Some(address) = &day.address {
        event.url(address);
    }
    event.done()
}

/// Without characters that begin another line there.
fn plain(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cover() -> Cover<'static> {
        let at = NaiveDate::MIN.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::zero();
        let at = NaiveDate::from_ymd_opt(2026, 11, 21).map_or(at, |day| day.and_time(chrono::NaiveTime::MIN));
        Cover { title: "Échéancier", language: "fr", at }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            days in proptest::collection::vec((0i64..4000, "\\PC{1,120}", "[^\\r]{0,300}"), 0..12)
        ) {
            let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
            let days: Vec<Day> = days.into_iter().enumerate().map(|(place, (later, title, text))| Day {
                key: format!("balance.{place}"),
                on: first + chrono::TimeDelta::days(later),
                title: title.trim().to_owned(),
                text: text.trim().to_owned(),
                address: Some("https://x.invalid/structures/010009999/echeancier".into()),
            }).collect();
            let file = ics(cover(), days.clone());
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
                prop_assert!(!line.contains('\n'), "{line:?}");
            }
            let read: Calendar = file.parse().unwrap();
            let events: Vec<&Event> = read.events().collect();
            prop_assert_eq!(events.len(), days.len());
            for (event, day) in events.iter().zip(&days) {
                let uid = format!("{}@observatoire-msp", day.key);
                prop_assert_eq!(event.get_uid(), Some(uid.as_str()));
                let start = event.get_start().map(|start| start.date_naive());
                prop_assert_eq!(start, Some(day.on));
                prop_assert_eq!(event.get_summary().unwrap_or_default(), plain(&day.title));
            }
        }
    }
}
