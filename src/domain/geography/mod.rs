//! The administrative geography of France: communes, departments, regions, EPCI and populations of one vintage
//! (npm `@etalab/decoupage-administratif` 6.0.0, Licence Ouverte), generated at build.

pub mod outline;
pub mod projection;
mod surroundings;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::territory::{Level, Territory};

pub use surroundings::{is_near, prefecture};

/// The year of the geography and of the populations; older months use the same, and say so.
pub const VINTAGE: i32 = 2026;

#[derive(Debug)]
pub struct Geography {
    communes: Vec<Commune>,
    by_code: HashMap<&'static str, usize>,
    aliases: HashMap<&'static str, &'static str>,
    pub departments: Vec<Department>,
    pub regions: Vec<Region>,
    pub epcis: Vec<Epci>,
}

#[derive(Debug)]
pub struct Commune {
    pub code: &'static str,
    pub name: &'static str,
    pub department: &'static str,
    pub epci: Option<&'static str>,
    /// Inhabitants; unknown for the six territories that nobody counts.
    pub population: Option<u64>,
}

#[derive(Debug)]
pub struct Department {
    pub code: &'static str,
    pub name: &'static str,
    pub region: &'static str,
    pub zone: Zone,
}

#[derive(Debug)]
pub struct Region {
    pub code: &'static str,
    pub name: &'static str,
    pub zone: Zone,
}

#[derive(Debug)]
pub struct Epci {
    pub code: &'static str,
    pub name: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Metropole,
    /// Overseas department and region.
    Drom,
    /// Overseas collectivity; counted in France, in none of its 18 regions.
    Com,
}

static FRANCE: LazyLock<Geography> = LazyLock::new(Geography::load);

/// The geography of the vintage, parsed once.
#[must_use]
pub fn france() -> &'static Geography {
    &FRANCE
}

impl Geography {
    fn load() -> Self {
        let communes: Vec<Commune> = table(include_str!(concat!(env!("OUT_DIR"), "/communes.tsv")))
            .map(|[code, name, department, epci, population]| Commune {
                code,
                name,
                department,
                epci: (!epci.is_empty()).then_some(epci),
                population: population.parse().ok(),
            })
            .collect();
        Self {
            by_code: communes.iter().enumerate().map(|(i, c)| (c.code, i)).collect(),
            aliases: table(include_str!(concat!(env!("OUT_DIR"), "/aliases.tsv")))
                .map(|[old, new]| (old, new))
                .collect(),
            departments: table(include_str!(concat!(env!("OUT_DIR"), "/departments.tsv")))
                .map(|[code, name, region, zone]| Department { code, name, region, zone: Zone::read(zone) })
                .collect(),
            regions: table(include_str!(concat!(env!("OUT_DIR"), "/regions.tsv")))
                .map(|[code, name, zone]| Region { code, name, zone: Zone::read(zone) })
                .collect(),
            epcis: table(include_str!(concat!(env!("OUT_DIR"), "/epcis.tsv")))
                .map(|[code, name]| Epci { code, name })
                .collect(),
            communes,
        }
    }

    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// The commune of today that bears `code`, or into which the commune of that code was merged.
    #[must_use]
    pub fn commune(&self, code: &str) -> Option<&Commune> {
        let code = self.by_code.get(code).or_else(|| self.by_code.get(self.aliases.get(code)?))?;
        self.communes.get(*code)
    }

    /// The commune behind FINESS's department (`01`, `2A`, `9A` …) and three-character commune code.
    #[must_use]
    pub fn commune_of_finess(&self, department: &str, commune: &str) -> Option<&Commune> {
        let insee = match (department, commune) {
            // Both left Guadeloupe in 2007; FINESS still files them under 9A.
            ("9A", "123") => "97701".to_owned(),
            ("9A", "127") => "97801".to_owned(),
            ("9A" | "9B" | "9C" | "9D" | "9E" | "9F", _) => format!("97{commune}"),
            ("9J", _) => format!("98{commune}"),
            _ => format!("{department}{commune}"),
        };
        self.commune(&insee)
    }

    #[must_use]
    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.code == code)
    }

    #[must_use]
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The region that holds a department.
    #[must_use]
    pub fn region_of(&self, department: &str) -> Option<&'static str> {
        self.department(department).map(|department| department.region)
    }

    /// The departments that make up a territory; for a commune or an EPCI, those that hold it in part.
    #[must_use]
    pub fn departments_of<'a>(
        &self,
        territories: impl IntoIterator<Item = &'a Territory>,
    ) -> Vec<&'static str> {
        let mut held = std::collections::BTreeSet::new();
        for territory in territories {
            match territory {
                Territory::France => held.extend(self.departments.iter().map(|d| d.code)),
                Territory::Region(code) => {
                    held.extend(self.departments.iter().filter(|d| d.region == code).map(|d| d.code));
                }
                Territory::Department(code) => held.extend(self.department(code).map(|d| d.code)),
                Territory::Epci(code) => {
                    let members = self.communes.iter().filter(|c| c.epci.is_some_and(|epci| epci == code));
                    held.extend(members.map(|c| c.department));
                }
                Territory::Commune(code) => held.extend(self.commune(code).map(|c| c.department)),
            }
        }
        held.into_iter().collect()
    }

    /// The reader's name of a territory; none when the code is not of this vintage.
    #[must_use]
    pub fn name(&self, territory: &Territory) -> Option<&'static str> {
        match territory {
            Territory::France => Some("France"),
            Territory::Region(code) => self.region(code).map(|r| r.name),
            Territory::Department(code) => self.department(code).map(|d| d.name),
            Territory::Epci(code) => self.epcis.iter().find(|e| e.code == code).map(|e| e.name),
            Territory::Commune(code) => self.commune(code).map(|c| c.name),
        }
    }

    /// France, then every region, department and EPCI, in the order of their codes' tables.
    pub fn territories(&self) -> impl Iterator<Item = Territory> {
        let regions = self.regions.iter().map(|r| Territory::Region(r.code.to_owned()));
        let departments = self.departments.iter().map(|d| Territory::Department(d.code.to_owned()));
        let epcis = self.epcis.iter().map(|e| Territory::Epci(e.code.to_owned()));
        std::iter::once(Territory::France).chain(regions).chain(departments).chain(epcis)
    }

    /// The territory of `level` that holds the commune; an EPCI may be missing (islands, overseas collectivities).
    #[must_use]
    pub fn containing(&self, commune: &Commune, level: Level) -> Option<Territory> {
        match level {
            Level::France => Some(Territory::France),
            Level::Region => {
                self.department(commune.department).map(|d| Territory::Region(d.region.to_owned()))
            }
            Level::Department => Some(Territory::Department(commune.department.to_owned())),
            Level::Epci => commune.epci.map(|code| Territory::Epci(code.to_owned())),
            Level::Commune => Some(Territory::Commune(commune.code.to_owned())),
        }
    }
}

impl Zone {
    fn read(text: &str) -> Self {
        match text {
            "drom" => Self::Drom,
            "com" => Self::Com,
            _ => Self::Metropole,
        }
    }
}

fn table<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_the_law_counts() {
        let france = france();
        assert_eq!(france.departments.iter().filter(|d| d.zone != Zone::Com).count(), 101);
        assert_eq!(france.regions.iter().filter(|r| r.zone != Zone::Com).count(), 18);
        assert_eq!(france.communes().len(), 34_969);
        assert_eq!(france.epcis.len(), 1_255);
        let population: u64 = france.communes().iter().filter_map(|c| c.population).sum();
        assert_eq!(population, 68_952_941);
        assert!(france.departments.iter().all(|d| prefecture(d.code).is_some()));
    }

    #[test]
    fn finds_the_commune_behind_a_finess_code() {
        let code = |dep, com| france().commune_of_finess(dep, com).map(|c| c.code);
        assert_eq!(code("01", "451"), Some("01451"));
        assert_eq!(code("2A", "004"), Some("2A004"));
        assert_eq!(code("9A", "123"), Some("97701"));
        assert_eq!(code("9A", "127"), Some("97801"));
        assert_eq!(code("9B", "207"), Some("97207"));
        assert_eq!(code("9F", "606"), Some("97606"));
        assert_eq!(code("9J", "613"), Some("98613"));
        assert_eq!(code("99", "999"), None);
    }

    #[test]
    fn follows_merged_communes_and_municipal_districts() {
        let code = |old| france().commune(old).map(|c| c.code);
        assert_eq!(code("13201"), Some("13055"));
        assert_eq!(code("01340"), france().commune("01340").map(|c| c.code));
        assert!(code("01340").is_some_and(|new| new != "01340"));
    }
}
