//! One request to a page that is open to all: it reads as the public does, whoever sends it, and as of an edition. What
//! is for some needs a `Reader`.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::Site;
use crate::store::Scope;
use crate::store::editions::Edition;

/// The site, as anyone may see it.
pub(super) struct Visit {
    site: web::Data<Site>,
    pub(super) scope: Scope,
    pub(super) edition: Edition,
}

impl Visit {
    /// The same, of another edition.
    pub(super) fn at(&self, edition: Edition) -> Self {
        Self { site: self.site.clone(), scope: self.scope.clone(), edition }
    }
}

impl Deref for Visit {
    type Target = Site;
    fn deref(&self) -> &Site {
        &self.site
    }
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let site = web::Data::<Site>::from_request(request, payload).into_inner();
        ready(site.map(|site| Self { scope: Scope::public(), edition: Edition::Current, site }))
    }
}
