//! What was decided of contradictions: added, never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::backend::{Conn, Error, each};
use super::super::schema::register_decisions as t;
use crate::domain::register::Resolution;

#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The key of the discrepancy.
    pub subject: String,
    pub resolution: Resolution,
    pub author: String,
    pub note: Option<String>,
    pub decided_at: NaiveDateTime,
    /// The facts of both sides as they stood, JSON.
    pub evidence: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    subject: String,
    resolution: String,
    author: String,
    note: Option<String>,
    decided_at: NaiveDateTime,
    evidence: String,
}

/// All decisions, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no decision may hold.
pub fn load(conn: &mut Conn) -> Result<Vec<Decision>, Error> {
    let rows: Vec<Row> = t::table.order((t::decided_at, t::id)).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// # Errors
/// The database fails.
pub fn record(conn: &mut Conn, decision: &Decision) -> Result<(), Error> {
    let row = Row {
        subject: decision.subject.clone(),
        resolution: decision.resolution.as_str().to_owned(),
        author: decision.author.clone(),
        note: decision.note.clone(),
        decided_at: decision.decided_at,
        evidence: decision.evidence.clone(),
    };
    each!(conn, c => diesel::insert_into(t::table).values(&row).execute(c))?;
    Ok(())
}

impl Row {
    fn read(self) -> Result<Decision, Error> {
        let resolution = Resolution::read(&self.resolution)
            .ok_or(Error::Row { table: "register_decisions", problem: self.resolution })?;
        Ok(Decision {
            subject: self.subject,
            resolution,
            author: self.author,
            note: self.note,
            decided_at: self.decided_at,
            evidence: self.evidence,
        })
    }
}
