//! The two buttons: an account is still wanted, or not.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfAccounts, Reader, Sent, see_other};
use super::super::super::words::Words;
use super::super::account::PATIENCE;
use super::super::address;
use crate::domain::account::State;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action};
use crate::store::{Error, accounts, sessions};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Chosen {
    account: String,
}

pub(in super::super::super) async fn confirm(
    request: HttpRequest,
    reader: Reader<OfAccounts>,
    language: web::Data<Language>,
    form: Sent<Chosen>,
) -> HttpResponse {
    change(&request, reader, **language, form.0, Action::AccountReviewed).await
}

pub(in super::super::super) async fn disable(
    request: HttpRequest,
    reader: Reader<OfAccounts>,
    language: web::Data<Language>,
    form: Sent<Chosen>,
) -> HttpResponse {
    change(&request, reader, **language, form.0, Action::AccountDisabled).await
}

async fn change(
    request: &HttpRequest,
    reader: Reader<OfAccounts>,
    language: Language,
    chosen: Chosen,
    action: Action,
) -> HttpResponse {
    let wrong = || WebError::Wrong(Words::new(language).say("error-form-fields"));
    let own = reader.signed().id();
    let Some(account) =
        chosen.account.parse().ok().filter(|id| *id != own || action == Action::AccountReviewed)
    else {
        return wrong().page(Some(request), language);
    };
    let changed = web::block(move || {
        let now = reader.clock.now();
        reader.store.write_account(PATIENCE, |conn| {
            let Some(held) = accounts::of(conn, account)? else { return Ok(false) };
            if action == Action::AccountReviewed {
                accounts::set_reviewed(conn, account, reader.clock.today())?;
            } else {
                accounts::set_state(conn, account, State::Disabled, now)?;
                sessions::revoke_all(conn, account, now)?;
            }
            audit::record(conn, reader.actor(), action, Some(held.account.email.as_str()))?;
            Ok::<_, Error>(true)
        })
    });
    match changed.await.map_err(WebError::from).and_then(|changed| changed.map_err(WebError::from)) {
        Ok(true) => see_other(&address(language, "/comptes")),
        Ok(false) => wrong().page(Some(request), language),
        Err(error) => error.page(Some(request), language),
    }
}
