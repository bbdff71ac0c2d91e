//! The simulator's own table of points (domain.md, section 3.2: avenant 1 of 2022, V* values). It pays in this world;
//! what the observatory makes of a statement it reads from its own parameters.

use rand::{Rng, RngExt};

use crate::domain::month::Month;

use super::super::activity::Associates;
use super::super::people::team::Team;

/// Euros of a point, and patients for which variable points are whole.
pub(super) const POINT: f64 = 7.0;
const PATIENTS: f64 = 4_000.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Class {
    Prerequisite,
    Base,
    Optional,
}

/// An indicator at a level, as the statement shows it.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Line {
    pub code: &'static str,
    pub level: u32,
    pub class: Class,
    pub fixed: f64,
    pub variable: f64,
    pub attained: Attained,
    pub value: f64,
    pub unit: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Attained {
    Yes,
    Partly,
    No,
}

impl Class {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Prerequisite => "prerequis",
            Self::Base => "socle",
            Self::Optional => "optionnel",
        }
    }
}

impl Attained {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "oui",
            Self::Partly => "partiel",
            Self::No => "non",
        }
    }

    fn of(is_attained: bool) -> Self {
        if is_attained { Self::Yes } else { Self::No }
    }
}

/// What the team did in a year, and what each indicator gives for it.
pub(super) fn lines(rng: &mut impl Rng, team: &Team, december: Month) -> Vec<Line> {
    use Class::{Base, Optional, Prerequisite};
    let heads = Associates::of(team, december);
    let patients = f64::from(team.patients(december));
    let ratio = patients / PATIENTS;
    let is_new_rule = december.year() >= 2022;
    let organised = team.traits.organised;
    let members = f64::from(heads.all());
    // The teams learnt the agreement of 2022 in its first years.
    let learnt = (0.5 + 0.25 * f64::from(december.year() - 2022)).clamp(0.4, 0.95);
    // 35 of 1,953 missed a prerequisite in 2023.
    let missed = rng.random_bool(0.018).then(|| rng.random_range(0..4));
    let mut lines = Vec::with_capacity(24);
    let mut add = |code, level, class, fixed: f64, variable: f64, attained, value: f64, unit| {
        let share = f64::from(u8::from(attained != Attained::No));
        let (fixed, variable) = (share * fixed, share * variable);
        lines.push(Line { code, level, class, fixed, variable, attained, value, unit });
    };
    let holds = |rank: u32| Attained::of(missed != Some(rank));

    let hours = team.hours(december);
    let reduced = match hours {
        12.0.. => 0.0,
        10.0.. => 60.0,
        _ => 150.0,
    };
    let opening = 800.0 - reduced - if team.opens_saturday() { 0.0 } else { 120.0 };
    let access = match holds(0) {
        Attained::Yes if opening < 800.0 => Attained::Partly,
        other => other,
    };
    add("A01", 1, Prerequisite, opening, 0.0, access, hours, "heures par jour");
    let coordination = 1_700.0 * ratio.min(2.0) + 1_100.0 * (ratio - 2.0).max(0.0);
    let is_coordinated = team.coordinator(december).map_or(0.0, |held| held.hours_a_week);
    add("A09", 1, Prerequisite, 1_000.0, coordination, holds(1), is_coordinated, "heures par semaine");
    let system = 200.0 * members.min(16.0) + 150.0 * (members - 16.0).max(0.0);
    add("A18", 1, Prerequisite, 500.0, system, holds(2), members, "associés");
    let protocols = f64::from(team.protocols(december).min(8));
    add("A10", 1, Base, 100.0 * protocols, 0.0, Attained::of(protocols > 0.0), protocols, "protocoles");
    let rate = team.discussed(december);
    let discussed = (rate / 0.05).min(1.0);
    let is_enough = if discussed < 1.0 { Attained::Partly } else { Attained::Yes };
    add("A11", 1, Base, 0.0, 1_000.0 * ratio * discussed, is_enough, 100.0 * rate, "% de la patientèle");
    let diverse = heads.pharmacists + heads.dentists + heads.midwives + heads.specialists > 0;
    add("A03", 1, Optional, 300.0, 0.0, Attained::of(diverse), f64::from(u8::from(diverse)), "profession");
    let professions = f64::from(heads.professions);
    add("A03", 2, Optional, 300.0, 0.0, Attained::of(professions >= 3.0), professions, "professions");
    let missions = f64::from(team.missions(december).min(2));
    let (fixed, variable) =
        if is_new_rule { (0.0, 350.0 * missions * ratio) } else { (100.0 * missions, 0.0) };
    add("A06", 1, Optional, fixed, variable, Attained::of(missions > 0.0), missions, "missions");
    let trainees = f64::from((team.supervisors(december) * 2).min(if is_new_rule { 4 } else { 2 }));
    let training = if trainees < 2.0 { 0.0 } else { 450.0 + 225.0 * (trainees - 2.0) };
    add("A12", 1, Optional, training, 0.0, Attained::of(trainees >= 2.0), trainees, "stages");
    let users = rng.random_bool((0.35 + 0.3 * organised).min(learnt));
    add("A07", 1, Optional, 200.0, 0.0, Attained::of(users), f64::from(u8::from(users)), "niveau");
    if !is_new_rule {
        return lines;
    }

    add("A02", 1, Prerequisite, 100.0, 0.0, holds(3), 1.0, "plan");
    let visits = team.traits.reach > 0.5;
    add("A04", 1, Optional, 300.0, 0.0, Attained::of(visits && rng.random_bool(learnt)), 1.0, "accès");
    let days = ((team.traits.reach - 0.5) * 8.0).max(0.0);
    add("A04", 2, Optional, 300.0, 0.0, Attained::of(days >= 2.5), days, "jours par semaine");
    add("A05", 1, Optional, 200.0, 0.0, Attained::of(rng.random_bool(0.02)), 0.0, "médecins");
    let builds = rng.random_bool((0.25 * organised + 0.1).min(learnt));
    add("A07", 2, Optional, 0.0, 300.0 * ratio, Attained::of(builds && users), 0.0, "niveau");
    let share = team.regulated(december);
    let points = if share >= 0.99 { 200.0 } else { 100.0 };
    add("A08", 1, Optional, points, 0.0, Attained::of(share >= 0.5), 100.0 * share, "% des médecins");
    let outside = rng.random_bool(learnt * (0.3 + 0.6 * organised));
    add("A13", 1, Optional, 0.0, 200.0 * ratio, Attained::of(outside), 0.0, "procédure");
    let quality = (3.4 * organised * learnt) as u32;
    add("A14", 1, Optional, 100.0, 0.0, Attained::of(quality >= 1), f64::from(quality), "niveau");
    add("A14", 2, Optional, 0.0, 200.0 * ratio, Attained::of(quality >= 2), f64::from(quality), "niveau");
    add("A14", 3, Optional, 0.0, 300.0 * ratio, Attained::of(quality >= 3), f64::from(quality), "niveau");
    let national = f64::from((6.0 * organised * learnt * 0.6) as u32);
    add("A15", 1, Optional, 100.0 * national, 0.0, Attained::of(national > 0.0), national, "protocoles");
    let heart = rng.random_bool(0.3 * learnt);
    add("A16", 1, Optional, 0.0, 100.0 * ratio, Attained::of(heart), 0.0, "parcours");
    add("A17", 1, Optional, 100.0, 0.0, Attained::of(rng.random_bool(0.2 * learnt)), 0.0, "parcours");
    add("A19", 1, Optional, 100.0, 0.0, Attained::of(organised > 0.7), 0.0, "label");
    lines
}
