//! The structures of which members are wanted.

use std::collections::{BTreeMap, HashMap};

use super::person::Codes;
use crate::domain::establishment::Establishment;
use crate::domain::finess::{FinessNumber, Kind};

/// Every number that was ever of category 603, and the legal entities that stand behind one of them alone.
#[derive(Debug, Default)]
pub struct Known {
    numbers: Vec<FinessNumber>,
    sites: Codes<9, u32>,
    legal_entities: Codes<9, u32>,
}

impl Known {
    /// From all versions, those of a number in the order of their days.
    #[must_use]
    pub fn new<'a>(versions: impl IntoIterator<Item = &'a Establishment>) -> Self {
        let mut establishments: BTreeMap<&FinessNumber, (bool, Option<&FinessNumber>)> = BTreeMap::new();
        for version in versions {
            let (was_msp, behind) = establishments.entry(&version.finess).or_default();
            *was_msp |= version.kind == Kind::Msp;
            *behind = version.legal_entity.as_ref();
        }
        let mut owned: HashMap<&FinessNumber, Vec<&FinessNumber>> = HashMap::new();
        for (number, (_, behind)) in &establishments {
            if let Some(behind) = behind {
                owned.entry(behind).or_default().push(number);
            }
        }
        let mut known = Self::default();
        for (index, (number, _)) in (0..).zip(establishments.iter().filter(|(_, (was_msp, _))| *was_msp)) {
            known.sites.extend(code(number).map(|code| (code, index)));
            known.numbers.push((*number).clone());
        }
        // One that also has a centre de santé may mean either.
        let single = owned.into_iter().filter(|(_, numbers)| numbers.len() == 1);
        for (behind, numbers) in single {
            let site = numbers.first().and_then(|number| known.sites.get(&code(number)?).copied());
            known.legal_entities.extend(code(behind).zip(site));
        }
        known
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The structure of an activity. The legal entity decides only where no site is told, or its own number is told as
    /// that of the site: a hospital with one MSP has many who work elsewhere.
    pub(super) fn structure(&self, site: Option<[u8; 9]>, legal_entity: Option<[u8; 9]>) -> Option<u32> {
        match site {
            Some(site) => self.named(site),
            None => self.legal_entities.get(&legal_entity?).copied(),
        }
    }

    /// The structure that a number means, be it its own or that of its legal entity.
    pub(super) fn named(&self, number: [u8; 9]) -> Option<u32> {
        self.sites.get(&number).or_else(|| self.legal_entities.get(&number)).copied()
    }

    pub(super) fn number(&self, index: u32) -> &FinessNumber {
        &self.numbers[index as usize]
    }
}

fn code(number: &FinessNumber) -> Option<[u8; 9]> {
    number.as_str().as_bytes().try_into().ok()
}
