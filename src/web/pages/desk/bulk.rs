//! Several cases at once: taken up, handed over, put under watch. Each is written in its own history; what cannot be done
//! is left as it is, and said.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader, Sent, see_other};
use super::super::super::words::Words;
use super::super::case::people::People;
use super::super::case::{PATIENCE, forbidden};
use super::super::{address, with_query};
use super::query::{Query, View};
use crate::domain::case::{Deed, Event, State, may};
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::Error;
use crate::store::audit::Subject;
use crate::store::cases;

/// The cases that were ticked, and what to do with them.
#[derive(Debug, Default)]
pub(in super::super::super) struct Ticked {
    cases: Vec<i64>,
    deed: String,
    to: String,
    /// The list to go back to.
    query: String,
}

/// No page shows more.
const MOST: usize = 100;

pub(in super::super::super) async fn bulk(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    sent: Sent<Ticked>,
) -> HttpResponse {
    let language = **language;
    let Sent(ticked) = sent;
    // The list to go back to, in our own spelling.
    let asked = web::Query::<Query>::from_query(&ticked.query);
    let view = asked.ok().and_then(|query| View::read(&query, Words::new(language)).ok());
    let query = view.unwrap_or_default().query();
    let done = web::block(move || act(&reader, &ticked, Words::new(language))).await;
    match done.map_err(WebError::from).flatten() {
        Ok(key) => {
            let query =
                [query.as_str(), key].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
            see_other(&with_query(&address(language, "/suivi"), &query.join("&")))
        }
        Err(error) => error.page(Some(&request), language),
    }
}

fn act(reader: &Reader<OfDesks>, ticked: &Ticked, words: Words) -> Result<&'static str, WebError> {
    let conn = &mut *reader.store.connection()?;
    let me = reader.account().email.to_string();
    let deed = match ticked.deed.as_str() {
        "take" => Deed::Assigned { to: Some(me.clone()) },
        "assign" if People::of(conn, reader.account())?.is_colleague(&ticked.to) => {
            Deed::Assigned { to: Some(ticked.to.clone()) }
        }
        "watch" => Deed::Moved { to: State::UnderWatch },
        _ => return Err(WebError::Wrong(words.say("error-form-fields"))),
    };
    if !may(reader.account().role, &deed) {
        return Err(forbidden(words));
    }
    let scope = reader.scope(conn, Family::Cases, Subject::Everyone, words)?;
    let event = Event { at: reader.clock.now(), who: Some(me), deed };
    let terms = &reader.catalog.risk.cases;
    let left = reader.store.write_case(PATIENCE, |conn| {
        let mut left = 0;
        for id in ticked.cases.iter().take(MOST) {
            left += usize::from(cases::act(conn, &scope, (*id, None), &event, terms)?.is_err());
        }
        Ok::<_, Error>(left)
    })?;
    Ok(match (ticked.cases.is_empty(), left) {
        (true, _) => "done=none",
        (false, 0) => "done=all",
        (false, _) => "done=some",
    })
}

impl<'de> Deserialize<'de> for Ticked {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Ticked;

            fn expecting(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
                to.write_str("the fields of the list")
            }

            /// A box that is ticked comes once for each case.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ticked, A::Error> {
                let mut ticked = Ticked::default();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    match name.as_str() {
                        "case" => ticked.cases.push(value.parse().map_err(A::Error::custom)?),
                        "deed" => ticked.deed = value,
                        "to" => ticked.to = value,
                        "query" => ticked.query = value,
                        _ => return Err(A::Error::custom("a field that the list has not")),
                    }
                }
                Ok(ticked)
            }
        }
        from.deserialize_map(Fields)
    }
}
