//! What to ask of a server, and what to make of its answer. Pure.

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// By what a server tells whether a file is still the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What is known before asking.
#[derive(Clone, Debug, Default)]
pub(super) struct Ask {
    /// Of the file that was imported last.
    pub(super) known: Option<Validators>,
    /// Bytes of an attempt that was interrupted, and the file that they belong to.
    pub(super) part: Option<(u64, Validators)>,
}

/// The head of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) validators: Validators,
    /// Bytes that follow, if the server tells.
    pub(super) length: Option<u64>,
    pub(super) range: Option<String>,
    pub(super) location: Option<String>,
    pub(super) retry_after: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The file that was imported last is the newest.
    Unchanged,
    /// The whole file follows, of so many bytes if the server tells.
    Whole(Option<u64>),
    /// What the part lacks follows; then the file has so many bytes.
    Rest(u64),
    /// The part is good for nothing: ask again without it.
    Anew,
    Elsewhere(String),
    Refused {
        reason: String,
        not_before: Option<NaiveDateTime>,
    },
}

/// A server that asks for more patience than this is asked again all the same.
const MOST_PATIENCE: TimeDelta = TimeDelta::hours(12);

impl Validators {
    /// What tells that bytes belong to the very same file: weak tags do not, and where there is a tag a date may not
    /// stand in for it (RFC 9110, 13.1.5).
    pub(super) fn strong(&self) -> Option<&str> {
        match &self.etag {
            Some(etag) => (!etag.starts_with("W/")).then_some(etag),
            None => self.last_modified.as_deref(),
        }
    }
}

impl Ask {
    /// The headers of the request.
    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = Vec::new();
        if let Some(known) = &self.known {
            headers.extend(known.etag.clone().map(|etag| ("If-None-Match", etag)));
            headers.extend(known.last_modified.clone().map(|day| ("If-Modified-Since", day)));
        }
        if let Some((bytes, same)) = self.resumable() {
            headers.push(("Range", format!("bytes={bytes}-")));
            headers.push(("If-Range", same.to_owned()));
        }
        headers
    }

    fn resumable(&self) -> Option<(u64, &str)> {
        let (bytes, validators) = self.part.as_ref().filter(|(bytes, _)| *bytes > 0)?;
        Some((*bytes, validators.strong()?))
    }
}

/// What to do with an answer, when a file may have `limit` bytes.
pub(super) fn judge(ask: &Ask, answer: &Answer, limit: u64, now: NaiveDateTime) -> Verdict {
    let refused = |reason: String| Verdict::Refused { reason, not_before: answer.not_before(now) };
    let is_too_large = |bytes: u64| bytes > limit;
    match (answer.status, ask.resumable()) {
        (200, _) if answer.length.is_some_and(is_too_large) => refused(too_large(limit)),
        (200, _) => Verdict::Whole(answer.length),
        (206, Some((bytes, _))) => match answer.range.as_deref().and_then(content_range) {
            Some((_, total)) if is_too_large(total) => refused(too_large(limit)),
            Some((from, total)) if from == bytes && ask.is_same_file(answer) => Verdict::Rest(total),
            _ => Verdict::Anew,
        },
        (416, Some(_)) => Verdict::Anew,
        (304, _) if ask.known.is_some() => Verdict::Unchanged,
        (301 | 302 | 303 | 307 | 308, _) => match &answer.location {
            Some(location) => Verdict::Elsewhere(location.clone()),
            None => refused("the server redirects to nowhere".into()),
        },
        (status, _) => refused(format!("the server answered {status}")),
    }
}

impl Ask {
    /// A server may forget `If-Range`: what it sends must bear the tag or the date that was asked for.
    fn is_same_file(&self, answer: &Answer) -> bool {
        self.resumable().is_some_and(|(_, asked)| answer.validators.strong() == Some(asked))
    }
}

impl Answer {
    /// `Retry-After`, in seconds or as a date.
    fn not_before(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let told = self.retry_after.as_deref()?.trim();
        let seconds = told.parse().ok().and_then(TimeDelta::try_seconds);
        let until = || Some(DateTime::parse_from_rfc2822(told).ok()?.naive_utc() - now);
        let wait = seconds.or_else(until)?.min(MOST_PATIENCE);
        (wait > TimeDelta::zero()).then(|| now + wait)
    }
}

pub(super) fn too_large(limit: u64) -> String {
    format!("the file is larger than {limit} bytes, the limit of the source")
}

/// The first byte and the total of `bytes 200-1023/1024`.
fn content_range(text: &str) -> Option<(u64, u64)> {
    let (range, total) = text.trim().strip_prefix("bytes")?.trim_start().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total): (u64, u64, u64) =
        (first.parse().ok()?, last.parse().ok()?, total.parse().ok()?);
    (first <= last && last.checked_add(1) == Some(total)).then_some((first, total))
}

#[cfg(test)]
mod tests;
