//! How the desks stand: their load, how useful they found their alerts, and whether they are ready to be written to.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::errors::WebError;
use super::super::reader::{OfTallies, Reader};
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::Frame;
use crate::domain::case::{Gates, Load, Verdict};
use crate::domain::rights::Family;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::{cases, imports};

#[derive(Template)]
#[template(path = "launch.html")]
struct Page {
    frame: Frame,
    lead: String,
    gates: Vec<(String, String)>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    cases: String,
    open: String,
    taken: String,
    judged: String,
    /// Of those judged; none when nothing was.
    useful: Option<String>,
    badge: (&'static str, &'static str, String),
    is_whole: bool,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfTallies>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| launch(&reader, words)).await
}

fn launch(reader: &Reader<OfTallies>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Tallies, Subject::Everyone, words)?;
    let loads = cases::by_desk(conn, &scope)?;
    let gates = reader.catalog.risk.cases.launch;
    let whole = loads.values().fold(Load::default(), |sum, load| Load {
        cases: sum.cases + load.cases,
        open: sum.open + load.open,
        taken: sum.taken + load.taken,
        judged: sum.judged + load.judged,
        useful: sum.useful + load.useful,
    });
    let mut rows: Vec<Row> = loads.iter().map(|(desk, load)| row(desk, load, &gates, words)).collect();
    rows.insert(0, Row { is_whole: true, ..row(&Territory::France, &whole, &gates, words) });
    let open = words.counted("desk-found", whole.open as f64, &[]);
    let page = Page {
        frame: Frame::new(
            words,
            words.say("launch-title"),
            "/suivi/bilan",
            String::new(),
            imports::any_simulated(conn)?,
        ),
        lead: words.with("launch-lead", &[("open", &open)]),
        gates: vec![
            (words.say("launch-most-open"), words.language.count(gates.most_open as f64)),
            (words.say("launch-least-judged"), words.language.count(gates.least_judged as f64)),
            (words.say("launch-least-useful"), words.language.share(gates.least_useful, 0)),
        ],
        rows,
    };
    Ok(Content::Html(page.render()?))
}

fn row(desk: &Territory, load: &Load, gates: &Gates, words: Words) -> Row {
    let count = |number: usize| words.language.count(number as f64);
    let verdict = load.verdict(gates);
    let (class, icon) = match verdict {
        Verdict::Ready => ("ok", "●"),
        Verdict::TooFewJudged => ("none", "○"),
        Verdict::TooMany | Verdict::TooFewUseful => ("mid", "◆"),
    };
    Row {
        name: words.territory(desk),
        cases: count(load.cases),
        open: count(load.open),
        taken: count(load.taken),
        judged: count(load.judged),
        useful: (load.judged > 0).then(|| words.language.share(load.useful as f64 / load.judged as f64, 0)),
        badge: (class, icon, words.say(&format!("launch-{}", verdict.as_str().replace('_', "-")))),
        is_whole: false,
    }
}
