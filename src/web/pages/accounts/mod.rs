//! The accounts, for those who answer for them: who is due for review, who has not come for long, and two buttons. Opening
//! an account, its role and its place are a matter of the command line.

mod change;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::super::errors::WebError;
use super::super::reader::{OfAccounts, Reader};
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::account::view::role_key;
use super::{Frame, address, encoded};
use crate::clock::in_paris;
use crate::domain::account::{Review, State, is_idle};
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::accounts::Held;
use crate::store::audit::Subject;
use crate::store::{accounts, imports, second_factors};

pub(in super::super) use change::{confirm, disable};

#[derive(Template)]
#[template(path = "accounts.html")]
struct Page {
    frame: Frame,
    form: String,
    count: String,
    rows: Vec<Row>,
}

struct Row {
    id: i64,
    name: String,
    email: String,
    role: String,
    place: String,
    signed_in: String,
    /// Nobody came for six months.
    is_idle: bool,
    reviewed: String,
    /// What is to be done, and how loudly.
    badge: (&'static str, String),
    has_factor: bool,
    journal: String,
    /// An account that is shut is opened on the command line.
    is_active: bool,
    /// Nobody shuts themselves out.
    is_own: bool,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfAccounts>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| shown(&reader, words)).await
}

fn shown(reader: &Reader<OfAccounts>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Accounts, Subject::Everyone, words)?;
    let today = reader.clock.today();
    let mut held = accounts::all(conn, &scope)?;
    // What is to be done comes first, what is shut last.
    held.sort_by_key(|held| (held.account.state == State::Disabled, held.reviewed_on));
    let with_factor = second_factors::accounts(conn)?;
    let rows: Vec<Row> = held
        .into_iter()
        .map(|held| {
            let (has_factor, is_own) = (with_factor.contains(&held.id), held.id == reader.signed().id());
            Row { has_factor, is_own, ..row(held, today, words) }
        })
        .collect();
    let is_simulated = imports::any_simulated(conn)?;
    let frame = Frame::new(words, words.say("accounts-title"), "/comptes", String::new(), is_simulated);
    let count = words.counted("accounts-count", rows.len() as f64, &[]);
    Ok(Content::Html(Page { frame, form: reader.form(), count, rows }.render()?))
}

fn row(held: Held, today: NaiveDate, words: Words) -> Row {
    let account = held.account;
    let day = |day: NaiveDate| words.language.day(day);
    let places = account.territories.iter().map(|it| words.territory(it));
    let places: Vec<String> = places.chain(account.structure.as_ref().map(ToString::to_string)).collect();
    let signed_in = held.signed_in_at.map(|at| in_paris(at).date());
    let badge = match (account.state, Review::of(held.reviewed_on, today)) {
        (State::Disabled, _) => ("none", words.say("accounts-disabled")),
        (State::Active, Review::Current) => ("ok", words.say("accounts-current")),
        (State::Active, Review::Due(last)) => ("mid", words.with("accounts-due", &[("day", &day(last))])),
        (State::Active, Review::Lapsed) => ("ko", words.say("accounts-lapsed")),
    };
    let email = account.email.to_string();
    Row {
        id: held.id,
        name: words.language.typeset(&account.name),
        role: words.say(role_key(account.role)),
        place: places.join(", "),
        signed_in: signed_in.map_or_else(|| words.say("accounts-never"), day),
        is_idle: is_idle(signed_in.unwrap_or_else(|| in_paris(held.created_at).date()), today),
        reviewed: day(held.reviewed_on),
        badge,
        journal: address(words.language, &format!("/journal?who={}", encoded(&email))),
        email,
        is_active: account.state == State::Active,
        has_factor: false,
        is_own: false,
    }
}
