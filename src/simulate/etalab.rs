//! The CSV flows cs1100501 (legal entities) and cs1100507 (establishments, then points), as FINESS wrote them
//! until May 2026: no header, `;`, doubled quotes, closed establishments left out.

use std::fmt::{Display, Write as _};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;

use crate::domain::finess::SIMULATED_MARK;
use crate::domain::month::Month;

use super::edition::Charset;
use super::place::Place;
use super::world::{Entity, Establishment, World};

/// A file in its charset, and the line being composed.
pub(super) struct Csv {
    file: BufWriter<File>,
    charset: Charset,
    line: String,
    bytes: Vec<u8>,
}

pub(super) fn create(path: &Path, charset: Charset) -> io::Result<Csv> {
    let file = BufWriter::with_capacity(1 << 18, File::create(path)?);
    Ok(Csv { file, charset, line: String::with_capacity(512), bytes: Vec::with_capacity(512) })
}

pub(super) fn legal_entities(csv: &mut Csv, world: &World, month: Month, day: NaiveDate) -> io::Result<()> {
    csv.heading(93, day)?;
    for entity in world.entities.iter().filter(|e| e.known(month) && e.dissolved_by(month).is_none()) {
        csv.entity(entity)?;
    }
    csv.file.flush()
}

pub(super) fn establishments(csv: &mut Csv, world: &World, month: Month, day: NaiveDate) -> io::Result<()> {
    csv.heading(111, day)?;
    let listed = || world.establishments.iter().filter(|e| e.listed(month));
    for establishment in listed() {
        csv.establishment(establishment, world, month)?;
    }
    for establishment in listed().filter(|e| e.located) {
        csv.point(establishment, month)?;
    }
    csv.file.flush()
}

impl Csv {
    fn heading(&mut self, flow: u32, day: NaiveDate) -> io::Result<()> {
        self.text("finess").text("etalab").shown(flow).shown(day);
        self.end()
    }

    /// `structureet` and 31 fields; the last one, the school number, is empty and leaves a trailing `;`.
    fn establishment(&mut self, this: &Establishment, world: &World, month: Month) -> io::Result<()> {
        let (place, tenure) = (this.places.at(month), this.tenure.at(month));
        let category = this.category.at(month);
        let owner = world.entities.get(tenure.entity).map_or("", |e| e.number.as_str());
        self.text("structureet").text(&this.number).text(owner).text(&this.short).text(&this.long);
        self.text(SIMULATED_MARK).text("").street(place).text("").text("");
        self.text(place.commune_code()).text(place.department()).text(&place.department_name());
        self.routing(place).text(&this.telephone).text("");
        self.text(category.code).text(category.label).text(category.aggregate.0).text(category.aggregate.1);
        self.text(tenure.siret.as_deref().unwrap_or_default()).text(category.ape);
        self.text(category.tariff.0).text(category.tariff.1).text("").text("");
        self.shown(this.opened).shown(this.opened).shown(this.updated(month)).text("");
        self.end()
    }

    /// Six fields; Wallis-et-Futuna's points name no projection.
    fn point(&mut self, this: &Establishment, month: Month) -> io::Result<()> {
        let place = this.places.at(month);
        self.text("geolocalisation").text(&this.number);
        self.shown(format_args!("{:.1}", place.easting)).shown(format_args!("{:.2}", place.northing));
        match place.projection_name() {
            Some(name) => self.shown(format_args!("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,{name}")),
            None => self.text(""),
        };
        self.shown(this.updated(month));
        self.end()
    }

    /// `structureej` and 22 fields, in an order of their own.
    fn entity(&mut self, this: &Entity) -> io::Result<()> {
        let seat = &this.seat;
        self.text("structureej").text(&this.number).text(&this.short).text(&this.long).text(SIMULATED_MARK);
        self.street(seat).text("").text("").text("").text(seat.commune_code()).routing(seat);
        self.text(seat.department()).text(&seat.department_name()).text(&this.telephone);
        self.text(this.status.code).text(this.status.label).text("").text("").text(&this.siren).text("");
        self.shown(this.created);
        self.end()
    }

    /// Number, kind and name of the street.
    fn street(&mut self, place: &Place) -> &mut Self {
        match place.number {
            Some(number) => self.shown(number),
            None => self.text(""),
        };
        self.text(place.street_kind).text(place.street)
    }

    fn routing(&mut self, place: &Place) -> &mut Self {
        self.shown(format_args!("{} {}", place.postcode, place.city))
    }

    fn text(&mut self, value: &str) -> &mut Self {
        if value.bytes().any(|byte| matches!(byte, b'"' | b';')) {
            self.line.push('"');
            for (i, part) in value.split('"').enumerate() {
                self.line.push_str(if i > 0 { "\"\"" } else { "" });
                self.line.push_str(part);
            }
            self.line.push('"');
        } else {
            self.line.push_str(value);
        }
        self.line.push(';');
        self
    }

    /// A number, a date or a composed text, which never holds a quote.
    fn shown(&mut self, value: impl Display) -> &mut Self {
        let _ = write!(self.line, "{value};");
        self
    }

    fn end(&mut self) -> io::Result<()> {
        self.line.pop();
        self.line.push('\n');
        if self.charset == Charset::Utf8 || self.line.is_ascii() {
            self.file.write_all(self.line.as_bytes())?;
        } else {
            self.bytes.clear();
            self.bytes.extend(self.line.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')));
            self.file.write_all(&self.bytes)?;
        }
        self.line.clear();
        Ok(())
    }
}
