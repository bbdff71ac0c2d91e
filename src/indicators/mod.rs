//! Turns what is known of structures into numbers for territories and months. Pure: facts in, points out.
//!
//! A term is counted in one of three ways: structure by structure ([`rows`], added up over [`segment`]s by [`tally`]), commune by
//! commune ([`communes`]) or place by place ([`column`]).

mod answer;
mod column;
mod communes;
mod contracts;
mod evaluate;
mod facts;
mod months;
mod places;
mod reading;
mod register;
mod roster;
mod rows;
mod segment;
mod sheet;
mod stated;
mod stays;
mod supply;
mod table;
mod tally;
mod world;
mod zoning;

pub use evaluate::{Evaluation, Series, evaluate};
pub use facts::Facts;
pub use places::Places;
pub use supply::Supplies;
pub use table::Table;
