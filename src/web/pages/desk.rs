//! The list of a desk: the structures that it is asked to look at this month, and why. Each reading is in the audit.

use std::cmp::Reverse;
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::errors::WebError;
use super::super::reader::{OfDesks, Reader};
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::structure::assessment::{badge, reason};
use super::{Frame, address};
use crate::catalog::Catalog;
use crate::domain::finess::{FinessNumber, unmarked};
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::structure::Structure;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::risk::sheet::{Signals, Standing};
use crate::store::audit::Subject;
use crate::store::{Known, assessments, imports, structures};

/// Signals and reasons that are named.
const NAMED: usize = 3;

#[derive(Template)]
#[template(path = "desk.html")]
struct Page {
    frame: Frame,
    lead: String,
    count: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    place: String,
    page: String,
    badge: (&'static str, &'static str, String),
    /// Entered this month, or held for want of data.
    marks: Vec<String>,
    signals: Vec<String>,
    reasons: Vec<String>,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| desk(&reader, words)).await
}

fn desk(reader: &Reader<OfDesks>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Assessments, Subject::Everyone, words)?;
    let mut listed = assessments::listed(conn, &scope, Known::Now)?;
    let scope = reader.scope(conn, Family::Signals, Subject::Everyone, words)?;
    let seen = assessments::seen_of_listed(conn, &scope, Known::Now)?;
    listed.sort_by(|(a, _, one), (b, _, other)| {
        let order = Reverse(one.level).cmp(&Reverse(other.level));
        order.then(other.score.log_odds.total_cmp(&one.score.log_odds)).then(a.cmp(b))
    });
    let numbers: Vec<&str> = listed.iter().map(|(number, ..)| number.as_str()).collect();
    let known = structures::of_numbers(conn, &numbers, Known::Now)?;
    let known: HashMap<&FinessNumber, &Structure> = known.iter().map(|it| (&it.finess, it)).collect();
    let rows = listed.iter().map(|(number, month, standing)| {
        let structure = known.get(number).copied();
        row((number, *month, standing), structure, seen.get(number.as_str()), &reader.catalog, words)
    });
    let rows: Vec<Row> = rows.collect();
    let month = listed.first().map(|(_, month, _)| *month);
    let title = words.say("desk-title");
    let frame = Frame::new(words, title, "/suivi".to_owned(), String::new(), imports::any_simulated(conn)?);
    let lead = month.map_or_else(
        || words.say("desk-none"),
        |month| words.with("assessment-lead", &[("month", &words.language.month(month))]),
    );
    let count = words.counted("desk-count", rows.len() as f64, &[]);
    Ok(Content::Html(Page { frame, lead, count, rows }.render()?))
}

fn row(
    (number, month, standing): (&FinessNumber, Month, &Standing),
    structure: Option<&Structure>,
    seen: Option<&Signals>,
    catalog: &Catalog,
    words: Words,
) -> Row {
    let shown = structure.map(|structure| structure.shown(month.last_day()));
    let spell = structure.and_then(|structure| structure.spell(month));
    let place = spell.map(|spell| words.territory(&Territory::Department(spell.department.clone())));
    let name =
        shown.map_or_else(|| number.to_string(), |shown| words.language.typeset(unmarked(&shown.name)));
    let mut marks = Vec::new();
    marks.extend(standing.is_new().then(|| words.say("desk-new")));
    marks.extend(standing.is_held.then(|| words.say("assessment-held")));
    let fired = seen.iter().flat_map(|seen| &seen.findings).filter(|finding| finding.fires());
    let mut fired: Vec<_> = fired.filter_map(|finding| catalog.risk.rule(&finding.rule)).collect();
    fired.retain(|rule| !rule.protects());
    fired.sort_by_key(|rule| Reverse(rule.weight));
    let signals = fired.into_iter().take(NAMED);
    Row {
        name,
        place: [Some(number.to_string()), place].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        page: address(words.language, &format!("/structures/{number}/assessment")),
        badge: badge(standing.level, words),
        marks,
        signals: signals.map(|rule| words.language.typeset(&rule.text(words.language).name)).collect(),
        reasons: standing
            .shown()
            .map_or_else(Vec::new, |score| score.top(NAMED))
            .into_iter()
            .map(|one| reason(one, catalog, words))
            .collect(),
    }
}
