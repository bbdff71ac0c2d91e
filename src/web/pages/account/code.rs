//! The second question, where an account asks it: a code of one's telephone, or one of those kept for the day it is lost.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::super::super::Site;
use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::{Sent, Visitor, see_other};
use super::super::super::reply::{Content, answer_once};
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::check::Right;
use super::sign_in::entered;
use super::{PATIENCE, wait};
use crate::credentials::{Secret, Token, second_factor};
use crate::domain::writing::Language;
use crate::store::accounts::Held;
use crate::store::attempts::{self, Turn};
use crate::store::audit::{self, Action, Actor, Entry};
use crate::store::half_sign_ins::{self as halves, Half};
use crate::store::{Conn, Error, accounts, imports, second_factors as factors, sessions};

#[derive(Template)]
#[template(path = "code.html")]
struct Page {
    frame: Frame,
    form: String,
    problem: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Form {
    code: String,
}

enum Verdict {
    In(Token, String),
    Wrong,
    Shut(NaiveDateTime),
    /// The password is to be typed again.
    Over,
}

/// What proved it.
#[derive(Clone, Copy)]
enum Proof {
    Code(i64),
    Recovery,
}

/// The token under which the code of somebody is asked for; none when no code is.
pub(super) fn asked(
    conn: &mut Conn,
    right: &Right,
    next: &str,
    now: NaiveDateTime,
) -> Result<Option<Token>, WebError> {
    let factor = factors::find(conn, right.held.id)?;
    if factor.is_none_or(|factor| factor.confirmed_at.is_none()) {
        return Ok(None);
    }
    // A new one: a token that somebody planted before is worth nothing.
    let token = Token::draw().map_err(anyhow::Error::from)?;
    halves::open(conn, &token, &right.half(next), now)?;
    Ok(Some(token))
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    visitor: Visitor,
    language: web::Data<Language>,
) -> HttpResponse {
    let (own, token) = (site.clone(), visitor.token.clone());
    let half = web::block(move || -> Result<_, WebError> {
        let Some(token) = token else { return Ok(None) };
        Ok(halves::find(&mut *own.store.connection()?, &token, own.clock.now())?)
    });
    match half.await.map_err(WebError::from).flatten() {
        Ok(Some(_)) => shown(&request, &site, &visitor, **language, StatusCode::OK, None).await,
        Ok(None) => see_other(&address(**language, "/connexion")),
        Err(error) => error.page(Some(&request), **language),
    }
}

async fn shown(
    request: &HttpRequest,
    site: &web::Data<Site>,
    visitor: &Visitor,
    language: Language,
    status: StatusCode,
    problem: Option<String>,
) -> HttpResponse {
    let (own, form) = (site.clone(), visitor.token.as_ref().map(Token::form).unwrap_or_default());
    answer_once(request, language, status, move |words| {
        let is_simulated = imports::any_simulated(&mut *own.store.connection()?)?;
        let title = words.say("code-title");
        let frame = Frame::new(words, title, "/connexion/code", String::new(), is_simulated);
        Ok(Content::Html(Page { frame, form, problem }.render()?))
    })
    .await
}

pub(in super::super::super) async fn sent(
    request: HttpRequest,
    site: web::Data<Site>,
    checks: web::Data<Checks>,
    visitor: Visitor,
    language: web::Data<Language>,
    form: Sent<Form>,
) -> HttpResponse {
    let words = Words::new(**language);
    let (own, asked) = (site.clone(), visitor.clone());
    let checked = checks.run(move || check(&own, &asked, &form.0.code)).await.flatten();
    match checked {
        Ok(Verdict::In(token, next)) => entered(&site, &token, &next),
        Ok(Verdict::Over) => see_other(&address(**language, "/connexion")),
        Ok(Verdict::Wrong) => {
            let problem = Some(words.say("code-wrong"));
            shown(&request, &site, &visitor, **language, StatusCode::UNPROCESSABLE_ENTITY, problem).await
        }
        Ok(Verdict::Shut(until)) => {
            let (seconds, sentence) = wait(until, site.clock.now(), words);
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut shut = shown(&request, &site, &visitor, **language, status, Some(sentence)).await;
            shut.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            shut
        }
        Err(error) => error.page(Some(&request), **language),
    }
}

/// A code counts as a password does: as failed until it succeeds, by login and by address.
fn check(site: &Site, visitor: &Visitor, code: &str) -> Result<Verdict, WebError> {
    let now = site.clock.now();
    let Some(half_token) = &visitor.token else { return Ok(Verdict::Over) };
    let new_token = Token::draw().map_err(anyhow::Error::from)?;
    let conn = &mut *site.store.connection()?;
    let Some(half) = halves::find(conn, half_token, now)? else { return Ok(Verdict::Over) };
    let Some(held) = accounts::of(conn, half.account_id)? else { return Ok(Verdict::Over) };
    let login = held.account.email.clone();
    let turn = site
        .store
        .write_account(PATIENCE, |conn| attempts::ask(conn, login.as_str(), &visitor.origin(), now))?;
    let attempt = match turn {
        Turn::Now(attempt) => attempt,
        Turn::At(until) => return Ok(Verdict::Shut(until)),
    };
    let proof = proof(conn, &site.secret, &held, code, now)?;
    let actor = Actor { who: login.as_str(), address: visitor.address, at: now };
    let next = half.next.clone();
    let entered = site.store.write_account(PATIENCE, |conn| {
        let is_taken = match proof {
            Some(proof) => is_taken(conn, held.id, proof, code)?,
            None => false,
        };
        if !is_taken {
            let detail = Some("second factor");
            audit::write(conn, actor, Entry { detail, ..Entry::of(Action::SignInFailed) })?;
            return Ok(Some(false));
        }
        if !halves::close(conn, half_token)? || !Right::of(held.clone(), half).is_used(conn)? {
            return Ok(None);
        }
        attempts::succeeded(conn, attempt)?;
        sessions::open(conn, held.id, &new_token, &visitor.shown(), None, now)?;
        if matches!(proof, Some(Proof::Recovery)) {
            audit::record(conn, actor, Action::RecoveryCodeUsed, None)?;
        }
        audit::write(conn, actor, Entry { detail: Some("second factor"), ..Entry::of(Action::SignedIn) })?;
        Ok::<_, Error>(Some(true))
    })?;
    Ok(match entered {
        Some(true) => Verdict::In(new_token, next),
        Some(false) => Verdict::Wrong,
        None => Verdict::Over,
    })
}

/// What a code would prove.
fn proof(
    conn: &mut Conn,
    secret: &Secret,
    held: &Held,
    code: &str,
    now: NaiveDateTime,
) -> Result<Option<Proof>, WebError> {
    let Some(factor) = factors::find(conn, held.id)? else { return Ok(None) };
    let shared = second_factor::derived(secret, &factor.salt).map_err(anyhow::Error::from)?;
    let is_recovery = second_factor::is_recovery(code);
    Ok(match shared.step_of(code, now, factor.last_step) {
        Some(step) => Some(Proof::Code(step)),
        None => is_recovery.then_some(Proof::Recovery),
    })
}

/// Takes it, once: of two browsers with the same code one comes in.
fn is_taken(conn: &mut Conn, account: i64, proof: Proof, code: &str) -> Result<bool, Error> {
    match proof {
        Proof::Code(step) => factors::take(conn, account, step),
        Proof::Recovery => factors::take_recovery(conn, account, &second_factor::digest(code)),
    }
}

impl Right {
    /// What is kept of it while a code is asked for.
    fn half(&self, next: &str) -> Half {
        let (account_id, password) = (self.held.id, self.hash.clone());
        Half { account_id, password, attempt: self.attempt, next: next.to_owned() }
    }

    fn of(held: Held, half: Half) -> Self {
        Self { held, hash: half.password, attempt: half.attempt }
    }
}
