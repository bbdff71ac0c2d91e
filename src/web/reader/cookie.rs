//! The one cookie: a token, sent back to us alone, out of reach of scripts.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};

use super::super::Site;
use crate::credentials::Token;

/// Over https the browser itself sees that no other host and no page without https sets it (`__Host-`, RFC 6265bis).
fn name(site: &Site) -> &'static str {
    if site.entrance.is_https { "__Host-observatoire" } else { "observatoire" }
}

pub(super) fn token(request: &HttpRequest, site: &Site) -> Option<Token> {
    request.cookie(name(site)).and_then(|cookie| Token::read(cookie.value()))
}

/// Ends with the browser: the limits are those of the session, in the store.
pub(in super::super) fn give(site: &Site, token: &Token) -> Cookie<'static> {
    made(site, token.as_str().to_owned())
}

/// Takes it away.
pub(in super::super) fn forget(site: &Site) -> Cookie<'static> {
    let mut cookie = made(site, String::new());
    cookie.make_removal();
    cookie
}

fn made(site: &Site, value: String) -> Cookie<'static> {
    Cookie::build(name(site), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.entrance.is_https)
        .finish()
}
