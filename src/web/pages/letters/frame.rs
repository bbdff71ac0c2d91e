//! A message stands in a frame of its own, under a policy of its own: whatever it holds, it runs nothing and fetches nothing.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::super::super::errors::WebError;
use super::super::super::headers::{FRAMED, FRAMING};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use crate::domain::writing::Language;

/// A page that shows a frame.
pub(super) async fn framing(
    request: &HttpRequest,
    language: Language,
    make: impl FnOnce(Words) -> Result<Content, WebError> + Send + 'static,
) -> HttpResponse {
    under(FRAMING, answer(request, language, make).await)
}

/// What stands in the frame; an error keeps the policy of pages.
pub(super) async fn framed(
    request: &HttpRequest,
    language: Language,
    make: impl FnOnce(Words) -> Result<Content, WebError> + Send + 'static,
) -> HttpResponse {
    let response = answer(request, language, make).await;
    if response.status().is_success() { under(FRAMED, response) } else { response }
}

fn under(policy: &'static str, mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
