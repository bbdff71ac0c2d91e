//! Messages leave: each claimed by one worker, handed over outside any transaction, its end noted. A message that may have
//! arrived is never sent again by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;

use crate::mail::{Server, Session, Trouble};
use crate::store::outbox::delivery::{self, Claim, Outcome};
use crate::store::{Conn, Error, Store};

/// Until when a worker that has a message is taken to be alive: longer than all its limits together.
const LEASE: TimeDelta = TimeDelta::minutes(30);

/// Minutes before the second try, the third …; the last one again and again.
const BACKOFF: [i64; 5] = [1, 5, 15, 60, 180];

/// After so long a message is given up, as mail servers do (RFC 5321, 4.5.4.1).
const PATIENCE: TimeDelta = TimeDelta::days(5);

/// How often the answer of a server is noted again while the database is busy: losing it makes a message uncertain.
const NOTED: u32 = 20;

/// What a delivery did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Delivered {
    pub sent: usize,
    pub put_off: usize,
    pub failed: usize,
    pub uncertain: usize,
    /// Why the server could not be used; the rest waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

/// What a delivery is done with. The clock may stand still; the delivery does not.
#[derive(Clone, Copy)]
pub struct Round<'a> {
    pub store: &'a Store,
    pub server: &'a Server,
    pub now: NaiveDateTime,
    pub stop: &'a AtomicBool,
    pub deadline: Instant,
}

/// Sends what is due, until nothing is, the server fails, or it is asked to end.
///
/// # Errors
/// The database fails; what was handed over by then and not noted is uncertain once its lease is over.
pub fn deliver(round: Round) -> anyhow::Result<Delivered> {
    let begun = Instant::now();
    let now = || round.now + TimeDelta::from_std(begun.elapsed()).unwrap_or_default();
    let conn = &mut *round.store.connection()?;
    let mut delivered =
        Delivered { uncertain: delivery::recover(conn, now())?.len(), ..Delivered::default() };
    let mut session = None;
    while !round.stop.load(Ordering::Relaxed) && Instant::now() < round.deadline {
        let Some(claim) = delivery::claim(conn, now(), now() + LEASE)? else { break };
        let result = send(conn, round.server, &mut session, &claim, &now)?;
        let (outcome, trouble) = outcome(&claim, result, now());
        match &outcome {
            Outcome::Sent(_) => delivered.sent += 1,
            Outcome::PutOff(..) | Outcome::Released(_) => delivered.put_off += 1,
            Outcome::Refused(_) | Outcome::GivenUp(_) => delivered.failed += 1,
            Outcome::Uncertain(_) => delivered.uncertain += 1,
        }
        note(conn, &claim, &outcome, now)?;
        tracing::info!(message = claim.id, attempt = claim.attempt, outcome = outcome.as_str(), "a message");
        if !matches!(outcome, Outcome::Sent(_)) {
            // After a refusal the conversation begins anew.
            session = None;
        }
        if trouble.is_some() {
            delivered.trouble = trouble;
            break;
        }
    }
    if let Some(session) = session {
        session.close();
    }
    Ok(delivered)
}

/// The way of one message. Just before its content leaves, the store is told that it may have arrived from now on.
fn send(
    conn: &mut Conn,
    server: &Server,
    session: &mut Option<Session>,
    claim: &Claim,
    now: &impl Fn() -> NaiveDateTime,
) -> Result<Result<String, Trouble>, Error> {
    let open = match session.take() {
        Some(open) => Ok(open),
        None => server.open(),
    };
    let mut open = match open {
        Ok(open) => open,
        Err(trouble) => return Ok(Err(trouble)),
    };
    if let Err(trouble) = open.offer(&claim.sender, &claim.recipient) {
        return Ok(Err(trouble));
    }
    if !delivery::hand_over(conn, claim, now() + LEASE)? {
        return Ok(Err(Trouble::Later("another worker has taken the message".into())));
    }
    let answer = open.hand_over(&claim.content);
    *session = Some(open);
    Ok(answer)
}

/// What an answer means for the message, and for those behind it.
fn outcome(claim: &Claim, result: Result<String, Trouble>, now: NaiveDateTime) -> (Outcome, Option<String>) {
    let put_off = |words: String| {
        if now - claim.raised_at >= PATIENCE {
            return Outcome::GivenUp(words);
        }
        let tried = usize::try_from(claim.attempt).unwrap_or(usize::MAX).saturating_sub(1);
        let minutes = BACKOFF[tried.min(BACKOFF.len() - 1)];
        Outcome::PutOff(words, now + TimeDelta::minutes(minutes))
    };
    match result {
        Ok(answer) => (Outcome::Sent(answer), None),
        Err(Trouble::Refused(words)) => (Outcome::Refused(words), None),
        Err(Trouble::Later(words)) => (put_off(words), None),
        // A server that goes on like that would leave one doubt after another.
        Err(Trouble::Silence(words)) => (Outcome::Uncertain(words.clone()), Some(words)),
        // Nothing was handed over, and the next message would fare no better.
        Err(Trouble::Server(problem)) => (put_off(problem.clone()), Some(problem)),
    }
}

fn note(
    conn: &mut Conn,
    claim: &Claim,
    outcome: &Outcome,
    now: impl Fn() -> NaiveDateTime,
) -> Result<(), Error> {
    for _ in 1..NOTED {
        match delivery::settle(conn, claim, outcome, now()) {
            Ok(_) => return Ok(()),
            Err(error) => {
                tracing::warn!(message = claim.id, "the end of a delivery cannot be noted yet: {error}");
                thread::sleep(Duration::from_secs(1));
            }
        }
    }
    delivery::settle(conn, claim, outcome, now()).map(|_| ())
}
