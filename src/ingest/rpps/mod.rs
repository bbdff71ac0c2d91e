//! The open extract of the RPPS (ANS, Annuaire Santé, `PS_LibreAcces_Personne_activite_*.txt`): UTF-8, fields between
//! `|`, no quoting, a line for each activity of a person. Millions of lines of which few are kept, and no name, address
//! or telephone: two threads take the file block by block.

mod blocks;
mod columns;
mod gather;
mod known;
mod person;
mod row;

use std::collections::HashSet;
use std::io::{BufRead, Read};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;

use super::{Refusal, Report};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::member::{Member, PersonKey, Professionals};
use crate::domain::profession::Profession;
use blocks::{BLOCK, Block, Blocks};
use columns::{Bounds, Columns};
use gather::{Distinct, Gathered, Guide, Liberal, Membership};

pub use known::Known;
pub use person::Keying;

/// What one monthly edition says.
#[derive(Debug)]
pub struct Edition {
    pub snapshot: NaiveDate,
    pub report: Report,
    /// Who works in the known structures, sorted. A floor: the RPPS does not tell the structure of everybody.
    pub members: Vec<Member>,
    /// Distinct liberals by commune and profession, sorted.
    pub professionals: Vec<Professionals>,
    /// Of whom rejected lines speak: their absence means nothing.
    pub held: Held,
    /// Lines of liberals without a commune of today: counted nowhere, never guessed.
    pub unplaced: u64,
    /// Lines of a maison de santé (SA52) that name no structure known by now.
    pub unknown_msp: u64,
    pub is_simulated: bool,
}

/// Persons of rejected lines; structures of those that do not tell the person.
#[derive(Debug, Default)]
pub struct Held {
    pub persons: HashSet<PersonKey>,
    pub structures: HashSet<FinessNumber>,
}

/// Borne by the names of sites of a simulated file.
const SIMULATED: &str = "SIMULÉ";

/// What the names of the files have in common.
pub const MARK: &str = "personne_activite";

const GZIP: [u8; 2] = [0x1f, 0x8b];
const THREADS: usize = 2;

/// The day of the edition, which only the name of the file tells: `PS_LibreAcces_Personne_activite_202503010830.txt`,
/// or a file named by the day of its download, `PS_LibreAcces_Personne_activite.20250301-1a2b3c4d.txt`.
#[must_use]
pub fn day(name: &str) -> Option<NaiveDate> {
    let name = name.to_lowercase();
    let rest = &name[name.find(MARK)? + MARK.len()..];
    let digits = rest.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    let day = digits.get(..8).filter(|_| [8, 12, 14].contains(&digits.len()))?;
    NaiveDate::parse_from_str(day, "%Y%m%d").ok()
}

/// Reads a file of any year, as text or packed by gzip; its name tells the edition.
///
/// # Errors
/// The file is refused as a whole when it is empty, cut, of another format, or of no day.
pub fn read(
    mut file: impl BufRead + Send,
    name: &str,
    known: &Known,
    keying: &Keying,
) -> Result<Edition, Refusal> {
    let Some(snapshot) = day(name) else {
        let problem = "the name of the file tells no day: keep the name under which it was published, \
                       PS_LibreAcces_Personne_activite_202503010830.txt";
        return Err(Refusal::NotThisFormat { line: 1, problem: problem.into() });
    };
    if file.fill_buf()?.starts_with(&GZIP) {
        read_text(flate2::bufread::MultiGzDecoder::new(file), BLOCK, snapshot, known, keying)
    } else {
        read_text(file, BLOCK, snapshot, known, keying)
    }
}

fn read_text(
    file: impl Read + Send,
    block: usize,
    snapshot: NaiveDate,
    known: &Known,
    keying: &Keying,
) -> Result<Edition, Refusal> {
    let mut blocks = Blocks::new(file, block);
    let header = blocks.header()?.ok_or(Refusal::Empty)?;
    let guide = Guide { columns: Columns::find(&header)?, known, keying };
    let blocks = Mutex::new(blocks);
    let parts = std::thread::scope(|scope| {
        let others: Vec<_> = (1..THREADS).map(|_| scope.spawn(|| gather(&blocks, &guide))).collect();
        let own = gather(&blocks, &guide);
        let joined = others.into_iter().map(|other| other.join());
        let others = joined.map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(others).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Edition::unite(snapshot, parts, known))
}

/// Takes block after block until there is none.
fn gather<'a, R: Read>(blocks: &Mutex<Blocks<R>>, guide: &'a Guide<'a>) -> Result<Gathered<'a>, Refusal> {
    let turn = || blocks.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut gathered, mut block) = (Gathered::new(guide), Block::default());
    let mut bounds = Bounds::of(&guide.columns);
    let mut read = || -> Result<(), Refusal> {
        loop {
            if !turn().next(&mut block)? {
                return Ok(());
            }
            for (number, line) in block.lines() {
                gathered.line(number, line, &mut bounds)?;
            }
        }
    };
    let ended = read();
    if ended.is_err() {
        turn().stop();
    }
    ended.map(|()| gathered)
}

impl Edition {
    fn unite(snapshot: NaiveDate, parts: Vec<Gathered>, known: &Known) -> Self {
        let mut edition = Self {
            snapshot,
            report: Report::default(),
            members: Vec::new(),
            professionals: Vec::new(),
            held: Held::default(),
            unplaced: 0,
            unknown_msp: 0,
            is_simulated: false,
        };
        let (mut members, mut liberals, mut practitioners) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            edition.report.join(part.report);
            edition.held.persons.extend(part.held_persons.into_iter().map(PersonKey::from));
            edition.held.structures.extend(part.held_structures.into_iter().map(|i| known.number(i).clone()));
            edition.unplaced += part.unplaced;
            edition.unknown_msp += part.unknown_msp;
            edition.is_simulated |= part.is_simulated;
            members.push(part.members);
            liberals.push(part.liberals);
            practitioners.push(part.practitioners);
        }
        let practitioners = Distinct::union(practitioners);
        let is_gp = |person: u64, profession: Profession| {
            profession == Profession::DOCTOR && practitioners.binary_search(&person).is_ok()
        };
        edition.professionals = count(&Distinct::union(liberals), is_gp);
        let mut members = Distinct::union(members);
        // The mode is the last that they are sorted by: of several, the first is the liberal one.
        members.dedup_by_key(|one| (one.structure, one.key, one.profession));
        edition.members = members.iter().filter_map(|one| member(one, known, is_gp)).collect();
        edition.members.sort_unstable();
        edition
    }
}

fn member(one: &Membership, known: &Known, is_gp: impl Fn(u64, Profession) -> bool) -> Option<Member> {
    let profession = Profession::of_code(one.profession)?;
    Some(Member {
        person: one.key.into(),
        structure: known.number(one.structure).clone(),
        profession,
        is_gp: is_gp(one.person, profession),
        mode: one.mode,
    })
}

/// Counts sorted liberals by commune, profession and general practice.
fn count(liberals: &[Liberal], is_gp: impl Fn(u64, Profession) -> bool) -> Vec<Professionals> {
    let communes = france().communes();
    let mut counted = Vec::new();
    for of_place in liberals.chunk_by(|a, b| a.place() == b.place()) {
        let (commune, profession) = of_place[0].place();
        let (Some(commune), Some(profession)) =
            (communes.get(usize::from(commune)), Profession::of_code(profession))
        else {
            continue;
        };
        let practitioners = of_place.iter().filter(|one| is_gp(one.person(), profession)).count();
        for (is_gp, count) in [(false, of_place.len() - practitioners), (true, practitioners)] {
            if count > 0 {
                let commune = commune.code.to_owned();
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                counted.push(Professionals { commune, profession, is_gp, count });
            }
        }
    }
    counted
}

#[cfg(test)]
mod tests;
