//! Lines of a text file, each in its encoding, and their fields.

use std::borrow::Cow;
use std::io::{self, BufRead, Read as _};

/// No line of any source comes near this length; a longer one is another kind of file.
const LONGEST: u64 = 1 << 20;

pub(super) struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), number: 0 }
    }

    /// The next line with its number, without its end; a byte order mark is dropped.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Cow<'_, str>)>> {
        self.buffer.clear();
        let read = self.reader.by_ref().take(LONGEST).read_until(b'\n', &mut self.buffer)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if read as u64 == LONGEST {
            return Err(io::Error::other(format!("line {} is over a million bytes long", self.number)));
        }
        let mut line = self.buffer.as_slice();
        if self.number == 1 {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some((self.number, decode(line))))
    }
}

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// FINESS was published in ISO-8859-15, then in UTF-8, and some files mix both: each line is read for what it is.
/// Where ISO-8859-15 has control characters, Windows-1252 has letters, and no name holds a control character.
pub(super) fn decode(line: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(line) {
        return text.into();
    }
    let is_windows = line.iter().any(|byte| (0x80..0xA0).contains(byte));
    let encoding = if is_windows { encoding_rs::WINDOWS_1252 } else { encoding_rs::ISO_8859_15 };
    encoding.decode_without_bom_handling(line).0
}

/// Splits a line at `;`. A field that starts with a quote ends at its closing quote, and doubled quotes inside
/// it stand for one; a quote elsewhere is a character like any other (FINESS holds a few).
///
/// # Errors
/// The number, from 1, of the field whose quote is never closed.
pub(super) fn fields(line: &str) -> Result<Vec<Cow<'_, str>>, usize> {
    let mut fields = Vec::with_capacity(32);
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => closing(quoted).ok_or(fields.len() + 1)?,
            None => rest.find(';').map_or((rest.into(), None), |i| (rest[..i].into(), Some(&rest[i + 1..]))),
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return Ok(fields),
        }
    }
}

/// What stands before the closing quote, and what follows the separator behind it.
fn closing(quoted: &str) -> Option<(Cow<'_, str>, Option<&str>)> {
    let mut from = 0;
    loop {
        let quote = from + quoted[from..].find('"')?;
        match quoted.as_bytes().get(quote + 1) {
            Some(b'"') => from = quote + 2,
            next @ (None | Some(b';')) => {
                let after = next.map(|_| &quoted[quote + 2..]);
                let text = &quoted[..quote];
                let text = if text.contains('"') { text.replace("\"\"", "\"").into() } else { text.into() };
                return Some((text, after));
            }
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_line_in_its_own_encoding() {
        assert_eq!(decode("FLÉYRIAT".as_bytes()), "FLÉYRIAT");
        assert_eq!(decode(b"FL\xC9YRIAT \xA4"), "FLÉYRIAT €");
        assert_eq!(decode(b"SACR\xC9-C\xBCUR"), "SACRÉ-CŒUR");
        assert_eq!(decode(b"SACR\xC9-C\x8CUR"), "SACRÉ-CŒUR");
    }

    #[test]
    fn splits_as_finess_writes() {
        let split = |line| fields(line).map(|f| f.into_iter().map(Cow::into_owned).collect::<Vec<_>>());
        assert_eq!(split("a;b;").unwrap(), ["a", "b", ""]);
        assert_eq!(
            split(r#"x;"LIEU DE VIE ""MAVOUNA"" 1";y"#).unwrap(),
            ["x", "LIEU DE VIE \"MAVOUNA\" 1", "y"]
        );
        assert_eq!(split(r#"x;"""";"";y"#).unwrap(), ["x", "\"", "", "y"]);
        assert_eq!(split(r#"x;L "AN" NEUF;y"#).unwrap(), ["x", "L \"AN\" NEUF", "y"]);
        assert_eq!(split(r#"x;"a;b";y"#).unwrap(), ["x", "a;b", "y"]);
        assert_eq!(split(r#"x;"open;y"#), Err(2));
        assert_eq!(split(r#"x;"closed"then;y"#), Err(2));
    }

    proptest::proptest! {
        #[test]
        fn reads_back_whatever_is_quoted(values in proptest::collection::vec("[a\";é ]{0,6}", 1..6)) {
            let line: Vec<String> = values.iter().map(|v| format!("\"{}\"", v.replace('"', "\"\""))).collect();
            let line = line.join(";");
            proptest::prop_assert_eq!(fields(&line).unwrap(), values);
        }

        #[test]
        fn never_panics(line in "\\PC{0,40}") {
            let _ = fields(&line);
        }
    }
}
