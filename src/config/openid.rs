//! The settings of a provider of identities.

use anyhow::{Context as _, bail};

use super::Settings;
use super::mail::filled;
use crate::openid::{self, Provider};

impl Settings {
    /// The provider that people may sign in through; none unless set.
    ///
    /// # Errors
    /// A setting that cannot be used, or misses another one, named.
    pub fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let secret = self.oidc_client_secret.as_ref().map(|secret| secret.0.as_str());
        let parts =
            [filled(&self.oidc_issuer), filled(&self.oidc_client_id), secret.filter(|it| !it.is_empty())];
        let [Some(issuer), Some(client_id), Some(client_secret)] = parts else {
            if parts.iter().any(Option::is_some) {
                bail!("oidc_issuer, oidc_client_id and oidc_client_secret go together");
            }
            return Ok(None);
        };
        let home =
            filled(&self.public_address).context("oidc_issuer: people come back, set public_address")?;
        let settings = openid::Settings {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: client_secret.to_owned(),
            name: filled(&self.oidc_name).unwrap_or("OpenID Connect").to_owned(),
            acr: filled(&self.oidc_acr).map(str::to_owned),
            home: home.to_owned(),
        };
        Ok(Some(Provider::new(settings)?))
    }
}
