//! The HTTP client: one request at a time, no redirect of its own, nothing kept open.

use std::time::Duration;

use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, http};

use super::address::Address;
use super::answer::{Answer, Ask, Validators};

pub(super) struct Client {
    agent: Agent,
    silence: Duration,
}

impl Client {
    /// A server is given up after `silence`: connecting, before it answers, between two reads. Certificates are those
    /// that the system trusts; `HTTPS_PROXY` and its kin are heard.
    pub(super) fn new(silence: Duration) -> Self {
        let patience = Some(silence);
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(patience)
            .timeout_connect(patience)
            .timeout_recv_response(patience)
            .timeout_per_read(patience)
            .timeout_per_write(patience)
            .max_idle_connections(0)
            .user_agent(concat!("observatoire/", env!("CARGO_PKG_VERSION")))
            // Packed on the way, neither lengths nor ranges would be those of the file.
            .accept_encoding("identity")
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .build();
        Self { agent: config.new_agent(), silence }
    }

    /// # Errors
    /// What went wrong before an answer came, in words that show no secret.
    pub(super) fn ask(&self, address: &Address, ask: &Ask, left: Duration) -> Result<(Answer, Body), String> {
        let request = ask
            .headers()
            .into_iter()
            .fold(self.agent.get(address.secret()), |request, (name, value)| request.header(name, value));
        let answered = request.config().timeout_global(Some(left)).build().call();
        let response = answered.map_err(|error| self.trouble(&error))?;
        let header = |name: http::HeaderName| -> Option<String> {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let answer = Answer {
            status: response.status().as_u16(),
            validators: Validators {
                etag: header(http::header::ETAG),
                last_modified: header(http::header::LAST_MODIFIED),
            },
            length: header(http::header::CONTENT_LENGTH).and_then(|length| length.parse().ok()),
            range: header(http::header::CONTENT_RANGE),
            location: header(http::header::LOCATION),
            retry_after: header(http::header::RETRY_AFTER),
        };
        Ok((answer, response.into_body()))
    }

    /// What went wrong while an answer was read.
    pub(super) fn broken(&self, error: std::io::Error) -> String {
        self.trouble(&ureq::Error::from(error))
    }

    fn trouble(&self, error: &ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(ureq::Timeout::Global) => "the download is over its time limit".into(),
            ureq::Error::Timeout(_) => format!("the server was silent for {} s", self.silence.as_secs_f64()),
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                "the connection ended before the file did".into()
            }
            // The one error that repeats the address.
            ureq::Error::BadUri(_) => "the address cannot be asked for".into(),
            other => other.to_string(),
        }
    }
}
