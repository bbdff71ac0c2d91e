//! Which encoding a file is in: UTF-8 if all of it is valid UTF-8, else ISO-8859-15.

use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Latin9,
}

impl Encoding {
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Latin9 => encoding_rs::ISO_8859_15.decode_without_bom_handling(bytes).0,
        }
    }
}

/// Looks at a file chunk by chunk; a character may be cut by the end of a chunk.
#[derive(Debug, Default)]
pub struct Sniffer {
    cut: Vec<u8>,
    is_latin: bool,
}

impl Sniffer {
    pub fn look(&mut self, chunk: &[u8]) {
        if self.is_latin {
            return;
        }
        let joined: Cow<[u8]> =
            if self.cut.is_empty() { chunk.into() } else { [&self.cut, chunk].concat().into() };
        let rest = match std::str::from_utf8(&joined) {
            Ok(_) => Vec::new(),
            Err(error) if error.error_len().is_none() => joined[error.valid_up_to()..].to_vec(),
            Err(_) => {
                self.is_latin = true;
                return;
            }
        };
        self.cut = rest;
    }

    #[must_use]
    pub fn encoding(&self) -> Encoding {
        if self.is_latin || !self.cut.is_empty() { Encoding::Latin9 } else { Encoding::Utf8 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_utf8_from_latin_wherever_the_chunks_are_cut() {
        let utf8 = "FLÉYRIAT".as_bytes();
        let latin = b"FL\xC9YRIAT";
        for size in 1..utf8.len() {
            let sniff = |bytes: &[u8]| {
                let mut sniffer = Sniffer::default();
                bytes.chunks(size).for_each(|chunk| sniffer.look(chunk));
                sniffer.encoding()
            };
            assert_eq!(sniff(utf8), Encoding::Utf8);
            assert_eq!(sniff(latin), Encoding::Latin9);
        }
        assert_eq!(Encoding::Latin9.decode(latin), "FLÉYRIAT");
    }
}
