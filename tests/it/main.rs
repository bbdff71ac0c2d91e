//! Every test of behaviour in one binary: the command line, HTTP, both databases, the house itself.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod aci;
mod assessments;
mod backfill;
mod backtest;
mod calendar;
mod card;
mod cases;
mod check;
mod corrected;
mod declared;
mod download;
mod drift;
mod editions;
mod gate;
mod harness;
mod house;
mod import;
mod indicators;
mod killed;
mod leaks;
mod line;
mod mail;
mod map;
mod naive;
mod plan;
mod register;
mod registered;
mod replies;
mod rights;
mod risk;
mod rpps;
mod schedule;
mod series;
mod sign_in;
mod simulated;
mod store;
mod suppression;
mod terms;
mod territory;
mod web;
mod whole;
mod words;
mod worlds;
