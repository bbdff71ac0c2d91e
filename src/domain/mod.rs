//! The words of the observatory as types. Pure: no file, no network, no clock.

pub mod account;
pub mod aci;
pub mod contact;
pub mod cut;
pub mod edition;
pub mod establishment;
pub mod finess;
pub mod geography;
pub mod interval;
pub mod legal_clock;
pub mod legal_entity;
pub mod life;
pub mod measure;
pub mod member;
pub mod month;
pub mod point;
pub mod profession;
pub mod register;
pub mod revision;
pub mod rights;
pub mod statement;
pub mod structure;
pub mod suppression;
pub mod territory;
pub mod timeline;
pub mod writing;
