//! The facts of the monthly letter on dates: to each fund the agreements of its department, to each desk all that it may
//! read.

use chrono::{Days, NaiveDate};

use super::{Office, Raised};
use crate::catalog::Catalog;
use crate::domain::deadline::State;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::territory::{Level, Territory};
use crate::mail::{Dates, DueRow, Letter};
use crate::store::deadlines::{self, Asked, Dated, FAMILIES};
use crate::store::{Conn, Scope, Store};

/// Raises the letters of the month, to the fund of each department and the desk of each region; gives how many messages
/// that made.
///
/// # Errors
/// The database fails, or the dates are not known.
pub fn raise(store: &Store, office: &Office) -> anyhow::Result<usize> {
    let departments = france().departments.iter().map(|it| Territory::Department(it.code.to_owned()));
    let regions = france().regions.iter().map(|it| Territory::Region(it.code.to_owned()));
    let mut count = 0;
    for territory in departments.chain(regions) {
        let letter = facts(&mut *store.connection()?, office.catalog, &territory, office.now.date())?;
        if let Some(letter) = letter.map(Letter::Dates)
            && let Raised::Written(written) = store.write(|conn| office.raise(conn, &letter))?
        {
            count += written;
        }
    }
    Ok(count)
}

/// What is late and what is due soon: for the fund of a department, for the desk of a region. None where nothing is.
///
/// # Errors
/// The database fails, or the dates are not known.
pub fn facts(
    conn: &mut Conn,
    catalog: &Catalog,
    territory: &Territory,
    today: NaiveDate,
) -> anyhow::Result<Option<Dates>> {
    let (rules, law) = (catalog.calendar(today)?, catalog.legal_clock(today)?);
    let is_for_the_fund = territory.level() == Level::Department;
    let scopes: Vec<(Family, Scope)> = if is_for_the_fund {
        vec![(Family::Aci, Scope::fund(territory))]
    } else {
        FAMILIES.map(|family| (family, Scope::desk(territory))).into()
    };
    let until = today + Days::new(u64::from(rules.near_days));
    let asked = Asked { rules: &rules, law: &law, today };
    let dated = deadlines::load(conn, &scopes, asked)?;
    let is_told = |dated: &&Dated| match dated.deadline.state {
        State::Overdue => true,
        State::ToCome => dated.deadline.due.end().is_some_and(|due| due <= until),
        _ => false,
    };
    let mut rows: Vec<DueRow> = dated.iter().filter(is_told).map(row).collect();
    // Those of a kind by day, the late ones first.
    rows.sort_by_key(|row| !row.is_late);
    let month = Month::of(today);
    let letter = Dates { is_for_the_fund, territory: territory.clone(), month, until, rows };
    Ok((!letter.rows.is_empty()).then_some(letter))
}

fn row(Dated { deadline, name, .. }: &Dated) -> DueRow {
    DueRow {
        finess: deadline.structure.clone(),
        name: name.clone(),
        kind: deadline.kind.as_str().to_owned(),
        of: deadline.of.to_string(),
        due: deadline.due.to_string(),
        is_late: deadline.state == State::Overdue,
        is_unpaid: deadline.is_unpaid,
    }
}
