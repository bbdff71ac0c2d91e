//! The people of the teams as the directory knows them: late, and for some without the structure where they work.

use std::borrow::Cow;
use std::io::{self, Write};

use rand::RngExt;

use crate::domain::month::Month;

use super::super::Population;
use super::super::chance::{chance, wait};
use super::super::people::person::{Motive, Person};
use super::super::people::team::Team;
use super::super::people::trades::Kind;
use super::super::world::Establishment;
use super::line::{Activity, Identity};

/// Shares without the structure: the directory is a floor, not a head-count. \[A\]
const UNLINKED_DOCTORS: f64 = 0.10;
const UNLINKED: f64 = 0.30;
/// Of the linked, those known under the legal entity only. \[A\]
const BY_ENTITY: f64 = 0.12;
/// Those with a further employed activity elsewhere; and a third one. \[A\]
const SECOND: f64 = 0.06;
const THIRD: f64 = 0.01;
/// Months until an arrival or a departure shows. \[A\]
const DELAY: f64 = 2.0;
/// Of those who moved, the ones who practise elsewhere in the same commune from then on. \[A\]
const STAYS_NEAR: f64 = 0.2;

const TEAM: (&str, &str) = ("SA52", "Maison de santé ou Pôle de santé");
const GROUP: (&str, &str) = ("SA08", "");
const OWN: (&str, &str) = ("SA07", "");
const HOSPITAL: (&str, &str) = ("SA01", "");

pub(super) struct Members<'a> {
    of: &'a Population<'a>,
    known: Vec<(&'a Team, Vec<Known<'a>>)>,
}

/// Somebody, and how the directory knows them.
struct Known<'a> {
    person: &'a Person,
    identity: Identity,
    from: Month,
    to: Option<Month>,
    link: Link,
    further: u32,
    stays_near: bool,
    in_twin: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Site,
    Entity,
    None,
}

impl<'a> Members<'a> {
    pub(super) fn new(of: &'a Population<'a>) -> Self {
        let known =
            of.teams.iter().map(|team| (team, team.people.iter().map(|p| Known::new(of.seed, p)).collect()));
        Self { of, known: known.collect() }
    }

    /// The lines of a month.
    pub(super) fn write(&self, month: Month, out: &mut impl Write) -> io::Result<()> {
        let mut lines = String::with_capacity(1 << 16);
        for (team, people) in &self.known {
            let world = self.of.world;
            let open = team.establishment(world, month);
            let last = team.chain.last().and_then(|index| world.establishments.get(*index));
            let Some(this) = open.or(last) else { continue };
            let twin =
                team.twin.and_then(|twin| world.establishments.get(twin)).filter(|t| t.is_open_msp(month));
            for known in people {
                let site = twin.filter(|_| known.in_twin).unwrap_or(this);
                known.put(self.of, site, month, &mut lines);
            }
            if lines.len() > 1 << 15 {
                out.write_all(lines.as_bytes())?;
                lines.clear();
            }
        }
        out.write_all(lines.as_bytes())
    }
}

impl<'a> Known<'a> {
    fn new(seed: u64, person: &'a Person) -> Self {
        let mut rng = chance(seed, &person.number.to_string(), "directory");
        let identity = Identity::new(&mut rng, person.number, person.trade, person.born);
        let unlinked = if person.trade.kind.is_doctor() { UNLINKED_DOCTORS } else { UNLINKED };
        let link = match rng.random::<f64>() {
            draw if draw < unlinked => Link::None,
            draw if draw < unlinked + (1.0 - unlinked) * BY_ENTITY => Link::Entity,
            _ => Link::Site,
        };
        let further = match rng.random::<f64>() {
            ..THIRD => 2,
            THIRD..SECOND => 1,
            _ => 0,
        };
        let (late, later) = (wait(&mut rng, DELAY), wait(&mut rng, DELAY));
        Self {
            person,
            identity,
            from: person.joined + late,
            to: person.left.map(|leave| (leave.month + later).max(person.joined + late)),
            link,
            further,
            stays_near: rng.random_bool(STAYS_NEAR),
            in_twin: rng.random_bool(0.4),
        }
    }

    fn put(&self, of: &Population, this: &Establishment, month: Month, lines: &mut String) {
        if month < self.from {
            return;
        }
        let place = this.places.at(month);
        let elsewhere = Activity {
            is_employed: self.person.employed,
            postcode: &place.postcode,
            insee: &place.insee,
            city: &place.city,
            department: place.commune.department,
            sector: OWN,
            ..Activity::default()
        };
        if self.to.is_some_and(|to| to <= month) {
            let moved = self
                .person
                .left
                .is_some_and(|l| matches!(l.motive, Motive::Move | Motive::Conflict | Motive::End));
            if moved && self.stays_near {
                elsewhere.put(&self.identity, lines);
            }
            return;
        }
        let tenure = this.tenure.at(month);
        let entity = of.world.entities.get(tenure.entity).map(|entity| entity.number.as_str());
        let siret = tenure.siret.as_deref();
        let name = || Some(Cow::Owned(format!("{} SIMULÉ", this.short)));
        let here = match self.link {
            Link::Site => {
                Activity { siret, site: Some(&this.number), entity, name: name(), sector: TEAM, ..elsewhere }
            }
            Link::Entity => Activity { siret, entity, name: name(), sector: TEAM, ..elsewhere },
            // Where the team is, in the directory's words a group.
            Link::None => Activity { sector: GROUP, ..elsewhere },
        };
        here.put(&self.identity, lines);
        for _ in 0..self.further {
            let more = Activity {
                is_employed: true,
                postcode: &place.postcode,
                insee: &place.insee,
                city: &place.city,
                department: place.commune.department,
                sector: HOSPITAL,
                ..Activity::default()
            };
            more.put(&self.identity, lines);
        }
        // A pharmacist is known by the officine as well.
        if self.person.is(Kind::Pharmacist) {
            let officine = Activity {
                postcode: &place.postcode,
                insee: &place.insee,
                city: &place.city,
                department: place.commune.department,
                sector: ("SA33", ""),
                ..Activity::default()
            };
            officine.put(&self.identity, lines);
        }
    }
}
