//! A provider of identities (`tests/openid/provider.mjs`), and the browser of somebody who signs in there.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Installation;

/// Where readers would find the dashboard.
const HOME: &str = "http://observatoire.test";

pub(crate) struct Provider {
    folder: TempDir,
    process: Child,
    pub(crate) issuer: String,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openid/provider.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .arg(folder.path().join("told"))
            .arg(HOME)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the tests need Node");
        let mut issuer = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut issuer).unwrap();
        Self { folder, process, issuer: issuer.trim().to_owned() }
    }

    /// Who signs in from now on, and what else is to be told.
    pub(crate) fn tells(&self, subject: &str, email: &str, more: Value) {
        let mut told = json!({ "sub": subject, "email": email, "email_verified": true, "amr": ["pwd"] });
        told.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        std::fs::write(self.folder.path().join("told"), told.to_string()).unwrap();
    }

    /// A command that trusts this provider.
    pub(crate) fn command(&self, installation: &Installation, now: &str) -> Command {
        let mut command = installation.command();
        command
            .env("OBSERVATOIRE_NOW", now)
            .env("OBSERVATOIRE_PUBLIC_ADDRESS", HOME)
            .env("OBSERVATOIRE_OIDC_ISSUER", &self.issuer)
            .env("OBSERVATOIRE_OIDC_CLIENT_ID", "observatoire")
            .env("OBSERVATOIRE_OIDC_CLIENT_SECRET", "a secret of the tests alone")
            .env("OBSERVATOIRE_OIDC_NAME", "ProConnect")
            .env("OBSERVATOIRE_OIDC_ACR", "eidas1");
        command
    }

    /// Goes where the provider sends a browser, until it leads to a page of ours: gives its path.
    pub(crate) fn visit(&self, address: &str) -> String {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let agent = ureq::Agent::new_with_config(config);
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut address = url::Url::parse(address).unwrap();
        for _ in 0..8 {
            if let Some(ours) = address.as_str().strip_prefix(HOME) {
                return ours.to_owned();
            }
            let sent: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let response = agent.get(address.as_str()).header("cookie", sent.join("; ")).call().unwrap();
            for given in response.headers().get_all("set-cookie") {
                let pair = given.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                cookies.insert(name.to_owned(), value.to_owned());
            }
            let next = response.headers().get("location").expect("the provider leads on").to_str().unwrap();
            address = address.join(next).unwrap();
        }
        panic!("the provider leads in circles");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
