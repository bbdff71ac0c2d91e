//! Somebody as a provider tells of them, once what it says was checked.

use openidconnect::core::{CoreIdTokenVerifier, CoreTokenResponse, CoreUserInfoClaims};
use openidconnect::{HttpRequest, HttpResponse, Nonce, OAuth2TokenResponse as _, TokenResponse as _};

use super::client::Known;
use super::{Trouble, said};

#[derive(Clone, Debug)]
pub struct Person {
    /// The provider's own name for somebody (`sub`), which it gives to nobody else.
    pub subject: String,
    /// None where the provider says itself that it has not verified it.
    pub email: Option<String>,
    /// How the provider made sure: `acr=eidas1 amr=pwd`.
    pub assurance: String,
    /// The proof itself, to be given back at the end.
    pub id_token: String,
}

pub(super) fn verified(
    client: &Known,
    tokens: &CoreTokenResponse,
    verifier: &CoreIdTokenVerifier,
    nonce: &Nonce,
    http: &impl Fn(HttpRequest) -> Result<HttpResponse, ureq::Error>,
) -> Result<Person, Trouble> {
    let untrusted = |error: &dyn std::error::Error| Trouble::Untrusted(said(error));
    let id_token = tokens.id_token().ok_or_else(|| Trouble::Untrusted("no ID token".into()))?;
    let claims = id_token.claims(verifier, nonce).map_err(|error| untrusted(&error))?;
    let told = claims.email().map(|email| (email.to_string(), claims.email_verified()));
    let (email, is_verified) = match told {
        Some(told) => told,
        // ProConnect tells it there and not in the token.
        None => {
            let asked = client
                .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
                .map_err(|error| untrusted(&error))?;
            let facts: CoreUserInfoClaims = asked.request(http).map_err(|error| untrusted(&error))?;
            (facts.email().map(|email| email.to_string()).unwrap_or_default(), facts.email_verified())
        }
    };
    let acr = claims.auth_context_ref().map(|acr| format!("acr={}", **acr));
    let amr = claims.auth_method_refs().map(|all| {
        let all: Vec<&str> = all.iter().map(|one| one.as_str()).collect();
        format!("amr={}", all.join("+"))
    });
    Ok(Person {
        subject: claims.subject().to_string(),
        email: Some(email).filter(|email| !email.is_empty() && is_verified != Some(false)),
        assurance: [acr, amr].into_iter().flatten().collect::<Vec<_>>().join(" "),
        id_token: id_token.to_string(),
    })
}
