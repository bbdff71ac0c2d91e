//! The annual stocks `etalab_stock_et_YYYY1231.csv` and `etalab_stock_ej_YYYY1231.csv`: a header, other columns in
//! another order than the monthly extracts, quirks of their own.

use std::io;
use std::path::Path;

use rand::RngExt;

use crate::domain::finess::SIMULATED_MARK;
use crate::domain::geography::france;
use crate::domain::month::Month;

use super::edition::Charset;
use super::lines::Lines;
use super::place::{Place, fixed};
use super::world::{Entity, Establishment, World};

/// Names and order as in the stock of 2020.
const ESTABLISHMENT: &str = "nofinesset;nofinessej;rs;rslongue;complrs;compldistrib;numvoie;typvoie;voie;compvoie;\
    lieuditbp;region;libregion;departement;libdepartement;cog;codepostal;libelle_routage;ligneacheminement;telephone;\
    telecopie;categetab;libcategetab;liblongcategetab;categretab;libcategretab;siret;codeape;libcodeape;mft;libmft;\
    liblongmft;sph;libsph;numen;coordx;coordy;sourcegeocod;dategeocod;dateautor;dateouvert;datemaj";

/// What the older variant lacks.
const ADDED: [&str; 6] = ["codeape", "libcodeape", "coordx", "coordy", "sourcegeocod", "dategeocod"];

/// The names are those of the 501 notice in the stock's manner; their order in the real file is not known.
const ENTITY: &str = "nofiness;rs;rslongue;complrs;numvoie;typvoie;voie;compvoie;compldistrib;lieuditbp;region;\
    libregion;departement;libdepartement;cog;codepostal;libelle_routage;ligneacheminement;telephone;statutjuridique;\
    libstatutjuridique;categetab;libcategetab;siren;codeape;datecrea";

pub(super) fn legal_entities(path: &Path, world: &World, month: Month, charset: Charset) -> io::Result<()> {
    let mut lines = Lines::create(path, charset)?;
    lines.header(ENTITY.split(';'))?;
    for entity in world.entities.iter().filter(|e| e.listed(month)) {
        lines.entity_of_stock(entity)?;
    }
    lines.finish()
}

pub(super) fn establishments(
    path: &Path,
    world: &World,
    month: Month,
    charset: Charset,
    is_located: bool,
) -> io::Result<()> {
    let mut lines = Lines::create(path, charset)?;
    lines.header(ESTABLISHMENT.split(';').filter(|name| is_located || !ADDED.contains(name)))?;
    for establishment in world.establishments.iter().filter(|e| e.listed(month)) {
        lines.establishment_of_stock(establishment, world, month, is_located)?;
    }
    lines.finish()
}

impl Lines {
    fn header<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> io::Result<()> {
        for name in names {
            self.text(name);
        }
        self.end()
    }

    fn establishment_of_stock(
        &mut self,
        this: &Establishment,
        world: &World,
        month: Month,
        is_located: bool,
    ) -> io::Result<()> {
        let (place, tenure) = (this.places.at(month), this.tenure.at(month));
        let category = this.category.at(month);
        let owner = world.entities.get(tenure.entity).map_or("", |e| e.number.as_str());
        self.text(&this.number).text(owner).text(&this.short).text(&this.long).text(SIMULATED_MARK).text("");
        self.street(place).empty(2);
        // One line in fifty has a dot for a department; the commune tells it all the same.
        let is_dotted = fixed(&this.number).random_range(0..50) == 0;
        self.town(place, if is_dotted { "." } else { place.department() })
            .telephone(&this.telephone)
            .text("");
        self.text(category.code).text(category.short_label()).text(category.label);
        self.text(category.aggregate.0).text(category.aggregate.1);
        self.text(tenure.siret.as_deref().unwrap_or_default());
        if is_located {
            self.text(category.ape).text("");
        }
        self.text(category.tariff.0).text(category.tariff.1).text(category.tariff.1).empty(3);
        if is_located {
            self.point_of_stock(this, place).shown(this.updated(month));
        }
        self.shown(this.opened).shown(this.opened).shown(this.updated(month));
        self.end()
    }

    /// Metres, some with commas at the thousands; 0 when there is no point.
    fn point_of_stock(&mut self, this: &Establishment, place: &Place) -> &mut Self {
        if !this.located {
            return self.text("0").text("0").text("");
        }
        let (x, y) = (format!("{:.1}", place.easting), format!("{:.2}", place.northing));
        if fixed(&this.number).random_range(0..3) == 0 {
            self.text(&with_thousands(&x)).text(&with_thousands(&y));
        } else {
            self.text(&x).text(&y);
        }
        self.text(&place.geocoding())
    }

    fn entity_of_stock(&mut self, this: &Entity) -> io::Result<()> {
        let seat = &this.seat;
        self.text(&this.number).text(&this.short).text(&this.long).text(SIMULATED_MARK);
        self.street(seat).empty(3).town(seat, seat.department()).telephone(&this.telephone);
        self.text(this.status.code).text(this.status.label).empty(2).text(&this.siren).text("");
        self.shown(this.created);
        self.end()
    }

    /// Region, department, commune and postcode, with their names.
    fn town(&mut self, place: &Place, department: &str) -> &mut Self {
        let region = france().department(place.commune.department).map_or("", |d| d.region);
        let name = france().region(region).map_or("", |region| region.name);
        self.text(region).text(name).text(department).text(&place.department_name());
        self.text(&place.insee).text(&place.postcode).text(&place.city).routing(place)
    }

    /// Two digits at a time.
    fn telephone(&mut self, number: &str) -> &mut Self {
        let pairs: Vec<String> =
            number.chars().collect::<Vec<_>>().chunks(2).map(|pair| pair.iter().collect()).collect();
        self.text(&pairs.join(" "))
    }
}

/// `6862035.26` as `6,862,035.26`.
fn with_thousands(metres: &str) -> String {
    let whole = metres.split('.').next().unwrap_or_default().trim_start_matches('-').len();
    let mut text = String::with_capacity(metres.len() + 2);
    let sign = metres.len() - metres.trim_start_matches('-').len();
    for (i, c) in metres.char_indices() {
        if (sign + 1..sign + whole).contains(&i) && (sign + whole - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::with_thousands;

    #[test]
    fn puts_commas_at_the_thousands() {
        for (metres, text) in [("6862035.26", "6,862,035.26"), ("12.5", "12.5"), ("-1234.0", "-1,234.0")] {
            assert_eq!(with_thousands(metres), text);
        }
        assert_eq!(with_thousands("652469.0"), "652,469.0");
    }
}
