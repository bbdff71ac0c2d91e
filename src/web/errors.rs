//! Errors as pages: theirs said plainly, ours opaque outside and logged once with their chain.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use askama::Template;

use super::pages::Frame;
use super::reader::{greeted, language};
use super::words::Words;
use crate::domain::writing::Language;
use crate::store;

#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// The reader asked for something that cannot be; the sentence says what.
    #[error("{0}")]
    Wrong(String),
    #[error("not found")]
    NotFound,
    /// A place of its own for which there is no page; the sentence says why.
    #[error("{0}")]
    Absent(String),
    /// A place that is no more; the sentence says what to do.
    #[error("{0}")]
    Gone(String),
    /// The reader is not heard for so many seconds; the sentence says why.
    #[error("{0}")]
    Later(String, i64),
    #[error("method not allowed")]
    Method,
    /// The reader may not; the sentence says why.
    #[error("{0}")]
    Forbidden(String),
    /// Somebody else writes for longer than a page may take.
    #[error("{0}")]
    Busy(store::Error),
    #[error("{0:#}")]
    Ours(#[from] anyhow::Error),
}

impl From<store::Error> for WebError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy(_) => Self::Busy(error),
            _ => Self::Ours(error.into()),
        }
    }
}

impl From<actix_web::error::BlockingError> for WebError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Ours(error.into())
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    code: String,
    text: String,
}

impl WebError {
    /// The error as a page, in the language of the address, for whoever sent the request.
    pub(super) fn page(&self, request: Option<&HttpRequest>, language: Language) -> HttpResponse {
        let status = self.status_code();
        let words = Words::new(language);
        let code = status.as_u16().to_string();
        match self {
            Self::Busy(error) => tracing::warn!("a request was put off: {error}"),
            Self::Ours(error) => tracing::error!("a request failed: {error:#}"),
            _ => {}
        }
        let text = match self {
            Self::Wrong(sentence)
            | Self::Absent(sentence)
            | Self::Gone(sentence)
            | Self::Later(sentence, _)
            | Self::Forbidden(sentence) => sentence.clone(),
            _ => words.say(&format!("error-text-{code}")),
        };
        let frame = Frame::bare(words, &format!("error-title-{code}"));
        let page = ErrorPage { frame, code: words.with("error-code", &[("code", &code)]), text };
        let html = page.render().unwrap_or_default();
        let mut response = HttpResponse::build(status);
        if let Self::Later(_, seconds) = self {
            response.insert_header((header::RETRY_AFTER, *seconds));
        }
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(greeted(&html, request, words))
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::Absent(_) => StatusCode::NOT_FOUND,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Gone(_) => StatusCode::GONE,
            Self::Later(..) => StatusCode::TOO_MANY_REQUESTS,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        self.page(None, Language::French)
    }
}

pub(super) async fn not_found(request: HttpRequest, language: web::Data<Language>) -> HttpResponse {
    let is_read = matches!(request.method().as_str(), "GET" | "HEAD");
    let error = if is_read { WebError::NotFound } else { WebError::Method };
    error.page(Some(&request), **language)
}

/// A query that cannot be read is the reader's error, said as a page.
pub(super) fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|error, request| {
        let language = language(request);
        let text = Words::new(language).say("error-text-400");
        tracing::debug!("a query was refused: {error}");
        let page = WebError::Wrong(text).page(Some(request), language);
        actix_web::error::InternalError::from_response(error, page).into()
    })
}
