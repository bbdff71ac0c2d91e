//! Somebody who is signed in, in the signature of the handlers that need one. A restricted scope comes from a `Reader`
//! and from nowhere else, with a line in the audit; a `Visit` reads as the public does.

mod cookie;
mod export;
mod greeting;
mod guest;
mod identify;
mod sent;

use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};

use super::Site;
use super::errors::WebError;
use super::pages::{address, encoded, with_query};
use super::words::Words;
use crate::credentials::Token;
use crate::domain::account::Account;
use crate::domain::finess::FinessNumber;
use crate::domain::rights::{Family, Reach, Role, reach};
use crate::domain::writing::Language;
use crate::store::audit::{self, Action, Actor, Subject};
use crate::store::sessions::Signed;
use crate::store::{Conn, Scope};

pub(super) use cookie::{forget, give};
pub(super) use export::Export;
pub(super) use greeting::greeted;
pub(super) use guest::Guest;
pub(super) use identify::{Visitor, identify};
pub(super) use sent::{Sent, form_config, long_form_config};

/// Which roles a handler is for.
pub(super) trait Door: Send + 'static {
    fn opens_to(role: Role) -> bool;
}

/// Whoever is signed in.
pub(super) struct Anyone;

/// Roles that read declared or ACI data of some structure.
pub(super) struct OfStructures;

/// Roles that read signals of some structure.
pub(super) struct OfAssessments;

/// Roles that read what is made of the structures of a territory.
pub(super) struct OfDesks;

/// Roles that look after the structures of their territories, and so at what was written about them.
pub(super) struct OfServices;

impl Door for OfServices {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Assessments) == Reach::Territories
    }
}

/// Roles that read how many cases the desks have.
pub(super) struct OfTallies;

impl Door for OfTallies {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Tallies) != Reach::Nothing
    }
}

/// Roles that read the audit.
pub(super) struct OfAudit;

impl Door for OfAudit {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Audit) != Reach::Nothing
    }
}

/// Roles that answer for accounts.
pub(super) struct OfAccounts;

impl Door for OfAccounts {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Accounts) != Reach::Nothing
    }
}

/// The desks themselves: what was frozen for a case holds figures of every family.
pub(super) struct OfAgencies;

impl Door for OfAgencies {
    fn opens_to(role: Role) -> bool {
        role == Role::Ars
    }
}

/// Those who have a structure of their own.
pub(super) struct OfOne;

impl Door for OfOne {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Signals) == Reach::Own
    }
}

impl Door for OfDesks {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Assessments) != Reach::Nothing
    }
}

impl Door for Anyone {
    fn opens_to(_: Role) -> bool {
        true
    }
}

impl Door for OfAssessments {
    fn opens_to(role: Role) -> bool {
        reach(role, Family::Signals) != Reach::Nothing
    }
}

impl Door for OfStructures {
    fn opens_to(role: Role) -> bool {
        [Family::Declared, Family::Aci].into_iter().any(|family| reach(role, family) != Reach::Nothing)
    }
}

/// Somebody signed in whose role the handler is for; anybody else never reaches the handler.
pub(super) struct Reader<D> {
    site: web::Data<Site>,
    signed: Signed,
    token: Token,
    visitor: Visitor,
    export: Export,
    door: PhantomData<D>,
}

impl<D> Reader<D> {
    pub(super) fn account(&self) -> &Account {
        self.signed.account()
    }

    pub(super) fn site(&self) -> &web::Data<Site> {
        &self.site
    }

    pub(super) fn signed(&self) -> &Signed {
        &self.signed
    }

    /// What the forms shown to this reader bear.
    pub(super) fn form(&self) -> String {
        self.token.form()
    }

    pub(super) fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    pub(super) fn actor(&self) -> Actor<'_> {
        let who = self.account().email.as_str();
        Actor { who, address: self.visitor.address, at: self.site.clock.now() }
    }

    /// The right to read a family of data of somebody, once it is written down.
    ///
    /// # Errors
    /// The matrix refuses, which is written down too.
    pub(super) fn scope(
        &self,
        conn: &mut Conn,
        family: Family,
        subject: Subject,
        words: Words,
    ) -> Result<Scope, WebError> {
        let here = (self.visitor.address, self.site.clock.now());
        let scope = audit::scope(conn, &self.signed, (family, self.site.catalog.families()), subject, here)?;
        let scope = scope.ok_or_else(|| WebError::Forbidden(words.say("error-text-403")))?;
        self.export.was_read(family, subject.name(self.account()));
        Ok(scope)
    }

    /// The same of a family that a page also shows without: none, and no line, where no case is shared.
    pub(super) fn scope_if_shared(
        &self,
        conn: &mut Conn,
        family: Family,
        structure: &FinessNumber,
    ) -> Result<Option<Scope>, WebError> {
        let here = (self.visitor.address, self.site.clock.now());
        let family = (family, self.site.catalog.families());
        Ok(audit::scope_if_shared(conn, &self.signed, family, structure, here)?)
    }
}

impl<D> Deref for Reader<D> {
    type Target = Site;
    fn deref(&self) -> &Site {
        &self.site
    }
}

impl<D: Door> FromRequest for Reader<D> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = web::Data::<Site>::from_request(request, payload).into_inner();
        let request = request.clone();
        Box::pin(async move { Self::of(&request, site?).await })
    }
}

impl<D: Door> Reader<D> {
    async fn of(request: &HttpRequest, site: web::Data<Site>) -> Result<Self, actix_web::Error> {
        let visitor = Visitor::of(request);
        let language = language(request);
        let Some((signed, token)) = visitor.signed() else {
            return Err(refused(to_sign_in(request, language)));
        };
        let export = Export::new(&site, &signed, visitor.address);
        let reader = Self { site, signed, token, visitor, export, door: PhantomData };
        if D::opens_to(reader.account().role) {
            request.extensions_mut().insert(reader.export.clone());
            return Ok(reader);
        }
        // Of whom the address speaks, when it speaks of somebody.
        let subject = request.match_info().get("finess").unwrap_or(request.path()).to_owned();
        let error = match web::block(move || reader.tell_refusal(&subject)).await.map_err(WebError::from) {
            Ok(Ok(())) => WebError::Forbidden(Words::new(language).say("error-text-403")),
            Ok(Err(error)) | Err(error) => error,
        };
        Err(refused(error.page(Some(request), language)))
    }

    fn tell_refusal(&self, subject: &str) -> Result<(), WebError> {
        let conn = &mut *self.site.store.connection()?;
        Ok(audit::record(conn, self.actor(), Action::ReadRefused, Some(subject))?)
    }
}

fn refused(response: HttpResponse) -> actix_web::Error {
    InternalError::from_response("refused", response).into()
}

/// The language of an address.
pub(super) fn language(request: &HttpRequest) -> Language {
    request.app_data::<web::Data<Language>>().map_or(Language::French, |language| ***language)
}

/// To the page where one signs in, which leads back to what was asked for.
fn to_sign_in(request: &HttpRequest, language: Language) -> HttpResponse {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let next = is_read.then(|| request.uri().path_and_query().map_or("", |asked| asked.as_str()));
    see_other(&sign_in_address(language, next.unwrap_or_default()))
}

/// The address of the page where one signs in; `next` is where it leads afterwards.
fn sign_in_address(language: Language, next: &str) -> String {
    let query = if next.is_empty() { String::new() } else { format!("next={}", encoded(next)) };
    with_query(&address(language, "/connexion"), &query)
}

/// Sends the browser to another page of ours.
pub(super) fn see_other(place: &str) -> HttpResponse {
    HttpResponse::build(StatusCode::SEE_OTHER)
        .insert_header((header::LOCATION, place))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
