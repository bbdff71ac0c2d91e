//! Who reads, at the head of every page. Pages know nothing of accounts: their frame leaves a place, filled here.

use actix_web::HttpRequest;
use actix_web::http::Method;
use askama::Template;

use super::super::pages::{READER, address};
use super::super::words::Words;
use super::{Visitor, sign_in_address};
use crate::domain::rights::{Family, Reach, reach};

#[derive(Template)]
#[template(path = "partials/reader.html")]
struct Greeting {
    /// Of whoever is signed in.
    name: Option<String>,
    page: String,
    label: String,
    /// Where a desk works, for those who have one.
    desk: Option<(String, String)>,
}

/// The page, with its reader's name or the way to sign in.
pub(in super::super) fn greeted(html: &str, request: Option<&HttpRequest>, words: Words) -> String {
    let name = request.and_then(|request| Visitor::of(request).name().map(ToOwned::to_owned));
    let has_desk = request
        .and_then(|request| Visitor::of(request).signed())
        .is_some_and(|(signed, _)| reach(signed.account().role, Family::Cases) != Reach::Nothing);
    let greeting = Greeting {
        desk: has_desk.then(|| (address(words.language, "/suivi"), words.say("fact-desk"))),
        page: if name.is_some() {
            address(words.language, "/compte")
        } else {
            sign_in_address(words.language, &back(request, words))
        },
        label: words.say(if name.is_some() { "reader-account" } else { "sign-in" }),
        name,
    };
    html.replacen(READER, &greeting.render().unwrap_or_default(), 1)
}

/// Where signing in leads back to: the page that is read, unless it is of the kind that one does not come back to.
fn back(request: Option<&HttpRequest>, words: Words) -> String {
    let asked = request.filter(|request| *request.method() == Method::GET).map(|request| request.uri());
    let is_door = |path: &str| path == address(words.language, "/connexion");
    // Nor is the token of a link for other addresses.
    let is_link = |path: &str| path.contains("/repondre/");
    let asked =
        asked.filter(|uri| !is_door(uri.path()) && !is_link(uri.path())).and_then(|uri| uri.path_and_query());
    asked.map(|asked| asked.as_str().to_owned()).unwrap_or_default()
}
