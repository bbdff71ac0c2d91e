//! Somebody who is signed in, put into the store by hand: for tests of what they may read.

use observatoire::credentials::Token;
use observatoire::domain::account::Account;
use observatoire::domain::rights::{Family, Role};
use observatoire::store::audit::{self, Subject};
use observatoire::store::sessions::{self, Signed};
use observatoire::store::{Scope, Store, accounts};

use super::NOW;

pub(crate) struct Someone {
    pub(crate) token: Token,
    pub(crate) signed: Signed,
}

impl Someone {
    pub(crate) fn new(store: &Store, role: Role, territories: &[&str], structure: Option<&str>) -> Self {
        let token = Token::draw().unwrap();
        let now = NOW.trim_end_matches('Z').parse().unwrap();
        let email = format!("{}@test.invalid", &token.as_str()[..16]).parse().unwrap();
        let territories = territories.iter().map(|code| code.parse().unwrap()).collect();
        let structure = structure.map(|number| number.parse().unwrap());
        let account = Account::new(email, "Somebody", role, territories, structure).unwrap();
        let conn = &mut *store.connection().unwrap();
        assert!(accounts::add(conn, &account, "no hash", now).unwrap());
        let held = accounts::find(conn, &account.email).unwrap().unwrap();
        sessions::open(conn, held.id, &token, "", None, now).unwrap();
        let signed = sessions::find(conn, &token, now).unwrap().unwrap();
        Self { token, signed }
    }

    /// What they may read of a family, of everyone; the public's scope where they are refused.
    pub(crate) fn scope(&self, store: &Store, family: Family) -> Scope {
        let now = NOW.trim_end_matches('Z').parse().unwrap();
        let conn = &mut *store.connection().unwrap();
        let scope =
            audit::scope(conn, &self.signed, (family, [].into()), Subject::Everyone, (None, now)).unwrap();
        scope.unwrap_or_else(Scope::public)
    }
}
