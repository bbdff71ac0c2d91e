//! From what a page makes to what is sent: a response that the browser need not read twice, since its tag is the hash
//! of its content; an error is a page in the same language.

use std::io::Write as _;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, AcceptEncoding, ContentEncoding, Encoding, EntityTag, Header, HeaderValue, IfNoneMatch,
};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::errors::WebError;
use super::reader::{Export, greeted};
use super::words::Words;
use crate::domain::writing::{Language, hexadecimal};

/// What is sent, and as what.
pub(super) enum Content {
    Html(String),
    Svg { name: String, text: String },
    Csv { name: String, text: String },
    Json { name: String, text: String },
    Workbook { name: String, bytes: Vec<u8> },
    Calendar { name: String, text: String },
}

impl Content {
    /// Of what the browser keeps as a file.
    fn file(&self) -> Option<&str> {
        match self {
            Self::Html(_) => None,
            Self::Svg { name, .. }
            | Self::Csv { name, .. }
            | Self::Json { name, .. }
            | Self::Workbook { name, .. }
            | Self::Calendar { name, .. } => Some(name),
        }
    }
}

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers with what `make` says in the reader's language; it may read the store, and so works on a thread of its own.
/// A file for somebody who is signed in is an export, which is written down before it is sent.
pub(super) async fn answer(
    request: &HttpRequest,
    language: Language,
    make: impl FnOnce(Words) -> Result<Content, WebError> + Send + 'static,
) -> HttpResponse {
    let words = Words::new(language);
    let export = Export::of(request);
    let make = move || {
        let content = make(words)?;
        if let (Some(export), Some(file)) = (export, content.file()) {
            export.tell(file)?;
        }
        Ok(content)
    };
    match web::block(make).await.map_err(WebError::from).flatten() {
        Ok(Content::Html(text)) => reply(request, Content::Html(greeted(&text, Some(request), words))),
        Ok(content) => reply(request, content),
        Err(error) => error.page(Some(request), language),
    }
}

/// The same for what is of one moment and one browser, such as a form: nobody keeps it.
pub(super) async fn answer_once(
    request: &HttpRequest,
    language: Language,
    status: StatusCode,
    make: impl FnOnce(Words) -> Result<Content, WebError> + Send + 'static,
) -> HttpResponse {
    let mut response = answer(request, language, make).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn reply(request: &HttpRequest, content: Content) -> HttpResponse {
    let (kind, name, body) = match content {
        Content::Html(text) => ("text/html; charset=utf-8", None, text.into_bytes()),
        Content::Svg { name, text } => ("image/svg+xml; charset=utf-8", Some(name), text.into_bytes()),
        Content::Csv { name, text } => ("text/csv; charset=utf-8", Some(name), text.into_bytes()),
        Content::Json { name, text } => ("application/json", Some(name), text.into_bytes()),
        Content::Calendar { name, text } => ("text/calendar; charset=utf-8", Some(name), text.into_bytes()),
        Content::Workbook { name, bytes } => (WORKBOOK, Some(name), bytes),
    };
    let hash = Sha256::digest(&body);
    let tag = EntityTag::new_weak(hexadecimal(&hash[..12]));
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(header::ETag(tag)).insert_header((header::CACHE_CONTROL, "no-cache"));
    if known {
        return response.finish();
    }
    if let Some(name) = name {
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    }
    response.insert_header((header::CONTENT_TYPE, kind));
    match pack(request, &body) {
        Some(packed) => response
            .insert_header(ContentEncoding::Gzip)
            .insert_header((header::VARY, "accept-encoding"))
            .body(packed),
        None => response.body(body),
    }
}

/// Packed by gzip for a browser that asks for it and for nothing better: a third smaller than the server would, which
/// packs in haste.
fn pack(request: &HttpRequest, body: &[u8]) -> Option<Vec<u8>> {
    let known = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    let wanted = AcceptEncoding::parse(request).ok()?.negotiate(known.iter())?;
    if wanted != Encoding::gzip() {
        return None;
    }
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(body).and_then(|()| packer.finish()).ok()
}
