//! A mail server (SMTP): opened, offered a message, handed its content, each under a hard limit of time. What is known of a
//! failure depends on the step: before the content is handed over nothing has been sent, after it only an answer tells.

use std::fmt;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// Nobody waits longer for an answer to a goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// How the way to the server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Asked for after the greeting, and insisted on.
    StartTls,
    /// From the first byte.
    Tls,
    /// For a server on the same machine.
    None,
}

#[derive(Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// The authority of the server's certificate, in PEM, in the place of those of the system.
    pub root: Option<Vec<u8>>,
    /// What opening may take, and offering, and handing over.
    pub limit: Duration,
    /// How one greets.
    pub hello: String,
}

/// A conversation with a server.
pub struct Session {
    runtime: Runtime,
    connection: AsyncSmtpConnection,
    limit: Duration,
}

/// What went wrong, as far as it is known.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// The server cannot be used: not reached, not trusted, not believing us. Of no message in particular.
    #[error("{0}")]
    Server(String),
    /// This message, not now.
    #[error("{0}")]
    Later(String),
    /// This message, never.
    #[error("{0}")]
    Refused(String),
    /// The content was handed over and no answer came.
    #[error("{0}")]
    Silence(String),
}

/// So that no log shows the password.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({}:{}, {:?})", self.host, self.port, self.security)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}

impl Server {
    /// Greets, encrypts, signs in.
    ///
    /// # Errors
    /// Always of the server.
    pub fn open(&self) -> Result<Session, Trouble> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Trouble::Server(error.to_string()))?;
        let connection = within(&runtime, self.limit, self.connect())
            .ok_or_else(|| Trouble::Server(format!("no connection within {} s", self.limit.as_secs())))?
            .map_err(|error| Trouble::Server(error.to_string()))?;
        Ok(Session { runtime, connection, limit: self.limit })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let hello = ClientId::Domain(self.hello.clone());
        let tls = match self.security {
            Security::Tls => Some(self.tls()?),
            Security::StartTls | Security::None => None,
        };
        let place = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, Some(self.limit), &hello, tls, None).await?;
        if self.security == Security::StartTls {
            connection.starttls(self.tls()?, &hello).await?;
        }
        if let Some((user, password)) = &self.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, Error> {
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(root) = &self.root {
            builder = builder
                .certificate_store(CertificateStore::None)
                .add_root_certificate(Certificate::from_pem(root)?);
        }
        builder.build()
    }
}

impl Session {
    /// Names sender and recipient. Nothing of the message has left yet.
    ///
    /// # Errors
    /// Of the server when it does not let us send, of the message when it does not take its recipient.
    pub fn offer(&mut self, from: &str, to: &str) -> Result<(), Trouble> {
        let address =
            |text: &str| text.parse::<Address>().map_err(|error| Trouble::Refused(error.to_string()));
        let (from, to) = (address(from)?, address(to)?);
        let connection = &mut self.connection;
        let offer = async {
            connection
                .command(Mail::new(Some(from), Vec::new()))
                .await
                .map_err(|error| Trouble::Server(error.to_string()))?;
            connection.command(Rcpt::new(to, Vec::new())).await.map_err(|error| of_message(&error))?;
            Ok(())
        };
        let offered = within(&self.runtime, self.limit, offer);
        offered.unwrap_or_else(|| Err(Trouble::Server("no answer to an offer".into())))
    }

    /// Hands the content over; gives the server's words.
    ///
    /// # Errors
    /// An answer refuses it, now or for good; without an answer it may have been taken.
    pub fn hand_over(&mut self, content: &str) -> Result<String, Trouble> {
        let connection = &mut self.connection;
        let hand_over = async {
            connection.command(Data).await.map_err(|error| of_message(&error))?;
            let taken = connection.message(content.as_bytes()).await;
            let taken = taken.map_err(|error| match of_message(&error) {
                Trouble::Server(problem) => Trouble::Silence(problem),
                other => other,
            })?;
            Ok(format!("{} {}", taken.code(), taken.message().collect::<Vec<_>>().join(" ")))
        };
        let handed = within(&self.runtime, self.limit, hand_over);
        handed
            .unwrap_or_else(|| Err(Trouble::Silence(format!("no answer within {} s", self.limit.as_secs()))))
    }

    /// Says goodbye, whatever the answer.
    pub fn close(mut self) {
        let connection = &mut self.connection;
        let _ = within(&self.runtime, GOODBYE, connection.quit());
    }
}

/// None when the time is over.
fn within<T>(runtime: &Runtime, limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    runtime.block_on(async { timeout(limit, work).await.ok() })
}

/// An answer speaks of the message; anything else of the way to the server.
fn of_message(error: &Error) -> Trouble {
    let words = || {
        let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        error.status().map_or_else(|| said.clone(), |code| format!("{code} {said}")).trim().to_owned()
    };
    if error.is_permanent() {
        Trouble::Refused(words())
    } else if error.is_transient() {
        Trouble::Later(words())
    } else {
        Trouble::Server(error.to_string())
    }
}
