//! An address in a commune, with its point: how FINESS writes where something is. Which commune, the atlas says.

use std::borrow::Cow;

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::outline::{place, sheet};
use crate::domain::geography::projection::Projection;
use crate::domain::geography::{Commune, france, prefecture};

use super::names;

#[derive(Clone, Debug)]
pub(super) struct Place {
    pub commune: &'static Commune,
    /// INSEE code as FINESS files it: the municipal district in Paris, Lyon and Marseille.
    pub insee: Cow<'static, str>,
    pub number: Option<u32>,
    pub street_kind: &'static str,
    pub street: &'static str,
    /// Invented but in the department: the geography of the domain knows no postcode.
    pub postcode: String,
    /// The commune as the post writes it, without postcode.
    pub city: String,
    /// Degrees.
    pub longitude: f64,
    pub latitude: f64,
    /// Metres, in the projection of the department.
    pub easting: f64,
    pub northing: f64,
}

impl Place {
    /// Somewhere in `commune`, within about a kilometre of a centre that is always the same.
    pub(super) fn within(commune: &'static Commune, rng: &mut impl Rng) -> Self {
        let (x, y) = centre(commune);
        // A kilometre each way, a few in a large town.
        let reach = 0.009 * (commune.population.unwrap_or(0) as f64 / 50_000.0).sqrt().clamp(1.0, 4.0);
        let (longitude, latitude) =
            (x + rng.random_range(-reach..reach), y + rng.random_range(-reach..reach));
        let (easting, northing) = projection(commune.department).project(longitude, latitude);
        let (number, street_kind, street) = names::street(rng);
        let insee = district(commune, rng);
        let postcode = postcode(commune, &insee);
        let city = names::postal(commune.name).replace("SAINTE ", "STE ").replace("SAINT ", "ST ");
        Self {
            commune,
            insee,
            number,
            street_kind,
            street,
            postcode,
            city,
            longitude,
            latitude,
            easting,
            northing,
        }
    }

    /// FINESS's own department code: the overseas ones bear a letter.
    pub(super) fn department(&self) -> &'static str {
        finess_department(self.commune.department)
    }

    /// FINESS's three characters of the commune; two islands keep the code they had in Guadeloupe.
    pub(super) fn commune_code(&self) -> &str {
        match self.commune.department {
            "977" => "123",
            "978" => "127",
            _ => self.insee.get(2..).unwrap_or_default(),
        }
    }

    pub(super) fn department_name(&self) -> String {
        let code = match self.commune.department {
            "977" | "978" => "971",
            other => other,
        };
        names::postal(france().department(code).map_or("", |d| d.name))
    }

    /// Where the point comes from: `sourcecoordet`. Its last word is the projection; none is known for
    /// Wallis-et-Futuna.
    pub(super) fn geocoding(&self) -> String {
        let projection = match self.department() {
            "9A" | "9B" => "UTM_N20",
            "9C" => "UTM_N22",
            "9D" => "UTM_S40",
            "9E" => "UTM_N21",
            "9F" => "UTM_S38",
            "9J" => return String::new(),
            _ => "LAMBERT_93",
        };
        format!("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,{projection}")
    }
}

fn finess_department(code: &'static str) -> &'static str {
    match code {
        "971" | "977" | "978" => "9A",
        "972" => "9B",
        "973" => "9C",
        "974" => "9D",
        "975" => "9E",
        "976" => "9F",
        "986" => "9J",
        other => other,
    }
}

/// Wallis-et-Futuna has no projection in FINESS; its metres are those of UTM 1 south.
fn projection(department: &str) -> Projection {
    Projection::of_department(department).unwrap_or(Projection::Utm { zone: 1, south: true })
}

/// Draws that depend on a code only, the same in every world.
pub(super) fn fixed(code: &str) -> ChaCha8Rng {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    ChaCha8Rng::seed_from_u64(code.bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// No centre of a commune is known here: a point inside its department stands for it, the communes of an EPCI
/// together.
fn centre(commune: &Commune) -> (f64, f64) {
    let prefecture = prefecture(commune.department).unwrap_or_default();
    let outline = sheet().outline(commune.department);
    let is_inside = |&(x, y): &(f64, f64)| {
        outline.zip(place(commune.department, x, y)).is_some_and(|(outline, spot)| outline.contains(spot))
    };
    // Each draw reaches less far than the one before, so that the smallest department is hit as well.
    let around = |(x, y): (f64, f64), code: &str, reach: f64| {
        let mut rng = fixed(code);
        let reaches = (0..200).map(|draw| reach * 0.98_f64.powi(draw));
        let mut draws = reaches.map(|reach| {
            (x + reach * rng.random_range(-1.0..1.0), y + 0.7 * reach * rng.random_range(-1.0..1.0))
        });
        draws.find(is_inside)
    };
    let group = around(prefecture, commune.epci.unwrap_or(commune.code), 1.0).unwrap_or(prefecture);
    around(group, commune.code, 0.07).unwrap_or(group)
}

fn district(commune: &'static Commune, rng: &mut impl Rng) -> Cow<'static, str> {
    let (first, districts) = match commune.code {
        "75056" => (75_101, 20),
        "13055" => (13_201, 16),
        "69123" => (69_381, 9),
        other => return Cow::Borrowed(other),
    };
    Cow::Owned((first + rng.random_range(0..districts)).to_string())
}

fn postcode(commune: &Commune, insee: &str) -> String {
    let tens = fixed(insee).random_range(1..9) * 10;
    match (commune.department, commune.code) {
        ("75", _) | (_, "13055" | "69123") => {
            let number: u32 = insee.parse().unwrap_or_default();
            let before = match commune.department {
                "75" => 100,
                "13" => 200,
                _ => 380,
            };
            format!("{:05}", number - before)
        }
        ("2A", _) => format!("201{tens}"),
        ("2B", _) => format!("202{tens}"),
        ("975" | "986", _) => format!("{}00", commune.department),
        ("977", _) => "97133".to_owned(),
        ("978", _) => "97150".to_owned(),
        (department, _) if department.len() == 3 => format!("{department}{tens}"),
        (department, _) => format!("{department}{:03}", fixed(insee).random_range(10..99) * 10),
    }
}
