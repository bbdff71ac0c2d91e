//! Row-level rights, in the one place that all readers pass: a query on members, declared or ACI data takes a `Scope`
//! and does not compile without one. Outside the store, a scope is the public's, the installation's, that of a
//! desk a message is written for, or what `audit::scope` gives to somebody who is signed in, with a line that says so.

use std::collections::HashMap;

use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::{cases as c, structure_versions as s};
use super::versions::STILL_KNOWN;
use crate::domain::account::Account;
use crate::domain::case::State;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::rights::{Family, Reach, Role, reach};
use crate::domain::sight::Sight;
use crate::domain::territory::Territory;
use crate::domain::timeline::FOREVER;

/// On whose behalf the store is read.
#[derive(Clone, Debug)]
pub struct Scope {
    role: Role,
    territories: Vec<Territory>,
    structure: Option<FinessNumber>,
    /// Of what each source tells of one structure, for somebody known; the others read all that signals are made of.
    families: HashMap<String, Family>,
    /// What the line of the audit says; nothing for the public and the installation.
    told: Option<Told>,
}

/// The family that is read, and of whom; of all whom the role reaches when nobody is named.
#[derive(Clone, Debug)]
struct Told {
    family: Family,
    structure: Option<FinessNumber>,
    /// The structures whose cases are shared with the role.
    shared: Vec<String>,
}

/// The structures of whom rows may be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rows {
    All,
    None,
    /// Of structures that FINESS places in one of these departments.
    Departments(Vec<&'static str>),
    Structures(Vec<String>),
}

impl Scope {
    /// Whoever comes without a name.
    #[must_use]
    pub fn public() -> Self {
        let (territories, families) = (Vec::new(), HashMap::new());
        Self { role: Role::Public, territories, structure: None, families, told: None }
    }

    /// The installation itself: jobs and command line.
    #[must_use]
    pub fn operator() -> Self {
        Self { role: Role::Operator, ..Self::public() }
    }

    /// Somebody known, for one family of data.
    pub(super) fn of(
        conn: &mut Conn,
        account: &Account,
        family: Family,
        families: HashMap<String, Family>,
    ) -> Result<Self, Error> {
        let Account { role, territories, structure, .. } = account.clone();
        let shared = match reach(role, family) {
            Reach::Shared => shared(conn, role, &territories)?,
            _ => Vec::new(),
        };
        let told = Some(Told { family, structure: None, shared });
        Ok(Self { role, territories, structure, families, told })
    }

    /// The desk of an agency, for a message: what its screen would show. The outbox tells what was sent to it.
    #[must_use]
    pub fn desk(territory: &Territory) -> Self {
        Self { role: Role::Ars, territories: vec![territory.clone()], ..Self::public() }
    }

    /// A fund, for a message: the agreements of its territory.
    #[must_use]
    pub fn fund(territory: &Territory) -> Self {
        Self { role: Role::Cpam, territories: vec![territory.clone()], ..Self::public() }
    }

    /// Whether it is that of jobs and of the command line, who alone read contacts and messages.
    #[must_use]
    pub(super) fn is_of_the_installation(&self) -> bool {
        self.role == Role::Operator
    }

    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// What is shown of the figures in the signals and assessments of those structures.
    pub(super) fn sight(&self) -> Sight<'_> {
        Sight::new(self.role, &self.families)
    }

    pub(super) fn rows(&self, family: Family) -> Rows {
        let reach = reach(self.role, family);
        match (reach, &self.told) {
            (Reach::Nothing, _) => Rows::None,
            (_, Some(told)) if told.family != family && !family.is_open() => Rows::None,
            (Reach::Everything, _) => Rows::All,
            // Narrowed to it by `narrowed`, which looked where it is.
            (_, Some(Told { structure: Some(number), .. })) => Rows::Structures(vec![number.to_string()]),
            (Reach::Own, _) => {
                self.structure.as_ref().map_or(Rows::None, |own| Rows::Structures(vec![own.to_string()]))
            }
            (Reach::Shared, told) => {
                Rows::Structures(told.as_ref().map(|told| told.shared.clone()).unwrap_or_default())
            }
            (Reach::Territories, _) => Rows::Departments(france().departments_of(&self.territories)),
        }
    }

    /// The codes of the territories that lie wholly within those of the reader.
    pub(super) fn places(&self) -> Vec<String> {
        let departments = france().departments_of(&self.territories);
        let is_whole = |region: &str| {
            france()
                .departments
                .iter()
                .filter(|it| it.region == region)
                .all(|it| departments.contains(&it.code))
        };
        let regions = france().regions.iter().filter(|region| is_whole(region.code));
        let mut places: Vec<String> = self.territories.iter().map(ToString::to_string).collect();
        places.extend(regions.map(|region| format!("REG-{}", region.code)));
        places.extend(departments.iter().map(|code| format!("DEP-{code}")));
        places
    }

    /// The same for one structure; none when it is out of reach.
    pub(super) fn narrowed(self, conn: &mut Conn, number: &FinessNumber) -> Result<Option<Self>, Error> {
        let Some(told) = self.told.clone() else { return Ok(None) };
        let is_reached = match self.rows(told.family) {
            Rows::All => true,
            Rows::None => false,
            Rows::Structures(own) => own.contains(&number.to_string()),
            // Where FINESS places the structure, or placed it last when it shows it no more.
            Rows::Departments(departments) => s::table
                .filter(s::finess.eq(number.as_str()).and(s::known_to.eq(STILL_KNOWN)))
                .order(s::valid_from.desc())
                .select(s::department)
                .first::<String>(conn)
                .optional()?
                .is_some_and(|department| departments.contains(&department.as_str())),
        };
        let told = Some(Told { structure: Some(number.clone()), ..told });
        Ok(is_reached.then_some(Self { told, ..self }))
    }

    /// The same, when it reaches anything.
    pub(super) fn reaching(self) -> Option<Self> {
        let family = self.told.as_ref()?.family;
        (self.rows(family) != Rows::None).then_some(self)
    }
}

/// The structures whose open case is shared with a role, in territories; in all of France when none are named.
fn shared(conn: &mut Conn, role: Role, territories: &[Territory]) -> Result<Vec<String>, Error> {
    let mut wanted = c::table.filter(c::state.ne(State::Closed.as_str())).select(c::structure).into_boxed();
    wanted = match role {
        Role::Cpam => wanted.filter(c::with_cpam.eq(true)),
        Role::Federation => wanted.filter(c::with_federation.eq(true)),
        Role::Dgos => wanted.filter(c::with_dgos.eq(true)),
        Role::Public | Role::Msp | Role::Ars | Role::Administrator | Role::Operator => return Ok(Vec::new()),
    };
    if !territories.is_empty() {
        let placed = s::table
            .filter(s::department.eq_any(france().departments_of(territories)))
            .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
            .select(s::finess);
        wanted = wanted.filter(c::structure.eq_any(placed));
    }
    Ok(wanted.order(c::structure).load(conn)?)
}
