//! The annual stocks `etalab_stock_et_YYYY1231.csv` and `…_ej_…`, 2004 to 2025: a header, 42 columns or an older
//! 36, read by name. Their day stands in the name of the file alone.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use chrono::NaiveDate;

use super::super::lines::{Lines, fields};
use super::super::{Fault, Refusal, fault};
use super::field::{date, finess, kind, metres};
use super::{Edition, Known, address, location, text};
use crate::domain::edition::Flow;
use crate::domain::establishment::Establishment;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::geography::projection::Projection;
use crate::domain::legal_entity::LegalEntity;

/// The flow and the day that a name tells: `etalab_stock_et_20201231.csv`.
pub(super) fn named(name: &str) -> Option<(NaiveDate, Flow)> {
    let rest = name.strip_prefix("etalab_stock_")?;
    let (flow, rest) = match rest.get(..3)? {
        "et_" => (Flow::Establishments, &rest[3..]),
        "ej_" => (Flow::LegalEntities, &rest[3..]),
        _ => return None,
    };
    let day = NaiveDate::parse_from_str(rest.get(..8)?, "%Y%m%d").ok()?;
    Some((day, flow))
}

pub(super) fn read(
    file: impl BufRead,
    (day, flow): (NaiveDate, Flow),
    known: &Known,
) -> Result<Edition, Refusal> {
    let mut lines = Lines::new(file);
    let (_, first) = lines.next()?.ok_or(Refusal::Empty)?;
    let columns = Columns::read(&first, flow)?;
    let mut edition = Edition::new(flow, day);
    edition.has_locations = columns.places.contains_key("coordx");
    let mut seen = HashSet::new();
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        edition.look_at(&line);
        let read = columns.split(&line).and_then(|record| {
            let finess = record.number()?;
            if !seen.insert(finess.packed()) {
                return Err(fault("nofiness", format!("{finess} stands already in the file")));
            }
            match flow {
                Flow::LegalEntities => record.legal_entity(finess, known, &mut edition),
                _ => record.establishment(finess, known, &mut edition),
            }
        });
        match read {
            Ok(()) => edition.report.accept(),
            Err(fault) => {
                edition.hold_back(&line);
                edition.report.reject(number, fault)?;
            }
        }
    }
    Ok(edition)
}

/// Where each column stands.
struct Columns {
    places: HashMap<String, usize>,
    flow: Flow,
}

impl Columns {
    fn read(header: &str, flow: Flow) -> Result<Self, Refusal> {
        let places: HashMap<String, usize> =
            header.split(';').map(|name| name.trim().trim_matches('"').to_lowercase()).zip(0..).collect();
        let needed: &[&str] = match flow {
            Flow::LegalEntities => &["rs"],
            _ => &["nofinesset", "nofinessej", "rs", "cog", "categetab", "dateouvert"],
        };
        match needed.iter().find(|name| !places.contains_key(**name)) {
            None => Ok(Self { places, flow }),
            Some(missing) => Err(Refusal::NotThisFormat {
                line: 1,
                problem: format!("the column “{missing}” of an annual stock is missing"),
            }),
        }
    }

    fn split<'a>(&'a self, line: &'a str) -> Result<Record<'a>, Fault> {
        let fields = fields(line)
            .map_err(|field| fault("line", format!("the quote opened in field {field} is never closed")))?;
        let expected = self.places.len();
        if line.contains('\0') || fields.len() < expected {
            return Err(fault("line", format!("{} fields instead of {expected}", fields.len())));
        }
        Ok(Record { columns: self, fields })
    }
}

struct Record<'a> {
    columns: &'a Columns,
    fields: Vec<Cow<'a, str>>,
}

impl Record<'_> {
    /// The field of the first of these columns that the file has and that is not empty.
    fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| text(self.fields.get(*self.columns.places.get(*name)?)?))
    }

    fn number(&self) -> Result<FinessNumber, Fault> {
        match self.columns.flow {
            Flow::LegalEntities => {
                finess("nofiness", self.get(&["nofiness", "nofinessej"]).unwrap_or_default())
            }
            _ => finess("nofinesset", self.get(&["nofinesset"]).unwrap_or_default()),
        }
    }

    fn establishment(
        self,
        finess_et: FinessNumber,
        known: &Known,
        edition: &mut Edition,
    ) -> Result<(), Fault> {
        let kind = kind("categetab", self.get(&["categetab"]).unwrap_or_default())?;
        let legal_entity =
            self.get(&["nofinessej"]).map(|number| finess("nofinessej", number)).transpose()?;
        let name = self.get(&["rslongue", "rs"]).ok_or_else(|| fault("rs", "the name is missing"))?;
        let opened_on = date("dateouvert", self.get(&["dateouvert"]).unwrap_or_default())?;
        let cog = self.get(&["cog"]).unwrap_or_default();
        let commune = france().commune(cog);
        let department = commune
            .map(|commune| commune.department)
            .or_else(|| france().department(self.get(&["departement"])?).map(|found| found.code))
            .ok_or_else(|| fault("cog", format!("“{cog}” tells neither a commune nor a department")))?;
        if !known.wants(&finess_et, kind) {
            return Ok(());
        }
        let x = metres("coordx", self.get(&["coordx"]).unwrap_or_default())?;
        let y = metres("coordy", self.get(&["coordy"]).unwrap_or_default())?;
        let point = x.zip(y).zip(Projection::of_department(department));
        edition.keep(Establishment {
            legal_entity,
            kind,
            name: name.to_owned(),
            complement: self.get(&["complrs"]).map(str::to_owned),
            address: address(
                ["numvoie", "typvoie", "voie", "compvoie", "lieuditbp"].map(|name| self.get(&[name])),
            ),
            department: department.to_owned(),
            commune: commune.map(|commune| commune.code.to_owned()),
            siret: self.get(&["siret"]).map(str::to_owned),
            opened_on,
            closed_on: None,
            active: true,
            location: point
                .and_then(|((x, y), projection)| location::projected(x, y, projection, department)),
            main_site: None,
            finess: finess_et,
        });
        Ok(())
    }

    fn legal_entity(self, finess: FinessNumber, known: &Known, edition: &mut Edition) -> Result<(), Fault> {
        let name = self.get(&["rslongue", "rs"]).ok_or_else(|| fault("rs", "the name is missing"))?;
        if known.legal_entities.contains(&finess) {
            edition.legal_entities.push(LegalEntity {
                finess,
                name: name.to_owned(),
                status: self.get(&["statutjuridique"]).map(str::to_owned),
                siren: self.get(&["siren"]).map(str::to_owned),
            });
        }
        Ok(())
    }
}
