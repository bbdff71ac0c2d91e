//! The CSV flows cs1100501, 502 and 507, published until May 2026: no header, one record a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::BufRead;

use chrono::NaiveDate;

use super::super::lines::{Lines, fields};
use super::super::{Fault, Refusal, fault};
use super::field::{self, date, finess, metres};
use super::{Edition, Known, address, location, text};
use crate::domain::edition::Flow;
use crate::domain::establishment::Establishment;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::geography::projection::Projection;
use crate::domain::legal_entity::LegalEntity;

/// Fields of a line, its type included (notices of May 2013 and December 2011).
const ESTABLISHMENT: usize = 32;
const LEGAL_ENTITY: usize = 23;
const GEOLOCATION: usize = 6;

type Line<'a> = Vec<Cow<'a, str>>;

pub(super) fn read(file: impl BufRead, known: &Known) -> Result<Edition, Refusal> {
    let mut lines = Lines::new(file);
    let (_, first) = lines.next()?.ok_or(Refusal::Empty)?;
    let snapshot = header(&first)?;
    let mut reader = Reader {
        edition: Edition::new(Flow::Establishments, snapshot),
        known,
        seen: HashMap::new(),
        kept: HashMap::new(),
    };
    while let Some((number, line)) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        reader.edition.look_at(&line);
        if let Err(fault) = reader.line(number, &line) {
            reader.edition.hold_back(&line);
            reader.edition.report.reject(number, fault)?;
        }
    }
    if reader.seen.is_empty() && reader.edition.report.rejections.is_empty() {
        return Err(Refusal::NotThisFormat {
            line: 2,
            problem: "no establishment and no legal entity".into(),
        });
    }
    Ok(reader.edition)
}

/// `finess;etalab;<flow number>;<YYYY-MM-DD>`
pub(super) fn header(line: &str) -> Result<NaiveDate, Refusal> {
    let parts: Vec<&str> = line.split(';').collect();
    if let ["finess", "etalab", _, day, ..] = parts.as_slice()
        && let Ok(day) = day.parse()
    {
        return Ok(day);
    }
    let problem = "expected “finess;etalab;…;YYYY-MM-DD”, the first line of a FINESS extract".into();
    Err(Refusal::NotThisFormat { line: 1, problem })
}

struct Reader<'a> {
    edition: Edition,
    known: &'a Known,
    /// Line at which each number, packed, was seen: the same number twice is an error of the file.
    seen: HashMap<u64, u64>,
    /// Position of the kept establishments, for the geolocation lines that follow.
    kept: HashMap<FinessNumber, usize>,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &str) -> Result<(), Fault> {
        if line.contains('\0') {
            return Err(fault("line", "the line holds a NUL character"));
        }
        let fields = fields(line)
            .map_err(|field| fault("line", format!("the quote opened in field {field} is never closed")))?;
        let record = fields[0].as_ref();
        match record {
            "structureet" => {
                self.expect(&fields, ESTABLISHMENT, Flow::Establishments)?;
                self.establishment(number, &fields)?;
            }
            "structureej" => {
                self.expect(&fields, LEGAL_ENTITY, Flow::LegalEntities)?;
                self.legal_entity(number, &fields)?;
            }
            "geolocalisation" => {
                self.expect(&fields, GEOLOCATION, Flow::Establishments)?;
                self.edition.has_locations = true;
                return self.geolocation(&fields);
            }
            other => return Err(fault("line", format!("a line starts with “{other}”"))),
        }
        self.edition.report.accept();
        Ok(())
    }

    /// The first record tells which flow the file is; one of another flow among them is an error of the file.
    fn expect(&mut self, fields: &Line, count: usize, flow: Flow) -> Result<(), Fault> {
        if fields.len() != count {
            return Err(fault("line", format!("{} fields instead of {count}", fields.len())));
        }
        if self.seen.is_empty() {
            self.edition.flow = flow;
        } else if self.edition.flow != flow {
            return Err(fault("line", format!("a “{}” line in a file of the other kind", fields[0])));
        }
        Ok(())
    }

    fn see(&mut self, line: u64, column: &'static str, field: &str) -> Result<FinessNumber, Fault> {
        let finess = finess(column, field)?;
        match self.seen.entry(finess.packed()) {
            Entry::Vacant(place) => {
                place.insert(line);
                Ok(finess)
            }
            Entry::Occupied(first) => {
                Err(fault(column, format!("{finess} stands already at line {}", first.get())))
            }
        }
    }

    fn establishment(&mut self, number: u64, fields: &Line) -> Result<(), Fault> {
        let field = |n: usize| fields[n - 1].as_ref();
        let kind = field::kind("categetab", field(19))?;
        let legal_entity = text(field(3)).map(|number| finess("nofinessej", number)).transpose()?;
        let name = text(field(5)).or(text(field(4))).ok_or_else(|| fault("rs", "the name is missing"))?;
        let opened_on = date("dateouv", field(29))?;
        let (department, commune) = place(field(14), field(13))?;
        let finess = self.see(number, "nofinesset", field(2))?;
        if !self.known.wants(&finess, kind) {
            return Ok(());
        }
        self.kept.insert(finess.clone(), self.edition.establishments.len());
        self.edition.keep(Establishment {
            finess,
            legal_entity,
            kind,
            name: name.to_owned(),
            complement: text(field(6)).map(str::to_owned),
            address: address([8, 9, 10, 11, 12].map(|n| text(field(n)))),
            department,
            commune,
            siret: text(field(23)).map(str::to_owned),
            opened_on,
            closed_on: None,
            active: true,
            location: None,
            main_site: None,
        });
        Ok(())
    }

    fn legal_entity(&mut self, number: u64, fields: &Line) -> Result<(), Fault> {
        let field = |n: usize| fields[n - 1].as_ref();
        let name = text(field(4)).or(text(field(3))).ok_or_else(|| fault("rs", "the name is missing"))?;
        let finess = self.see(number, "nofiness", field(2))?;
        let status = text(field(17));
        // Keeping the SISA alone of those not known yet would bend the share of SISA.
        if self.known.legal_entities.contains(&finess) {
            self.edition.legal_entities.push(LegalEntity {
                finess,
                name: name.to_owned(),
                status: status.map(str::to_owned),
                siren: text(field(21)).map(str::to_owned),
            });
        }
        Ok(())
    }

    /// A geolocation line is a remark on an establishment: well-formed, it is not counted as a record of its own.
    fn geolocation(&mut self, fields: &Line) -> Result<(), Fault> {
        let finess = finess("nofinesset", &fields[1])?;
        if !self.seen.contains_key(&finess.packed()) {
            return Err(fault("nofinesset", format!("no establishment {finess} stands above in the file")));
        }
        let Some(establishment) =
            self.kept.get(&finess).and_then(|i| self.edition.establishments.get_mut(*i))
        else {
            return Ok(());
        };
        let (Some(x), Some(y)) = (metres("coordxet", &fields[2])?, metres("coordyet", &fields[3])?) else {
            return Ok(());
        };
        // No projection is known for Wallis-et-Futuna: no point rather than a wrong one.
        let projection = fields[4].rsplit(',').next().and_then(|name| Projection::from_finess(name.trim()));
        establishment.location = projection
            .and_then(|projection| location::projected(x, y, projection, &establishment.department));
        Ok(())
    }
}

/// Department and commune in INSEE codes, from FINESS's own.
fn place(department: &str, commune: &str) -> Result<(String, Option<String>), Fault> {
    let found = france().commune_of_finess(department, commune);
    let of_finess = |code: &str| match code {
        "9A" => Some("971"),
        "9B" => Some("972"),
        "9C" => Some("973"),
        "9D" => Some("974"),
        "9E" => Some("975"),
        "9F" => Some("976"),
        "9J" => Some("986"),
        _ => france().department(code).map(|department| department.code),
    };
    let department = found
        .map(|commune| commune.department)
        .or_else(|| of_finess(department))
        .ok_or_else(|| fault("departement", format!("“{}” is not a department of FINESS", department)))?;
    Ok((department.to_owned(), found.map(|commune| commune.code.to_owned())))
}
