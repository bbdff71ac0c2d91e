//! How the jobs of `jobs/schedule` do their steps. Every step may be run again: same input, same rows.

mod accounts;
pub mod aggregate;
pub mod assess;
pub mod download;
pub mod facts;
pub mod import;
pub mod inbox;
pub mod letters;
pub mod notify;
pub mod publish;
pub mod register;
mod replies;
pub mod retain;
pub mod run;
pub mod scheduler;
pub mod timetable;
