//! Lines of the declared and restricted tables: `;`, a header, an empty cell for what nobody knows, and the mark of
//! a simulated file on the first line.

use std::fmt::{Display, Write as _};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The first line of every simulated table.
pub(super) const MARK: &str = "# données simulées";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    text: String,
    cells: usize,
}

impl Row {
    /// A number, a day, a code.
    pub(super) fn say(&mut self, value: impl Display) -> &mut Self {
        if self.cells > 0 {
            self.text.push(';');
        }
        self.cells += 1;
        let _ = write!(self.text, "{value}");
        self
    }

    /// The same, or nothing.
    pub(super) fn given(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.say(value),
            None => self.say(""),
        }
    }

    pub(super) fn flag(&mut self, value: bool) -> &mut Self {
        self.say(if value { "oui" } else { "non" })
    }

    pub(super) fn list(&mut self, values: &[i64]) -> &mut Self {
        self.say("");
        for (i, value) in values.iter().enumerate() {
            let _ = write!(self.text, "{}{value}", if i > 0 { "|" } else { "" });
        }
        self
    }

    /// The cells of another row, or as many empty ones.
    pub(super) fn block(&mut self, cells: &Row, is_known: bool) -> &mut Self {
        if is_known {
            self.say(&cells.text);
        } else {
            self.say("");
            self.text.extend(std::iter::repeat_n(';', cells.cells.saturating_sub(1)));
        }
        self.cells += cells.cells.saturating_sub(1);
        self
    }

    /// The same line with another text in a column, counted from 0.
    pub(super) fn with(&self, column: usize, text: &str) -> Self {
        let cells = self.text.split(';').enumerate();
        let cells: Vec<&str> = cells.map(|(i, cell)| if i == column { text } else { cell }).collect();
        Self { text: cells.join(";"), cells: self.cells }
    }
}

pub(super) struct Table {
    file: BufWriter<File>,
}

impl Table {
    /// In a folder that need not exist yet.
    pub(super) fn create(path: &Path, header: &str) -> io::Result<Self> {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        let mut file = BufWriter::with_capacity(1 << 18, File::create(path)?);
        writeln!(file, "{MARK}\n{header}")?;
        Ok(Self { file })
    }

    pub(super) fn put(&mut self, row: &Row) -> io::Result<()> {
        self.file.write_all(row.text.as_bytes())?;
        self.file.write_all(b"\n")
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
