//! Who is who on a case: names in the place of addresses, and the colleagues to whom it may be given.

use std::collections::HashMap;

use crate::domain::account::{Account, State};
use crate::domain::geography::france;
use crate::domain::rights::Role;
use crate::store::{Conn, Error, accounts};

pub(in super::super) struct People {
    names: HashMap<String, String>,
    /// Address and name of those of the same desk, the reader included.
    pub(in super::super) colleagues: Vec<(String, String)>,
}

impl People {
    pub(in super::super) fn of(conn: &mut Conn, reader: &Account) -> Result<Self, Error> {
        let all = accounts::people(conn)?;
        let here = france().departments_of(&reader.territories);
        let is_colleague = |account: &Account| {
            account.role == Role::Ars
                && account.state == State::Active
                && france().departments_of(&account.territories).iter().any(|code| here.contains(code))
        };
        let mut colleagues: Vec<(String, String)> = all
            .iter()
            .filter(|account| reader.role == Role::Ars && is_colleague(account))
            .map(|account| (account.email.to_string(), account.name.clone()))
            .collect();
        colleagues.sort_by(|a, b| a.1.cmp(&b.1));
        let names = all.into_iter().map(|account| (account.email.to_string(), account.name)).collect();
        Ok(Self { names, colleagues })
    }

    /// The name of an account; of one that is gone its address.
    pub(in super::super) fn name(&self, email: &str) -> String {
        self.names.get(email).cloned().unwrap_or_else(|| email.to_owned())
    }

    pub(in super::super) fn is_colleague(&self, email: &str) -> bool {
        self.colleagues.iter().any(|(colleague, _)| colleague == email)
    }
}
