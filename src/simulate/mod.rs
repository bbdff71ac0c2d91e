//! A simulated world, written as the files that the sources of the observatory publish or receive. Mechanisms only:
//! nothing here knows an importer, an indicator or a risk model, or the demonstration would prove itself.

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
mod truth;
mod world;

use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::month::Month;
use edition::{Edition, Flow};
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

/// The sources of which files are written, in an order in which they can be read: who is where before who works there.
pub const SOURCES: [&str; 13] = [
    "finess",
    "register",
    "zonage",
    "apl",
    "rpps",
    "aci_contrats",
    "aci_releves",
    "aci_releves_indicateurs",
    "declaration_annuelle",
    "declaration_mensuelle",
    "mouvements",
    "actions_plan",
    "objectifs",
];

/// One file, and the day on which it comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// One of [`SOURCES`].
    pub source: &'static str,
    pub path: PathBuf,
    pub snapshot: NaiveDate,
}

impl AsRef<Path> for Written {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

/// Writes every edition of FINESS into `out`, oldest first, the legal entities before the establishments that name
/// them; then the files of each other source into a folder of its name, and what really happened into `truth`.
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
    let steps = editions.len() + SOURCES.len();
    let mut written = Vec::with_capacity(2 * steps);
    for (done, edition) in editions.iter().enumerate() {
        progress(done, steps);
        finess(edition, &world, out, &mut written)?;
    }
    if written.is_empty() {
        return Ok(written);
    }
    written.extend(register::write(settings, &world, &out.join("register"))?);
    let population = Population::new(settings, &atlas, &world);
    for (done, write) in besides(&population).into_iter().enumerate() {
        progress(editions.len() + done, steps);
        written.extend(write(out)?);
    }
    truth::people(&population, &out.join("truth"))?;
    truth::departures(&population, &out.join("truth"))?;
    progress(steps, steps);
    Ok(written)
}

fn finess(edition: &Edition, world: &World, out: &Path, written: &mut Vec<Written>) -> io::Result<()> {
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
            stock::legal_entities(&entities, world, month, charset)?;
            let establishments = add(format!("etalab_stock_et_{day}.csv"));
            stock::establishments(&establishments, world, month, charset, is_located)
        }
        Flow::Csv => {
            let entities = add(format!("etalab-cs1100501-stock-{day}-0339.csv"));
            etalab::legal_entities(&entities, world, month, snapshot)?;
            let establishments = add(format!("etalab-cs1100507-stock-{day}-0339.csv"));
            etalab::establishments(&establishments, world, month, snapshot)
        }
        Flow::Plus(layout) => {
            let name = format!("finess-structures-mensuel-{}.json.gz", snapshot.format("%Y%m"));
            plus::write(&add(name), world, month, snapshot, layout)
        }
    }
}

type Writer<'a> = Box<dyn Fn(&Path) -> io::Result<Vec<Written>> + 'a>;

/// What writes the files of places, people, agreements, declarations and measures.
fn besides<'a>(of: &'a Population<'a>) -> Vec<Writer<'a>> {
    let contracts = Rc::new(aci::agree(of));
    let signed = contracts.clone();
    vec![
        Box::new(|out| places::zoning(of, &out.join("zonage"))),
        Box::new(|out| places::apl(of, &out.join("apl"))),
        Box::new(|out| rpps::editions(of, &out.join("rpps"))),
        Box::new(move |out| aci::contracts(of, &signed, &out.join("aci_contrats"))),
        Box::new(move |out| aci::statements(of, &contracts, out)),
        Box::new(|out| declared::yearly(of, &out.join("declaration_annuelle"))),
        Box::new(|out| declared::monthly(of, &out.join("declaration_mensuelle"))),
        Box::new(|out| declared::movements(of, &out.join("mouvements"))),
        Box::new(|out| plan::actions(of, &out.join("actions_plan"))),
        Box::new(|out| plan::targets(of, &out.join("objectifs"))),
    ]
}
