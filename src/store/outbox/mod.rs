//! Messages to be sent, and what became of them. A message is written in the transaction of whoever raises it, once for
//! each key, and is never rewritten (a trigger refuses it). Nobody but the installation reads them.

pub mod delivery;
pub mod desk;
pub mod unaddressed;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{outbox as t, outbox_attempts as a};
use super::scope::Scope;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// For its turn, or for its next try.
    Waiting,
    /// A worker has it; the server has not been given its content.
    Claimed,
    /// Its content is being handed over: whoever dies now does not know whether it arrived.
    Sending,
    Sent,
    /// Refused for good, or tried for too long.
    Failed,
    /// It may have arrived; it is never sent again by itself.
    Uncertain,
}

/// What is known of a message before it is written.
#[derive(Clone, Copy, Debug)]
pub struct Reserved<'a> {
    pub key: &'a str,
    pub letter: &'a str,
    pub about: &'a str,
    /// The kind of contact.
    pub audience: &'a str,
    pub recipient: &'a str,
    pub office: &'a str,
    pub is_simulated: bool,
}

/// A message as it was written.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    pub sender: &'a str,
    pub subject: &'a str,
    pub message_id: &'a str,
    pub content: &'a str,
}

/// A message as the table of proof shows it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Message {
    pub id: i64,
    pub key: String,
    pub letter: String,
    pub about: String,
    pub recipient: String,
    pub office: String,
    pub subject: String,
    pub message_id: String,
    pub is_simulated: bool,
    pub raised_at: NaiveDateTime,
    pub status: String,
    pub attempts: i32,
    pub next_try_at: NaiveDateTime,
    pub settled_at: Option<NaiveDateTime>,
    pub answer: Option<String>,
    pub emptied_at: Option<NaiveDateTime>,
}

/// What became of one attempt.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = a)]
pub struct Attempt {
    pub at: NaiveDateTime,
    pub outcome: String,
    pub answer: String,
}

/// Takes the place of a message; none when its key has one. Until it is written nobody sends it: both belong in one
/// transaction.
///
/// # Errors
/// The database fails.
pub fn reserve(conn: &mut Conn, message: Reserved, at: NaiveDateTime) -> Result<Option<i64>, Error> {
    let new = (
        t::key.eq(message.key),
        t::letter.eq(message.letter),
        t::about.eq(message.about),
        t::audience.eq(message.audience),
        t::recipient.eq(message.recipient),
        t::office.eq(message.office),
        t::is_simulated.eq(message.is_simulated),
        (t::sender.eq(""), t::subject.eq(""), t::message_id.eq(""), t::content.eq("")),
        (t::raised_at.eq(at), t::next_try_at.eq(at)),
        (t::status.eq(Status::Waiting.as_str()), t::attempts.eq(0)),
    );
    Ok(each!(conn, c => diesel::insert_into(t::table)
        .values(new)
        .on_conflict(t::key)
        .do_nothing()
        .returning(t::id)
        .get_result(c)
        .optional())?)
}

/// Writes a message into the place taken for it.
///
/// # Errors
/// The database fails, or it is written already.
pub fn write(conn: &mut Conn, id: i64, written: Written) -> Result<(), Error> {
    let set = (
        t::sender.eq(written.sender),
        t::subject.eq(written.subject),
        t::message_id.eq(written.message_id),
        t::content.eq(written.content),
    );
    diesel::update(t::table.find(id)).set(set).execute(conn)?;
    Ok(())
}

/// Gives back the place of a message that could not be written.
///
/// # Errors
/// The database fails.
pub fn release(conn: &mut Conn, id: i64) -> Result<(), Error> {
    diesel::delete(t::table.filter(t::id.eq(id).and(t::content.eq("")))).execute(conn)?;
    Ok(())
}

/// The messages, in the order in which they were raised.
///
/// # Errors
/// The database fails.
pub fn list(conn: &mut Conn, scope: &Scope, status: Option<Status>) -> Result<Vec<Message>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    let mut wanted = t::table.order(t::id).select(Message::as_select()).into_boxed();
    if let Some(status) = status {
        wanted = wanted.filter(t::status.eq(status.as_str()));
    }
    Ok(wanted.load(conn)?)
}

/// What was, or is to be, sent.
///
/// # Errors
/// The database fails.
pub fn content(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<String>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(None);
    }
    Ok(t::table.find(id).select(t::content).first(conn).optional()?)
}

/// Empties the content of messages that arrived, failed or were lost sight of before an instant; what proves them stays. Gives how many.
///
/// # Errors
/// The database fails.
pub fn empty(conn: &mut Conn, before: NaiveDateTime, now: NaiveDateTime) -> Result<usize, Error> {
    let settled = [Status::Sent, Status::Failed, Status::Uncertain].map(Status::as_str);
    let over = t::status.eq_any(settled).and(t::settled_at.lt(before));
    let full = t::table.filter(over).filter(t::emptied_at.is_null());
    Ok(diesel::update(full).set((t::content.eq(""), t::emptied_at.eq(now))).execute(conn)?)
}

/// What became of a message, attempt by attempt.
///
/// # Errors
/// The database fails.
pub fn attempts(conn: &mut Conn, scope: &Scope, message: i64) -> Result<Vec<Attempt>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    Ok(a::table.filter(a::message.eq(message)).order(a::id).select(Attempt::as_select()).load(conn)?)
}

impl Status {
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Claimed, Self::Sending, Self::Sent, Self::Failed, Self::Uncertain];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Claimed => "claimed",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}
