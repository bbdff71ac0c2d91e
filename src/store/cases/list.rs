//! The list of a desk: open cases by what one looks for, a page at a time.

use chrono::{Days, NaiveDate, NaiveTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::{cases as t, structure_versions as s};
use super::super::scope::Scope;
use super::super::versions::STILL_KNOWN;
use super::row::{self, Row, rank};
use super::{Held, Sought, Wanted, sought};
use crate::domain::case::State;
use crate::domain::grade::Grade;
use crate::domain::timeline::FOREVER;

/// What is looked for; nothing set means all open cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// One state; else all but closed.
    pub state: Option<State>,
    pub level: Option<Grade>,
    /// Those of these people; of nobody when the list is empty.
    pub assignees: Option<Vec<String>>,
    pub is_first: bool,
    pub is_worse: bool,
    pub has_reply: bool,
    pub is_overdue: bool,
    /// Nobody has done anything for so many days.
    pub untouched_days: Option<u64>,
    pub department: Option<String>,
    pub order: Order,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The highest level first, then what is due first.
    #[default]
    Level,
    Due,
    /// The last alert first.
    Opened,
}

/// Open cases of a scope, by what calls for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: i64,
    pub unassigned: i64,
    pub overdue: i64,
    pub replied: i64,
    pub worse: i64,
}

/// A page of cases.
///
/// # Errors
/// The database fails.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
    (offset, limit): (i64, i64),
) -> Result<Vec<Held>, Error> {
    // Far into the list, or in one department, most places are asked for anyway.
    let how = if offset == 0 && filter.department.is_none() { Sought::Few } else { Sought::Many };
    let Some(wanted) = filter.of(sought(scope, how), today) else { return Ok(Vec::new()) };
    let wanted = match filter.order {
        Order::Level => wanted.order((t::level.desc(), t::due, t::id)),
        Order::Due => wanted.order((t::due, t::level.desc(), t::id)),
        Order::Opened => wanted.order((t::opened.desc(), t::level.desc(), t::id)),
    };
    let rows: Vec<(i64, String, bool, Row)> =
        wanted.offset(offset).limit(limit).select(row::columns()).load(conn)?;
    rows.into_iter().map(row::held).collect()
}

/// How many a filter finds.
///
/// # Errors
/// The database fails.
pub fn count(conn: &mut Conn, scope: &Scope, filter: &Filter, today: NaiveDate) -> Result<i64, Error> {
    let wanted = filter.of(sought(scope, Sought::Many), today);
    wanted.map_or(Ok(0), |wanted| Ok(wanted.select(count_star()).first(conn)?))
}

/// All open cases that something was expected of before a day.
///
/// # Errors
/// The database fails.
pub fn overdue(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Vec<Held>, Error> {
    let filter = Filter { is_overdue: true, order: Order::Due, ..Filter::default() };
    list(conn, scope, &filter, today, (0, i64::MAX))
}

/// # Errors
/// The database fails.
pub fn counts(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Counts, Error> {
    let Some(open) = Filter::default().of(sought(scope, Sought::Many), today) else {
        return Ok(Counts::default());
    };
    // In one pass: asked one by one, the counts would each look for the places of the scope.
    let flags: Vec<(bool, Option<NaiveDate>, bool, bool)> =
        open.select((t::assignee.is_null(), t::due, t::has_reply, t::is_worse)).load(conn)?;
    let mut counts = Counts::default();
    for (is_nobodys, due, has_reply, is_worse) in flags {
        counts.open += 1;
        counts.unassigned += i64::from(is_nobodys);
        counts.overdue += i64::from(due.is_some_and(|due| due < today));
        counts.replied += i64::from(has_reply);
        counts.worse += i64::from(is_worse);
    }
    Ok(counts)
}

impl Filter {
    fn of(&self, reached: Option<Wanted>, today: NaiveDate) -> Option<Wanted> {
        let mut wanted = reached?;
        wanted = match self.state {
            Some(state) => wanted.filter(t::state.eq(state.as_str())),
            None => wanted.filter(t::state.ne(State::Closed.as_str())),
        };
        if let Some(level) = self.level {
            wanted = wanted.filter(t::level.eq(rank(level)));
        }
        wanted = match self.assignees.clone() {
            Some(nobody) if nobody.is_empty() => wanted.filter(t::assignee.is_null()),
            Some(people) => {
                wanted.filter(t::assignee.eq_any(people.into_iter().map(Some).collect::<Vec<_>>()))
            }
            None => wanted,
        };
        if self.is_first {
            wanted = wanted.filter(t::is_first.eq(true));
        }
        if self.is_worse {
            wanted = wanted.filter(t::is_worse.eq(true));
        }
        if self.has_reply {
            wanted = wanted.filter(t::has_reply.eq(true));
        }
        if self.is_overdue {
            wanted = wanted.filter(t::due.lt(today));
        }
        if let Some(days) = self.untouched_days {
            let since = (today - Days::new(days)).and_time(NaiveTime::MIN);
            let is_untouched = t::touched.lt(since).or(t::touched.is_null().and(t::opened.lt(since)));
            wanted = wanted.filter(is_untouched.assume_not_null());
        }
        if let Some(department) = self.department.clone() {
            let placed = s::table
                .filter(s::department.eq(department))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
                .select(s::finess);
            wanted = wanted.filter(t::structure.eq_any(placed));
        }
        Some(wanted)
    }
}
