//! Whether a password is right: the same work, and the same answer, whether the account exists or not.

use actix_web::web;
use chrono::NaiveDateTime;

use super::super::super::Site;
use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::Visitor;
use super::PATIENCE;
use crate::credentials::password::is_of;
use crate::domain::account::{Email, State};
use crate::store::accounts::{self, Held};
use crate::store::attempts::{self, Turn};
use crate::store::audit::{self, Action, Actor};
use crate::store::{Conn, Error};

/// A right password, not yet made use of.
pub(super) struct Right {
    pub(super) held: Held,
    pub(super) hash: String,
    pub(super) attempt: i64,
}

pub(super) enum Verdict {
    Right(Right),
    Wrong,
    /// Not heard: too many were wrong. Until when.
    Shut(NaiveDateTime),
}

/// An attempt that failed on no account.
pub(super) const NOBODY: &str = "unknown";

impl Right {
    /// Counts the attempt as a success, in the transaction that makes use of it; false, and nothing done, when an
    /// operator disabled the account or changed its password since it was checked.
    pub(super) fn is_used(&self, conn: &mut Conn) -> Result<bool, Error> {
        let is_right = accounts::is_still(conn, self.held.id, &self.hash)?;
        if is_right {
            attempts::succeeded(conn, self.attempt)?;
        }
        Ok(is_right)
    }
}

pub(super) async fn check(
    site: &web::Data<Site>,
    checks: &Checks,
    visitor: &Visitor,
    (login, password): (String, String),
) -> Result<Verdict, WebError> {
    let (asked, origin, typed) = (site.clone(), visitor.origin(), login.clone());
    let ask = move || {
        let now = asked.clock.now();
        asked.store.write_account(PATIENCE, |conn| attempts::ask(conn, &typed, &origin, now))
    };
    // As few at once as checks: whoever floods the door leaves connections to the pages.
    let attempt = match checks.run(ask).await?? {
        Turn::At(until) => return Ok(Verdict::Shut(until)),
        Turn::Now(attempt) => attempt,
    };
    let (asked, address) = (site.clone(), visitor.address);
    let verify = move || -> Result<Verdict, WebError> {
        let found = account(&asked, &login)?;
        let is_right = is_of(&password, found.as_ref().map(|(_, hash)| hash.as_str()));
        let who = found.as_ref().map_or(NOBODY, |(held, _)| held.account.email.as_str());
        match found {
            Some((held, hash)) if is_right && held.account.state == State::Active => {
                Ok(Verdict::Right(Right { held, hash, attempt }))
            }
            // Written for nobody too: the time that it takes tells nothing.
            _ => {
                let actor = Actor { who, address, at: asked.clock.now() };
                asked
                    .store
                    .write_account(PATIENCE, |conn| audit::record(conn, actor, Action::SignInFailed, None))?;
                Ok(Verdict::Wrong)
            }
        }
    };
    checks.run(verify).await?
}

fn account(site: &Site, login: &str) -> Result<Option<(Held, String)>, Error> {
    let conn = &mut *site.store.connection()?;
    let Ok(email) = login.parse::<Email>() else { return Ok(None) };
    let Some(held) = accounts::find(conn, &email)? else { return Ok(None) };
    let hash = accounts::hash(conn, held.id)?;
    Ok(Some((held, hash)))
}
