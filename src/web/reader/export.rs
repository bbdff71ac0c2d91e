//! A file made for somebody who is signed in. Every answer of a handler that takes a `Reader` passes here, so that none of
//! them can forget the line in the audit.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpMessage as _, HttpRequest, web};

use super::super::Site;
use super::super::errors::WebError;
use crate::domain::rights::Family;
use crate::store::audit::{self, Action, Actor, Entry};
use crate::store::sessions::Signed;

/// Who may take a file away with this request, and what was read for it so far.
#[derive(Clone)]
pub(in super::super) struct Export {
    site: web::Data<Site>,
    who: String,
    address: Option<IpAddr>,
    read: Arc<Mutex<Vec<(Family, String)>>>,
}

impl Export {
    pub(super) fn new(site: &web::Data<Site>, signed: &Signed, address: Option<IpAddr>) -> Self {
        let who = signed.account().email.to_string();
        Self { site: web::Data::clone(site), who, address, read: Arc::default() }
    }

    /// That of a request whose handler takes a `Reader`; none where everybody gets the same.
    pub(in super::super) fn of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }

    pub(super) fn was_read(&self, family: Family, subject: String) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).push((family, subject));
    }

    /// Writes down that a file was made: a line for each family that it was read from.
    ///
    /// # Errors
    /// The database fails; then nothing is sent.
    pub(in super::super) fn tell(&self, file: &str) -> Result<(), WebError> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let actor = Actor { who: &self.who, address: self.address, at: self.site.clock.now() };
        let entry = Entry { detail: Some(file), ..Entry::of(Action::Exported) };
        let conn = &mut *self.site.store.connection()?;
        if read.is_empty() {
            audit::write(conn, actor, entry)?;
        }
        for (family, subject) in &read {
            audit::write(conn, actor, Entry { family: Some(*family), subject: Some(subject), ..entry })?;
        }
        Ok(())
    }
}
