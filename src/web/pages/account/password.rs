//! Another password: the old one is asked for, and every other session ends.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::{Anyone, Reader, Sent, see_other};
use super::super::super::words::Words;
use super::super::address;
use super::check::{Right, Verdict, check};
use super::sign_in::entered;
use super::view::Told;
use super::{PATIENCE, shown, wait};
use crate::credentials::{Token, password};
use crate::domain::account::{Password, Weak};
use crate::domain::writing::Language;
use crate::store::audit::{self, Action};
use crate::store::{Error, accounts, sessions};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Form {
    current: String,
    new: String,
    again: String,
}

pub(in super::super::super) async fn change(
    request: HttpRequest,
    reader: Reader<Anyone>,
    checks: web::Data<Checks>,
    language: web::Data<Language>,
    form: Sent<Form>,
) -> HttpResponse {
    let Form { current, new, again } = form.0;
    let (words, login) = (Words::new(**language), reader.account().email.clone());
    let problem = if new == again {
        match Password::new(new, &login) {
            Ok(new) => {
                let tried = (login.as_str().to_owned(), current);
                match check(reader.site(), &checks, reader.visitor(), tried).await {
                    Ok(Verdict::Right(right)) => {
                        let site = web::Data::clone(reader.site());
                        let place = format!("{}?done=password", address(**language, "/compte"));
                        return match renew(reader, &checks, right, new).await {
                            Ok(Some(token)) => entered(&site, &token, &place),
                            // Disabled, or given another password meanwhile: the session ended with it.
                            Ok(None) => see_other(&address(**language, "/connexion")),
                            Err(error) => error.page(Some(&request), **language),
                        };
                    }
                    Ok(Verdict::Wrong) => words.say("password-wrong"),
                    Ok(Verdict::Shut(until)) => wait(until, reader.clock.now(), words).1,
                    Err(error) => return error.page(Some(&request), **language),
                }
            }
            Err(weak) => words.say(weak_key(weak)),
        }
    } else {
        words.say("password-not-same")
    };
    let told = Told { is_changed: false, problem: Some(problem) };
    shown(&request, reader, **language, told, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn weak_key(weak: Weak) -> &'static str {
    match weak {
        Weak::Short => "password-short",
        Weak::Long => "password-long",
        Weak::Login => "password-login",
        Weak::Common => "password-common",
    }
}

/// Ends all sessions and opens one under a new token; none when the old password is right no more.
async fn renew(
    reader: Reader<Anyone>,
    checks: &Checks,
    right: Right,
    new: Password,
) -> Result<Option<Token>, WebError> {
    let token = Token::draw().map_err(anyhow::Error::from)?;
    let work = move || -> Result<Option<Token>, WebError> {
        let hash = password::hash(&new).map_err(anyhow::Error::from)?;
        let (now, account) = (reader.clock.now(), right.held.id);
        Ok(reader.store.write_account(PATIENCE, |conn| {
            if !right.is_used(conn)? {
                return Ok::<_, Error>(None);
            }
            accounts::set_password(conn, account, &hash, now)?;
            sessions::revoke_all(conn, account, now)?;
            sessions::open(conn, account, &token, &reader.visitor().shown(), None, now)?;
            audit::record(conn, reader.actor(), Action::PasswordChanged, None)?;
            Ok(Some(token))
        })?)
    };
    checks.run(work).await?
}
