//! What a file of published figures changes in the store: the file says all of them.

use super::Error;
use crate::domain::measure::PublishedFigure;
use crate::store::{self, Conn, Provenance, published};

pub(super) fn keep(
    conn: &mut Conn,
    figures: &[PublishedFigure],
    provenance: Provenance,
) -> Result<(), Error> {
    let before = published::load(conn, None, store::Known::Now)?;
    let gone: Vec<i64> =
        before.iter().filter(|(_, known)| !figures.contains(known)).map(|(id, _)| *id).collect();
    let new: Vec<&PublishedFigure> =
        figures.iter().filter(|figure| !before.iter().any(|(_, known)| known == *figure)).collect();
    published::change(conn, &gone, &new, provenance)?;
    Ok(())
}
