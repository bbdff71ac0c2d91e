//! The calendar: what is due, of the structures of a desk, a fund or a team, and of one structure. Each family of data that
//! tells of it is read through its own scope; each reading is in the audit.

mod entries;
mod files;
mod page;
mod query;
mod subscription;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::Site;
use super::super::errors::WebError;
use super::super::reader::{OfStructures, Reader};
use super::super::reply::answer;
use super::super::words::Words;
use super::structure::known;
use crate::domain::rights::{Family, Reach, reach};
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::deadlines::{self, Asked, FAMILIES};
use crate::store::{Conn, Scope, imports};
use files::Diary;
use page::Read;
use query::{Query, View};
pub(in super::super) use subscription::{make, page as subscription, read as subscribed, stop};

/// As what the dates are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Csv,
    Ics,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    asked(&request, reader, **language, (None, Form::Page), query.into_inner()).await
}

pub(in super::super) async fn csv(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    asked(&request, reader, **language, (None, Form::Csv), query.into_inner()).await
}

pub(in super::super) async fn ics(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    asked(&request, reader, **language, (None, Form::Ics), query.into_inner()).await
}

/// `echeancier`, `echeancier.csv` or `echeancier.ics` of one structure.
pub(in super::super) async fn of_structure(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    number: web::Path<String>,
    query: web::Query<Query>,
) -> HttpResponse {
    let form = match request.path().rsplit_once('.') {
        Some((_, "csv")) => Form::Csv,
        Some((_, "ics")) => Form::Ics,
        _ => Form::Page,
    };
    asked(&request, reader, **language, (Some(number.into_inner()), form), query.into_inner()).await
}

async fn asked(
    request: &HttpRequest,
    reader: Reader<OfStructures>,
    language: Language,
    (number, form): (Option<String>, Form),
    query: Query,
) -> HttpResponse {
    let origin = origin(request, reader.site());
    answer(request, language, move |words| {
        let view = View::read(&query, words)?;
        let conn = &mut *reader.store.connection()?;
        let (mut path, mut structure) = ("/echeancier".to_owned(), None);
        let scopes = match &number {
            None => scopes(&reader, conn, Subject::Everyone, words)?,
            Some(number) => {
                let (found, _, day) = known(conn, number, words)?;
                structure = Some(words.language.typeset(&found.shown(day).name));
                path = format!("/structures/{number}/echeancier");
                scopes(&reader, conn, Subject::Structure(&found.finess), words)?
            }
        };
        let read = read(conn, &reader, &scopes, (path, structure))?;
        let place = number.unwrap_or_else(|| reader.account().place());
        let diary = Diary { place: &place, address: &origin, at: reader.clock.now() };
        match form {
            Form::Page => read.page(view, words),
            Form::Csv => read.csv(&view),
            Form::Ics => Ok(read.ics(&view, &diary, words)),
        }
    })
    .await
}

/// One scope for each family that the role reaches; of what only a shared case opens, where one is shared.
fn scopes(
    reader: &Reader<OfStructures>,
    conn: &mut Conn,
    subject: Subject,
    words: Words,
) -> Result<Vec<(Family, Scope)>, WebError> {
    let mut scopes = Vec::new();
    for family in FAMILIES {
        let scope = match (reach(reader.account().role, family), subject) {
            (Reach::Nothing, _) => None,
            (Reach::Shared, Subject::Structure(number)) => reader.scope_if_shared(conn, family, number)?,
            _ => Some(reader.scope(conn, family, subject, words)?),
        };
        scopes.extend(scope.map(|scope| (family, scope)));
    }
    if scopes.is_empty() {
        // The refusal is written down.
        scopes.push((Family::Signals, reader.scope(conn, Family::Signals, subject, words)?));
    }
    Ok(scopes)
}

/// What the scopes reach, as it stands today.
fn read(
    conn: &mut Conn,
    site: &Site,
    scopes: &[(Family, Scope)],
    (path, structure): (String, Option<String>),
) -> Result<Read, WebError> {
    let today = site.clock.today();
    let rules = site.catalog.calendar(today).map_err(anyhow::Error::from)?;
    let law = site.catalog.legal_clock(today).map_err(anyhow::Error::from)?;
    let dated = deadlines::load(conn, scopes, Asked { rules: &rules, law: &law, today })?;
    let is_simulated = imports::any_simulated(conn)?;
    Ok(Read { dated, today, near: rules.near_days, is_simulated, path, structure })
}

/// Where this site is found: as it was set, or as the browser asked for it.
fn origin(request: &HttpRequest, site: &Site) -> String {
    site.address.clone().unwrap_or_else(|| {
        let asked = request.connection_info();
        let scheme = if site.entrance.is_https { "https" } else { asked.scheme() };
        format!("{scheme}://{}", asked.host())
    })
}
