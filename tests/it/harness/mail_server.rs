//! A mail server with STARTTLS and AUTH (`tests/mail/server.mjs`), under a certificate of an authority of its own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;
use tempfile::TempDir;

use super::{Installation, objects};

pub(crate) const PASSWORD: &str = "correct horse";

/// Authority, certificate and key in PEM: the same for all servers of a run.
static CERTIFICATES: LazyLock<[String; 3]> = LazyLock::new(|| {
    let mut authority = CertificateParams::new(Vec::<String>::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let own = own.signed_by(&key, &authority).unwrap();
    [authority.as_ref().pem(), own.pem(), key.serialize_pem()]
});

pub(crate) struct MailServer {
    folder: TempDir,
    process: Child,
    port: String,
}

impl MailServer {
    pub(crate) fn start(behaviour: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let [authority, certificate, key] = &*CERTIFICATES;
        for (name, content) in [
            ("root", authority),
            ("cert", certificate),
            ("key", key),
            ("mode", &behaviour.to_owned()),
            ("log", &String::new()),
        ] {
            std::fs::write(path(name), content).unwrap();
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/server.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .args(["key", "cert", "mode", "log"].map(path))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the tests need Node");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Self { folder, process, port: port.trim().to_owned() }
    }

    pub(crate) fn behave(&self, behaviour: &str) {
        // Read whole or not at all.
        let next = self.folder.path().join("next");
        std::fs::write(&next, behaviour).unwrap();
        std::fs::rename(next, self.folder.path().join("mode")).unwrap();
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// What happened, of one sort.
    pub(crate) fn log(&self, event: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("log")).unwrap();
        // A line may be on its way.
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        objects(whole).into_iter().filter(|line| line["event"] == event).collect()
    }

    /// How often a message was taken.
    pub(crate) fn times(&self, message_id: &str) -> usize {
        self.log("taken").iter().filter(|line| line["id"] == message_id).count()
    }

    pub(crate) fn wait_for(&self, event: &str, count: usize) {
        while self.log(event).len() < count {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A command that knows this server.
    pub(crate) fn command(&self, installation: &Installation, now: &str) -> Command {
        let mut command = installation.command();
        command
            .env("OBSERVATOIRE_NOW", now)
            .env("OBSERVATOIRE_PUBLIC_ADDRESS", "https://observatoire.example.org/")
            .env("OBSERVATOIRE_MAIL_FROM", "Observatoire des MSP <observatoire@example.org>")
            .env("OBSERVATOIRE_MAIL_REPLY_TO", "msp@example.org")
            .env("OBSERVATOIRE_SMTP_HOST", "localhost")
            .env("OBSERVATOIRE_SMTP_PORT", &self.port)
            .env("OBSERVATOIRE_SMTP_USER", "observatoire")
            .env("OBSERVATOIRE_SMTP_PASSWORD", PASSWORD)
            .env("OBSERVATOIRE_SMTP_ROOT", self.root());
        command
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
