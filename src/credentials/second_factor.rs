//! Codes of six digits that a telephone shows for thirty seconds (RFC 6238, with SHA-1 as every application reads it).

use std::io;

use chrono::NaiveDateTime;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::{Secret, chance, password};
use crate::domain::writing::hexadecimal;

/// Seconds.
const STEP: i64 = 30;
const DIGITS: usize = 6;

/// What a telephone and the observatory share: 160 bits, as long as the hash (RFC 4226, 4).
#[derive(Clone)]
pub struct FactorSecret(pub [u8; 20]);

impl FactorSecret {
    /// The code of a step.
    #[must_use]
    pub fn code(&self, step: i64) -> String {
        // A key of any length will do.
        let Ok(mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        let hash = mac.chain_update(step.to_be_bytes()).finalize().into_bytes();
        let offset = usize::from(hash[19] & 0x0f);
        let bytes = [hash[offset] & 0x7f, hash[offset + 1], hash[offset + 2], hash[offset + 3]];
        format!("{:0DIGITS$}", u32::from_be_bytes(bytes) % 1_000_000)
    }

    /// The step that a code is of: the present one, or one beside it for a clock that is wrong or a hand that is slow. None
    /// where it is wrong, or of a step up to `last`, whose code was taken.
    #[must_use]
    pub fn step_of(&self, code: &str, now: NaiveDateTime, last: i64) -> Option<i64> {
        let typed: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let present = step(now);
        (present - 1..=present + 1).filter(|step| *step > last).find(|step| self.code(*step) == typed)
    }

    /// As one types it into an application: base32 (RFC 4648), four by four.
    #[must_use]
    pub fn typed(&self) -> String {
        let letters: Vec<char> = self.base32().chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    /// What the picture holds (the `otpauth` address that applications read).
    #[must_use]
    pub fn address(&self, account: &str) -> String {
        let account = account.replace('@', "%40").replace('+', "%2B");
        format!("otpauth://totp/Observatoire:{account}?secret={}&issuer=Observatoire", self.base32())
    }

    fn base32(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut text = String::new();
        // 20 bytes are four groups of five, which are eight letters each.
        for group in self.0.chunks(5) {
            let bits = group.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for place in (0..8).rev() {
                let letter = usize::try_from((bits >> (5 * place)) & 31).unwrap_or_default();
                text.push(char::from(LETTERS[letter]));
            }
        }
        text
    }
}

impl std::fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactorSecret(…)")
    }
}

/// What a telephone shares under a salt. It is derived anew each time and stored nowhere: whoever reads the store makes no code.
///
/// # Errors
/// The secret of the installation cannot be read.
pub fn derived(secret: &Secret, salt: &str) -> io::Result<FactorSecret> {
    let mac = Hmac::<Sha256>::new_from_slice(&secret.bytes()?).map_err(io::Error::other)?;
    let bytes = mac.chain_update("second factor").chain_update(salt).finalize().into_bytes();
    let mut shared = [0; 20];
    shared.copy_from_slice(&bytes[..20]);
    Ok(FactorSecret(shared))
}

/// A salt that was never used.
///
/// # Errors
/// The system gives no chance.
pub fn salt() -> io::Result<String> {
    Ok(hexadecimal(&chance::<16>()?))
}

/// For the day on which a telephone is lost.
const RECOVERY_CODES: usize = 8;

/// Recovery codes, of 80 bits each, to be shown once.
///
/// # Errors
/// The system gives no chance.
pub fn recovery_codes() -> io::Result<Vec<String>> {
    (0..RECOVERY_CODES).map(|_| password::generated()).collect()
}

/// Whether what was typed has the length of a recovery code.
#[must_use]
pub fn is_recovery(code: &str) -> bool {
    letters(code).len() == 16
}

/// What is kept of a recovery code: of 80 bits of chance, a plain hash is enough.
#[must_use]
pub fn digest(code: &str) -> String {
    hexadecimal(&Sha256::digest(letters(code)))
}

fn letters(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// The step of an instant (UTC).
#[must_use]
pub fn step(now: NaiveDateTime) -> i64 {
    now.and_utc().timestamp().div_euclid(STEP)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> NaiveDateTime {
        DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of its eight digits.
        let secret = FactorSecret(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.code(step(at(seconds))), code);
        }
        assert_eq!(secret.typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(
            secret.address("a+b@c.fr").starts_with("otpauth://totp/Observatoire:a%2Bb%40c.fr?secret=GEZDG")
        );
        assert_eq!(format!("{secret:?}"), "FactorSecret(…)");
    }

    proptest! {
        #[test]
        fn a_code_is_taken_within_a_step_of_its_own_and_once(key in any::<[u8; 20]>(), seconds in 0_i64..1 << 40, late in -5_i64..5) {
            let secret = FactorSecret(key);
            let now = at(seconds);
            let of = step(now) + late;
            let code = secret.code(of);
            let taken = secret.step_of(&format!(" {} {}", &code[..3], &code[3..]), now, -10);
            if late.abs() <= 1 && of >= 0 {
                // Two steps have the same code once in a million.
                let taken = taken.expect("it is near enough");
                prop_assert_eq!(secret.code(taken), code.clone());
                prop_assert_ne!(secret.step_of(&code, now, taken), Some(taken));
            }
            prop_assert_eq!(secret.step_of("", now, -1), None);
        }
    }
}
