//! What a form of a case asks for.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader, Sent, see_other};
use super::super::super::reply::answer_once;
use super::super::super::words::Words;
use super::super::address;
use super::people::People;
use super::{PATIENCE, forbidden, shown};
use crate::catalog::Catalog;
use crate::domain::case::{Deed, Event, Judgement, Outcome, Partner, State, may};
use crate::domain::finess::FinessNumber;
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::cases::{self, Unacted};

/// The fields of all forms of the page; each sends its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in super::super::super) struct Act {
    case: String,
    /// How many events the page showed.
    seen: String,
    deed: String,
    text: String,
    lever: String,
    on: String,
    whom: String,
    to: String,
    outcome: String,
    judgement: String,
    with: String,
}

/// Characters of a remark.
const LONGEST: usize = 2_000;

/// Why nothing was done, as a key of a sentence.
struct Problem(String);

pub(in super::super::super) async fn act(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    number: web::Path<String>,
    sent: Sent<Act>,
) -> HttpResponse {
    let (language, number) = (**language, number.into_inner());
    let Sent(form) = sent;
    let (asked, place) = (form.clone(), number.clone());
    let done = web::block(move || {
        let done = done(&reader, &place, &asked, Words::new(language));
        done.map(|done| (done, reader))
    });
    match done.await.map_err(WebError::from).flatten() {
        Ok((Ok(()), _)) => see_other(&format!("{}#history", address(language, &format!("/suivi/{number}")))),
        Ok((Err(Problem(key)), reader)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            answer_once(&request, language, status, move |words| {
                shown(&reader, &number, (Some(words.say(&key)), form.text), words)
            })
            .await
        }
        Err(error) => error.page(Some(&request), language),
    }
}

fn done(
    reader: &Reader<OfDesks>,
    number: &str,
    form: &Act,
    words: Words,
) -> Result<Result<(), Problem>, WebError> {
    let conn = &mut *reader.store.connection()?;
    let number: FinessNumber = number.parse().map_err(|_| WebError::NotFound)?;
    let people = People::of(conn, reader.account())?;
    let me = reader.account().email.to_string();
    let wrong = || WebError::Wrong(words.say("error-form-fields"));
    let (Ok(id), Ok(seen)) = (form.case.parse::<i64>(), form.seen.parse::<i32>()) else {
        return Err(wrong());
    };
    let deed = match form.deed(&me, &people, &reader.catalog) {
        Ok(deed) => deed.ok_or_else(wrong)?,
        Err(problem) => return Ok(Err(problem)),
    };
    if !may(reader.account().role, &deed) {
        return Err(forbidden(words));
    }
    let scope = reader.scope(conn, Family::Cases, Subject::Structure(&number), words)?;
    let event = Event { at: reader.clock.now(), who: Some(me), deed };
    let terms = &reader.catalog.risk.cases;
    let acted = reader
        .store
        .write_case(PATIENCE, |conn| cases::act(conn, &scope, (id, Some(seen)), &event, terms))?;
    match acted {
        Ok(_) => Ok(Ok(())),
        Err(Unacted::Unknown) => Err(WebError::NotFound),
        Err(Unacted::Changed) => Ok(Err(Problem("case-refused-changed".into()))),
        Err(Unacted::Refused(refusal)) => Ok(Err(Problem(format!("case-refused-{}", refusal.as_str())))),
    }
}

impl Act {
    /// None for what no form of the page sends.
    fn deed(&self, me: &str, people: &People, catalog: &Catalog) -> Result<Option<Deed>, Problem> {
        let problem = |key: &str| Err(Problem(key.to_owned()));
        if self.text.chars().count() > LONGEST || self.whom.chars().count() > LONGEST {
            return problem("case-refused-long");
        }
        let text = self.text.trim().to_owned();
        let day = || self.on.parse::<NaiveDate>().map_err(|_| Problem("case-refused-day".into()));
        Ok(Some(match self.deed.as_str() {
            "take" => Deed::Assigned { to: Some(me.to_owned()) },
            "acknowledge" => Deed::Acknowledged,
            "assign" if self.to.is_empty() => Deed::Assigned { to: None },
            "assign" if people.is_colleague(&self.to) => Deed::Assigned { to: Some(self.to.clone()) },
            "move" => match State::read(&self.to) {
                Some(to) => Deed::Moved { to },
                None => return Ok(None),
            },
            "act" if self.lever == "other" || catalog.risk.lever(&self.lever).is_some() => {
                Deed::Acted { lever: self.lever.clone(), on: day()?, text }
            }
            "call" => Deed::Called { on: day()?, whom: self.whom.trim().to_owned(), text },
            "comment" => Deed::Commented { text },
            "judge" => match Judgement::read(&self.judgement) {
                Some(judgement) => Deed::Judged { judgement, text },
                None => return problem("case-refused-judgement"),
            },
            "share" | "unshare" => match (Partner::read(&self.with), self.deed.as_str()) {
                (Some(with), "share") => Deed::Shared { with },
                (Some(with), _) => Deed::Unshared { with },
                (None, _) => return Ok(None),
            },
            "close" => match Outcome::read(&self.outcome) {
                Some(outcome) => Deed::Closed { outcome, text },
                None => return problem("case-refused-outcome"),
            },
            "reopen" => Deed::Reopened { month: None, level: None, text },
            _ => return Ok(None),
        }))
    }
}
