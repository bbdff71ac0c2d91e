//! What a password must be. Length is what makes it hard to guess; rules of composition make people write it down
//! (NIST SP 800-63B, section 5.1.1; CNIL, délibération 2022-100).

use std::fmt;

use super::Email;
use crate::domain::writing::plain;

/// A password that was found good enough.
#[derive(Clone)]
pub struct Password(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    #[error("a password has {SHORTEST} characters or more")]
    Short,
    #[error("a password has {LONGEST} characters at most")]
    Long,
    #[error("the e-mail address is no password")]
    Login,
    #[error("this password is one of those that are tried first")]
    Common,
}

/// Characters.
const SHORTEST: usize = 12;
/// Characters: more would only make the server work.
const LONGEST: usize = 200;

/// What is left of the commonest ones without digits, signs, capitals and accents; those that are too short count when
/// something is added to them.
const COMMON: [&str; 28] = [
    "password",
    "passwordpassword",
    "motdepasse",
    "motdepassemotdepasse",
    "monmotdepasse",
    "azerty",
    "azertyuiop",
    "azertyuiopqsdfghjklm",
    "azertyazerty",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "qwertyqwerty",
    "bonjour",
    "bonjourbonjour",
    "soleil",
    "marseille",
    "doudou",
    "loulou",
    "jetaime",
    "iloveyou",
    "welcome",
    "bienvenue",
    "admin",
    "administrateur",
    "administrator",
    "observatoire",
    "maisondesante",
];

impl Password {
    /// # Errors
    /// Too short, too long, the login itself, or one of the commonest.
    pub fn new(text: String, login: &Email) -> Result<Self, Weak> {
        let length = text.chars().count();
        if length < SHORTEST {
            return Err(Weak::Short);
        }
        if length > LONGEST {
            return Err(Weak::Long);
        }
        let small = text.to_lowercase();
        let own = login.as_str();
        let name = own.split_once('@').map_or(own, |(name, _)| name);
        if small.trim() == own || small.trim() == name {
            return Err(Weak::Login);
        }
        let plain = plain(&small);
        let letters: String = plain.chars().filter(char::is_ascii_lowercase).collect();
        if (plain.is_ascii() && COMMON.contains(&letters.as_str())) || is_run(&small) {
            return Err(Weak::Common);
        }
        Ok(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One character again and again, or digits that follow each other.
fn is_run(text: &str) -> bool {
    let all = |is: fn(u8, u8) -> bool| text.as_bytes().windows(2).all(|pair| is(pair[0], pair[1]));
    let follows = |a: u8, b: u8| b == a.wrapping_add(1) || (a == b'9' && b == b'0');
    let precedes = |a: u8, b: u8| a == b.wrapping_add(1) || (a == b'0' && b == b'9');
    all(|a, b| a == b) || all(follows) || all(precedes)
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
