//! Lines of a text file: fields ended by `;`, doubled quotes, a charset.

use std::fmt::{Display, Write as _};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::edition::Charset;
use super::place::Place;

/// A file in its charset, and the line being composed.
pub(super) struct Lines {
    file: BufWriter<File>,
    charset: Charset,
    line: String,
}

impl Lines {
    pub(super) fn create(path: &Path, charset: Charset) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 18, File::create(path)?);
        Ok(Self { file, charset, line: String::with_capacity(512) })
    }

    pub(super) fn text(&mut self, value: &str) -> &mut Self {
        if value.bytes().any(|byte| matches!(byte, b'"' | b';' | b'\n')) {
            self.line.push('"');
            for (i, part) in value.split('"').enumerate() {
                self.line.push_str(if i > 0 { "\"\"" } else { "" });
                self.line.push_str(part);
            }
            self.line.push('"');
        } else {
            self.line.push_str(value);
        }
        self.line.push(';');
        self
    }

    /// Several columns that stay empty.
    pub(super) fn empty(&mut self, columns: usize) -> &mut Self {
        self.line.extend(std::iter::repeat_n(';', columns));
        self
    }

    /// A number, a date or a composed text, which never holds a quote.
    pub(super) fn shown(&mut self, value: impl Display) -> &mut Self {
        let _ = write!(self.line, "{value};");
        self
    }

    /// The same, or nothing.
    pub(super) fn given(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.shown(value),
            None => self.empty(1),
        }
    }

    /// Number, kind and name of the street.
    pub(super) fn street(&mut self, place: &Place) -> &mut Self {
        self.given(place.number).text(place.street_kind).text(place.street)
    }

    pub(super) fn routing(&mut self, place: &Place) -> &mut Self {
        self.shown(format_args!("{} {}", place.postcode, place.city))
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.line.pop();
        self.line.push('\n');
        let encoding = match self.charset {
            Charset::Utf8 => encoding_rs::UTF_8,
            Charset::Latin9 => encoding_rs::ISO_8859_15,
            Charset::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        self.file.write_all(&encoding.encode(&self.line).0)?;
        self.line.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
