//! Where a password comes from: a person at the terminal, a script, or chance.

use std::io::{self, IsTerminal as _};

use anyhow::Context as _;

use super::super::{output, wrong_use};
use super::Chosen;
use crate::credentials::password::generated;
use crate::domain::account::{Email, Password};

impl Chosen {
    pub(super) fn password(&self, login: &Email) -> anyhow::Result<Password> {
        let text = if self.generate {
            generated()?
        } else if io::stdin().is_terminal() {
            let first = rpassword::prompt_password("Password: ").context("the terminal")?;
            let second = rpassword::prompt_password("Again: ").context("the terminal")?;
            if first != second {
                return Err(wrong_use("the two are not the same; nothing was changed"));
            }
            first
        } else {
            let mut line = String::new();
            io::stdin().read_line(&mut line).context("standard input")?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        };
        Password::new(text, login).map_err(|weak| wrong_use(weak.to_string()))
    }

    /// Prints a password that nobody chose.
    pub(super) fn tell(&self, password: &Password) -> anyhow::Result<()> {
        if self.generate { output::line(&format!("password: {}", password.as_str())) } else { Ok(()) }
    }
}
