//! One attempt to fetch one file: asks, follows, copies, looks at what came.

use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use ureq::Body;

use super::address::Address;
use super::answer::{Ask, Validators, Verdict, judge, too_large};
use super::client::Client;
use super::part::{Flaw, Part};

/// More than this is taken for a circle.
const MOST_REDIRECTS: usize = 5;

/// What is wanted, and until when.
pub(super) struct Attempt<'a> {
    pub(super) address: &'a Address,
    /// Of the file that was imported last.
    pub(super) known: Option<Validators>,
    /// Bytes that the file may have.
    pub(super) limit: u64,
    pub(super) sha256: Option<&'a str>,
    pub(super) silence: Duration,
    pub(super) deadline: Instant,
    pub(super) now: NaiveDateTime,
    pub(super) stop: &'a AtomicBool,
}

pub(super) enum Fetched {
    Unchanged,
    /// The part is the whole file.
    Whole(Validators),
}

/// Why nothing was fetched, in words that show no secret.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) reason: String,
    /// The server asks not to be asked before.
    pub(super) not_before: Option<NaiveDateTime>,
    /// What came may be gone on with.
    pub(super) is_resumable: bool,
}

impl Failure {
    fn for_good(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), not_before: None, is_resumable: false }
    }

    fn for_now(reason: impl Into<String>) -> Self {
        Self { is_resumable: true, ..Self::for_good(reason) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::for_now(format!("the inbox cannot be written to: {error}"))
    }
}

impl Attempt<'_> {
    /// # Errors
    /// Whatever went wrong; the part says what is left.
    pub(super) fn fetch(&self, part: &mut Part) -> Result<Fetched, Failure> {
        let shown = self.address.to_string();
        let client = Client::new(self.silence);
        let mut address = self.address.clone();
        let (mut redirects, mut is_anew) = (0, false);
        loop {
            let ask = Ask { known: self.known.clone(), part: part.of(&shown) };
            let (answer, body) = client.ask(&address, &ask, self.left()?).map_err(Failure::for_now)?;
            let total = match judge(&ask, &answer, self.limit, self.now) {
                Verdict::Unchanged => return Ok(Fetched::Unchanged),
                Verdict::Elsewhere(_) if redirects == MOST_REDIRECTS => {
                    return Err(Failure::for_now(format!("over {MOST_REDIRECTS} redirects")));
                }
                Verdict::Elsewhere(location) => {
                    redirects += 1;
                    address = address.follow(&location).map_err(Failure::for_now)?;
                    continue;
                }
                Verdict::Anew if is_anew => {
                    return Err(Failure::for_good("the server does not know what it has"));
                }
                Verdict::Anew => {
                    is_anew = true;
                    part.disown();
                    continue;
                }
                Verdict::Refused { reason, not_before } => {
                    return Err(Failure { not_before, ..Failure::for_now(reason) });
                }
                Verdict::Whole(total) => {
                    part.begin(&shown, &answer.validators)?;
                    total
                }
                Verdict::Rest(total) => Some(total),
            };
            self.copy(&client, body, part)?;
            self.inspect(part, total)?;
            let validators = part.of(&shown).map(|(_, validators)| validators);
            return Ok(Fetched::Whole(validators.unwrap_or_default()));
        }
    }

    fn copy(&self, client: &Client, body: Body, part: &mut Part) -> Result<(), Failure> {
        let mut reader = body.into_reader();
        let mut chunk = vec![0; 1 << 16];
        loop {
            self.left()?;
            let n = reader.read(&mut chunk).map_err(|error| Failure::for_now(client.broken(error)))?;
            if n == 0 {
                return Ok(());
            }
            // A length that was told may be a lie: what counts is what comes.
            if part.bytes() + n as u64 > self.limit {
                return Err(Failure::for_good(too_large(self.limit)));
            }
            part.write(&chunk[..n])?;
        }
    }

    fn inspect(&self, part: &mut Part, total: Option<u64>) -> Result<(), Failure> {
        if let Some(total) = total.filter(|total| *total != part.bytes()) {
            return Err(Failure::for_now(format!("{} bytes came of {total}", part.bytes())));
        }
        match part.flaw(self.sha256)? {
            None => Ok(()),
            Some(Flaw::Short) => Err(Failure::for_now("the file is cut short")),
            Some(Flaw::Damaged(how)) => Err(Failure::for_good(format!("the file is damaged: {how}"))),
        }
    }

    /// The time that is left, unless the process is asked to end.
    fn left(&self) -> Result<Duration, Failure> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Failure::for_now("the process was asked to end"));
        }
        let left = self.deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        left.ok_or_else(|| Failure::for_now("the download is over its time limit"))
    }
}
