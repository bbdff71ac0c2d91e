//! The people of a demonstration: nobody real, under addresses that no letter reaches (RFC 2606).

use super::super::App;
use crate::credentials::password::{generated, hash};
use crate::domain::account::{Account, Email, Password};
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::rights::{Family, Role};
use crate::domain::statement::Subject;
use crate::domain::territory::Territory;
use crate::store::statements::{self, Query};
use crate::store::{Known, Scope, accounts, structures};

/// Auvergne-Rhône-Alpes.
const REGION: &str = "84";

impl App {
    /// Accounts under one password, made anew at each start and told here only.
    pub(super) fn admit_people(&self, until: Month) -> anyhow::Result<()> {
        let region = Territory::Region(REGION.to_owned());
        let place = france().name(&region).unwrap_or_default();
        let mut people = vec![
            ("admin", "Administration (simulée)".to_owned(), Role::Administrator, Vec::new(), None),
            ("dgos", "DGOS (simulée)".to_owned(), Role::Dgos, Vec::new(), None),
            ("ars", format!("ARS {place} (simulée)"), Role::Ars, vec![region.clone()], None),
            ("collegue", "Collègue de l’ARS (simulé)".to_owned(), Role::Ars, vec![region.clone()], None),
            ("cpam", format!("Assurance maladie, {place} (simulée)"), Role::Cpam, vec![region.clone()], None),
            (
                "federation",
                format!("Fédération, {place} (simulée)"),
                Role::Federation,
                vec![region.clone()],
                None,
            ),
        ];
        if let Some(number) = self.declaring(&region, until)? {
            let name = "Coordination de MSP (simulée)".to_owned();
            people.push(("msp", name, Role::Msp, Vec::new(), Some(number)));
        }
        let password = generated()?;
        eprintln!("Simulated accounts of this demonstration, password {password}:");
        for (login, name, role, territories, structure) in people {
            let email: Email = format!("{login}@demo.invalid").parse()?;
            let hash = hash(&Password::new(password.clone(), &email)?)?;
            let held = accounts::find(&mut *self.store.connection()?, &email)?;
            if held.is_some() {
                self.renew(&email, &hash)?;
            } else {
                self.admit(&Account::new(email.clone(), &name, role, territories, structure)?, &hash)?;
            }
            eprintln!("  {email}  {name}");
        }
        Ok(())
    }

    /// An open structure of the region that declares something, so that there is something to see.
    fn declaring(&self, region: &Territory, until: Month) -> anyhow::Result<Option<FinessNumber>> {
        let conn = &mut *self.store.connection()?;
        let placed = structures::placed_in(conn, &france().departments_of([region]), Kind::Msp, Known::Now)?;
        let open = placed.into_iter().filter(|structure| structure.spell(until).is_some());
        let open: Vec<String> = open.map(|structure| structure.finess.to_string()).collect();
        let query = Query {
            source: "declaration_mensuelle",
            family: Family::Declared,
            subjects: Some(&open),
            known: Known::Now,
        };
        let held = statements::load(conn, &Scope::operator(), query)?;
        Ok(held.into_iter().find_map(|held| match held.statement.subject {
            Subject::Structure(number) => Some(number),
            Subject::Territory(_) => None,
        }))
    }
}
