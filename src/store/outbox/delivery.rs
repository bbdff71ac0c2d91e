//! The way of a message to its server, step by step: each is one statement on one row that only whoever holds the message
//! can take, so that two workers share the work and no writer of other tables is waited for.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::{outbox as t, outbox_attempts as a};
use super::Status;

/// A message in the hands of this worker.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Claim {
    pub id: i64,
    /// From 1.
    #[diesel(column_name = attempts)]
    pub attempt: i32,
    pub sender: String,
    pub recipient: String,
    pub message_id: String,
    pub content: String,
    pub raised_at: NaiveDateTime,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The server took it, in its words.
    Sent(String),
    /// Not now: the next try is at that instant.
    PutOff(String, NaiveDateTime),
    /// Refused for good.
    Refused(String),
    /// Tried for too long.
    GivenUp(String),
    /// Nobody knows whether it arrived.
    Uncertain(String),
    /// The worker gives it back untried.
    Released(String),
}

impl Outcome {
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Sent(_) => "sent",
            Self::PutOff(..) => "put off",
            Self::Refused(_) => "refused",
            Self::GivenUp(_) => "given up",
            Self::Uncertain(_) => "uncertain",
            Self::Released(_) => "released",
        }
    }
}

/// Takes up what dead workers left: what they had not handed over waits again, what they may have handed over is uncertain.
/// Gives the numbers of the uncertain ones.
///
/// # Errors
/// The database fails.
pub fn recover(conn: &mut Conn, now: NaiveDateTime) -> Result<Vec<i64>, Error> {
    let over = |status: Status| t::status.eq(status.as_str()).and(t::lease_until.le(now));
    let mut uncertain = Vec::new();
    for (status, outcome) in [
        (Status::Claimed, Outcome::Released("the worker died before it handed the message over".into())),
        (Status::Sending, Outcome::Uncertain("the worker died before it could note the answer".into())),
    ] {
        let left: Vec<Claim> =
            t::table.filter(over(status)).order(t::id).select(Claim::as_select()).load(conn)?;
        for claim in left {
            // Another worker may recover it at the same time.
            let is_mine = settle_from(conn, &claim, &[status], &outcome, now)?;
            uncertain.extend((is_mine && status == Status::Sending).then_some(claim.id));
        }
    }
    Ok(uncertain)
}

/// Takes the message that has been due for longest, until an instant after which the worker is taken for dead.
///
/// # Errors
/// The database fails.
pub fn claim(conn: &mut Conn, now: NaiveDateTime, until: NaiveDateTime) -> Result<Option<Claim>, Error> {
    loop {
        let due = t::status.eq(Status::Waiting.as_str()).and(t::next_try_at.le(now));
        let next: Option<i64> =
            t::table.filter(due).order((t::next_try_at, t::id)).select(t::id).first(conn).optional()?;
        let Some(id) = next else { return Ok(None) };
        let set = (
            t::status.eq(Status::Claimed.as_str()),
            t::attempts.eq(t::attempts + 1),
            t::lease_until.eq(Some(until)),
        );
        let free = t::id.eq(id).and(t::status.eq(Status::Waiting.as_str()));
        if diesel::update(t::table.filter(free)).set(set).execute(conn)? == 1 {
            return Ok(Some(t::table.find(id).select(Claim::as_select()).first(conn)?));
        }
    }
}

/// Notes that the content is about to be handed over; false when the message was taken from this worker.
///
/// # Errors
/// The database fails; then nothing is handed over.
pub fn hand_over(conn: &mut Conn, claim: &Claim, until: NaiveDateTime) -> Result<bool, Error> {
    let mine = t::id.eq(claim.id).and(t::attempts.eq(claim.attempt));
    let claimed = mine.and(t::status.eq(Status::Claimed.as_str()));
    let set = (t::status.eq(Status::Sending.as_str()), t::lease_until.eq(Some(until)));
    Ok(diesel::update(t::table.filter(claimed)).set(set).execute(conn)? == 1)
}

/// Notes how an attempt ended. An answer that comes after all makes certain what was uncertain.
///
/// # Errors
/// The database fails.
pub fn settle(conn: &mut Conn, claim: &Claim, outcome: &Outcome, now: NaiveDateTime) -> Result<bool, Error> {
    settle_from(conn, claim, &[Status::Claimed, Status::Sending, Status::Uncertain], outcome, now)
}

/// A person asks that a message which failed, or may have arrived, be sent again, under the same Message-ID; false when it
/// did neither.
///
/// # Errors
/// The database fails.
pub fn again(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<bool, Error> {
    let status = t::status.eq_any([Status::Failed.as_str(), Status::Uncertain.as_str()]);
    conn.transaction(|conn| {
        let set = (
            t::status.eq(Status::Waiting.as_str()),
            t::next_try_at.eq(now),
            t::settled_at.eq(None::<NaiveDateTime>),
        );
        // Nothing is left to send of what was emptied.
        let full = t::id.eq(id).and(status).and(t::emptied_at.is_null());
        let is_done = diesel::update(t::table.filter(full)).set(set).execute(conn)? == 1;
        if is_done {
            note(conn, id, "again", "asked for by a person", now)?;
        }
        Ok(is_done)
    })
}

fn settle_from(
    conn: &mut Conn,
    claim: &Claim,
    from: &[Status],
    outcome: &Outcome,
    now: NaiveDateTime,
) -> Result<bool, Error> {
    let from: Vec<&str> = from.iter().map(|status| status.as_str()).collect();
    let (status, next, answer) = match outcome {
        Outcome::Sent(answer) => (Status::Sent, now, answer),
        Outcome::PutOff(answer, next) => (Status::Waiting, *next, answer),
        Outcome::Refused(answer) | Outcome::GivenUp(answer) => (Status::Failed, now, answer),
        Outcome::Uncertain(answer) => (Status::Uncertain, now, answer),
        Outcome::Released(answer) => (Status::Waiting, now, answer),
    };
    let is_over = matches!(status, Status::Sent | Status::Failed | Status::Uncertain);
    let mine = t::id.eq(claim.id).and(t::attempts.eq(claim.attempt)).and(t::status.eq_any(from));
    conn.transaction(|conn| {
        let set = (
            t::status.eq(status.as_str()),
            t::next_try_at.eq(next),
            t::lease_until.eq(None::<NaiveDateTime>),
            t::settled_at.eq(is_over.then_some(now)),
            t::answer.eq(Some(answer)),
        );
        let is_mine = diesel::update(t::table.filter(mine)).set(set).execute(conn)? == 1;
        if is_mine {
            note(conn, claim.id, outcome.as_str(), answer, now)?;
        }
        Ok(is_mine)
    })
}

fn note(conn: &mut Conn, message: i64, outcome: &str, answer: &str, at: NaiveDateTime) -> Result<(), Error> {
    let new = (a::message.eq(message), a::at.eq(at), a::outcome.eq(outcome), a::answer.eq(answer));
    diesel::insert_into(a::table).values(new).execute(conn)?;
    Ok(())
}
