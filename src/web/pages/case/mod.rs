//! One case: why it is there, what was done, what may be done next. Each reading is in the audit.

mod act;
pub(super) mod history;
mod leave;
mod overview;
pub(super) mod people;

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::errors::WebError;
use super::super::reader::{Door, OfAgencies, OfDesks, Reader};
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::desk::row::{Facts, known};
use super::structure::assessment::badge;
use super::{Frame, address, moment};
use crate::domain::case::{Case, Judgement, Outcome, Partner, State};
use crate::domain::finess::FinessNumber;
use crate::domain::rights::{Family, Role};
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::cases::packs::{self, Pack};
use crate::store::cases::{self, Held};
use crate::store::{imports, replies as store_replies};
use history::{Entry, entry};
use people::People;

pub(in super::super) use act::act;
pub(in super::super) use leave::{end as end_leave, page as leave, sent as name_deputy};
pub(in super::super) use overview::{page as overview, release};

/// How long a page of cases waits for whoever writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Template)]
#[template(path = "case.html")]
struct Page {
    frame: Frame,
    form: String,
    name: String,
    number: String,
    action: String,
    assessment: String,
    structure: String,
    place: String,
    badge: (&'static str, &'static str, String),
    state: String,
    facts: Vec<(String, String)>,
    is_overdue: bool,
    is_shadow: bool,
    signals: Vec<String>,
    reasons: Vec<String>,
    history: Vec<Entry>,
    id: i64,
    seen: i32,
    /// Of its desk; the others only add.
    is_desk: bool,
    can_add: bool,
    is_mine: bool,
    is_closed: bool,
    problem: Option<String>,
    /// What was typed and could not be taken.
    typed: String,
    today: String,
    levers: Vec<(String, String)>,
    colleagues: Vec<(String, String)>,
    states: Vec<(&'static str, String)>,
    outcomes: Vec<(&'static str, String)>,
    judgements: Vec<(&'static str, String)>,
    /// Whom it may be shared with: name, word, whether it is.
    partners: Vec<(String, &'static str, bool)>,
    packs: Vec<(String, String)>,
    /// What the structure answered, the last first.
    replies: Vec<Answer>,
    paused: Option<String>,
    /// Earlier cases of the structure.
    earlier: Vec<String>,
}

struct Answer {
    /// When, and of which kind.
    what: String,
    said: Vec<(String, String)>,
}

pub(super) fn forbidden(words: Words) -> WebError {
    WebError::Forbidden(words.say("error-text-403"))
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    let make = move |words| shown(&reader, &number, (None, String::new()), words);
    answer(&request, **language, make).await
}

/// The evidence of the last alert, as it was frozen: whole, and so for the desk alone.
pub(in super::super) async fn pack(
    request: HttpRequest,
    reader: Reader<OfAgencies>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    let make = move |words| {
        let conn = &mut *reader.store.connection()?;
        let (scope, held) = last(&reader, conn, &number, words)?;
        let pack = packs::of_case(conn, &scope, held[0].id)?.into_iter().next().ok_or(WebError::NotFound)?;
        let name = format!("{}-{}.json", held[0].structure, pack.month);
        Ok(Content::Json { name, text: pack.content })
    };
    answer(&request, **language, make).await
}

/// The cases of a structure, the last one first; at least one.
fn last<D: Door>(
    reader: &Reader<D>,
    conn: &mut crate::store::Conn,
    number: &str,
    words: Words,
) -> Result<(crate::store::Scope, Vec<Held>), WebError> {
    let number: FinessNumber = number.parse().map_err(|_| WebError::NotFound)?;
    let scope = reader.scope(conn, Family::Cases, Subject::Structure(&number), words)?;
    let held = cases::of_structure(conn, &scope, &number)?;
    if held.is_empty() {
        return Err(WebError::Absent(words.say("case-none")));
    }
    Ok((scope, held))
}

fn shown(
    reader: &Reader<OfDesks>,
    number: &str,
    (problem, typed): (Option<String>, String),
    words: Words,
) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let (scope, mut all) = last(reader, conn, number, words)?;
    let earlier = all.split_off(1);
    let Held { id, structure, is_shadow, case } = all.swap_remove(0);
    let events = cases::history(conn, &scope, id)?;
    let packs = packs::of_case(conn, &scope, id)?;
    let people = People::of(conn, reader.account())?;
    let facts = known(reader, conn, std::slice::from_ref(&structure), words)?;
    let (me, role, today) = (reader.account().email.as_str(), reader.account().role, reader.clock.today());
    let (name, place) = facts.name(&structure, today, words);
    let path = format!("/suivi/{structure}");
    let catalog = &reader.catalog;
    let say = |key: String| words.say(&key);
    let page = Page {
        frame: Frame::new(
            words,
            words.with("case-title", &[("name", &name)]),
            path.clone(),
            String::new(),
            imports::any_simulated(conn)?,
        ),
        form: reader.form(),
        action: address(words.language, &format!("{path}/actes")),
        assessment: address(words.language, &format!("/structures/{structure}/assessment")),
        structure: address(words.language, &format!("/structures/{structure}")),
        badge: badge(case.level, words),
        state: say(format!("case-state-{}", case.state.as_str())),
        facts: about(&case, &people, words),
        is_overdue: case.is_overdue(today),
        is_shadow,
        signals: facts.signals(&structure, catalog, words),
        reasons: facts.reasons(&structure, catalog, words),
        history: events.iter().rev().map(|event| entry(event, catalog, &people, words)).collect(),
        id,
        seen: case.events,
        is_desk: role == Role::Ars,
        can_add: matches!(role, Role::Cpam | Role::Federation),
        is_mine: case.assignee.as_deref() == Some(me),
        is_closed: case.state == State::Closed,
        problem,
        typed,
        today: today.to_string(),
        levers: levers(&facts, &structure, reader, words),
        colleagues: people.colleagues,
        states: [State::Acknowledged, State::InSupport, State::UnderWatch]
            .into_iter()
            .filter(|state| *state != case.state)
            .map(|state| (state.as_str(), say(format!("case-state-{}", state.as_str()))))
            .collect(),
        outcomes: Outcome::ALL
            .iter()
            .map(|it| (it.as_str(), say(format!("outcome-{}", it.as_str().replace('_', "-")))))
            .collect(),
        judgements: Judgement::ALL
            .iter()
            .map(|it| (it.as_str(), say(format!("judgement-{}", it.as_str().replace('_', "-")))))
            .collect(),
        partners: Partner::ALL
            .iter()
            .map(|it| (say(format!("partner-{}", it.as_str())), it.as_str(), case.shared.contains(it)))
            .collect(),
        replies: replies(reader, conn, &structure, words)?,
        paused: store_replies::pause(conn, &structure, reader.clock.now())?.map(|until| moment(until, words)),
        packs: packs.iter().map(|pack| frozen(pack, words)).collect(),
        earlier: earlier.iter().map(|held| ended(&held.case, words)).collect(),
        name,
        number: structure.to_string(),
        place,
    };
    Ok(Content::Html(page.render()?))
}

/// What the structure answered, the last first, in the words of its fields.
fn replies(
    reader: &Reader<OfDesks>,
    conn: &mut crate::store::Conn,
    structure: &FinessNumber,
    words: Words,
) -> Result<Vec<Answer>, WebError> {
    let scope = reader.scope(conn, Family::Signals, Subject::Structure(structure), words)?;
    let all = store_replies::of_structure(conn, &scope, structure)?;
    let each = all.into_iter().map(|reply| {
        let kind = words.say(&format!("reply-kind-{}", reply.kind.as_str().replace('_', "-")));
        let named =
            |name: &str| words.find(&format!("reply-field-{name}")).unwrap_or_else(|| name.to_owned());
        let said = reply.said.iter().filter(|(_, text)| !text.is_empty());
        let said = said.map(|(name, text)| (named(name), text.clone())).collect();
        Answer { what: format!("{} · {kind}", moment(reply.at, words)), said }
    });
    Ok(each.collect())
}

fn about(case: &Case, people: &People, words: Words) -> Vec<(String, String)> {
    let nobody = || words.say("case-nobody");
    let assignee = case.assignee.as_deref().map_or_else(nobody, |who| people.name(who));
    let mut facts = vec![
        ("case-assignee", assignee),
        ("case-opened", moment(case.opened, words)),
        ("case-touched", case.touched.map_or_else(|| words.say("case-never"), |at| moment(at, words))),
    ];
    facts.extend(case.due.map(|due| ("case-due", words.language.day(due))));
    let spelled = |kind: &str, text: &str| words.say(&format!("{kind}-{}", text.replace('_', "-")));
    facts.extend(case.outcome.map(|outcome| ("case-outcome", spelled("outcome", outcome.as_str()))));
    facts.extend(case.judged.map(|judged| ("case-judged", spelled("judgement", judged.as_str()))));
    let shared: Vec<String> = case.shared.iter().map(|it| spelled("partner", it.as_str())).collect();
    facts.extend((!shared.is_empty()).then(|| ("case-shared", shared.join(", "))));
    facts.into_iter().map(|(key, text)| (words.say(key), text)).collect()
}

/// Those that its signals call for first, then the others.
fn levers(
    facts: &Facts,
    number: &FinessNumber,
    reader: &Reader<OfDesks>,
    words: Words,
) -> Vec<(String, String)> {
    let called: Vec<&str> = facts.levers(number, &reader.catalog);
    let all = &reader.catalog.risk.levers.all;
    let (first, others): (Vec<_>, Vec<_>) = all.iter().partition(|lever| called.contains(&lever.id.as_str()));
    let each = first.into_iter().chain(others);
    each.map(|lever| (lever.id.clone(), words.language.typeset(&lever.text(words.language).name))).collect()
}

fn frozen(pack: &Pack, words: Words) -> (String, String) {
    let month = pack.month.parse().map_or_else(|_| pack.month.clone(), |month| words.language.month(month));
    let gaps = [("month", month), ("at", moment(pack.frozen_at, words))];
    let said = words.with("case-pack-of", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
    (said, pack.sha256[..16].to_owned())
}

fn ended(case: &Case, words: Words) -> String {
    let outcome = case.outcome.map_or("", |outcome| outcome.as_str()).replace('_', "-");
    let gaps = [
        ("from", words.language.day(case.opened.date())),
        ("to", case.closed.map(|at| words.language.day(at.date())).unwrap_or_default()),
        ("outcome", words.say(&format!("outcome-{outcome}"))),
    ];
    words.with("case-earlier-one", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}
