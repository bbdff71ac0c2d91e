//! One's own second factor: begun, shown until a code of it was typed, then never shown again; taken away with the
//! password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use qrcode::{Color, QrCode};
use serde::Deserialize;

use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::{Anyone, Reader, Sent, see_other};
use super::super::super::reply::{Content, answer_once};
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::check::{Right, Verdict, check};
use super::{Nothing, PATIENCE, wait};
use crate::credentials::second_factor;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action};
use crate::store::{Error, imports, second_factors as factors};

const PLACE: &str = "/compte/second-facteur";

#[derive(Template)]
#[template(path = "second-factor.html")]
struct Page {
    frame: Frame,
    form: String,
    login: String,
    state: State,
    problem: Option<String>,
}

enum State {
    Off,
    /// Set up, not yet asked for.
    Begun(Shared),
    /// Asked for from now on; recovery codes are shown this once.
    Confirmed(Vec<String>),
    /// How many recovery codes are left, as a sentence.
    On(String),
}

/// What the telephone is to know: as text, and as the modules of a QR code.
struct Shared {
    text: String,
    size: usize,
    path: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Confirmed {
    code: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Removed {
    password: String,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<Anyone>,
    language: web::Data<Language>,
) -> HttpResponse {
    shown(&request, reader, **language, None).await
}

async fn shown(
    request: &HttpRequest,
    reader: Reader<Anyone>,
    language: Language,
    problem: Option<String>,
) -> HttpResponse {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer_once(request, language, status, move |words| {
        let state = state(&reader, words)?;
        view(&reader, state, problem, words)
    })
    .await
}

fn state(reader: &Reader<Anyone>, words: Words) -> Result<State, WebError> {
    let conn = &mut *reader.store.connection()?;
    let account = reader.signed().id();
    let Some(factor) = factors::find(conn, account)? else { return Ok(State::Off) };
    if factor.confirmed_at.is_some() {
        let left = factors::left(conn, account)?;
        return Ok(State::On(words.counted("factor-left", left as f64, &[])));
    }
    let secret = second_factor::derived(&reader.secret, &factor.salt).map_err(anyhow::Error::from)?;
    let (size, path) = drawn(&secret.address(reader.account().email.as_str()))?;
    Ok(State::Begun(Shared { text: secret.typed(), size, path }))
}

fn view(
    reader: &Reader<Anyone>,
    state: State,
    problem: Option<String>,
    words: Words,
) -> Result<Content, WebError> {
    let is_simulated = imports::any_simulated(&mut *reader.store.connection()?)?;
    let frame = Frame::new(words, words.say("factor-title"), PLACE, String::new(), is_simulated);
    let login = reader.account().email.to_string();
    Ok(Content::Html(Page { frame, form: reader.form(), login, state, problem }.render()?))
}

/// The dark modules of a QR code as one path, with the four light ones around that ISO/IEC 18004 asks for.
fn drawn(text: &str) -> Result<(usize, String), WebError> {
    const QUIET: usize = 4;
    let code = QrCode::new(text).map_err(anyhow::Error::from)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
    Ok((width + 2 * QUIET, path.collect()))
}

pub(in super::super::super) async fn begin(
    request: HttpRequest,
    reader: Reader<Anyone>,
    language: web::Data<Language>,
    _: Sent<Nothing>,
) -> HttpResponse {
    let begun = web::block(move || -> Result<(), WebError> {
        let salt = second_factor::salt().map_err(anyhow::Error::from)?;
        Ok(reader.store.write_account(PATIENCE, |conn| factors::begin(conn, reader.signed().id(), &salt))?)
    });
    match begun.await.map_err(WebError::from).flatten() {
        Ok(()) => see_other(&address(**language, PLACE)),
        Err(error) => error.page(Some(&request), **language),
    }
}

/// The password is asked for as well: a browser left open is not enough.
pub(in super::super::super) async fn confirm(
    request: HttpRequest,
    reader: Reader<Anyone>,
    checks: web::Data<Checks>,
    language: web::Data<Language>,
    form: Sent<Confirmed>,
) -> HttpResponse {
    let Confirmed { code, password } = form.0;
    let right = match own_password(&reader, &checks, password, **language).await {
        Ok(Ok(right)) => right,
        Ok(Err(problem)) => return shown(&request, reader, **language, Some(problem)).await,
        Err(error) => return error.page(Some(&request), **language),
    };
    let confirmed = web::block(move || {
        let codes = confirmed(&reader, &right, &code);
        (reader, codes)
    });
    match confirmed.await.map_err(WebError::from) {
        Ok((reader, Ok(Some(codes)))) => {
            let make = move |words| view(&reader, State::Confirmed(codes), None, words);
            answer_once(&request, **language, StatusCode::OK, make).await
        }
        Ok((reader, Ok(None))) => {
            let problem = Words::new(**language).say("code-wrong");
            shown(&request, reader, **language, Some(problem)).await
        }
        Ok((_, Err(error))) | Err(error) => error.page(Some(&request), **language),
    }
}

/// Recovery codes, once the code is right.
fn confirmed(reader: &Reader<Anyone>, right: &Right, code: &str) -> Result<Option<Vec<String>>, WebError> {
    let (account, now) = (reader.signed().id(), reader.clock.now());
    let factor = factors::find(&mut *reader.store.connection()?, account)?;
    let Some(factor) = factor.filter(|factor| factor.confirmed_at.is_none()) else { return Ok(None) };
    let secret = second_factor::derived(&reader.secret, &factor.salt).map_err(anyhow::Error::from)?;
    let codes = second_factor::recovery_codes().map_err(anyhow::Error::from)?;
    let digests: Vec<String> = codes.iter().map(|code| second_factor::digest(code)).collect();
    let step = secret.step_of(code, now, factor.last_step);
    let is_confirmed = reader.store.write_account(PATIENCE, |conn| {
        let Some(step) = step else { return Ok(false) };
        let is_confirmed = right.is_used(conn)? && factors::confirm(conn, account, step, &digests, now)?;
        if is_confirmed {
            audit::record(conn, reader.actor(), Action::FactorAdded, None)?;
        }
        Ok::<_, Error>(is_confirmed)
    })?;
    Ok(is_confirmed.then_some(codes))
}

pub(in super::super::super) async fn remove(
    request: HttpRequest,
    reader: Reader<Anyone>,
    checks: web::Data<Checks>,
    language: web::Data<Language>,
    form: Sent<Removed>,
) -> HttpResponse {
    let right = match own_password(&reader, &checks, form.0.password, **language).await {
        Ok(Ok(right)) => right,
        Ok(Err(problem)) => return shown(&request, reader, **language, Some(problem)).await,
        Err(error) => return error.page(Some(&request), **language),
    };
    let removed = web::block(move || {
        reader.store.write_account(PATIENCE, |conn| {
            if right.is_used(conn)? && factors::remove(conn, reader.signed().id())? {
                audit::record(conn, reader.actor(), Action::FactorRemoved, None)?;
            }
            Ok::<_, Error>(())
        })
    });
    match removed.await.map_err(WebError::from).and_then(|removed| removed.map_err(WebError::from)) {
        Ok(()) => see_other(&address(**language, PLACE)),
        Err(error) => error.page(Some(&request), **language),
    }
}

/// One's own password, or why it is not heard, as a sentence.
async fn own_password(
    reader: &Reader<Anyone>,
    checks: &Checks,
    password: String,
    language: Language,
) -> Result<Result<Right, String>, WebError> {
    let (words, login) = (Words::new(language), reader.account().email.as_str().to_owned());
    Ok(match check(reader.site(), checks, reader.visitor(), (login, password)).await? {
        Verdict::Right(right) => Ok(right),
        Verdict::Wrong => Err(words.say("password-wrong")),
        Verdict::Shut(until) => Err(wait(until, reader.clock.now(), words).1),
    })
}
