//! Somebody who came by a link of ours, without signing in: acts for one structure, for as long as the link lives. Nobody else
//! reaches a handler that takes a `Guest`; an address that guesses is not heard for a while.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::NaiveDateTime;

use super::super::Site;
use super::super::errors::WebError;
use super::super::words::Words;
use super::{Visitor, language, refused};
use crate::credentials::Token;
use crate::store::links::{self, Found, Link};
use crate::store::{Error, attempts};

/// How long a page waits for whoever writes.
const PATIENCE: Duration = Duration::from_secs(2);

pub(in super::super) struct Guest {
    site: web::Data<Site>,
    link: Link,
    /// What stands in the address of its pages.
    token: Token,
    visitor: Visitor,
}

/// What came of an address.
enum Asked {
    Known(Link),
    Closed,
    Unknown,
    /// Too much was guessed from there.
    Shut(NaiveDateTime),
}

impl Guest {
    pub(in super::super) fn site(&self) -> &web::Data<Site> {
        &self.site
    }

    pub(in super::super) fn link(&self) -> &Link {
        &self.link
    }

    pub(in super::super) fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Where its pages begin, in both languages.
    pub(in super::super) fn path(&self) -> String {
        format!("/repondre/{}", self.token.as_str())
    }

    async fn of(request: &HttpRequest, site: web::Data<Site>) -> Result<Self, WebError> {
        let text = request.match_info().get("token").unwrap_or_default().to_owned();
        let (visitor, token, words) =
            (Visitor::of(request), Token::read(&text), Words::new(language(request)));
        // Not under the address alone: a team that guessed may still sign in.
        let origin = format!("link {}", visitor.origin());
        let (own, sought) = (site.clone(), token.clone());
        let asked = web::block(move || ask(&own, &text, sought.as_ref(), &origin)).await??;
        match (asked, token) {
            (Asked::Known(link), Some(token)) => Ok(Self { site, link, token, visitor }),
            (Asked::Closed, _) => Err(WebError::Gone(words.say("reply-closed"))),
            (Asked::Shut(until), _) => {
                let seconds = (until - site.clock.now()).num_seconds().max(1);
                let minutes = seconds.div_euclid(60) + i64::from(seconds % 60 > 0);
                Err(WebError::Later(words.counted("reply-shut", minutes as f64, &[]), seconds))
            }
            (Asked::Unknown | Asked::Known(_), _) => Err(WebError::Absent(words.say("reply-unknown"))),
        }
    }
}

/// The same work for what is over and for what never was.
fn ask(site: &Site, text: &str, token: Option<&Token>, origin: &str) -> Result<Asked, Error> {
    let now = site.clock.now();
    let conn = &mut *site.store.connection()?;
    if let Some(until) = attempts::shut(conn, origin, now)? {
        return Ok(Asked::Shut(until));
    }
    let asked = match links::find(conn, token, now)? {
        Found::Open(link) => return Ok(Asked::Known(link)),
        Found::Closed => Asked::Closed,
        Found::Unknown => Asked::Unknown,
    };
    site.store.write_account(PATIENCE, |conn| attempts::missed(conn, text, origin, now))?;
    Ok(asked)
}

impl Deref for Guest {
    type Target = Site;
    fn deref(&self) -> &Site {
        &self.site
    }
}

impl FromRequest for Guest {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = web::Data::<Site>::from_request(request, payload).into_inner();
        let request = request.clone();
        Box::pin(async move {
            let guest = Self::of(&request, site?).await;
            guest.map_err(|error| refused(error.page(Some(&request), language(&request))))
        })
    }
}
