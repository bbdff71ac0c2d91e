//! `observatoire user`: who may sign in.

mod password;
mod print;
mod review;

use std::process::ExitCode;
use std::time::Duration;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{App, output, wrong_use};
use crate::clock::start_of;
use crate::credentials::password::hash;
use crate::domain::account::{Account, Email, State};
use crate::domain::finess::FinessNumber;
use crate::domain::rights::{Family, Role};
use crate::domain::territory::Territory;
use crate::store::accounts::{self, Held};
use crate::store::audit::search::Filter;
use crate::store::audit::{self, Action, Actor, OPERATOR};
use crate::store::{Conn, Error, attempts, identities, second_factors, sessions, structures};
use print::place;

/// How long a command waits for whoever writes.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Adds an account; asks for its password, or reads it from standard input
    Add {
        email: Email,
        #[command(flatten)]
        post: Post,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Lists the accounts
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Gives an account another role and place, and another name if one is given
    Change {
        email: Email,
        #[command(flatten)]
        post: Post,
    },
    /// Removes an account; what the audit says of it stays
    Remove { email: Email },
    /// Lets an account sign in no more, and ends its sessions
    Disable { email: Email },
    /// Lets a disabled account sign in again
    Enable { email: Email },
    /// Gives an account another password, and ends its sessions
    Password {
        email: Email,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Forgets the wrong passwords that keep an account shut
    Unlock { email: Email },
    /// Asks an account for a code no more: its owner lost the telephone and the recovery codes
    RemoveFactor { email: Email },
    /// Forgets under which name the provider knows an account; the next sign-in binds it anew
    Unbind { email: Email },
    /// Lists the accounts that are to be confirmed, and those that nobody signed in with for six months
    Review {
        /// Says that this account is still wanted
        #[arg(long)]
        confirm: Option<Email>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Lists what was done and read, the last first
    Audit {
        #[command(flatten)]
        wanted: Wanted,
        /// So many lines
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..))]
        lines: i64,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
struct Wanted {
    /// By this account, or done to it; a part of its address is enough
    who: Option<String>,
    /// signed-in, read, exported, read-refused …
    #[arg(long, value_parser = action)]
    action: Option<Action>,
    /// declared, aci, signals, assessments …
    #[arg(long, value_parser = family)]
    family: Option<Family>,
    /// A structure or a territory
    #[arg(long)]
    subject: Option<String>,
    /// The first day, in Paris
    #[arg(long)]
    from: Option<NaiveDate>,
    /// The last day
    #[arg(long)]
    to: Option<NaiveDate>,
}

#[derive(Args)]
struct Post {
    /// msp, ars, cpam, federation, dgos, administrator
    #[arg(long, value_parser = role)]
    role: Role,
    /// REG-84, DEP-01 …, once each; FR for a national cpam or federation
    #[arg(long = "territory")]
    territories: Vec<Territory>,
    /// FINESS number of the structure of an msp
    #[arg(long)]
    structure: Option<FinessNumber>,
    /// As it is shown to the person; at first the address
    #[arg(long)]
    name: Option<String>,
}

#[derive(Args)]
pub(super) struct Chosen {
    /// Makes a password and prints it once
    #[arg(long)]
    generate: bool,
}

impl Post {
    /// The account that has it; `name` where none is given.
    fn account(&self, email: &Email, name: &str) -> anyhow::Result<Account> {
        let name = self.name.as_deref().unwrap_or(name);
        let (territories, structure) = (self.territories.clone(), self.structure.clone());
        Account::new(email.clone(), name, self.role, territories, structure)
            .map_err(|unfit| wrong_use(unfit.to_string()))
    }
}

impl Wanted {
    fn filter(&self) -> Filter {
        Filter {
            who: self.who.clone(),
            action: self.action,
            family: self.family,
            subject: self.subject.clone(),
            from: self.from.map(start_of),
            before: self.to.and_then(|day| day.succ_opt()).map(start_of),
        }
    }
}

fn action(text: &str) -> Result<Action, String> {
    let all = || Action::ALL.map(Action::code).join(", ");
    Action::of_code(text).ok_or_else(|| format!("write one of {}", all()))
}

fn family(text: &str) -> Result<Family, String> {
    let all = || Family::ALL.map(Family::as_str).join(", ");
    Family::read(text).ok_or_else(|| format!("write one of {}", all()))
}

fn role(text: &str) -> Result<Role, String> {
    let all = Role::OF_ACCOUNTS.map(Role::as_str).join(", ");
    Role::read(text).ok_or_else(|| format!("write one of {all}"))
}

pub(super) fn user(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Add { email, post, chosen } => app.add_user(email, post, chosen)?,
        Command::List { json } => app.list_users(*json)?,
        Command::Change { email, post } => app.change_post(email, post)?,
        Command::Remove { email } => {
            app.change(email, Action::AccountRemoved, |conn, held, _| {
                attempts::forget(conn, email.as_str())?;
                accounts::remove(conn, held.id)
            })?;
            output::line(&format!("{email} has no account any more"))?;
        }
        Command::Disable { email } => {
            let ended = app.change(email, Action::AccountDisabled, |conn, held, now| {
                accounts::set_state(conn, held.id, State::Disabled, now)?;
                sessions::revoke_all(conn, held.id, now)
            })?;
            output::line(&format!("{email} can sign in no more; sessions ended: {ended}"))?;
        }
        Command::Enable { email } => {
            app.change(email, Action::AccountEnabled, |conn, held, now| {
                accounts::set_state(conn, held.id, State::Active, now)
            })?;
            output::line(&format!("{email} can sign in again"))?;
        }
        Command::Password { email, chosen } => app.set_password(email, chosen)?,
        Command::Unlock { email } => {
            app.change(email, Action::AccountUnlocked, |conn, _, _| attempts::forget(conn, email.as_str()))?;
            output::line(&format!("{email} is not kept waiting any more"))?;
        }
        Command::RemoveFactor { email } => {
            let was_there = app.change(email, Action::FactorRemoved, |conn, held, _| {
                second_factors::remove(conn, held.id)
            })?;
            let told = if was_there { "is asked for a code no more" } else { "was asked for no code" };
            output::line(&format!("{email} {told}"))?;
        }
        Command::Unbind { email } => {
            let names = app.change(email, Action::IdentityReleased, |conn, held, _| {
                identities::release(conn, held.id)
            })?;
            output::line(&format!("{email}: names forgotten: {names}"))?;
        }
        Command::Review { confirm, json } => app.review(confirm.as_ref(), *json)?,
        Command::Audit { wanted, lines, json } => app.list_audit(&wanted.filter(), *lines, *json)?,
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    fn add_user(&self, email: &Email, post: &Post, chosen: &Chosen) -> anyhow::Result<()> {
        let account = post.account(email, email.as_str())?;
        let taken = || wrong_use(format!("{email} has an account already"));
        if accounts::find(&mut *self.store.connection()?, email)?.is_some() {
            return Err(taken());
        }
        let password = chosen.password(email)?;
        if !self.admit(&account, &hash(&password)?)? {
            return Err(taken());
        }
        output::line(&format!("{email} may sign in as {}", place(&account)))?;
        chosen.tell(&password)?;
        self.warn_of_unknown(&account)
    }

    /// Those who are signed in stay so: each request asks anew what they may see.
    fn change_post(&self, email: &Email, post: &Post) -> anyhow::Result<()> {
        let held = accounts::find(&mut *self.store.connection()?, email)?.ok_or_else(|| unknown(email))?;
        let account = post.account(email, &held.account.name)?;
        self.change(email, Action::AccountChanged, |conn, held, _| {
            accounts::set_post(conn, held.id, &account)
        })?;
        output::line(&format!("{email} signs in as {} from now on", place(&account)))?;
        self.warn_of_unknown(&account)
    }

    /// A structure may be yet to come, or mistyped.
    fn warn_of_unknown(&self, account: &Account) -> anyhow::Result<()> {
        if let Some(number) = &account.structure {
            let known = structures::shown(&mut *self.store.connection()?, &[number.as_str()])?;
            if known.is_empty() {
                eprintln!("observatoire: no edition of FINESS read so far shows {number}");
            }
        }
        Ok(())
    }

    /// Adds an account and writes it down; false when the address has one.
    pub(super) fn admit(&self, account: &Account, hash: &str) -> anyhow::Result<bool> {
        let now = self.clock.now();
        Ok(self.store.write_account(PATIENCE, |conn| {
            let is_new = accounts::add(conn, account, hash, now)?;
            if is_new {
                audit::record(conn, operator(now), Action::AccountAdded, Some(account.email.as_str()))?;
            }
            Ok::<_, Error>(is_new)
        })?)
    }

    fn set_password(&self, email: &Email, chosen: &Chosen) -> anyhow::Result<()> {
        if accounts::find(&mut *self.store.connection()?, email)?.is_none() {
            return Err(unknown(email));
        }
        let password = chosen.password(email)?;
        let ended = self.renew(email, &hash(&password)?)?;
        output::line(&format!("{email} has another password; sessions ended: {ended}"))?;
        chosen.tell(&password)
    }

    /// Gives an account another password; tells how many sessions that ended.
    pub(super) fn renew(&self, email: &Email, hash: &str) -> anyhow::Result<usize> {
        self.change(email, Action::PasswordChanged, |conn, held, now| {
            accounts::set_password(conn, held.id, hash, now)?;
            sessions::revoke_all(conn, held.id, now)
        })
    }

    /// Changes an account and writes it down.
    fn change<T>(
        &self,
        email: &Email,
        action: Action,
        change: impl FnOnce(&mut Conn, &Held, chrono::NaiveDateTime) -> Result<T, Error>,
    ) -> anyhow::Result<T> {
        let now = self.clock.now();
        let changed = self.store.write_account(PATIENCE, |conn| {
            let Some(held) = accounts::find(conn, email)? else { return Ok(None) };
            let changed = change(conn, &held, now)?;
            audit::record(conn, operator(now), action, Some(email.as_str()))?;
            Ok::<_, Error>(Some(changed))
        })?;
        changed.ok_or_else(|| unknown(email))
    }
}

fn unknown(email: &Email) -> anyhow::Error {
    wrong_use(format!("{email} has no account"))
}

fn operator(at: chrono::NaiveDateTime) -> Actor<'static> {
    Actor { who: OPERATOR, address: None, at }
}
