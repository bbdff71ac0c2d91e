//! Who a line speaks of: a keyed hash, and a quick one that never leaves the reader.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::domain::member::PersonKey;

/// Makes the keys of persons under the secret of the installation. Whoever lacks it cannot tell a key from the
/// national identifiers, though there are few enough of those to try them all.
#[derive(Clone)]
pub struct Keying(Hmac<Sha256>);

/// The key as it is held while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u128);

impl Keying {
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        // RFC 2104: a key longer than a block is hashed, a shorter one filled up with zeros.
        let mut block = [0; 64];
        match block.get_mut(..secret.len()) {
            Some(start) => start.copy_from_slice(secret),
            None => block[..32].copy_from_slice(&Sha256::digest(secret)),
        }
        Self(Hmac::new(&block.into()))
    }

    pub(super) fn key(&self, national_id: &[u8]) -> Key {
        let mut hmac = self.0.clone();
        hmac.update(national_id);
        let bytes = hmac.finalize().into_bytes();
        Key(bytes.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte)))
    }
}

impl From<Key> for PersonKey {
    fn from(key: Key) -> Self {
        Self(format!("{:032x}", key.0))
    }
}

/// A quick hash of 64 bits, the same in every thread: to tell persons of one file apart, never stored.
pub(super) fn quick(bytes: &[u8]) -> u64 {
    let mut hasher = Quick(bytes.len() as u64);
    hasher.write(bytes);
    hasher.0
}

/// Maps from codes, asked for in every line.
pub(super) type Codes<const N: usize, V> = HashMap<[u8; N], V, BuildHasherDefault<Quick>>;

#[derive(Clone, Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
        }
    }

    /// The finisher of SplitMix64: every bit of the input moves every bit of the sum.
    fn write_u64(&mut self, word: u64) {
        let mut z = (self.0 ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 = z ^ (z >> 31);
    }

    fn write_usize(&mut self, _: usize) {
        // The length of an array, the same for all.
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_start_of_the_hmac() {
        // RFC 4231, test case 2.
        let key = Keying::new(b"Jefe").key(b"what do ya want for nothing?");
        assert_eq!(PersonKey::from(key).0, "5bdcc146bf60754e6a042426089575c7");
    }
}
