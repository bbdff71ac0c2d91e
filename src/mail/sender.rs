//! The message that is stored and sent: headers, text, HTML and picture, signed if the installation signs.

use std::time::{Duration, SystemTime};

use chrono::NaiveDateTime;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use sha2::{Digest as _, Sha256};

use super::document::{Document, LONGEST_SUBJECT, Picture};
use crate::domain::account::Email;
use crate::domain::writing::hexadecimal;

/// Who signs.
#[derive(Clone, Debug)]
pub struct Sender {
    from: Mailbox,
    reply_to: Mailbox,
    /// Of the dashboard, without a slash at its end.
    address: String,
    /// Of that address: what a Message-ID ends with.
    host: String,
    signature: Option<Signature>,
}

/// The key of a domain (DKIM): whoever receives a message finds its other half in the DNS.
#[derive(Clone)]
pub struct Signature {
    domain: String,
    selector: String,
    key: String,
    algorithm: DkimSigningAlgorithm,
}

/// To whom, for whom.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    pub office: &'a str,
    pub email: &'a Email,
    /// Where one asks not to get it any more; none of a message that cannot be refused.
    pub unsubscribe: Option<&'a str>,
}

/// A message, whole.
#[derive(Clone, Debug)]
pub struct Composed {
    pub message_id: String,
    pub content: String,
}

/// Why no message can be made of something.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("{0}: “{1}” is no address; write name@example.org or Name <name@example.org>")]
    Address(&'static str, String),
    #[error("the public address “{0}” has no host")]
    PublicAddress(String),
    #[error("{0} holds a line break or a control character")]
    Control(&'static str),
    #[error("the subject has {0} characters")]
    LongSubject(usize),
    #[error("the key of the signature is neither a PKCS#1 PEM (RSA) nor 32 bytes in base64 (Ed25519)")]
    Key,
    #[error("the message cannot be composed: {0}")]
    Message(#[from] lettre::error::Error),
}

impl Sender {
    /// # Errors
    /// An address that is none, a public address without a host.
    pub fn new(
        from: &str,
        reply_to: Option<&str>,
        public_address: &str,
        signature: Option<Signature>,
    ) -> Result<Self, Unfit> {
        let read = |setting, text: &str| {
            let mailbox = text.parse().map_err(|_| Unfit::Address(setting, text.to_owned()));
            mailbox.and_then(|mailbox: Mailbox| {
                clean("the sender", mailbox.name.as_deref().unwrap_or_default())?;
                Ok(mailbox)
            })
        };
        let from: Mailbox = read("mail_from", from)?;
        let reply_to = reply_to.map(|text| read("mail_reply_to", text)).transpose()?;
        let host = url::Url::parse(public_address).ok().and_then(|url| Some(url.host_str()?.to_owned()));
        let host = host.ok_or_else(|| Unfit::PublicAddress(public_address.to_owned()))?;
        let address = public_address.trim_end_matches('/').to_owned();
        Ok(Self { reply_to: reply_to.unwrap_or_else(|| from.clone()), from, address, host, signature })
    }

    /// Of the dashboard, for links.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where a server tells that it could not deliver.
    #[must_use]
    pub fn envelope(&self) -> String {
        self.from.email.to_string()
    }

    /// The message of a document under a number of the outbox and its key. Same number and key, same Message-ID.
    ///
    /// # Errors
    /// A header that would become two, a subject that is too long, a recipient that is no address.
    pub fn compose(
        &self,
        document: &Document,
        to: To,
        (id, key): (i64, &str),
        now: NaiveDateTime,
    ) -> Result<Composed, Unfit> {
        clean("the subject", &document.subject)?;
        clean("the name of the recipient", to.office)?;
        let length = document.subject.chars().count();
        if length > LONGEST_SUBJECT {
            return Err(Unfit::LongSubject(length));
        }
        let recipient: Address =
            to.email.as_str().parse().map_err(|_| Unfit::Address("the recipient", to.email.to_string()))?;
        let print = hexadecimal(&Sha256::digest(key)[..8]);
        let message_id = format!("<{id}.{print}@{}>", self.host);
        let seconds = u64::try_from(now.and_utc().timestamp()).unwrap_or_default();
        let mut builder = Message::builder()
            .from(self.from.clone())
            .reply_to(self.reply_to.clone())
            .to(Mailbox::new(Some(to.office.to_owned()), recipient))
            .subject(document.subject.clone())
            .message_id(Some(message_id.clone()))
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .header(Automatic)
            .header(Language(document.language.code()));
        if let Some(address) = to.unsubscribe {
            let by_mail = format!("<mailto:{}?subject=unsubscribe>", self.reply_to.email);
            builder = builder.header(Unsubscribe(format!("<{address}>, {by_mail}"))).header(OneClick);
        }
        let html = SinglePart::html(document.html());
        let alternative = MultiPart::alternative().singlepart(SinglePart::plain(document.text()));
        let body = match document.picture() {
            Some(picture) => {
                let image = Attachment::new_inline(Picture::CID.to_owned()).body(
                    picture.png.clone(),
                    ContentType::parse("image/png").unwrap_or(ContentType::TEXT_PLAIN),
                );
                alternative.multipart(MultiPart::related().singlepart(html).singlepart(image))
            }
            None => alternative.singlepart(html),
        };
        let mut message = builder.multipart(body)?;
        if let Some(signature) = &self.signature {
            message.sign(&signature.config()?);
        }
        let content = String::from_utf8_lossy(&message.formatted()).into_owned();
        Ok(Composed { message_id, content })
    }
}

impl Signature {
    /// # Errors
    /// A key that is of neither kind.
    pub fn new(domain: &str, selector: &str, key: &str) -> Result<Self, Unfit> {
        let algorithm = if key.contains("-----BEGIN") {
            DkimSigningAlgorithm::Rsa
        } else {
            DkimSigningAlgorithm::Ed25519
        };
        let key = key.trim().to_owned();
        let signature = Self { domain: domain.to_owned(), selector: selector.to_owned(), key, algorithm };
        signature.config().map(|_| signature)
    }

    fn config(&self) -> Result<DkimConfig, Unfit> {
        let key = DkimSigningKey::new(&self.key, self.algorithm).map_err(|_| Unfit::Key)?;
        // Who asks by one click is believed only where the signature covers the address (RFC 8058).
        let headers = [
            "From",
            "To",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
            "Content-Type",
        ];
        // Relaxed: servers on the way fold lines anew.
        let canonicalization = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let headers = headers.map(HeaderName::new_from_ascii_str).into();
        Ok(DkimConfig::new(self.selector.clone(), self.domain.clone(), key, headers, canonicalization))
    }
}

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signature({} {})", self.selector, self.domain)
    }
}

/// A line break in a header would begin another one.
fn clean(what: &'static str, text: &str) -> Result<(), Unfit> {
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(Unfit::Control(what));
    }
    Ok(())
}

/// No answering machine should answer (RFC 3834).
#[derive(Clone)]
struct Automatic;

/// RFC 2369.
#[derive(Clone)]
struct Unsubscribe(String);

/// RFC 8058.
#[derive(Clone)]
struct OneClick;

#[derive(Clone)]
struct Language(&'static str);

macro_rules! header {
    ($type:ty, $name:literal, $self:ident => $value:expr) => {
        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("written, never read".into())
            }

            fn display(&$self) -> HeaderValue {
                HeaderValue::new(Self::name(), $value)
            }
        }
    };
}

header!(Automatic, "Auto-Submitted", self => "auto-generated".to_owned());
header!(OneClick, "List-Unsubscribe-Post", self => "List-Unsubscribe=One-Click".to_owned());
header!(Unsubscribe, "List-Unsubscribe", self => self.0.clone());
header!(Language, "Content-Language", self => self.0.to_owned());
