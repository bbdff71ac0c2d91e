//! One's own leave: from when to when, and which colleague stands in.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader, Sent, see_other};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::account::Nothing;
use super::super::{Frame, address};
use super::PATIENCE;
use super::people::People;
use crate::domain::writing::Language;
use crate::store::cases::deputies::{self, Deputy};
use crate::store::{Error, imports};

#[derive(Template)]
#[template(path = "leave.html")]
struct Page {
    frame: Frame,
    form: String,
    leaves: Vec<String>,
    is_away: bool,
    colleagues: Vec<(String, String)>,
    today: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Leave {
    deputy: String,
    from: String,
    to: String,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| leaves(&reader, words)).await
}

fn leaves(reader: &Reader<OfDesks>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let (me, today) = (reader.account().email.as_str(), reader.clock.today());
    let mut people = People::of(conn, reader.account())?;
    let all = deputies::of(conn, me, today)?;
    let said = all.iter().map(|leave| {
        let gaps = [
            ("absent", people.name(&leave.absent)),
            ("deputy", people.name(&leave.deputy)),
            ("from", words.language.day(leave.first_day)),
            ("to", words.language.day(leave.last_day)),
        ];
        words.with("leave-one", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    });
    let leaves = said.collect();
    people.colleagues.retain(|(email, _)| email != me);
    let page = Page {
        frame: Frame::new(
            words,
            words.say("leave-title"),
            "/suivi/absence",
            String::new(),
            imports::any_simulated(conn)?,
        ),
        form: reader.form(),
        leaves,
        is_away: all.iter().any(|leave| leave.absent == me),
        colleagues: people.colleagues,
        today: today.to_string(),
    };
    Ok(Content::Html(page.render()?))
}

pub(in super::super::super) async fn sent(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    form: Sent<Leave>,
) -> HttpResponse {
    let (Sent(leave), language) = (form, **language);
    let done = web::block(move || name(&reader, &leave, Words::new(language))).await;
    answered(&request, done.map_err(WebError::from).flatten(), language)
}

fn name(reader: &Reader<OfDesks>, leave: &Leave, words: Words) -> Result<(), WebError> {
    let conn = &mut *reader.store.connection()?;
    let wrong = || WebError::Wrong(words.say("leave-wrong"));
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| wrong());
    let (first_day, last_day) = (day(&leave.from)?, day(&leave.to)?);
    let me = reader.account().email.to_string();
    let is_colleague = People::of(conn, reader.account())?.is_colleague(&leave.deputy) && leave.deputy != me;
    if !is_colleague || last_day < first_day || last_day < reader.clock.today() {
        return Err(wrong());
    }
    let leave = Deputy { absent: me, deputy: leave.deputy.clone(), first_day, last_day };
    let now = reader.clock.now();
    Ok(reader.store.write_case(PATIENCE, |conn| deputies::name(conn, &leave, now))?)
}

pub(in super::super::super) async fn end(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    _: Sent<Nothing>,
) -> HttpResponse {
    let language = **language;
    let done = web::block(move || -> Result<(), Error> {
        let (me, today) = (reader.account().email.as_str(), reader.clock.today());
        reader.store.write_case(PATIENCE, |conn| deputies::end(conn, me, today))
    });
    let done = done.await.map_err(WebError::from).and_then(|done| done.map_err(WebError::from));
    answered(&request, done, language)
}

fn answered(request: &HttpRequest, done: Result<(), WebError>, language: Language) -> HttpResponse {
    match done {
        Ok(()) => see_other(&address(language, "/suivi/absence")),
        Err(error) => error.page(Some(request), language),
    }
}
