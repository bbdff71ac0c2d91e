//! The facts of the reminders of the legal clock: of each structure below its minimum the last step that was reached, once.

use chrono::NaiveDate;

use super::{Office, Raised, shown};
use crate::catalog::Catalog;
use crate::domain::deadline::{Kind, State, of_clock};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::legal_clock::{Clock, Rules};
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::mail::{Letter, Reminder};
use crate::store::{Conn, Known, Scope, Store, assessments};

/// Raises what is due of every region; gives how many messages that made.
///
/// # Errors
/// The database fails, or the law is not known.
pub fn remind(store: &Store, office: &Office) -> anyhow::Result<usize> {
    let mut count = 0;
    for region in &france().regions {
        let territory = Territory::Region(region.code.to_owned());
        count += store.write(|conn| {
            let mut written = 0;
            for letter in facts(conn, office.catalog, &territory, office.now.date())? {
                if let Raised::Written(messages) = office.raise(conn, &Letter::Reminder(letter))? {
                    written += messages;
                }
            }
            anyhow::Ok(written)
        })?;
    }
    Ok(count)
}

/// Of each structure of a desk, what one would be reminded of on a day.
///
/// # Errors
/// The database fails, or the law is not known.
pub fn facts(
    conn: &mut Conn,
    catalog: &Catalog,
    territory: &Territory,
    today: NaiveDate,
) -> anyhow::Result<Vec<Reminder>> {
    let law = catalog.legal_clock(today)?;
    let clocks = assessments::clocks(conn, &Scope::desk(territory), Known::Now)?;
    let mut clocks: Vec<_> = clocks.into_iter().collect();
    clocks.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut reminders = Vec::new();
    for (finess, (clock, month)) in clocks {
        let Some(reached) = reached(&finess, (&clock, month), &law, today) else { continue };
        let Some((name, department)) = shown(conn, finess.as_str())? else { continue };
        reminders.push(Reminder { finess, name, department, ..reached });
    }
    Ok(reminders)
}

/// The last step gone by, without the name of its structure.
fn reached(
    finess: &FinessNumber,
    (clock, month): (&Clock, Month),
    law: &Rules,
    today: NaiveDate,
) -> Option<Reminder> {
    let steps = of_clock(finess, (clock, month), law, today);
    let last = steps.iter().rfind(|step| matches!(step.state, State::Passed | State::Overdue))?;
    let next = steps.iter().find(|step| step.state == State::ToCome);
    Some(Reminder {
        finess: finess.clone(),
        name: String::new(),
        department: String::new(),
        month,
        below_since: clock.breach_start?,
        months: last.step?,
        reached_on: last.due.end()?,
        request_possible: clock.request_possible,
        is_over: last.kind == Kind::ClockEnd,
        reformed_on: clock.reformed_on,
        next: next.and_then(|step| step.due.end()),
    })
}
