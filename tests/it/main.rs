//! Every test of behaviour in one binary: the command line, HTTP, both databases, the house itself.

mod check;
mod harness;
mod house;
mod import;
mod line;
mod series;
mod simulated;
mod store;
mod web;
mod words;
