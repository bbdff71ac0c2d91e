//! The fragility of a structure: what is seen of it and, for those whom the matrix lets see it, what is made of that. Each
//! reading is in the audit.

mod chart;
mod doctors;
mod signals;
mod standing;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfAssessments, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::known;
use crate::catalog::{Catalog, Lever};
use crate::domain::finess::{Kind, unmarked};
use crate::domain::rights::{Family, Reach, reach};
use crate::domain::writing::Language;
use crate::risk::sheet::{Signals, Standing};
use crate::store::audit::Subject;
use crate::store::neighbours::{Neighbour, nearest};
use crate::store::{Known, assessments, imports};
use signals::Seen;
use standing::Judged;

pub(in super::super) use standing::{badge, reason};

#[derive(Template)]
#[template(path = "assessment.html")]
struct Page {
    frame: Frame,
    name: String,
    page: String,
    lead: String,
    /// None where nothing has been assessed yet.
    seen: Option<Seen>,
    /// None for those who see signals and no score.
    judged: Option<Judged>,
    /// Name, page and distance of the nearest other structures.
    around: Vec<(String, String, String)>,
}

/// How many of the nearest structures are named.
const NEAREST: usize = 3;

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfAssessments>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| assessment(&reader, &number, words)).await
}

fn assessment(reader: &Reader<OfAssessments>, number: &str, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let (structure, _, day) = known(conn, number, words)?;
    let finess = structure.finess.clone();
    let scope = reader.scope(conn, Family::Signals, Subject::Structure(&finess), words)?;
    let signals = assessments::signals(conn, &scope, &finess, None, Known::Now)?;
    let mut standing = None;
    if reach(reader.account().role, Family::Assessments) != Reach::Nothing {
        let scope = reader.scope(conn, Family::Assessments, Subject::Structure(&finess), words)?;
        let month = signals.as_ref().map(|signals| signals.month);
        standing = assessments::standing(conn, &scope, &finess, month, Known::Now)?;
    }
    let around = nearest(conn, &structure, Kind::Msp, day, NEAREST, Known::Now)?;
    let name = words.language.typeset(&structure.shown(day).name);
    let title = words.with("assessment-title", &[("name", &name)]);
    let path = format!("/structures/{finess}");
    let frame =
        Frame::new(words, title, format!("{path}/assessment"), String::new(), imports::any_simulated(conn)?);
    let page = Page {
        frame,
        name,
        page: address(words.language, &path),
        lead: lead(signals.as_ref(), words),
        seen: signals.map(|signals| Seen::of(&signals, &reader.catalog, words)),
        judged: standing.map(|standing: Standing| Judged::of(&standing, &reader.catalog, words)),
        around: around.into_iter().map(|other| neighbour(&other, words)).collect(),
    };
    Ok(Content::Html(page.render()?))
}

fn lead(signals: Option<&Signals>, words: Words) -> String {
    match signals {
        Some(signals) => words.with("assessment-lead", &[("month", &words.language.month(signals.month))]),
        None => words.say("assessment-none"),
    }
}

fn neighbour(other: &Neighbour, words: Words) -> (String, String, String) {
    let distance = words.language.number(other.kilometres, usize::from(other.kilometres < 10.0));
    (
        words.language.typeset(unmarked(&other.name)),
        address(words.language, &format!("/structures/{}", other.finess)),
        words.with("assessment-kilometres", &[("distance", &distance)]),
    )
}

/// What may be done, and whom to ask.
fn way(lever: &Lever, words: Words) -> (String, String) {
    let text = lever.text(words.language);
    (words.language.typeset(&text.name), words.language.typeset(&text.holder))
}

/// The names of inputs, with commas between them.
fn inputs<'a>(names: impl IntoIterator<Item = &'a str>, words: Words) -> String {
    let named = names.into_iter().map(|name| words.find(&format!("input-{name}")).unwrap_or(name.to_owned()));
    named.collect::<Vec<_>>().join(", ")
}

/// The name of a source.
fn source(id: &str, catalog: &Catalog, words: Words) -> String {
    let name = catalog.source(id).map_or(id, |source| source.text(words.language).name.as_str());
    words.language.typeset(name)
}
