//! What the page of one's account shows.

use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reader::{Anyone, Door as _, OfServices, OfStructures, OfTallies, Reader};
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::{Frame, address, moment};
use crate::domain::account::Account;
use crate::domain::rights::{Family, Reach, Role, reach};
use crate::store::sessions::{self, Session};
use crate::store::{accounts, imports, second_factors};

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    form: String,
    facts: Vec<Fact>,
    /// What the role may see, as a sentence.
    sees: String,
    sessions: Vec<Row>,
    login: String,
    told: Told,
}

/// What came of the form that was sent.
#[derive(Default)]
pub(super) struct Told {
    /// The password is another one now.
    pub(super) is_changed: bool,
    /// Why it is not.
    pub(super) problem: Option<String>,
}

struct Fact {
    term: String,
    text: String,
    page: Option<String>,
}

/// A living session.
struct Row {
    id: i64,
    opened: String,
    seen: String,
    address: String,
    /// That of this browser.
    is_this: bool,
}

pub(super) fn page(reader: &Reader<Anyone>, told: Told, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let account = reader.account();
    let held = accounts::find(conn, &account.email)?;
    let set_at = held.map(|held| moment(held.password_set_at, words)).unwrap_or_default();
    let factor = second_factors::find(conn, reader.signed().id())?;
    let has_factor = factor.is_some_and(|factor| factor.confirmed_at.is_some());
    let living = sessions::of(conn, reader.signed(), reader.clock.now())?;
    let is_simulated = imports::any_simulated(conn)?;
    let page = Page {
        frame: Frame::new(words, words.say("account-title"), "/compte", String::new(), is_simulated),
        form: reader.form(),
        facts: facts(account, (set_at, has_factor), words),
        sees: words.say(sees_key(account.role)),
        sessions: living.into_iter().map(|it| row(it, reader.signed().session(), words)).collect(),
        login: account.email.to_string(),
        told,
    };
    Ok(Content::Html(page.render()?))
}

fn facts(account: &Account, (set_at, has_factor): (String, bool), words: Words) -> Vec<Fact> {
    let fact = |key: &str, text: String| Fact { term: words.say(key), text, page: None };
    let mut facts = vec![
        fact("fact-name", words.language.typeset(&account.name)),
        fact("fact-email", account.email.to_string()),
        fact("fact-role", words.say(role_key(account.role))),
    ];
    if !account.territories.is_empty() {
        let names: Vec<String> = account.territories.iter().map(|it| words.territory(it)).collect();
        facts.push(fact("fact-territories", names.join(", ")));
    }
    facts.extend(account.structure.as_ref().map(|number| Fact {
        term: words.say("fact-structure"),
        text: number.to_string(),
        page: Some(address(words.language, &format!("/structures/{number}/members"))),
    }));
    facts.extend((reach(account.role, Family::Assessments) != Reach::Nothing).then(|| Fact {
        term: words.say("fact-desk"),
        text: words.say("desk-title"),
        page: Some(address(words.language, "/suivi")),
    }));
    facts.extend(OfTallies::opens_to(account.role).then(|| Fact {
        term: words.say("launch-title"),
        text: words.say("launch-desks"),
        page: Some(address(words.language, "/suivi/bilan")),
    }));
    facts.extend((reach(account.role, Family::Audit) != Reach::Nothing).then(|| Fact {
        term: words.say("fact-journal"),
        text: words.say("journal-title"),
        page: Some(address(words.language, "/journal")),
    }));
    facts.extend((reach(account.role, Family::Accounts) != Reach::Nothing).then(|| Fact {
        term: words.say("fact-accounts"),
        text: words.say("accounts-title"),
        page: Some(address(words.language, "/comptes")),
    }));
    facts.extend(OfServices::opens_to(account.role).then(|| Fact {
        term: words.say("letters-title"),
        text: words.say("letters-title"),
        page: Some(address(words.language, "/courriers")),
    }));
    facts.extend(OfStructures::opens_to(account.role).then(|| Fact {
        term: words.say("calendar-title"),
        text: words.say("calendar-title"),
        page: Some(address(words.language, "/echeancier")),
    }));
    facts.push(fact("fact-password-set", set_at));
    facts.push(Fact {
        term: words.say("fact-factor"),
        text: words.say(if has_factor { "factor-state-on" } else { "factor-state-off" }),
        page: Some(address(words.language, "/compte/second-facteur")),
    });
    facts
}

fn row(session: Session, own: i64, words: Words) -> Row {
    Row {
        id: session.id,
        opened: moment(session.created_at, words),
        seen: moment(session.seen_at, words),
        address: session.address,
        is_this: session.id == own,
    }
}

pub(in super::super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Msp => "role-msp",
        Role::Ars => "role-ars",
        Role::Cpam => "role-cpam",
        Role::Federation => "role-federation",
        Role::Dgos => "role-dgos",
        Role::Administrator => "role-administrator",
        Role::Public | Role::Operator => "role-none",
    }
}

fn sees_key(role: Role) -> &'static str {
    match role {
        Role::Msp => "role-msp-sees",
        Role::Ars => "role-ars-sees",
        Role::Cpam => "role-cpam-sees",
        Role::Administrator => "role-administrator-sees",
        Role::Federation | Role::Dgos | Role::Public | Role::Operator => "role-public-sees",
    }
}
