//! The 12-month fragility of a structure: how a model of it is fitted, calibrated, measured and compared. Pure: panels
//! and priors come in as columns and text, chance as a seed. Nothing here decides an alert.

pub mod backtest;
pub mod bootstrap;
pub mod calibration;
pub mod cholesky;
pub mod curves;
pub mod design;
pub mod kept;
pub mod ladder;
pub mod level;
pub mod logistic;
pub mod models;
pub mod naive;
pub mod own;
pub mod panel;
mod parallel;
pub mod persistence;
pub mod priors;
pub mod ranking;
pub mod report;
pub mod spread;
pub mod standard;
pub mod strata;
