//! A simulated world, written as the source files that FINESS publishes. Nothing here knows an importer, an
//! indicator or a risk model: the demonstration would otherwise prove itself.

mod aci;
mod activity;
mod atlas;
#[cfg(test)]
mod calibration;
mod chance;
mod declared;
mod demography;
mod edition;
mod etalab;
mod growth;
mod lines;
mod names;
mod neighbours;
mod numbering;
mod people;
mod place;
mod places;
mod plan;
mod plus;
mod population;
mod register;
mod row;
mod rpps;
mod stock;
mod supply;
#[cfg(test)]
mod tests;
mod world;

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::domain::month::Month;
use edition::Flow;
use population::Population;
use world::World;

/// What the world is made from; the same settings write the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub seed: u64,
    /// Category 603 listed at the end of 2024; the published count of that day is 2,758.
    pub structures: u32,
    /// Establishments of every category listed in the last CSV edition; three for each structure when none.
    pub establishments: Option<u32>,
    /// First month written; the first annual stock when none.
    pub since: Option<Month>,
    /// Last month written. A longer run extends the lives of the structures of a shorter one.
    pub until: Month,
}

/// One file, and the day it describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The source of which it is a file: `finess` or `register`.
    pub source: &'static str,
    pub path: PathBuf,
    pub snapshot: NaiveDate,
}

/// Writes every edition into `out`, oldest first, the legal entities before the establishments that name them; then
/// the register into `out/register`.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    settings: &Settings,
    out: &Path,
    mut progress: impl FnMut(usize, usize),
) -> io::Result<Vec<Written>> {
    std::fs::create_dir_all(out)?;
    let (atlas, world) = World::grow_with_atlas(settings);
    let mut editions = edition::until(settings.until);
    editions.retain(|edition| settings.since.is_none_or(|since| since <= edition.month));
    let mut written = Vec::with_capacity(2 * editions.len());
    progress(0, editions.len());
    for (done, edition) in editions.iter().enumerate() {
        let (month, snapshot) = (edition.month, edition.day);
        let mut add = |name: String| {
            let path = out.join(name);
            written.push(Written { source: "finess", path: path.clone(), snapshot });
            path
        };
        let day = snapshot.format("%Y%m%d");
        match edition.flow {
            Flow::Stock { charset, is_located } => {
                let entities = add(format!("etalab_stock_ej_{day}.csv"));
                stock::legal_entities(&entities, &world, month, charset)?;
                let establishments = add(format!("etalab_stock_et_{day}.csv"));
                stock::establishments(&establishments, &world, month, charset, is_located)?;
            }
            Flow::Csv => {
                let entities = add(format!("etalab-cs1100501-stock-{day}-0339.csv"));
                etalab::legal_entities(&entities, &world, month, snapshot)?;
                let establishments = add(format!("etalab-cs1100507-stock-{day}-0339.csv"));
                etalab::establishments(&establishments, &world, month, snapshot)?;
            }
            Flow::Plus(layout) => {
                let name = format!("finess-structures-mensuel-{}.json.gz", snapshot.format("%Y%m"));
                plus::write(&add(name), &world, month, snapshot, layout)?;
            }
        }
        progress(done + 1, editions.len());
    }
    if !written.is_empty() {
        written.extend(register::write(settings, &world, &out.join("register"))?);
    }
    let population = Population::new(settings, &atlas, &world);
    written.extend(besides(&population, out)?);
    Ok(written)
}

/// The files of people and agreements, each source in its folder.
fn besides(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let folder = |source: &str| out.join(source);
    let contracts = aci::agree(of);
    let mut written = rpps::editions(of, &folder("rpps"))?;
    written.extend(aci::contracts(of, &contracts, &folder("aci_contrats"))?);
    let detail = folder("aci_releves_indicateurs");
    written.extend(aci::statements(of, &contracts, &folder("aci_releves"), &detail)?);
    written.extend(declared::yearly(of, &folder("declaration_annuelle"))?);
    written.extend(declared::monthly(of, &folder("declaration_mensuelle"))?);
    written.extend(declared::movements(of, &folder("mouvements"))?);
    written.extend(plan::actions(of, &folder("actions_plan"))?);
    written.extend(plan::targets(of, &folder("objectifs"))?);
    written.extend(places::zoning(of, &folder("zonage"))?);
    written.extend(places::apl(of, &folder("apl"))?);
    Ok(written)
}
