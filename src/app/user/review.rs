//! Which accounts somebody is to confirm.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::{App, output};
use super::print::place;
use crate::clock::in_paris;
use crate::domain::account::{Email, Review, State, is_idle};
use crate::store::accounts::{self, Held};
use crate::store::audit::Action;
use crate::store::{Conn, Scope};

/// An account that asks for attention, as a script reads it.
#[derive(Serialize)]
struct Line<'a> {
    email: &'a str,
    reviewed_on: NaiveDate,
    /// The last day on which it may be confirmed; none where it is not due.
    confirm_by: Option<NaiveDate>,
    lapsed: bool,
    signed_in_at: Option<chrono::NaiveDateTime>,
    idle: bool,
}

impl App {
    pub(super) fn review(&self, confirm: Option<&Email>, json: bool) -> anyhow::Result<()> {
        if let Some(email) = confirm {
            let today = self.clock.today();
            self.change(email, Action::AccountReviewed, |conn, held, _| {
                accounts::set_reviewed(conn, held.id, today)
            })?;
            return output::line(&format!("{email} is confirmed for six months"));
        }
        for held in accounts::all(&mut *self.store.connection()?, &Scope::operator())? {
            self.line(&held, json)?;
        }
        Ok(())
    }

    fn line(&self, held: &Held, json: bool) -> anyhow::Result<()> {
        let today = self.clock.today();
        let review = Review::of(held.reviewed_on, today);
        let last_seen = in_paris(held.signed_in_at.unwrap_or(held.created_at)).date();
        let idle = is_idle(last_seen, today);
        if held.account.state == State::Disabled || (review == Review::Current && !idle) {
            return Ok(());
        }
        let email = held.account.email.as_str();
        let confirm_by = match review {
            Review::Due(last) => Some(last),
            Review::Current | Review::Lapsed => None,
        };
        if json {
            let (reviewed_on, signed_in_at) = (held.reviewed_on, held.signed_in_at);
            let lapsed = review == Review::Lapsed;
            return output::json(&Line { email, reviewed_on, confirm_by, lapsed, signed_in_at, idle });
        }
        let due = match review {
            Review::Current => String::new(),
            Review::Due(last) => format!("; confirm by {last}"),
            Review::Lapsed => "; PAST ITS TERM".to_owned(),
        };
        let seen = match (held.signed_in_at, idle) {
            (None, _) => "; never signed in".to_owned(),
            (Some(_), true) => format!("; last signed in on {last_seen}"),
            (Some(_), false) => String::new(),
        };
        let place = place(&held.account);
        output::line(&format!("{email}  {place}; confirmed on {}{due}{seen}", held.reviewed_on))
    }

    /// How many accounts are to be confirmed, and how many are past their term.
    pub(in super::super) fn to_review(&self, conn: &mut Conn) -> anyhow::Result<[usize; 3]> {
        let held = accounts::all(conn, &Scope::operator())?;
        let active = held.iter().filter(|held| held.account.state == State::Active);
        let reviews: Vec<Review> =
            active.map(|held| Review::of(held.reviewed_on, self.clock.today())).collect();
        let count = |is: fn(&Review) -> bool| reviews.iter().filter(|review| is(review)).count();
        let due = count(|review| matches!(review, Review::Due(_)));
        Ok([reviews.len(), due, count(|review| *review == Review::Lapsed)])
    }
}
