//! The team payment of the national agreement (accord conventionnel interprofessionnel, ACI, of 20 April 2017 and its
//! avenant 1, Journal officiel of 3 August 2022): points by indicator, euros, advance, and what a team may lose.
//!
//! No number of the agreement stands here: a [`Scale`] is read from `jobs/parameters/aci-*.toml`.

mod award;
mod indicator;
mod margin;
mod scale;
mod team;

pub use award::{Award, Line, Loss, Points};
pub use indicator::{Class, Indicator};
pub use margin::{Evidence, Lack, Margin};
pub use scale::{Incomplete, Scale};
pub use team::{Done, Opening, Team};
