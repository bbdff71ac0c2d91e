//! The columns of the file, found by their names, and the fields of a line.

use super::super::Refusal;

/// Where the columns that are read stand.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) person: usize,
    pub(super) profession: usize,
    pub(super) category: usize,
    pub(super) skill: usize,
    pub(super) mode: usize,
    pub(super) site: usize,
    pub(super) legal_entity: usize,
    pub(super) site_name: usize,
    pub(super) commune: usize,
    /// Only asked which lines should have named a structure: a file may do without.
    pub(super) sector: Option<usize>,
    /// Separators in every line.
    separators: usize,
}

pub(super) const PERSON: &str = "Identification nationale PP";
pub(super) const PROFESSION: &str = "Code profession";
const CATEGORY: &str = "Code catégorie professionnelle";
const SKILL: &str = "Code savoir-faire";
pub(super) const MODE: &str = "Code mode exercice";
pub(super) const SITE: &str = "Numéro FINESS site";
pub(super) const LEGAL_ENTITY: &str = "Numéro FINESS établissement juridique";
const SITE_NAME: &str = "Raison sociale site";
pub(super) const COMMUNE: &str = "Code commune";
const SECTOR: &str = "Code secteur d'activité";

/// Borne by the names of columns 27 to 44.
const SUFFIX: &str = " (coord. structure)";

const SEPARATOR: u8 = b'|';

/// Where the separators of a line stand.
#[derive(Default)]
pub(super) struct Bounds(Vec<usize>);

/// The fields of a line; no quoting, a quote is a character like any other.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    line: &'a [u8],
    bounds: &'a [usize],
}

impl Columns {
    /// Unknown columns are passed over: the file grew from 52 to 56.
    pub(super) fn find(header: &[u8]) -> Result<Self, Refusal> {
        let refusal = |problem: String| Refusal::NotThisFormat { line: 1, problem };
        let header = std::str::from_utf8(header)
            .map_err(|_| refusal("the names of the columns are not UTF-8 text".into()))?;
        let header = header.strip_prefix('\u{feff}').unwrap_or(header);
        let names: Vec<&str> =
            header.split('|').map(|name| name.trim().strip_suffix(SUFFIX).unwrap_or(name.trim())).collect();
        let position = |name: &str| names.iter().position(|known| *known == name);
        let wanted = |name: &str| {
            position(name).ok_or_else(|| {
                refusal(format!(
                    "the column “{name}” is missing: this is not a file PS_LibreAcces_Personne_activite"
                ))
            })
        };
        Ok(Self {
            person: wanted(PERSON)?,
            profession: wanted(PROFESSION)?,
            category: wanted(CATEGORY)?,
            skill: wanted(SKILL)?,
            mode: wanted(MODE)?,
            site: wanted(SITE)?,
            legal_entity: wanted(LEGAL_ENTITY)?,
            site_name: wanted(SITE_NAME)?,
            commune: wanted(COMMUNE)?,
            sector: position(SECTOR),
            separators: names.len() - 1,
        })
    }

    /// Fields that a line must have.
    pub(super) fn fields(&self) -> usize {
        self.separators + 1
    }
}

impl Bounds {
    pub(super) fn split<'a>(&'a mut self, line: &'a [u8]) -> Fields<'a> {
        self.0.clear();
        self.0.extend(memchr::memchr_iter(SEPARATOR, line));
        Fields { line, bounds: &self.0 }
    }
}

impl<'a> Fields<'a> {
    pub(super) fn len(self) -> usize {
        self.bounds.len() + 1
    }

    /// The field at a position, without spaces around it; empty when the line is too short.
    pub(super) fn at(self, position: usize) -> &'a [u8] {
        let start = match position.checked_sub(1) {
            None => 0,
            Some(before) => match self.bounds.get(before) {
                Some(bound) => bound + 1,
                None => return b"",
            },
        };
        let end = self.bounds.get(position).copied().unwrap_or(self.line.len());
        self.line[start..end].trim_ascii()
    }

    /// Every word of the line that could be a code.
    pub(super) fn words(self) -> impl Iterator<Item = &'a [u8]> {
        self.line.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    }
}
