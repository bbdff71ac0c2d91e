//! The agreement between the teams and the health insurance (accord conventionnel interprofessionnel): who signs it,
//! what it counts each year, what it pays.

mod contracts;
mod points;
mod statements;

pub(super) use contracts::{agree, contracts};
pub(super) use statements::statements;
#[cfg(test)]
pub(super) use {
    contracts::Contract,
    statements::{Statement, statement},
};

/// The first year with a file: the agreement of April 2017.
const FIRST: i32 = 2017;
