//! The address that somebody signs in with.

use std::fmt;
use std::str::FromStr;

/// In small letters: `claire.martin@ars.sante.fr`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not an e-mail address")]
pub struct NotAnEmail(String);

impl Email {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    /// One @ between two parts, no space: whether a letter arrives is for the mail to tell.
    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let email = text.trim().to_lowercase();
        let is_plain = email.len() <= 254 && !email.contains(|c: char| c.is_whitespace() || c.is_control());
        let parts = email.split_once('@');
        let has_parts = parts.is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.contains('@')
        });
        if is_plain && has_parts { Ok(Self(email)) } else { Err(NotAnEmail(text.to_owned())) }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
