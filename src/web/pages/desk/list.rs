//! The list of a desk: open cases, by what one looks for.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::case::people::People;
use super::super::{Frame, address, with_query};
use super::query::{Only, PER_PAGE, Query, View, spelled};
use super::row::{Row, known};
use crate::domain::case::State;
use crate::domain::geography::france;
use crate::domain::grade::Grade;
use crate::domain::rights::{Family, Role};
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::cases::{self, Counts, Filter, Order, deputies};
use crate::store::imports;

#[derive(Template)]
#[template(path = "desk.html")]
struct Page {
    frame: Frame,
    form: String,
    lead: String,
    /// What was just done.
    done: Option<String>,
    is_shadow: bool,
    /// Ways into the list: label, how many, address, whether it is this one.
    ways: Vec<Way>,
    states: Vec<Choice>,
    levels: Vec<Choice>,
    people: Vec<Choice>,
    departments: Vec<Choice>,
    orders: Vec<Choice>,
    idle: String,
    top: String,
    only: &'static str,
    range: String,
    rows: Vec<Row>,
    /// Of its desk: they take cases up and hand them over.
    can_act: bool,
    colleagues: Vec<(String, String)>,
    query: String,
    before: Option<String>,
    after: Option<String>,
}

struct Way {
    label: String,
    count: Option<String>,
    page: String,
    is_here: bool,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| list(&reader, &query, words)).await
}

fn list(reader: &Reader<OfDesks>, query: &Query, words: Words) -> Result<Content, WebError> {
    let view = View::read(query, words)?;
    let conn = &mut *reader.store.connection()?;
    let today = reader.clock.today();
    let me = reader.account().email.as_str();
    let scope = reader.scope(conn, Family::Cases, Subject::Everyone, words)?;
    let absent = deputies::absent(conn, me, today)?;
    let filter = view.filter(me, &absent);
    let held = cases::list(conn, &scope, &filter, today, view.window())?;
    let counts = cases::counts(conn, &scope, today)?;
    let is_all = filter == Filter { order: filter.order, ..Filter::default() };
    let found = if is_all { counts.open } else { cases::count(conn, &scope, &filter, today)? };
    let found = view.top.map_or(found, |top| found.min(top));
    let people = People::of(conn, reader.account())?;
    let numbers: Vec<_> = held.iter().map(|held| held.structure.clone()).collect();
    let facts = known(reader, conn, &numbers, words)?;
    let rows = held.iter().map(|held| facts.row(held, (&reader.catalog, &people, today), words)).collect();
    let frame =
        Frame::new(words, words.say("desk-title"), "/suivi", view.query(), imports::any_simulated(conn)?);
    let turned = |page: i64| {
        let query = View { page, ..view.clone() }.query();
        with_query(&address(words.language, "/suivi"), &query)
    };
    let page = Page {
        form: reader.form(),
        lead: words.counted("desk-lead", counts.open as f64, &[]),
        done: query.done.as_deref().and_then(|done| words.find(&format!("desk-done-{done}"))),
        is_shadow: held.iter().any(|held| held.is_shadow),
        ways: ways(&view, counts, words),
        states: chosen(&view.state, "case-state", State::ALL.iter().map(|it| (*it, it.as_str())), words),
        levels: chosen(&view.level, "grade", Grade::ALL[1..].iter().map(|it| (*it, it.as_str())), words),
        people: people_chosen(&view, &people, words),
        departments: departments(reader.account().territories.as_slice(), &view, words),
        orders: [Order::Level, Order::Due, Order::Opened]
            .map(|order| Choice {
                value: spelled(order).to_owned(),
                label: words.say(&format!("desk-order-{}", spelled(order))),
                is_chosen: order == view.order,
            })
            .into(),
        idle: view.idle.map(|days| days.to_string()).unwrap_or_default(),
        top: view.top.map(|top| top.to_string()).unwrap_or_default(),
        only: view.only.map_or("", Only::as_str),
        range: words.counted("desk-found", found as f64, &[]),
        rows,
        can_act: reader.account().role == Role::Ars,
        colleagues: people.colleagues,
        query: view.query(),
        before: (view.page > 1).then(|| turned(view.page - 1)),
        after: (view.page * PER_PAGE < found).then(|| turned(view.page + 1)),
        frame,
    };
    Ok(Content::Html(page.render()?))
}

fn ways(view: &View, counts: Counts, words: Words) -> Vec<Way> {
    let way = |key: &str, count: Option<i64>, wanted: View| Way {
        label: words.say(key),
        count: count.map(|count| words.language.count(count as f64)),
        page: with_query(&address(words.language, "/suivi"), &wanted.query()),
        is_here: View { page: 1, ..view.clone() } == View { page: 1, ..wanted },
    };
    let of = |who: &str| View { who: Some(who.to_owned()), ..View::default() };
    let only = |only| View { only: Some(only), ..View::default() };
    vec![
        way("desk-way-all", Some(counts.open), View::default()),
        way("desk-way-mine", None, of("me")),
        way("desk-way-nobody", Some(counts.unassigned), of("nobody")),
        way("desk-way-overdue", Some(counts.overdue), only(Only::Overdue)),
        way("desk-way-replied", Some(counts.replied), only(Only::Replied)),
        way("desk-way-worse", Some(counts.worse), only(Only::Worse)),
        way("desk-way-first", None, only(Only::First)),
        way("desk-way-idle", None, View { idle: Some(14), ..View::default() }),
    ]
}

fn chosen<T: PartialEq>(
    chosen: &Option<T>,
    key: &str,
    all: impl Iterator<Item = (T, &'static str)>,
    words: Words,
) -> Vec<Choice> {
    let each = all.map(|(value, name)| Choice {
        value: name.to_owned(),
        label: words.say(&format!("{key}-{name}")),
        is_chosen: chosen.as_ref() == Some(&value),
    });
    each.collect()
}

fn people_chosen(view: &View, people: &People, words: Words) -> Vec<Choice> {
    let said = [("me", "desk-way-mine"), ("nobody", "desk-way-nobody")];
    let said = said.map(|(value, key)| (value.to_owned(), words.say(key)));
    let all = said.into_iter().chain(people.colleagues.iter().cloned());
    let each = all.map(|(value, label)| {
        let is_chosen = view.who.as_ref() == Some(&value);
        Choice { value, label, is_chosen }
    });
    each.collect()
}

fn departments(territories: &[Territory], view: &View, words: Words) -> Vec<Choice> {
    let codes = france().departments_of(territories);
    let each = codes.into_iter().map(|code| Choice {
        value: code.to_owned(),
        label: words.territory(&Territory::Department(code.to_owned())),
        is_chosen: view.department == Some(code),
    });
    each.collect()
}
