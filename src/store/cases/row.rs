//! A case as a row: what its events come to, column by column.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::super::backend::Error;
use super::super::schema::cases as t;
use super::Held;
use crate::domain::case::{Case, Deed, Judgement, Outcome, Partner, State};
use crate::domain::grade::Grade;

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = t, treat_none_as_null = true)]
pub(super) struct Row {
    state: String,
    outcome: Option<String>,
    level: i32,
    month: String,
    is_listed: bool,
    is_first: bool,
    is_worse: bool,
    has_reply: bool,
    assignee: Option<String>,
    opened: NaiveDateTime,
    touched: Option<NaiveDateTime>,
    due: Option<NaiveDate>,
    closed: Option<NaiveDateTime>,
    judged: Option<String>,
    with_cpam: bool,
    with_federation: bool,
    with_dgos: bool,
    events: i32,
}

#[derive(Insertable)]
#[diesel(table_name = t)]
pub(super) struct New<'a> {
    pub(super) structure: &'a str,
    pub(super) is_shadow: bool,
    #[diesel(embed)]
    pub(super) row: Row,
}

type Columns = (t::id, t::structure, t::is_shadow, diesel::dsl::AsSelect<Row, Backend>);
type Backend = <super::Conn as Connection>::Backend;

pub(super) fn columns() -> Columns {
    (t::id, t::structure, t::is_shadow, Row::as_select())
}

/// Levels in their order, so that lists can be sorted by the database.
pub(super) fn rank(level: Grade) -> i32 {
    Grade::ALL.iter().position(|one| *one == level).map_or(0, |place| place as i32)
}

impl Row {
    pub(super) fn of(case: &Case) -> Self {
        let is_with = |partner: Partner| case.shared.contains(&partner);
        Self {
            state: case.state.as_str().to_owned(),
            outcome: case.outcome.map(|outcome| outcome.as_str().to_owned()),
            level: rank(case.level),
            month: case.month.to_string(),
            is_listed: case.is_listed,
            is_first: case.is_first,
            is_worse: case.is_worse,
            has_reply: case.has_reply,
            assignee: case.assignee.clone(),
            opened: case.opened,
            touched: case.touched,
            due: case.due,
            closed: case.closed,
            judged: case.judged.map(|judgement| judgement.as_str().to_owned()),
            with_cpam: is_with(Partner::Cpam),
            with_federation: is_with(Partner::Federation),
            with_dgos: is_with(Partner::Dgos),
            events: case.events,
        }
    }
}

pub(super) fn held((id, structure, is_shadow, row): (i64, String, bool, Row)) -> Result<Held, Error> {
    let strange = |what: &str| Error::Row { table: "cases", problem: format!("case {id}: {what}") };
    let shared = [
        (Partner::Cpam, row.with_cpam),
        (Partner::Federation, row.with_federation),
        (Partner::Dgos, row.with_dgos),
    ];
    let shared: BTreeSet<Partner> = shared.into_iter().filter(|(_, is)| *is).map(|(it, _)| it).collect();
    let outcome = row.outcome.map(|text| Outcome::read(&text).ok_or_else(|| strange(&text))).transpose()?;
    let judged = row.judged.map(|text| Judgement::read(&text).ok_or_else(|| strange(&text))).transpose()?;
    let level = usize::try_from(row.level).ok().and_then(|place| Grade::ALL.get(place).copied());
    let case = Case {
        state: State::read(&row.state).ok_or_else(|| strange(&row.state))?,
        outcome,
        level: level.ok_or_else(|| strange("a level"))?,
        month: row.month.parse().map_err(|_| strange(&row.month))?,
        is_listed: row.is_listed,
        is_first: row.is_first,
        is_worse: row.is_worse,
        has_reply: row.has_reply,
        assignee: row.assignee,
        opened: row.opened,
        touched: row.touched,
        due: row.due,
        closed: row.closed,
        judged,
        shared,
        events: row.events,
    };
    let structure = structure.parse().map_err(|_| strange(&structure))?;
    Ok(Held { id, structure, is_shadow, case })
}

pub(super) fn read_deed(text: &str) -> Result<Deed, Error> {
    serde_json::from_str(text).map_err(|error| unwritten(&error))
}

pub(super) fn write_deed(deed: &Deed) -> Result<String, Error> {
    serde_json::to_string(deed).map_err(|error| unwritten(&error))
}

fn unwritten(problem: &dyn ToString) -> Error {
    Error::Row { table: "case_events", problem: problem.to_string() }
}
