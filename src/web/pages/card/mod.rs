//! The model card: what the model of fragility is for, what it was tried on, what it is worth, what it does not know. Made
//! from the last back-tests kept and from the definitions; it speaks of no structure.

mod compared;
mod drawings;
mod figures;
mod model;
mod tested;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::Frame;
use crate::domain::writing::Language;
use crate::store::{backtests, imports};
use model::InUse;
use tested::Tested;

#[derive(Template)]
#[template(path = "card.html")]
struct Page {
    frame: Frame,
    /// Some of what is shown was made on simulated data.
    has_simulated: bool,
    tested: Vec<Tested>,
    in_use: InUse,
}

/// What keeps a back-test, for a page that has none.
const COMMAND: &str = "observatoire risk backtest --store --keep";

/// What the licence of the English panel asks to be said: some coefficients rest on it.
const PANEL: &str = "Contains public sector information licensed under the Open Government Licence v3.0.";

const PATH: &str = "/methode/risque";

pub(in super::super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| card(&site, words)).await
}

fn card(site: &Site, words: Words) -> Result<Content, WebError> {
    let conn = &mut *site.store.connection()?;
    let kept = backtests::last(conn)?;
    let has_simulated = kept.iter().any(|kept| kept.is_simulated);
    let is_simulated = has_simulated || imports::any_simulated(conn)?;
    let page = Page {
        frame: Frame::new(words, words.say("card-title"), PATH, String::new(), is_simulated),
        has_simulated,
        in_use: InUse::of(&site.catalog.risk, kept.iter().map(|kept| kept.kept_at).max(), words),
        tested: tested::all(&kept, words),
    };
    Ok(Content::Html(page.render()?))
}

/// The back-tests behind the page.
pub(in super::super) async fn json(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |_| {
        let kept = backtests::last(&mut *site.store.connection()?)?;
        let text = serde_json::to_string(&kept).map_err(anyhow::Error::from)?;
        Ok(Content::Json { name: "risque.json".into(), text })
    })
    .await
}

/// “0,764 à 0,803”.
fn between(low: &str, high: &str, words: Words) -> String {
    words.with("card-interval", &[("low", low), ("high", high)])
}

/// Of what cannot be told, too.
fn number(value: Option<f64>, decimals: usize, words: Words) -> String {
    let known = value.filter(|value| value.is_finite());
    known.map_or_else(|| words.say("no-value"), |value| words.language.number(value, decimals))
}

fn share(value: Option<f64>, decimals: usize, words: Words) -> String {
    let known = value.filter(|value| value.is_finite());
    known.map_or_else(|| words.say("no-value"), |value| words.language.share(value, decimals))
}
