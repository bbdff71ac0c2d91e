//! argon2id with the parameters of its crate, which are those of the OWASP Password Storage Cheat Sheet: 19 MiB, two
//! passes, one lane. A hash names its own parameters, so that older ones go on being understood.

use std::io;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};

use super::chance;
use crate::domain::account::Password;

/// The hash of nobody's password: what is checked where there is no account takes as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is kept of a password, in the PHC string format. Takes some tens of milliseconds and 19 MiB.
///
/// # Errors
/// The system gives no chance or no memory.
pub fn hash(password: &Password) -> io::Result<String> {
    let salt: [u8; 16] = chance()?;
    let hash = Argon2::default().hash_password_with_salt(password.as_str().as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(io::Error::other)
}

/// Whether a password is the one of the hash; without a hash it is not, and takes as long to say so.
#[must_use]
pub fn is_of(password: &str, hash: Option<&str>) -> bool {
    let held = PasswordHash::new(hash.unwrap_or(NOBODY));
    let is_same =
        held.is_ok_and(|held| Argon2::default().verify_password(password.as_bytes(), &held).is_ok());
    is_same && hash.is_some()
}

/// A password nobody chose, of 80 bits: `kd7m-2xvp-…`, without the letters that are taken for digits.
///
/// # Errors
/// The system gives no chance.
pub fn generated() -> io::Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> =
        chance::<16>()?.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    Ok(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Email;

    #[test]
    fn tells_a_password_from_others() {
        let email: Email = "a@b.invalid".parse().unwrap();
        let chosen = generated().unwrap();
        let password = Password::new(chosen.clone(), &email).unwrap();
        let (one, other) = (hash(&password).unwrap(), hash(&password).unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && one != other);
        assert!(is_of(&chosen, Some(&one)) && is_of(&chosen, Some(&other)));
        assert!(!is_of("something else", Some(&one)) && !is_of(&chosen, None));
        assert!(!is_of(&chosen, Some("no hash at all")));
    }

    #[test]
    fn nobody_takes_as_long_as_somebody() {
        let email: Email = "a@b.invalid".parse().unwrap();
        let held = hash(&Password::new(generated().unwrap(), &email).unwrap()).unwrap();
        let (nobody, held) = (PasswordHash::new(NOBODY).unwrap(), PasswordHash::new(&held).unwrap());
        assert_eq!(nobody.params, held.params);
        assert_eq!((nobody.algorithm, nobody.version), (held.algorithm, held.version));
        assert_eq!(nobody.hash.unwrap().len(), held.hash.unwrap().len());
    }
}
