//! Back-tests that were kept. They hold no row of any structure: parts of the whole, of which only a public reading is given.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::backtests as t;
use crate::risk::model::kept::Backtest;

#[derive(Insertable)]
#[diesel(table_name = t)]
struct Row<'a> {
    kept_at: chrono::NaiveDateTime,
    data_set: &'a str,
    target: &'a str,
    without: String,
    is_simulated: bool,
    content: String,
}

/// # Errors
/// The database fails, or the back-test cannot be written.
pub fn keep(conn: &mut Conn, backtest: &Backtest) -> Result<(), Error> {
    let row = Row {
        kept_at: backtest.kept_at,
        data_set: backtest.data.id(),
        target: &backtest.target,
        without: backtest.without.join(","),
        is_simulated: backtest.is_simulated,
        content: serde_json::to_string(backtest).map_err(|error| unwritten(&error))?,
    };
    each!(conn, c => diesel::insert_into(t::table).values(&row).execute(c))?;
    Ok(())
}

/// The last one of each data set, target and choice of features, as anybody may read it; those of one data set and target
/// side by side, with all features first.
///
/// # Errors
/// The database fails, or a row holds what no back-test may hold.
pub fn last(conn: &mut Conn) -> Result<Vec<Backtest>, Error> {
    let all: Vec<(i64, String, String, String)> =
        t::table.select((t::id, t::data_set, t::target, t::without)).order(t::id).load(conn)?;
    let last: BTreeMap<_, i64> =
        all.into_iter().map(|(id, data, target, without)| ((data, target, without), id)).collect();
    let mut found = Vec::new();
    for id in last.into_values() {
        let text: String = t::table.find(id).select(t::content).first(conn)?;
        let backtest: Backtest = serde_json::from_str(&text).map_err(|error| unwritten(&error))?;
        found.push(backtest.public());
    }
    Ok(found)
}

fn unwritten(problem: &dyn ToString) -> Error {
    Error::Row { table: "backtests", problem: problem.to_string() }
}
