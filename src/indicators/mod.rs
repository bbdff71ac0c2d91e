//! Turns what is known of structures into numbers for territories and months. Pure: columns in, points out.

mod column;
mod evaluate;
mod places;
mod register;
mod supply;

pub use evaluate::{Facts, Series, evaluate};
pub use places::Places;
pub use supply::Supplies;
