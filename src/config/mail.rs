//! The settings of mail, as what writes and sends it understands them.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::Settings;
use crate::mail::{Post, Security, Sender, Server, Signature};

/// How the way to the mail server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Encryption {
    StartTls,
    Tls,
    None,
}

impl Settings {
    /// # Errors
    /// A setting of mail that cannot be used, or misses another one, named.
    pub fn post(&self) -> anyhow::Result<Post> {
        Ok(Post { sender: self.sender()?, server: self.server()?, alerts: self.alerts })
    }

    fn sender(&self) -> anyhow::Result<Option<Sender>> {
        let Some(from) = filled(&self.mail_from) else { return Ok(None) };
        let address =
            self.public_address.as_deref().context("mail_from: messages hold links, set public_address")?;
        Ok(Some(Sender::new(from, filled(&self.mail_reply_to), address, self.signature()?)?))
    }

    fn signature(&self) -> anyhow::Result<Option<Signature>> {
        let parts = [&self.dkim_domain, &self.dkim_selector, &self.dkim_key].map(filled);
        let [Some(domain), Some(selector), Some(path)] = parts else {
            let is_absent = parts.iter().all(Option::is_none);
            ensure!(is_absent, "dkim_domain, dkim_selector and dkim_key go together");
            return Ok(None);
        };
        let key = std::fs::read_to_string(path).with_context(|| format!("dkim_key: {path}"))?;
        Ok(Some(Signature::new(domain, selector, &key).context("dkim_key")?))
    }

    fn server(&self) -> anyhow::Result<Option<Server>> {
        let Some(host) = filled(&self.smtp_host).map(str::to_owned) else { return Ok(None) };
        let security = match self.smtp_security {
            Encryption::StartTls => Security::StartTls,
            Encryption::Tls => Security::Tls,
            Encryption::None => Security::None,
        };
        let user = filled(&self.smtp_user).map(str::to_owned);
        let password = self.smtp_password.as_ref().map(|password| password.0.clone());
        let password = password.filter(|password| !password.is_empty());
        ensure!(user.is_some() == password.is_some(), "smtp_user and smtp_password go together");
        let credentials = user.zip(password);
        ensure!(
            credentials.is_none() || security != Security::None,
            "smtp_security: a password is not sent over an open line; write starttls or tls"
        );
        ensure!(self.smtp_seconds > 0, "smtp_seconds: at least one");
        let root = filled(&self.smtp_root);
        let root = root.map(|path| std::fs::read(path).with_context(|| format!("smtp_root: {path}")));
        let hello = self.public_address.as_deref().and_then(|address| url::Url::parse(address).ok());
        let hello = hello.and_then(|url| url.host_str().map(str::to_owned));
        Ok(Some(Server {
            host,
            port: self.smtp_port.unwrap_or(if security == Security::Tls { 465 } else { 587 }),
            security,
            credentials,
            root: root.transpose()?,
            limit: Duration::from_secs(self.smtp_seconds),
            hello: hello.unwrap_or_else(|| "localhost".to_owned()),
        }))
    }
}

/// docker compose gives a variable that is not set as an empty one.
pub(super) fn filled(setting: &Option<String>) -> Option<&str> {
    setting.as_deref().filter(|text| !text.is_empty())
}
