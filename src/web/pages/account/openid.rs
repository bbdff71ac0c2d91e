//! Signing in through the provider that the installation trusts. It opens accounts that exist, and makes none: the first
//! time by the e-mail address, from then on by the provider's own name for somebody.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::super::super::Site;
use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::{Visitor, give, see_other};
use super::super::super::words::Words;
use super::PATIENCE;
use super::check::NOBODY;
use super::sign_in::{Filled, afterwards, entered, shown};
use crate::credentials::Token;
use crate::domain::account::{Email, State};
use crate::domain::writing::Language;
use crate::openid::{Person, Provider, Trouble};
use crate::store::accounts::Held;
use crate::store::audit::{self, Action, Actor, Entry};
use crate::store::journeys::{self, Journey};
use crate::store::{Conn, Error, accounts, identities, sessions};

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    #[serde(default)]
    next: String,
}

/// What a provider sends people back with.
#[derive(Deserialize)]
pub(in super::super::super) struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// What became of somebody who came back.
enum Arrival {
    In(Token),
    /// Why not, as a sentence.
    Out(&'static str),
}

/// Sends the browser to the provider. What it must come back with is bound to its token.
pub(in super::super::super) async fn depart(
    request: HttpRequest,
    site: web::Data<Site>,
    checks: web::Data<Checks>,
    visitor: Visitor,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let next = afterwards(&query.next, **language);
    let token = match visitor.token.clone().map_or_else(Token::draw, Ok) {
        Ok(token) => token,
        Err(error) => return WebError::Ours(error.into()).page(Some(&request), **language),
    };
    let (own, bound, asked) = (site.clone(), token.clone(), next.clone());
    // As few at once as passwords: whoever floods the door opens no flood towards the provider.
    let left = checks.run(move || leave(&own, &bound, asked)).await.flatten();
    match left {
        Ok(Ok(place)) => {
            let mut response = see_other(&place);
            let cookie = visitor.token.is_none().then(|| give(&site, &token));
            if cookie.is_some_and(|cookie| response.add_cookie(&cookie).is_err()) {
                tracing::error!("the cookie could not be written");
            }
            response
        }
        Ok(Err(why)) => out(&request, &site, &visitor, **language, (next, why)).await,
        Err(error) => error.page(Some(&request), **language),
    }
}

/// The address of the provider; or why there is none, as a sentence.
fn leave(site: &Site, token: &Token, next: String) -> Result<Result<String, &'static str>, WebError> {
    let Some(provider) = &site.provider else { return Err(WebError::NotFound) };
    let now = site.clock.now();
    let departure = match provider.departure(now) {
        Ok(departure) => departure,
        Err(trouble) => return Ok(Err(silent(&trouble))),
    };
    let journey = Journey { nonce: departure.nonce, verifier: departure.verifier, next };
    site.store
        .write_account(PATIENCE, |conn| journeys::open(conn, &departure.state, token, &journey, now))?;
    Ok(Ok(departure.address.into()))
}

/// The provider does not answer: whoever runs the observatory is to know.
fn silent(trouble: &Trouble) -> &'static str {
    tracing::error!("nobody signs in through the provider: {trouble}");
    "openid-silent"
}

/// The page where one signs in, with what went wrong.
async fn out(
    request: &HttpRequest,
    site: &web::Data<Site>,
    visitor: &Visitor,
    language: Language,
    (next, why): (String, &'static str),
) -> HttpResponse {
    let status = if why == "openid-silent" {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let problem = Some(Words::new(language).say(why));
    let filled = Filled { next, problem, ..Filled::default() };
    shown(request, site, visitor, language, status, filled).await
}

/// Somebody comes back.
pub(in super::super::super) async fn back(
    request: HttpRequest,
    site: web::Data<Site>,
    checks: web::Data<Checks>,
    visitor: Visitor,
    query: web::Query<Back>,
) -> HttpResponse {
    let (own, came, Back { state, code }) = (site.clone(), visitor.clone(), query.into_inner());
    let arrived = checks.run(move || arrive(&own, &came, &state, code)).await.flatten();
    let (place, arrival) = match arrived {
        Ok(arrived) => arrived,
        Err(error) => return error.page(Some(&request), Language::French),
    };
    match arrival {
        Arrival::In(token) => entered(&site, &token, &place),
        Arrival::Out(why) => {
            let is_english = place.starts_with("/en/");
            let language = if is_english { Language::English } else { Language::French };
            out(&request, &site, &visitor, language, (place, why)).await
        }
    }
}

/// What becomes of it, and the page that it leads to.
fn arrive(site: &Site, visitor: &Visitor, state: &str, code: String) -> Result<(String, Arrival), WebError> {
    let Some(provider) = &site.provider else { return Err(WebError::NotFound) };
    let now = site.clock.now();
    let nobody = Actor { who: NOBODY, address: visitor.address, at: now };
    let refuse = |detail: &str, why: &'static str| -> Result<Arrival, WebError> {
        let entry = Entry { detail: Some(detail), ..Entry::of(Action::SignInFailed) };
        site.store.write_account(PATIENCE, |conn| audit::write(conn, nobody, entry))?;
        Ok(Arrival::Out(why))
    };
    let journey = match &visitor.token {
        Some(token) => site.store.write_account(PATIENCE, |conn| journeys::take(conn, state, token, now))?,
        None => None,
    };
    let Some(Journey { nonce, verifier, next }) = journey else {
        return Ok((String::new(), refuse("openid: unknown state", "openid-stale")?));
    };
    // They changed their mind, or the provider did not let them in.
    if code.is_empty() {
        return Ok((next, Arrival::Out("openid-refused")));
    }
    let person = match provider.arrival(code, nonce, verifier, now) {
        Ok(person) => person,
        Err(trouble @ Trouble::Provider(_)) => return Ok((next, Arrival::Out(silent(&trouble)))),
        Err(Trouble::Untrusted(why)) => {
            tracing::warn!("a sign-in through the provider was refused: {why}");
            return Ok((next, refuse("openid: untrusted", "openid-refused")?));
        }
    };
    let arrival = enter(site, provider, visitor, &person, now)?;
    Ok((next, arrival))
}

/// Opens a session of the account that the person is bound to.
fn enter(
    site: &Site,
    provider: &Provider,
    visitor: &Visitor,
    person: &Person,
    now: NaiveDateTime,
) -> Result<Arrival, WebError> {
    let token = Token::draw().map_err(anyhow::Error::from)?;
    Ok(site.store.write_account(PATIENCE, |conn| {
        let found = account(conn, provider.issuer(), person)?;
        let who = found.as_ref().map_or(NOBODY, |(held, _)| held.account.email.as_str());
        let actor = Actor { who, address: visitor.address, at: now };
        let tell = |conn: &mut Conn, action, detail: &str| {
            audit::write(conn, actor, Entry { detail: Some(detail), ..Entry::of(action) })
        };
        match &found {
            Some((held, is_bound)) if held.account.state == State::Active => {
                if !is_bound {
                    identities::bind(conn, (provider.issuer(), &person.subject), held.id, now)?;
                    tell(conn, Action::IdentityBound, provider.issuer())?;
                }
                sessions::open(conn, held.id, &token, &visitor.shown(), Some(&person.id_token), now)?;
                tell(conn, Action::SignedIn, format!("openid {}", person.assurance).trim_end())?;
                Ok::<_, Error>(Arrival::In(token))
            }
            _ => {
                tell(conn, Action::SignInFailed, "openid: no account")?;
                Ok(Arrival::Out("openid-no-account"))
            }
        }
    })?)
}

/// The account of a person, and whether the provider's name is bound to it. An account that is bound to another name is
/// not theirs, whatever their e-mail address: addresses are given away again, names are not.
fn account(conn: &mut Conn, issuer: &str, person: &Person) -> Result<Option<(Held, bool)>, Error> {
    if let Some(id) = identities::account(conn, issuer, &person.subject)? {
        return Ok(accounts::of(conn, id)?.map(|held| (held, true)));
    }
    let Some(Ok(email)) = person.email.as_deref().map(str::parse::<Email>) else { return Ok(None) };
    let Some(held) = accounts::find(conn, &email)? else { return Ok(None) };
    let is_taken = identities::is_bound(conn, issuer, held.id)?;
    Ok((!is_taken).then_some((held, false)))
}
