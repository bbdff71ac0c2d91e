//! The CSV flows cs1100501 (legal entities) and cs1100507 (establishments, then points), as FINESS wrote them
//! until May 2026: no header, `;`, doubled quotes, closed establishments left out.

use std::io;
use std::path::Path;

use chrono::NaiveDate;

use crate::domain::finess::SIMULATED_MARK;
use crate::domain::month::Month;

use super::edition::Charset;
use super::lines::Lines;
use super::world::{Entity, Establishment, World};

pub(super) fn legal_entities(path: &Path, world: &World, month: Month, day: NaiveDate) -> io::Result<()> {
    let mut lines = Lines::create(path, Charset::Utf8)?;
    lines.heading(93, day)?;
    for entity in world.entities.iter().filter(|e| e.listed(month)) {
        lines.entity(entity)?;
    }
    lines.finish()
}

pub(super) fn establishments(path: &Path, world: &World, month: Month, day: NaiveDate) -> io::Result<()> {
    let mut lines = Lines::create(path, Charset::Utf8)?;
    lines.heading(111, day)?;
    let listed = || world.establishments.iter().filter(|e| e.listed(month));
    for establishment in listed() {
        lines.establishment(establishment, world, month)?;
    }
    for establishment in listed().filter(|e| e.located) {
        lines.point(establishment, month)?;
    }
    lines.finish()
}

impl Lines {
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
        self.text(&place.geocoding()).shown(this.updated(month));
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
}
