//! What a file of published figures changes in the store: it takes the place of the one before.

use super::Error;
use crate::domain::measure::PublishedFigure;
use crate::store::{self, Conn, Provenance, published};

pub(super) fn keep(
    conn: &mut Conn,
    figures: &[PublishedFigure],
    is_whole: bool,
    provenance: Provenance,
) -> Result<(), Error> {
    let before = published::load(conn, None, store::Known::Now)?;
    // A figure may be missing only because its line could not be read.
    let gone = before.iter().filter(|(_, known)| is_whole && !figures.contains(known));
    let gone: Vec<i64> = gone.map(|(id, _)| *id).collect();
    let new: Vec<&PublishedFigure> =
        figures.iter().filter(|figure| !before.iter().any(|(_, known)| known == *figure)).collect();
    published::change(conn, &gone, &new, provenance)?;
    Ok(())
}
