//! `?known_on=2026-09-30`: what the public could read that day.

use chrono::NaiveDate;
use serde::Deserialize;

use super::errors::WebError;
use super::visit::Visit;
use super::words::Words;
use crate::store::Conn;
use crate::store::editions::{self, Edition};

/// The part of an address that any page of figures may bear.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct KnownOn {
    known_on: Option<String>,
}

impl KnownOn {
    /// The day, and the edition that was the latest then; the present when the address names no day.
    ///
    /// # Errors
    /// Not a day, one to come, or one before the first edition; said in the reader's language.
    pub(super) fn edition(
        &self,
        visit: &Visit,
        conn: &mut Conn,
        words: Words,
    ) -> Result<(Option<NaiveDate>, Edition), WebError> {
        let Some(text) = self.known_on.as_deref().filter(|text| !text.is_empty()) else {
            return Ok((None, Edition::Current));
        };
        let today = visit.clock.today();
        let day = text.parse::<NaiveDate>().ok().filter(|day| *day <= today);
        let day = day.ok_or_else(|| WebError::Wrong(words.say("error-known-on")))?;
        let instant = day.and_hms_opt(23, 59, 59).unwrap_or_default();
        let edition = editions::known_on(conn, instant, today)?;
        let none =
            || WebError::Wrong(words.with("error-known-on-early", &[("day", &words.language.day(day))]));
        Ok((Some(day), edition.ok_or_else(none)?))
    }
}
