//! The letters that pages ask for, written as jobs write them.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::catalog::Catalog;
use crate::domain::finess::FinessNumber;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::jobs::letters::overview::{self, Released as Outcome, Untold};
use crate::jobs::letters::{Office, Raised, digest};
use crate::mail::{Digest, Document, Letter, Post};
use crate::store::audit::Actor;
use crate::store::{Conn, Error};
use crate::web::{Clerk, Released};

pub(super) struct Writer {
    pub(super) catalog: Arc<Catalog>,
    pub(super) post: Post,
}

impl Writer {
    fn office(&self, now: NaiveDateTime) -> Office<'_> {
        Office { catalog: &self.catalog, post: &self.post, now, by_hand: true }
    }
}

impl Clerk for Writer {
    fn digest(
        &self,
        conn: &mut Conn,
        territory: &Territory,
        week: (NaiveDate, NaiveDate),
    ) -> Result<Option<Digest>, Error> {
        digest::facts(conn, &self.catalog.risk, territory, week)
    }

    fn overview(
        &self,
        conn: &mut Conn,
        structure: &FinessNumber,
        language: Language,
        now: NaiveDateTime,
    ) -> Result<Result<Document, Released>, Error> {
        match overview::facts(conn, structure, now)? {
            Ok(facts) => self.office(now).preview(conn, &Letter::Overview(facts), language).map(Ok),
            Err(untold) => Ok(Err(why(untold))),
        }
    }

    fn release(&self, conn: &mut Conn, officer: Actor, structure: &FinessNumber) -> Result<Released, Error> {
        let office = self.office(officer.at);
        Ok(match overview::release(conn, &office, officer, structure)? {
            Outcome::Raised(Raised::Written(0)) => Released::Before,
            Outcome::Raised(Raised::Written(_)) => Released::Written,
            Outcome::Raised(Raised::Aside(_)) => Released::Aside,
            Outcome::Paused(until) => Released::Paused(until),
            Outcome::Raised(Raised::Withheld) => Released::Shadow,
            Outcome::Refused(untold) => why(untold),
        })
    }
}

fn why(untold: Untold) -> Released {
    match untold {
        Untold::Unknown => Released::Unknown,
        Untold::NoDesk(_) => Released::NoDesk,
        Untold::Shadow => Released::Shadow,
    }
}
