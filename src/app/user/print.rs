//! Accounts and lines of the audit, for people and for scripts.

use serde::Serialize;

use super::super::{App, output};
use crate::domain::account::{Account, State};
use crate::domain::finess::FinessNumber;
use crate::domain::territory::Territory;
use crate::store::audit::search::{Filter, search};
use crate::store::{Scope, accounts};

/// An account as a script reads it.
#[derive(Serialize)]
struct AccountLine<'a> {
    email: &'a str,
    name: &'a str,
    role: &'static str,
    territories: Vec<String>,
    structure: Option<&'a str>,
    state: &'static str,
    created_at: chrono::NaiveDateTime,
    password_set_at: chrono::NaiveDateTime,
}

#[derive(Serialize)]
struct AuditLine<'a> {
    at: chrono::NaiveDateTime,
    who: &'a str,
    action: &'a str,
    family: Option<&'a str>,
    subject: Option<&'a str>,
    address: Option<&'a str>,
    detail: Option<&'a str>,
}

impl App {
    pub(super) fn list_users(&self, json: bool) -> anyhow::Result<()> {
        for held in accounts::all(&mut *self.store.connection()?, &Scope::operator())? {
            let account = &held.account;
            let state = match account.state {
                State::Active => "active",
                State::Disabled => "disabled",
            };
            if json {
                output::json(&AccountLine {
                    email: account.email.as_str(),
                    name: &account.name,
                    role: account.role.as_str(),
                    territories: account.territories.iter().map(Territory::to_string).collect(),
                    structure: account.structure.as_ref().map(FinessNumber::as_str),
                    state,
                    created_at: held.created_at,
                    password_set_at: held.password_set_at,
                })?;
            } else {
                output::line(&format!("{}  {}  {}, {state}", account.email, account.name, place(account)))?;
            }
        }
        Ok(())
    }

    pub(super) fn list_audit(&self, filter: &Filter, lines: i64, json: bool) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        for line in search(conn, &Scope::operator(), filter, (0, lines))?.lines {
            let (family, subject) = (line.family.as_deref(), line.subject.as_deref());
            let (address, detail) = (line.address.as_deref(), line.detail.as_deref());
            if json {
                let (at, who, action) = (line.at, line.who.as_str(), line.action.as_str());
                output::json(&AuditLine { at, who, action, family, subject, address, detail })?;
            } else {
                let rest = [family, subject, address, detail].map(|part| part.unwrap_or("–")).join("  ");
                output::line(&format!("{}  {}  {}  {rest}", line.at, line.who, line.action))?;
            }
        }
        Ok(())
    }
}

/// `ars, REG-84 DEP-01`
pub(super) fn place(account: &Account) -> String {
    let territories = account.territories.iter().map(Territory::to_string);
    let all = territories.chain(account.structure.as_ref().map(ToString::to_string));
    let place: Vec<String> = all.collect();
    let separator = if place.is_empty() { "" } else { ", " };
    format!("{}{separator}{}", account.role.as_str(), place.join(" "))
}
