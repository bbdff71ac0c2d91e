//! `PS_LibreAcces_Personne_activite_<yyyymmddhhmm>.txt`: one activity a line, 56 columns between `|`, no quotes. The
//! people of the teams, as far as the directory knows where they work, and those who practise elsewhere: general
//! practitioners all, the other trades at a reduced scale.

mod line;
mod members;
mod outside;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::domain::month::Month;

use super::{Population, Written};
use line::HEADER;
use members::Members;
use outside::Outside;

const SOURCE: &str = "rpps";
/// Editions kept: the directory publishes no history. Thirteen tell who came and left in a year.
const WINDOW: i32 = 14;
/// The first edition of any world.
const FIRST: (i32, i32) = (2024, 1);

/// An edition comes out on the first day of a month and shows the month before.
pub(super) fn editions(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let dawn = Month::from_index(FIRST.0 * 12 + FIRST.1 - 1);
    let first = dawn.max(of.until - (WINDOW - 1)).max(of.since.unwrap_or(dawn));
    if first > of.until {
        return Ok(Vec::new());
    }
    std::fs::create_dir_all(out)?;
    let outside = Outside::new(of, dawn);
    let members = Members::new(of);
    let mut written = Vec::new();
    for month in Month::range(first, of.until) {
        let day = month.first_day();
        let path = out.join(format!("PS_LibreAcces_Personne_activite_{}0830.txt", day.format("%Y%m%d")));
        let mut file = BufWriter::with_capacity(1 << 18, File::create(&path)?);
        file.write_all(HEADER.as_bytes())?;
        file.write_all(b"\n")?;
        members.write(month - 1, &mut file)?;
        outside.write(month - 1, &mut file)?;
        file.flush()?;
        written.push(Written { source: SOURCE, path, snapshot: day });
    }
    Ok(written)
}
