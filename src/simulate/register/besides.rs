//! What the ARS file besides the teams that FINESS knows or will know: further sites, and projects given up.

use chrono::{Duration, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::Commune;

use super::super::names;
use super::super::world::Establishment;
use super::dossier::{Dossier, Stages, project};
use super::gather::{Draft, Gathering};

/// Shares, each an assumption. Of ten projects one is given up, so one for nine that open.
const GIVEN_UP: f64 = 1.0 / 9.0;
/// Of the teams, those with a site of which FINESS knows nothing.
const SITE: f64 = 0.06;

impl Gathering {
    /// Another site of the team, without a number of its own and without a project of its own.
    pub(super) fn site(&mut self, index: usize, this: &Establishment, main: &Dossier) {
        let mut rng = self.chance(this, "site");
        let (Some(main_opened), true) = (main.opened, rng.random_bool(SITE)) else { return };
        let opened = main_opened + Duration::days(rng.random_range(365..1_500));
        let Some(commune) = self.commune(this, &mut rng) else { return };
        if main.end.as_ref().is_some_and(|end| end.day <= opened) {
            return;
        }
        let dossier = Dossier {
            name: names::antenna(&this.long, &names::postal(commune.name)).1,
            commune: commune.code,
            structure: None,
            aware: opened,
            stages: Stages::default(),
            opened: Some(opened),
            is_university: false,
            ..main.clone()
        };
        self.drafts.push(Draft { dossier, parent: Some(index), succeeds: None, into: None });
    }

    /// A project of the same time and department that never opens: most are given up before they are filed.
    pub(super) fn abandoned(&mut self, this: &Establishment, sister: &Dossier, opened: NaiveDate) {
        let mut rng = self.chance(this, "abandoned");
        let opening = opened + Duration::days(rng.random_range(-300..300));
        let (stages, aware) = project(&mut rng, opening);
        let Some(commune) = self.commune(this, &mut rng).filter(|_| rng.random_bool(GIVEN_UP)) else {
            return;
        };
        let (Some(filed), Some(recognised)) = (stages.filed, stages.recognised) else { return };
        let (from, to) = match rng.random_range(0..100) {
            0..55 => (aware, filed),
            55..85 => (filed, recognised),
            _ => (recognised, opening),
        };
        let given_up =
            from + Duration::days(((to - from).num_days() as f64 * rng.random::<f64>()) as i64 + 1);
        let before = |day: &NaiveDate| *day < given_up;
        let dossier = Dossier {
            name: names::structure(&mut rng, &names::postal(commune.name)).1,
            commune: commune.code,
            structure: None,
            aware,
            stages: Stages {
                filed: stages.filed.filter(before),
                recognised: stages.recognised.filter(before),
                ..stages
            },
            opened: None,
            given_up: Some(given_up),
            end: None,
            is_university: false,
            ..sister.clone()
        };
        self.drafts.push(Draft { dossier, parent: None, succeeds: None, into: None });
    }

    fn commune(&self, near: &Establishment, rng: &mut ChaCha8Rng) -> Option<&'static Commune> {
        let own = near.places.at(near.registered).commune;
        let list = self.communes.get(own.department)?;
        list.get(rng.random_range(0..list.len().max(1) as u32) as usize).copied()
    }
}
