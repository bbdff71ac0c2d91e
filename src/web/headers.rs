//! The headers of every response: nothing from elsewhere, nothing inline, nothing guessed.

use actix_web::http::header;
use actix_web::middleware::DefaultHeaders;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Of a page that shows a message in a frame.
pub(super) const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     frame-src 'self'";

/// Of the message in the frame: it runs nothing, fetches nothing, leads nowhere by itself.
pub(super) const FRAMED: &str = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Forms lead to pages of ours; the one that signs out goes on to the provider, if there is one.
pub(super) fn security(provider: Option<&str>) -> DefaultHeaders {
    let policy = [POLICY, provider.unwrap_or_default()].join(" ");
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, policy.trim_end()))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "same-origin"))
        .add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"))
        .add(("cross-origin-opener-policy", "same-origin"))
        .add(("cross-origin-resource-policy", "same-origin"))
        .add(("permissions-policy", "camera=(), geolocation=(), microphone=()"))
}

/// Of pages whose address is a secret: it is told to no other site, found by no search, kept by no cache.
pub(super) fn unlisted() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add((header::CACHE_CONTROL, "no-store"))
        .add(("x-robots-tag", "noindex, nofollow"))
}
