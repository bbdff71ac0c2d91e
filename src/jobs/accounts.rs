//! What time does to accounts: those that nobody confirms are shut, and what is kept of people goes when its term is over.

use std::time::Duration;

use chrono::{Months, NaiveDateTime};

use crate::clock::in_paris;
use crate::domain::account::{Review, State};
use crate::store::audit::{self, Action, Actor, Entry};
use crate::store::{Error, Scope, Store, accounts, attempts, half_sign_ins, journeys, sessions};

/// How long the steps wait for whoever writes.
const PATIENCE: Duration = Duration::from_secs(30);

fn actor(now: NaiveDateTime) -> Actor<'static> {
    Actor { who: audit::JOBS, address: None, at: now }
}

/// Shuts the accounts that nobody confirmed in time; gives their number.
///
/// # Errors
/// The database fails.
pub(super) fn review(store: &Store, now: NaiveDateTime) -> Result<usize, Error> {
    store.write_account(PATIENCE, |conn| {
        let mut lapsed = 0;
        for held in accounts::all(conn, &Scope::operator())? {
            let is_over = Review::of(held.reviewed_on, in_paris(now).date()) == Review::Lapsed;
            if is_over && held.account.state == State::Active {
                accounts::set_state(conn, held.id, State::Disabled, now)?;
                sessions::revoke_all(conn, held.id, now)?;
                audit::record(conn, actor(now), Action::AccountLapsed, Some(held.account.email.as_str()))?;
                lapsed += 1;
            }
        }
        Ok(lapsed)
    })
}

/// Deletes lines of the audit older than the term, which another line says, sessions long ended, attempts long made and ways
/// in that nobody completed; gives how many rows.
///
/// # Errors
/// The database fails.
pub(super) fn retain(store: &Store, term: Months, now: NaiveDateTime) -> Result<usize, Error> {
    store.write_account(PATIENCE, |conn| {
        let before = now.checked_sub_months(term).unwrap_or(NaiveDateTime::MIN);
        let lines = audit::purge(conn, before)?;
        if lines > 0 {
            let detail = format!("lines: {lines}, older than {}", before.date());
            audit::write(
                conn,
                actor(now),
                Entry { detail: Some(&detail), ..Entry::of(Action::AuditPurged) },
            )?;
        }
        let rest = [
            sessions::forget(conn, now)?,
            attempts::forget_old(conn, now)?,
            journeys::forget(conn, now)?,
            half_sign_ins::forget(conn, now)?,
        ];
        Ok(lines + rest.iter().sum::<usize>())
    })
}
