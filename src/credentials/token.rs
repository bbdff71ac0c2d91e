//! What a browser keeps in its cookie, and what its forms bear.

use std::fmt;
use std::io;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::chance;
use crate::domain::writing::hexadecimal;

/// 256 bits of chance that one browser knows.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn draw() -> io::Result<Self> {
        Ok(Self(hexadecimal(&chance::<32>()?)))
    }

    /// What a cookie holds, when it has the form of a token.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let is_token = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_token.then(|| Self(text.to_owned()))
    }

    /// For the cookie, and nothing else.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store keeps: whoever reads the store cannot sign in with it.
    #[must_use]
    pub fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(&self.0))
    }

    /// What the forms shown to this browser bear. Another site can make a browser send its cookie; it cannot read it,
    /// and so cannot write this.
    #[must_use]
    pub fn form(&self) -> String {
        // A key of any length will do.
        let mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).map(|mac| mac.chain_update("form"));
        mac.map(|mac| hexadecimal(&mac.finalize().into_bytes())).unwrap_or_default()
    }

    /// Whether a form was shown to this browser.
    #[must_use]
    pub fn is_of_form(&self, sent: &str) -> bool {
        let own = self.form();
        !own.is_empty() && bool::from(own.as_bytes().ct_eq(sent.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_of_one_token() {
        let (one, other) = (Token::draw().unwrap(), Token::draw().unwrap());
        assert!(one.is_of_form(&one.form()));
        assert!(!one.is_of_form(&other.form()) && !one.is_of_form("") && !one.is_of_form(one.as_str()));
        assert_ne!(one.digest(), one.form());
        assert_eq!(format!("{one:?}"), "Token(…)");
    }

    #[test]
    fn only_a_token_is_read_as_one() {
        let token = Token::draw().unwrap();
        assert_eq!(Token::read(token.as_str()).unwrap().digest(), token.digest());
        for other in ["", "abc", &token.as_str().to_uppercase(), &format!("{}0", token.as_str())] {
            assert!(Token::read(other).is_none(), "{other}");
        }
    }
}
