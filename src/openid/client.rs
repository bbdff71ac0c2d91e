//! How the provider is asked: shortly, without following anybody elsewhere.

use std::time::Duration;

use openidconnect::core::CoreClient;
use openidconnect::{
    ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    ProviderMetadataWithLogout as Metadata,
};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// Somebody waits before a page.
const PATIENCE: Duration = Duration::from_secs(8);

/// Longer answers are none of a provider (bytes).
const LONGEST: u64 = 1 << 20;

pub(super) struct Client(Agent);

/// What discovery makes sure of: an address where to sign in, perhaps those of tokens and of facts about somebody.
pub(super) type Known = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

pub(super) fn of(metadata: Metadata, id: ClientId, secret: ClientSecret) -> Known {
    CoreClient::from_provider_metadata(metadata, id, Some(secret))
}

impl Client {
    pub(super) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("observatoire/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build());
        Self(config.build().new_agent())
    }

    pub(super) fn send(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let (head, mut body) = self.0.run(request)?.into_parts();
        let content = body.with_config().limit(LONGEST).read_to_vec()?;
        Ok(HttpResponse::from_parts(head, content))
    }
}
