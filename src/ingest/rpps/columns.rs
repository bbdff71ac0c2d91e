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

/// Where the separators of a line stand: those that it should have, and how many it has.
pub(super) struct Bounds {
    places: Vec<u32>,
    found: usize,
}

/// The fields of a line; no quoting, a quote is a character like any other.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    line: &'a [u8],
    bounds: &'a [u32],
    separators: usize,
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
    pub(super) fn of(columns: &Columns) -> Self {
        Self { places: vec![0; columns.separators], found: 0 }
    }

    /// Half of the time of a file goes by here: fields are a few bytes long, so the separators of 64 bytes are found at
    /// once.
    pub(super) fn split<'a>(&'a mut self, line: &'a [u8]) -> Fields<'a> {
        self.found = 0;
        let (chunks, rest) = line.as_chunks::<64>();
        let mut start = 0;
        for chunk in chunks {
            self.add(start, separators(chunk));
            start += 64;
        }
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        self.add(start, separators(&last));
        let bounds = &self.places[..self.found.min(self.places.len())];
        Fields { line, bounds, separators: self.found }
    }

    /// Adds the bits of 64 bytes.
    fn add(&mut self, start: u32, mut bits: u64) {
        while bits != 0 {
            if let Some(place) = self.places.get_mut(self.found) {
                *place = start + bits.trailing_zeros();
            }
            self.found += 1;
            bits &= bits - 1;
        }
    }
}

/// A bit for each byte that is a separator.
fn separators(bytes: &[u8; 64]) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().rev().fold(0, |bits, word| {
        let other = u64::from_le_bytes(*word) ^ u64::from_le_bytes([SEPARATOR; 8]);
        // The highest bit of each byte that is zero, of no other: nothing is carried from byte to byte.
        let found = !(((other & LOW) + LOW) | other | LOW);
        bits << 8 | (found >> 7).wrapping_mul(GATHER) >> 56
    })
}

impl<'a> Fields<'a> {
    pub(super) fn len(self) -> usize {
        self.separators + 1
    }

    /// The field at a position, without spaces around it; empty when the line is too short.
    pub(super) fn at(self, position: usize) -> &'a [u8] {
        let start = match position.checked_sub(1) {
            None => 0,
            Some(before) => match self.bounds.get(before) {
                Some(bound) => *bound as usize + 1,
                None => return b"",
            },
        };
        let end = self.bounds.get(position).map_or(self.line.len(), |bound| *bound as usize);
        self.line[start..end].trim_ascii()
    }

    /// Every word of the line that could be a code.
    pub(super) fn words(self) -> impl Iterator<Item = &'a [u8]> {
        self.line.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn fields_are_what_stands_between_separators(line in "[|a}{ü]{0,200}") {
            let header = "|".repeat(300);
            let mut bounds = Bounds { places: vec![0; header.len()], found: 0 };
            let fields = bounds.split(line.as_bytes());
            let found: Vec<&[u8]> = (0..fields.len()).map(|i| fields.at(i)).collect();
            let expected: Vec<&[u8]> = line.split('|').map(str::as_bytes).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
