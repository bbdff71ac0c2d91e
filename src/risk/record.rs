//! What is known of one structure on a day, from all sources: plain data. Each input says where it comes from; what is
//! not known stays so, and is never zero.

use chrono::NaiveDate;

use super::Name;
use crate::domain::finess::FinessNumber;
use crate::domain::legal_clock::{Court, Heads};
use crate::domain::legal_entity::LegalForm;
use crate::domain::measure::Period;
use crate::domain::point::State;
use crate::domain::statement::Cell;

/// One thing that is known, or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Input<T> {
    pub name: &'static str,
    pub value: Option<T>,
    /// Of which the value speaks.
    pub period: Period,
    /// Id of the source; empty when there is none.
    pub source: &'static str,
    /// `Estimated` where a less direct source stands in for the right one.
    pub state: State,
}

impl Record {
    /// Whether the law of the SISA does not concern it. Of a form that is not known, it may.
    #[must_use]
    pub fn is_no_sisa(&self) -> bool {
        self.legal_form.value == Some(LegalForm::Other)
    }
}

impl Record {
    /// Whence some inputs come, as far as they are known: each source once.
    #[must_use]
    pub fn sources_of<S: AsRef<str>>(&self, inputs: &[S]) -> Vec<Name> {
        let mut sources: Vec<Name> = Vec::new();
        for source in inputs.iter().filter_map(|input| self.source(input.as_ref())) {
            if !sources.iter().any(|known| known == source) {
                sources.push(source.into());
            }
        }
        sources
    }
}

impl<T> Input<T> {
    fn missing(name: &'static str) -> Self {
        Self { name, value: None, period: Period::Undated, source: "", state: State::NotSupplied }
    }

    pub fn know(&mut self, value: T, period: Period, source: &'static str, state: State) {
        *self = Self { name: self.name, value: Some(value), period, source, state };
    }
}

/// A departure that is announced for a day to come, or that the count of doctors does not show yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    pub day: NaiveDate,
    /// Whether somebody comes in the place; none when nobody knows.
    pub is_succeeded: Option<bool>,
}

/// What a value is as evidence: plain data, worded later.
pub(super) trait Told {
    fn told(&self) -> Cell;
}

macro_rules! told {
    ($($kind:ty => |$value:ident| $cell:expr;)*) => {
        $(impl Told for $kind {
            fn told(&self) -> Cell {
                let $value = self;
                $cell
            }
        })*
    };
}

told! {
    u32 => |value| Cell::Number(f64::from(*value));
    f64 => |value| Cell::Number(*value);
    bool => |value| Cell::Flag(*value);
    NaiveDate => |value| Cell::Text(value.to_string());
    String => |value| Cell::Text(value.clone());
    LegalForm => |value| Cell::Text(value.as_str().to_owned());
    Vec<f64> => |value| Cell::Numbers(value.clone());
    Vec<i32> => |value| Cell::Numbers(value.iter().map(|year| f64::from(*year)).collect());
    Vec<String> => |value| Cell::Texts(value.clone());
    Vec<NaiveDate> => |value| Cell::Texts(value.iter().map(NaiveDate::to_string).collect());
    Vec<Announced> => |value| Cell::Texts(value.iter().map(|one| one.day.to_string()).collect());
}

/// Declares the inputs once: as fields, by their names, and to be forgotten one at a time.
macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// All that the rules and the doctor layer may read.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Record {
            pub finess: FinessNumber,
            pub day: NaiveDate,
            /// Who made up the company, from each day on, oldest first: what the legal clock reads.
            pub heads: Vec<(NaiveDate, Heads)>,
            pub court: Vec<(NaiveDate, Court)>,
            $($(#[$doc])* pub $name: Input<$kind>,)*
        }

        impl Record {
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// A structure of which nothing is known.
            #[must_use]
            pub fn unknown(finess: FinessNumber, day: NaiveDate) -> Self {
                Self {
                    finess,
                    day,
                    heads: Vec::new(),
                    court: Vec::new(),
                    $($name: Input::missing(stringify!($name)),)*
                }
            }

            /// The same without one input.
            #[must_use]
            pub fn without(mut self, name: &str) -> Self {
                match name {
                    $(stringify!($name) => self.$name = Input::missing(stringify!($name)),)*
                    _ => {}
                }
                self
            }

            /// State of each input, in their order.
            pub fn states(&self) -> impl Iterator<Item = (&'static str, State)> {
                [$((self.$name.name, self.$name.state),)*].into_iter()
            }

            /// Whence an input comes; none when it is not known.
            #[must_use]
            pub fn source(&self, name: &str) -> Option<&'static str> {
                match name {
                    $(stringify!($name) => self.$name.value.is_some().then_some(self.$name.source),)*
                    _ => None,
                }
            }

            /// Source and period of each input that is known, in their order.
            pub fn sources(&self) -> impl Iterator<Item = (&'static str, Period)> {
                let known = [$((self.$name.value.is_some(), self.$name.source, self.$name.period),)*].into_iter();
                known.filter(|(is_known, ..)| *is_known).map(|(_, source, period)| (source, period))
            }
        }
    };
}

inputs! {
    /// Associates: doctors of any specialty, general practitioners, auxiliaires médicaux, all professions.
    doctors: u32,
    gps: u32,
    auxiliaries: u32,
    team: u32,
    /// Years of birth of the associated general practitioners, of the other doctors.
    gp_births: Vec<i32>,
    other_births: Vec<i32>,
    /// Doctors in the RPPS, which does not tell associates.
    rpps_doctors: u32,
    /// Patients whose médecin traitant is an associate; of each general practitioner; the largest share, 0 to 1.
    patients: f64,
    /// The same twelve months before.
    patients_before: f64,
    gp_lists: Vec<f64>,
    largest_share: f64,
    /// Departures of associated doctors after the day for which they were last counted.
    announced: Vec<Announced>,
    /// The same counted in the monthly declaration: doctors, all departures without successor, the next doctor's day.
    announced_doctors: u32,
    announced_alone: u32,
    next_departure: NaiveDate,
    /// Over twelve months, as declared; days of departures, of those who told them one by one.
    exits: f64,
    entries: f64,
    exit_days: Vec<NaiveDate>,
    /// Over twelve months, and members now, as the RPPS shows them.
    rpps_exits: f64,
    rpps_entries: f64,
    rpps_team: u32,
    /// Days since which the post of coordinator is empty, 0 when it is held; changes in 24 months; hours in the month.
    coordinator_empty_days: u32,
    coordinator_changes: u32,
    coordinator_hours: f64,
    manager_is_coordinator: bool,
    manager_files: u32,
    manager_since: NaiveDate,
    /// 58 or more.
    manager_is_aged: bool,
    /// Team meetings over twelve months, over the twelve before, days since the last month with one.
    meetings: f64,
    meetings_before: f64,
    days_without_meeting: u32,
    /// Points obtained as a share of what the scale would give at most for these patients and associates: the last
    /// year stated, and the one before.
    aci_share: f64,
    aci_share_before: f64,
    /// Prerequisites that the caisse says were missed in the last year stated; that lack something as declared since.
    prerequisites_missed: Vec<String>,
    prerequisites_lacking: Vec<String>,
    prerequisites_restored: Vec<String>,
    /// Days after the end of the year by which the evidence was in.
    evidence_days: f64,
    opened: NaiveDate,
    /// Of the legal entity behind it: only a SISA is under the law of the SISA.
    legal_form: LegalForm,
    /// Whether a contract of the ACI is in force or about to be; since when; until when.
    has_contract: bool,
    contract_since: NaiveDate,
    contract_until: NaiveDate,
    /// Interns over twelve months, added up month by month, and over the twelve before; supervisors of the last year
    /// declared, of the one before; until when the first accreditation runs.
    interns: f64,
    interns_before: f64,
    supervisors: u32,
    supervisors_before: u32,
    supervisors_until: NaiveDate,
    rooms: u32,
    /// For more than six months.
    rooms_empty: u32,
    /// Euros a year and associate, the last year declared and the one before.
    charges_by_associate: f64,
    charges_by_associate_before: f64,
    /// Euros, of the SISA.
    fixed_charges: f64,
    monthly_charges: f64,
    cash: f64,
    income: f64,
    aci_amount: f64,
    mediation: bool,
    contested_meetings: u32,
    aci_dispute: bool,
    /// `ZIP`, `ZAC` or `HZ`.
    zone: String,
    /// Consultations within reach a year and inhabitant (APL), now and three years before.
    access: f64,
    access_before: f64,
    /// Patients by general practitioner exceeded by a tenth of the structures of the region (or what the threshold says).
    regional_load: f64,
    /// Of the structures of the department that were open twelve months before, the share that is no more, 0 to 1.
    area_exits: f64,
    refuses_patients: bool,
    /// `aucun`, `standard`, `avance`: the last year declared, the one before; until when, as declared for that year.
    software_label: String,
    software_label_before: String,
    software_label_until: NaiveDate,
    active_users: u32,
    /// Since the last declaration that came, or since the first that could have come.
    silent_months: u32,
    /// Whether the caisse met the team in the last year stated.
    was_met: bool,
    /// When FINESS last showed another legal entity behind it; the day of the opening when never.
    entity_since: NaiveDate,
    /// Notices of dissolution, insolvency, manager or seat: no source supplies them yet.
    legal_notices: Vec<String>,
    insolvency: bool,
    /// Hours open a day, and Saturday morning: now and twelve months before.
    hours: f64,
    hours_before: f64,
    saturday: bool,
    saturday_before: bool,
    /// `aucun`, `demande`, `conventionne`, `expire`.
    university: String,
    advanced_nurses: u32,
    junior_doctors: u32,
    in_cpts: bool,
}
