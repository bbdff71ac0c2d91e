//! Who looks after the cases of whom during a leave.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::deputies as t;

/// One leave.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Deputy {
    pub absent: String,
    pub deputy: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

/// # Errors
/// The database fails.
pub fn name(conn: &mut Conn, leave: &Deputy, at: NaiveDateTime) -> Result<(), Error> {
    let row = (
        t::absent.eq(&leave.absent),
        t::deputy.eq(&leave.deputy),
        t::first_day.eq(leave.first_day),
        t::last_day.eq(leave.last_day),
        t::made_at.eq(at),
    );
    diesel::insert_into(t::table).values(row).execute(conn)?;
    Ok(())
}

/// A leave ends the day before; one that has not begun is forgotten.
///
/// # Errors
/// The database fails.
pub fn end(conn: &mut Conn, absent: &str, today: NaiveDate) -> Result<(), Error> {
    let running = t::table.filter(t::absent.eq(absent)).filter(t::last_day.ge(today));
    diesel::delete(running.filter(t::first_day.ge(today))).execute(conn)?;
    let yesterday = today.pred_opt().unwrap_or(today);
    diesel::update(running).set(t::last_day.eq(yesterday)).execute(conn)?;
    Ok(())
}

/// The leaves of somebody that are not over, and those during which somebody stands in for others.
///
/// # Errors
/// The database fails.
pub fn of(conn: &mut Conn, who: &str, today: NaiveDate) -> Result<Vec<Deputy>, Error> {
    let wanted = t::table
        .filter(t::absent.eq(who).or(t::deputy.eq(who)))
        .filter(t::last_day.ge(today))
        .order((t::first_day, t::id))
        .select(Deputy::as_select());
    Ok(wanted.load(conn)?)
}

/// For whom somebody stands in on a day.
///
/// # Errors
/// The database fails.
pub fn absent(conn: &mut Conn, deputy: &str, day: NaiveDate) -> Result<Vec<String>, Error> {
    let wanted = t::table
        .filter(t::deputy.eq(deputy))
        .filter(t::first_day.le(day).and(t::last_day.ge(day)))
        .order(t::absent)
        .select(t::absent)
        .distinct();
    Ok(wanted.load(conn)?)
}
