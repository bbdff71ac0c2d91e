//! A random world of structures with members, answers and contracts, counted for every place without the observatory.

use std::collections::BTreeMap;

use observatoire::domain::cut::{Class, Cut, Size, Zone};
use observatoire::domain::geography::france;
use observatoire::domain::month::Month;
use observatoire::domain::point::{Reading, State, spans};
use observatoire::domain::profession::Group;
use observatoire::domain::territory::Territory;
use observatoire::indicators::Series;
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// Departments of a large region, of one with two and of one that is its only department.
const DEPARTMENTS: [(&str, &str); 10] = [
    ("84", "01"),
    ("84", "03"),
    ("84", "07"),
    ("84", "15"),
    ("84", "26"),
    ("84", "38"),
    ("94", "2A"),
    ("94", "2B"),
    ("01", "971"),
    ("04", "974"),
];

/// Months since the first that a world knows.
pub(crate) const FIRST: &str = "2024-01";

#[derive(Clone)]
pub(crate) struct Structure {
    place: usize,
    zone: Zone,
    size: Size,
    /// First and last month of each member, and the family.
    members: Vec<(i32, i32, Group)>,
    answers: Vec<bool>,
    yes: Vec<bool>,
    meetings: u32,
    contract: i32,
}

pub(crate) struct World {
    pub(crate) structures: Vec<Structure>,
}

impl World {
    pub(crate) fn new(chance: &mut ChaCha8Rng, months: usize) -> Self {
        let structures = chance.random_range(12..90);
        let rate = f64::from(chance.random_range(3..=10)) / 10.0;
        let structure = |chance: &mut ChaCha8Rng| {
            let mut members = Vec::new();
            for _ in 0..chance.random_range(1..16) {
                let first = chance.random_range(-24..months as i32);
                let last = first + chance.random_range(3..60);
                members.push((first, last, Group::ALL[chance.random_range(0..7)]));
            }
            let answered = chance.random_bool(rate);
            Structure {
                place: chance
                    .random_range(0..DEPARTMENTS.len())
                    .min(chance.random_range(0..DEPARTMENTS.len())),
                zone: Zone::ALL[chance.random_range(0..3)],
                size: Size::of(members.len()),
                members,
                answers: (0..months)
                    .map(|_| if chance.random_bool(0.1) { !answered } else { answered })
                    .collect(),
                yes: (0..months).map(|_| chance.random_bool(0.4)).collect(),
                meetings: chance.random_range(0..20),
                contract: chance.random_range(-5..30),
            }
        };
        Self { structures: (0..structures).map(|_| structure(chance)).collect() }
    }

    /// Late answers and corrections.
    pub(crate) fn correct(&mut self, chance: &mut ChaCha8Rng) {
        for structure in &mut self.structures {
            for month in 0..structure.answers.len() {
                if chance.random_bool(0.04) {
                    structure.answers[month] ^= true;
                }
                if chance.random_bool(0.04) {
                    structure.yes[month] ^= true;
                }
            }
        }
    }

    /// Every series from the first month to `last`.
    pub(crate) fn series(&self, last: usize) -> Vec<Series> {
        let first: Month = FIRST.parse().unwrap();
        let mut series = Vec::new();
        for territory in territories() {
            let here: Vec<&Structure> =
                self.structures.iter().filter(|structure| structure.is_in(&territory)).collect();
            for cut in cuts() {
                let part: Vec<&Structure> = here.iter().copied().filter(|it| it.is_of(cut)).collect();
                for indicator in indicators(cut).iter().copied() {
                    let readings = (0..=last as i32).map(|month| reading(indicator, &part, cut, month));
                    let (indicator, territory) = (indicator.to_owned(), territory.clone());
                    series.push(Series { indicator, territory, cut, spans: spans(first, readings) });
                }
            }
        }
        series
    }
}

impl Structure {
    fn is_in(&self, territory: &Territory) -> bool {
        let (region, department) = DEPARTMENTS[self.place];
        match territory {
            Territory::France => true,
            Territory::Region(code) => code == region,
            Territory::Department(code) => code == department,
            _ => false,
        }
    }

    fn is_of(&self, cut: Cut) -> bool {
        let is_of_size = match cut.class {
            Some(Class::Size(size)) => size == self.size,
            _ => true,
        };
        is_of_size && cut.zone.is_none_or(|zone| zone == self.zone)
    }

    fn count(&self, month: i32, is_wanted: impl Fn(Group) -> bool) -> f64 {
        let there = self
            .members
            .iter()
            .filter(|(first, last, group)| (*first..*last).contains(&month) && is_wanted(*group));
        there.count() as f64
    }

    /// Who came, or went, over the twelve months.
    fn moved(&self, month: i32, comes: bool, is_wanted: impl Fn(Group) -> bool) -> f64 {
        let there = |member: &(i32, i32, Group), month: i32| (member.0..member.1).contains(&month);
        let moved = self.members.iter().filter(|member| {
            is_wanted(member.2) && there(member, month) == comes && there(member, month - 12) != comes
        });
        moved.count() as f64
    }
}

/// France, its regions, and the departments of those where something may be.
pub(crate) fn territories() -> impl Iterator<Item = Territory> {
    france().territories().filter(|it| match it {
        Territory::Department(code) => {
            let region = france().region_of(code);
            DEPARTMENTS.iter().any(|(held, _)| region == Some(held))
        }
        other => matches!(other, Territory::France | Territory::Region(_)),
    })
}

pub(crate) fn cuts() -> Vec<Cut> {
    let zones = Zone::ALL.map(|zone| Cut { zone: Some(zone), class: None });
    let groups = Group::ALL.map(|group| Cut { zone: None, class: Some(Class::Group(group)) });
    let sizes = Size::ALL.map(|size| Cut { zone: None, class: Some(Class::Size(size)) });
    std::iter::once(Cut::default()).chain(zones).chain(groups).chain(sizes).collect()
}

/// What is given for a cut.
pub(crate) fn indicators(cut: Cut) -> &'static [&'static str] {
    match (cut.zone, cut.class) {
        (_, Some(Class::Group(_))) => &["members"],
        (_, Some(Class::Size(_))) => &["members", "share"],
        (Some(_), None) => &["msp_open", "members", "share", "meetings", "contracts"],
        (None, None) => &["msp_open", "members", "doctors", "came", "went", "share", "meetings", "contracts"],
    }
}

fn reading(indicator: &str, part: &[&Structure], cut: Cut, month: i32) -> Reading {
    let is_wanted = |group: Group| match cut.class {
        Some(Class::Group(wanted)) => group == wanted,
        _ => indicator != "doctors" || group == Group::GeneralPractitioner,
    };
    let sum = |of: &dyn Fn(&Structure) -> f64| part.iter().map(|structure| of(structure)).sum::<f64>();
    let at = month as usize;
    let answered = sum(&|it| f64::from(u8::from(it.answers[at])));
    let (numerator, denominator) = match indicator {
        "msp_open" => (part.len() as f64, None),
        "members" | "doctors" => (sum(&|it| it.count(month, is_wanted)), None),
        "came" => (sum(&|it| it.moved(month, true, is_wanted)), None),
        "went" => (sum(&|it| it.moved(month, false, is_wanted)), None),
        "contracts" => (sum(&|it| f64::from(u8::from(it.contract <= month))), None),
        "share" => (sum(&|it| f64::from(u8::from(it.answers[at] && it.yes[at]))), Some(answered)),
        _ => (sum(&|it| if it.answers[at] { f64::from(it.meetings) } else { 0.0 }), Some(answered)),
    };
    let nothing = Reading {
        numerator: None,
        denominator: None,
        value: None,
        structures: 0,
        coverage: None,
        state: State::NotSupplied,
    };
    if denominator == Some(0.0) {
        return nothing;
    }
    Reading {
        numerator: Some(numerator),
        denominator,
        value: Some(denominator.map_or(numerator, |denominator| numerator / denominator)),
        structures: part.len() as i64,
        coverage: Some(denominator.map_or(1.0, |answered| answered / part.len() as f64)),
        state: State::Observed,
    }
}

/// The definitions of the indicators above, beside those of the house.
pub(crate) fn definitions() -> BTreeMap<&'static str, String> {
    let head = |unit: &str, formula: &str, source: &str, rest: &str| {
        format!(
            "version = 1\nformula = \"{formula}\"\nunit = \"{unit}\"\ndecimals = 0\ngood = \"up\"\n\
             levels = [\"FR\", \"REG\", \"DEP\"]\nsource = [\"{source}\"]\nowner = \"o\"\nnext_review = \"2030-01-01\"\n{rest}\n\
             [fr]\nname = \"n\"\ndefinition = \"d\"\nwhy = \"w\"\n[en]\nname = \"n\"\ndefinition = \"d\"\nwhy = \"w\"\n"
        )
    };
    let stated = "from = \"declaration_mensuelle\"\ncolumn = \"reunions_equipe\"";
    let answered = format!("[denominator]\ncount = \"answered\"\n{stated}");
    BTreeMap::from([
        (
            "members",
            head(
                "persons",
                "count",
                "rpps",
                "breakdowns = [\"group\", \"size\"]\nzones = true\n[numerator]\ncount = \"members\"",
            ),
        ),
        (
            "doctors",
            head(
                "persons",
                "count",
                "rpps",
                "[numerator]\ncount = \"members\"\nof = [\"general_practitioner\"]",
            ),
        ),
        ("came", head("persons", "count", "rpps", "[numerator]\ncount = \"arrivals\"\nmonths = 12")),
        ("went", head("persons", "count", "rpps", "[numerator]\ncount = \"departures\"\nmonths = 12")),
        (
            "share",
            head(
                "share",
                "ratio",
                "declaration_mensuelle",
                &format!(
                    "zones = true\n[numerator]\ncount = \"meeting\"\n{stated}\nat_least = 1\n{answered}"
                ),
            ),
        ),
        (
            "meetings",
            head(
                "share",
                "ratio",
                "declaration_mensuelle",
                &format!("zones = true\n[numerator]\ncount = \"sum\"\n{stated}\n{answered}"),
            ),
        ),
        (
            "contracts",
            head(
                "structures",
                "count",
                "aci_contrats",
                "zones = true\n[numerator]\ncount = \"contracts\"\nstate = \"active\"",
            ),
        ),
    ])
}
