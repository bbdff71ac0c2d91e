//! The register of structures as the ARS keep it: projects, openings, closures, mergers, successions, secondary
//! sites. Some regions keep none; where one is kept it knows every structure, but for the discrepancies planted in
//! it and listed beside it.

mod besides;
mod dossier;
mod entry;
mod gather;
mod planted;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::{Zone, france};
use crate::domain::month::Month;

use super::edition::Charset;
use super::lines::Lines;
use super::world::World;
use super::{Settings, Written};
use entry::Entry;
use planted::Planted;

/// Of the eighteen regions, how many keep a register: an assumption of the simulation.
const KEEPERS: usize = 13;

const HEADER: &str = "id_registre;finess_et;nom;insee_commune;statut;date_idee;date_depot_projet;date_validation_ars;\
    date_ouverture;date_cloture;forme;mspu;structure_mere;qpv;succede_a;confirme_le";

/// The regions that keep a register, always the same for a seed; the overseas collectivities keep none.
pub(super) fn keepers(seed: u64) -> BTreeSet<&'static str> {
    let mut regions: Vec<&str> =
        france().regions.iter().filter(|region| region.zone != Zone::Com).map(|region| region.code).collect();
    regions.shuffle(&mut ChaCha8Rng::seed_from_u64(seed ^ 0x0072_6567_6973_7465));
    regions.into_iter().take(KEEPERS).collect()
}

/// Writes the state of the last day and that of a year before; what is planted in the last one into `planted.csv`.
pub(super) fn write(settings: &Settings, world: &World, out: &Path) -> io::Result<Vec<Written>> {
    std::fs::create_dir_all(out)?;
    let mut written = Vec::new();
    for month in [settings.until - 12, settings.until] {
        let day = month.last_day();
        let (entries, planted) = register(settings, world, month);
        let path = out.join(format!("registre-{day}.csv"));
        put(&path, &entries)?;
        written.push(Written { source: "register", path, snapshot: day });
        if month == settings.until {
            list(&out.join("planted.csv"), &planted)?;
        }
    }
    Ok(written)
}

/// What the register says at the end of a month, and what is wrong with it.
fn register(settings: &Settings, world: &World, month: Month) -> (Vec<Entry>, Vec<Planted>) {
    let keepers = keepers(settings.seed);
    let dossiers = gather::gather(settings.seed, world, &keepers);
    let day = month.last_day();
    let mut entries =
        dossiers.iter().filter(|dossier| dossier.aware <= day).map(|d| d.entry(world, day)).collect();
    let planted = planted::plant(settings, world, &mut entries, day);
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    (entries, planted)
}

fn put(path: &Path, entries: &[Entry]) -> io::Result<()> {
    let mut lines = Lines::create(path, Charset::Utf8)?;
    lines.shown(HEADER).end()?;
    for entry in entries {
        entry.put(&mut lines)?;
    }
    lines.finish()
}

fn list(path: &Path, planted: &[Planted]) -> io::Result<()> {
    let mut lines = Lines::create(path, Charset::Utf8)?;
    lines.shown("kind;id_registre;finess_et").end()?;
    for Planted { kind, id, finess } in planted {
        lines.text(kind).text(id).text(finess).end()?;
    }
    lines.finish()
}
