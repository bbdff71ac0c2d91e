//! Sign-in through a provider of identities that speaks OpenID Connect, as ProConnect does: authorization code with PKCE
//! (RFC 7636, S256), discovery, and an ID token whose signature, issuer, audience, nonce and times are checked. It says who
//! somebody is; what they may do is said by their account.

mod client;
mod person;

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use openidconnect::core::{CoreAuthenticationFlow, CoreClientAuthMethod};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl,
    LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout as Metadata, RedirectUrl, RequestTokenError, Scope,
};
use url::Url;

use client::Client;
pub use person::Person;

/// What is known of a provider is asked for anew after that; its keys turn slower.
const KNOWN_FOR: TimeDelta = TimeDelta::minutes(10);

/// Asks for the ways in which somebody proved who they are, which ProConnect tells to whoever asks.
const AMR: &str = r#"{"id_token":{"amr":{"essential":false}}}"#;

/// As the installation sets it.
#[derive(Clone, Debug)]
pub struct Settings {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// Under which readers know it: `ProConnect`.
    pub name: String,
    /// How sure the provider is to be (`acr_values`), where it asks for that.
    pub acr: Option<String>,
    /// Where readers find the dashboard.
    pub home: String,
}

/// The provider that an installation trusts.
pub struct Provider {
    issuer: IssuerUrl,
    id: ClientId,
    secret: ClientSecret,
    name: String,
    acr: Option<String>,
    home: Url,
    client: Client,
    known: Mutex<Option<(NaiveDateTime, Metadata)>>,
}

/// Somebody is sent there, and must come back with the state; nonce and verifier stay here.
pub struct Departure {
    pub address: Url,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("the provider cannot be asked: {0}")]
    Provider(String),
    #[error("what came back is not to be trusted: {0}")]
    Untrusted(String),
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(String);

/// Where providers send people back to; it is registered with them.
pub const RETURN: &str = "/connexion/retour";

impl Provider {
    /// # Errors
    /// An address that is none, or over an open line to another machine.
    pub fn new(settings: Settings) -> Result<Self, Unusable> {
        let issuer =
            IssuerUrl::new(settings.issuer).map_err(|error| Unusable(format!("oidc_issuer: {error}")))?;
        let host = issuer.url().host_str().unwrap_or_default();
        let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
        if issuer.url().scheme() != "https" && !is_here {
            return Err(Unusable("oidc_issuer: begins with https://".into()));
        }
        let home =
            Url::parse(&settings.home).map_err(|error| Unusable(format!("public_address: {error}")))?;
        Ok(Self {
            issuer,
            id: ClientId::new(settings.client_id),
            secret: ClientSecret::new(settings.client_secret),
            name: settings.name,
            acr: settings.acr,
            home,
            client: Client::new(),
            known: Mutex::new(None),
        })
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// Scheme, host and port: where a form of ours may lead.
    #[must_use]
    pub fn origin(&self) -> String {
        self.issuer.url().origin().ascii_serialization()
    }

    /// Where to send somebody who wants to sign in.
    ///
    /// # Errors
    /// The provider does not answer as one does.
    pub fn departure(&self, now: NaiveDateTime) -> Result<Departure, Trouble> {
        let metadata = self.metadata(now)?;
        let hears_claims = metadata.claims_parameter_supported() == Some(true);
        let client =
            client::of(metadata, self.id.clone(), self.secret.clone()).set_redirect_uri(self.back()?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client
            .authorize_url(flow, || CsrfToken::new_random_len(32), || Nonce::new_random_len(32))
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(challenge);
        if let Some(acr) = &self.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        if hears_claims {
            request = request.add_extra_param("claims", AMR);
        }
        let (address, state, nonce) = request.url();
        let (state, nonce) = (state.into_secret(), nonce.secret().clone());
        Ok(Departure { address, state, nonce, verifier: verifier.into_secret() })
    }

    /// Who came back with a code.
    ///
    /// # Errors
    /// The provider does not answer, or what it says is not what we asked for.
    pub fn arrival(
        &self,
        code: String,
        nonce: String,
        verifier: String,
        now: NaiveDateTime,
    ) -> Result<Person, Trouble> {
        let metadata = self.metadata(now)?;
        let may_be_basic = metadata
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth = if may_be_basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        let client = client::of(metadata, self.id.clone(), self.secret.clone())
            .set_redirect_uri(self.back()?)
            .set_auth_type(auth);
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(provider)?;
        let http = |request| self.client.send(request);
        let tokens =
            exchange.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request(&http).map_err(|error| {
                match error {
                    RequestTokenError::Request(_) => Trouble::Provider(said(&error)),
                    _ => Trouble::Untrusted(said(&error)),
                }
            })?;
        let now: DateTime<Utc> = now.and_utc();
        let verifier = client.id_token_verifier().set_time_fn(move || now);
        let person = person::verified(&client, &tokens, &verifier, &Nonce::new(nonce), &http);
        // Its keys may have turned since they were asked for.
        person.inspect_err(|_| *self.held() = None)
    }

    /// Where to send somebody whose session is over, so that it is over there too; none where the provider has no such
    /// place, or has it on another site, where no form of ours may lead.
    #[must_use]
    pub fn farewell(&self, id_token: &str, now: NaiveDateTime) -> Option<String> {
        let metadata = self.metadata(now).ok()?;
        let end = metadata.additional_metadata().end_session_endpoint.clone()?;
        if end.url().origin() != self.issuer.url().origin() {
            return None;
        }
        let home = PostLogoutRedirectUrl::from_url(self.home.join("/").ok()?);
        let request = LogoutRequest::from(end).set_post_logout_redirect_uri(home);
        let mut address = request.set_client_id(self.id.clone()).http_get_url();
        address.query_pairs_mut().append_pair("id_token_hint", id_token);
        Some(address.into())
    }

    fn back(&self) -> Result<RedirectUrl, Trouble> {
        self.home.join(RETURN).map(RedirectUrl::from_url).map_err(provider)
    }

    fn metadata(&self, now: NaiveDateTime) -> Result<Metadata, Trouble> {
        let known = self.held().clone();
        if let Some((_, metadata)) = known.filter(|(since, _)| (*since..*since + KNOWN_FOR).contains(&now)) {
            return Ok(metadata);
        }
        let http = |request| self.client.send(request);
        let metadata =
            Metadata::discover(&self.issuer, &http).map_err(|error| Trouble::Provider(said(&error)))?;
        *self.held() = Some((now, metadata.clone()));
        Ok(metadata)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<(NaiveDateTime, Metadata)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn provider(error: impl std::fmt::Display) -> Trouble {
    Trouble::Provider(error.to_string())
}

/// An error with what it comes from.
fn said(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    std::iter::once(error.to_string()).chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}
