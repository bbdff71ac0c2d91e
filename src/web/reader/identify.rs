//! Who sends a request: asked once, before any handler.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};

use super::super::Site;
use super::super::errors::WebError;
use super::cookie;
use crate::credentials::Token;
use crate::domain::account::origin;
use crate::store::sessions::{self, Signed};

/// A browser, known or not.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Visitor {
    signed: Option<Signed>,
    /// What its cookie holds, of a session or not.
    pub(in super::super) token: Option<Token>,
    pub(in super::super) address: Option<IpAddr>,
}

impl Visitor {
    pub(super) fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    pub(super) fn signed(&self) -> Option<(Signed, Token)> {
        self.signed.clone().zip(self.token.clone())
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.signed.as_ref().map(|signed| signed.account().name.as_str())
    }

    /// Its address, as the list of one's sessions shows it.
    pub(in super::super) fn shown(&self) -> String {
        self.address.map(|address| address.to_canonical().to_string()).unwrap_or_default()
    }

    /// What its attempts are counted by.
    pub(in super::super) fn origin(&self) -> String {
        self.address.map(origin).unwrap_or_default()
    }
}

impl FromRequest for Visitor {
    type Error = actix_web::Error;
    type Future = std::future::Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Self::of(request)))
    }
}

/// Looks the session of a request up, and keeps what is answered to somebody out of every cache.
pub(in super::super) async fn identify(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let Some(site) = request.app_data::<web::Data<Site>>().cloned() else {
        return next.call(request).await;
    };
    let token = cookie::token(request.request(), &site);
    let address = address(request.request(), &site);
    let signed = match token.clone() {
        Some(token) => web::block(move || look_up(&site, &token)).await.map_err(WebError::from).flatten()?,
        None => None,
    };
    let is_somebody = signed.is_some();
    request.extensions_mut().insert(Visitor { signed, token, address });
    let mut response = next.call(request).await?;
    if is_somebody {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        headers.remove(header::ETAG);
    }
    Ok(response)
}

fn look_up(site: &Site, token: &Token) -> Result<Option<Signed>, WebError> {
    let now = site.clock.now();
    let signed = sessions::find(&mut *site.store.connection()?, token, now)?;
    if let Some(signed) = signed.as_ref().filter(|signed| signed.is_to_note(now)) {
        // Nobody waits, nor is sent away, because a long import writes: the next request notes it.
        let noted = site.store.write_account(Duration::ZERO, |conn| sessions::note(conn, signed, now));
        if let Err(error) = noted {
            tracing::warn!("a session was not noted: {error}");
        }
    }
    Ok(signed)
}

/// That of the other end, or what the server before this one says of it.
fn address(request: &HttpRequest, site: &Site) -> Option<IpAddr> {
    let peer = request.peer_addr().map(|peer| peer.ip());
    if !site.entrance.is_behind_proxy {
        return peer;
    }
    // Without the header it comes from beside that server, as the question whether this one is well does.
    let Some(told) = request.headers().get_all("x-forwarded-for").last() else { return peer };
    let hop = told.to_str().ok().and_then(|told| hop(told.rsplit(',').next()?.trim()));
    if hop.is_none() {
        tracing::warn!("X-Forwarded-For does not end with an address: the server before this one is counted");
    }
    hop.or(peer)
}

/// An address as servers write it: bare, in brackets, or with a port.
fn hop(told: &str) -> Option<IpAddr> {
    let bare = told.strip_prefix('[').and_then(|told| told.strip_suffix(']')).unwrap_or(told);
    bare.parse().ok().or_else(|| told.parse::<SocketAddr>().ok().map(|hop| hop.ip()))
}
