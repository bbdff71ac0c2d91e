//! What was written, as the desk may look at it: to its own services, and about its structures. The keys in links of a
//! message are left out, for they belong to whom it was sent to. Each reading is in the audit.

mod frame;
mod list;
mod one;
mod unsubscribe;

pub(in super::super) use list::page as list;
pub(in super::super) use one::{html as one_html, page as one, preview, preview_html};
pub(in super::super) use unsubscribe::{unsubscribe, unsubscribed};

use super::super::words::Words;
use crate::clock::in_paris;
use crate::domain::statement::Subject;
use crate::store::outbox::{Message, Status};

/// Colour, sign and word of a status, as the outbox proves it.
fn badge(message: &Message, words: Words) -> (&'static str, &'static str, String) {
    let (class, sign) = match Status::read(&message.status) {
        Some(Status::Sent) => ("ok", "✓"),
        Some(Status::Failed) => ("ko", "✕"),
        Some(Status::Uncertain) => ("ko", "?"),
        _ => ("mid", "●"),
    };
    (class, sign, words.say(&format!("message-{}", message.status)))
}

/// Of whom it speaks.
fn about(message: &Message, words: Words) -> String {
    match message.about.parse() {
        Ok(Subject::Territory(territory)) => words.territory(&territory),
        _ => message.about.clone(),
    }
}

fn moment(instant: chrono::NaiveDateTime, words: Words) -> String {
    let here = in_paris(instant);
    let gaps = [("day", words.language.day(here.date())), ("hour", words.language.hour(here.time()))];
    words.with("moment", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}
