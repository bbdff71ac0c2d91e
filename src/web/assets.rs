//! Style sheet, script and font, under an address that changes with their content.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::errors::WebError;
use crate::domain::writing::hexadecimal;

#[derive(RustEmbed)]
#[folder = "dashboards/static"]
struct Own;

#[derive(RustEmbed)]
#[folder = "node_modules/@fontsource-variable/source-sans-3/files"]
#[include = "source-sans-3-latin-wght-normal.woff2"]
struct Font;

/// One version for all assets: the style sheet names the font by a relative address.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for name in names() {
        if let Some(file) = find(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    hexadecimal(&hash.finalize()[..6])
});

/// The address of an asset.
pub(super) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

fn names() -> impl Iterator<Item = String> {
    Own::iter().chain(Font::iter()).map(|name| name.into_owned())
}

fn find(name: &str) -> Option<rust_embed::EmbeddedFile> {
    Own::get(name).or_else(|| Font::get(name))
}

pub(super) async fn asset(path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let (version, name) = path.into_inner();
    let file = find(&name).ok_or(WebError::NotFound)?;
    // An address of another version must not be remembered for ever.
    let caching = if version == *VERSION { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = match file.metadata.mimetype() {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::CONTENT_TYPE, kind))
        .body(file.data.into_owned()))
}
