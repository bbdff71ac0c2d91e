//! The monthly editions: the points as published, for ever. One is open; the others are frozen.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::editions as t;
use crate::domain::month::Month;
use crate::domain::revision::Standing;

/// Which state of the points is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// As they stand now.
    #[default]
    Current,
    /// As they stood when the edition of that month was frozen; the month must be that of a frozen edition.
    Of(Month),
}

/// Who makes an edition, and from which definitions.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    pub run: i64,
    pub at: NaiveDateTime,
    /// Versions of the indicators.
    pub definitions: &'a BTreeMap<&'a str, u32>,
    /// First month for which guarded series are public below France.
    pub public_from: Month,
}

/// An edition as it stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub month: Month,
    pub public_from: Month,
    pub made_at: NaiveDateTime,
    /// The last run that made it.
    pub run: i64,
    pub definitions: BTreeMap<String, u32>,
    pub frozen_at: Option<NaiveDateTime>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    month: String,
    public_from: String,
    made_at: NaiveDateTime,
    run_id: i64,
    definitions: String,
    frozen_at: Option<NaiveDateTime>,
}

/// Opens the edition of `month`, or takes it up again; the one before is frozen as it stands.
///
/// # Errors
/// The database fails, or a row holds what no edition may hold.
pub fn begin(conn: &mut Conn, month: Month, making: Making) -> Result<Standing, Error> {
    let earlier = t::month.lt(month.to_string()).and(t::frozen_at.is_null());
    diesel::update(t::table.filter(earlier)).set(t::frozen_at.eq(making.at)).execute(conn)?;
    let row = Row {
        month: month.to_string(),
        public_from: making.public_from.to_string(),
        made_at: making.at,
        run_id: making.run,
        definitions: serde_json::to_string(making.definitions).unwrap_or_default(),
        frozen_at: None,
    };
    each!(conn, c => diesel::insert_into(t::table)
        .values(&row)
        .on_conflict(t::month)
        .do_update()
        .set((
            t::public_from.eq(&row.public_from),
            t::made_at.eq(row.made_at),
            t::run_id.eq(row.run_id),
            t::definitions.eq(&row.definitions),
        ))
        .execute(c))?;
    let frozen = all(conn)?.into_iter().rfind(|held| held.frozen_at.is_some()).map(|held| held.month);
    Ok(Standing { current: month, frozen })
}

/// All editions, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no edition may hold.
pub fn all(conn: &mut Conn) -> Result<Vec<Held>, Error> {
    let rows: Vec<Row> = t::table.order(t::month).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// The edition read: the open one, or that of a month.
///
/// # Errors
/// The database fails, or the row holds what no edition may hold.
pub fn find(conn: &mut Conn, edition: Edition) -> Result<Option<Held>, Error> {
    let wanted = t::table.select(Row::as_select()).into_boxed();
    let wanted = match edition {
        Edition::Current => wanted.filter(t::frozen_at.is_null()),
        Edition::Of(month) => wanted.filter(t::month.eq(month.to_string())),
    };
    wanted.first(conn).optional()?.map(Row::read).transpose()
}

/// When the edition that is read was frozen; nothing for the present.
///
/// # Errors
/// The database fails, or the row holds what no edition may hold.
pub fn frozen_at(conn: &mut Conn, edition: Edition) -> Result<Option<NaiveDateTime>, Error> {
    match edition {
        Edition::Current => Ok(None),
        Edition::Of(_) => Ok(find(conn, edition)?.and_then(|held| held.frozen_at)),
    }
}

/// What the public knew at an instant: in the month of `today` that is the present, before it the edition that was the
/// latest then.
///
/// # Errors
/// The database fails, or a row holds what no edition may hold.
pub fn known_on(conn: &mut Conn, instant: NaiveDateTime, today: NaiveDate) -> Result<Option<Edition>, Error> {
    if Month::of(instant.date()) >= Month::of(today) {
        return Ok(Some(Edition::Current));
    }
    known_at(conn, instant)
}

/// The latest edition frozen by an instant.
fn known_at(conn: &mut Conn, instant: NaiveDateTime) -> Result<Option<Edition>, Error> {
    let row: Option<Row> = t::table
        .filter(t::frozen_at.le(instant))
        .order(t::month.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Row::read).transpose()?.map(|held| Edition::Of(held.month)))
}

impl Row {
    fn read(self) -> Result<Held, Error> {
        let broken = |problem: String| Error::Row { table: "editions", problem };
        let month = |text: &str| text.parse::<Month>().map_err(|error| broken(error.to_string()));
        Ok(Held {
            month: month(&self.month)?,
            public_from: month(&self.public_from)?,
            made_at: self.made_at,
            run: self.run_id,
            definitions: serde_json::from_str(&self.definitions).map_err(|e| broken(e.to_string()))?,
            frozen_at: self.frozen_at,
        })
    }
}
