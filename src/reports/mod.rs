//! Files made for people: templates of the tables that they fill in.

pub mod calendar;
pub mod line;
pub mod template;
