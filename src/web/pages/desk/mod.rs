//! The cases of a desk: its list, what changed since Monday, the record for a committee. Each reading is in the audit.

mod bulk;
mod committee;
mod list;
mod monday;
mod query;
pub(super) mod row;

pub(in super::super) use bulk::bulk;
pub(in super::super) use committee::page as committee;
pub(in super::super) use list::page;
pub(in super::super) use monday::page as monday;
