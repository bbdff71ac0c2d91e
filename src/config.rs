//! The settings of an installation: `observatoire.toml`, then `OBSERVATOIRE_*` variables. A key that is not known
//! is refused, so that a typing error cannot pass for a setting.

mod mail;
mod openid;

use std::path::PathBuf;

use chrono::{DateTime, Days, Months, Utc};
use config::{Config, Environment, File};
use serde::Deserialize;

use crate::clock::Clock;
use crate::credentials::SHORTEST;
use crate::jobs::retain::Terms;
use crate::mail::Alerts;
use mail::Encryption;

const FILE: &str = "observatoire.toml";

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Folder of the embedded store and of the inboxes.
    pub data: PathBuf,
    /// `sqlite://path` or `postgres://…`; without it a file in the data folder. Also `DATABASE_URL`.
    pub database_url: Option<String>,
    pub host: String,
    /// 0 lets the system choose.
    pub port: u16,
    /// Where readers find the dashboard, `https://observatoire.example`: over https, cookies are sent over https only.
    pub public_address: Option<String>,
    /// Another server stands before the dashboard and adds `X-Forwarded-For`, whose last address is believed. Without
    /// it that header is not read: anybody could write it.
    pub behind_proxy: bool,
    /// Folder that holds `jobs/` and `dashboards/`, in the place of the definitions embedded in the binary.
    pub definitions: Option<PathBuf>,
    pub log: Log,
    /// Under which persons of the RPPS become keys, and second factors are made; without it one is made and kept in the data
    /// folder.
    secret: Option<Hidden>,
    /// The mail server that takes messages; without one they wait in the outbox.
    smtp_host: Option<String>,
    /// 587, or 465 with `tls`, unless said.
    smtp_port: Option<u16>,
    smtp_security: Encryption,
    smtp_user: Option<String>,
    smtp_password: Option<Hidden>,
    /// PEM file of the authority of the server's certificate, in the place of those of the system.
    smtp_root: Option<String>,
    /// What each step of a delivery may take.
    smtp_seconds: u64,
    /// Who signs messages: `Observatoire <observatoire@example.org>`. Without it letters wait for an address.
    mail_from: Option<String>,
    /// Who reads the answers; the same unless said.
    mail_reply_to: Option<String>,
    dkim_domain: Option<String>,
    dkim_selector: Option<String>,
    /// File of the private key: PKCS#1 PEM (RSA), or base64 (Ed25519).
    dkim_key: Option<String>,
    /// `live`: desks are written to. Until then alerts are made in a shadow run.
    pub alerts: Alerts,
    /// The provider of identities that people may sign in through (OpenID Connect), as ProConnect.
    oidc_issuer: Option<String>,
    oidc_client_id: Option<String>,
    oidc_client_secret: Option<Hidden>,
    /// Under which readers know it.
    oidc_name: Option<String>,
    /// How sure it is to be (`acr_values`): `eidas1`.
    oidc_acr: Option<String>,
    /// Months that lines of the audit are kept, six or more.
    audit_months: u32,
    /// Days that a file of the inbox is kept after its import.
    inbox_days: u64,
    /// What to log, in the syntax of tracing's `EnvFilter`.
    pub log_filter: String,
    /// Stops the clock at an instant (RFC 3339): for tests and replays.
    pub now: Option<DateTime<Utc>>,
}

/// Text that no log may show.
#[derive(Clone, Deserialize)]
struct Hidden(String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Log {
    Text,
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database_url: None,
            host: "127.0.0.1".into(),
            port: 8080,
            public_address: None,
            behind_proxy: false,
            definitions: None,
            log: Log::Text,
            log_filter: "info,actix_server=warn,tokio_cron_scheduler=warn".into(),
            now: None,
            secret: None,
            smtp_host: None,
            smtp_port: None,
            smtp_security: Encryption::StartTls,
            smtp_user: None,
            smtp_password: None,
            smtp_root: None,
            smtp_seconds: 120,
            mail_from: None,
            mail_reply_to: None,
            dkim_domain: None,
            dkim_selector: None,
            dkim_key: None,
            alerts: Alerts::Shadow,
            oidc_issuer: None,
            oidc_client_id: None,
            oidc_client_secret: None,
            oidc_name: None,
            oidc_acr: None,
            audit_months: 12,
            inbox_days: 30,
        }
    }
}

impl Settings {
    /// # Errors
    /// A key that is not known, a value of the wrong kind, or a short secret, named.
    pub fn load() -> anyhow::Result<Self> {
        let sources = Config::builder()
            .add_source(File::with_name(FILE).required(false))
            .add_source(Environment::with_prefix("OBSERVATOIRE").prefix_separator("_"));
        let mut settings: Self = sources.build()?.try_deserialize()?;
        settings.database_url = std::env::var_os("DATABASE_URL")
            .and_then(|url| url.into_string().ok())
            .filter(|url| !url.is_empty())
            .or(settings.database_url);
        // docker compose gives a variable that is not set as an empty one.
        settings.secret = settings.secret.filter(|secret| !secret.0.is_empty());
        let is_short = settings.secret().is_some_and(|secret| secret.len() < SHORTEST);
        anyhow::ensure!(!is_short, "secret: {SHORTEST} characters or more");
        settings.public_address = settings.public_address.filter(|address| !address.is_empty());
        let has_scheme = |address: &String| ["http://", "https://"].iter().any(|it| address.starts_with(it));
        let is_address = settings.public_address.as_ref().is_none_or(has_scheme);
        anyhow::ensure!(is_address, "public_address: begins with https:// (or http://)");
        anyhow::ensure!(settings.audit_months >= 6, "audit_months: 6 or more");
        Ok(settings)
    }

    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms { audit: Months::new(self.audit_months), inbox: Days::new(self.inbox_days) }
    }

    #[must_use]
    pub fn secret(&self) -> Option<&str> {
        self.secret.as_ref().map(|secret| secret.0.as_str())
    }

    /// Whether readers come over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_address.as_ref().is_some_and(|address| address.starts_with("https://"))
    }

    #[must_use]
    pub fn store_url(&self) -> String {
        let default = || format!("sqlite://{}", self.data.join("observatoire.sqlite").display());
        self.database_url.clone().unwrap_or_else(default)
    }

    #[must_use]
    pub fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::Fixed)
    }
}
