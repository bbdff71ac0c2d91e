//! The thresholds of the rules: each stands in `jobs/risk/rules.toml` with its rule.

/// Declares the thresholds once: as fields, and as the names under which they are read. `w04_share` is `share` of W04.
macro_rules! thresholds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Shares from 0 to 1, counts, and what else is said.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Thresholds { $($(#[$doc])* pub $name: f64,)* }

        impl Thresholds {
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Reads every value by its name; one that is not known is NaN, which nothing exceeds.
            pub(super) fn read(value: impl Fn(&str) -> Option<f64>) -> Self {
                Self { $($name: value(stringify!($name)).unwrap_or(f64::NAN),)* }
            }
        }
    };
}

thresholds! {
    /// Associated doctors, and auxiliaires, that are just enough.
    w02_doctors,
    w02_auxiliaries,
    /// Doctors whose departure within 24 months would be one too few: expected departures of all but that many fire.
    w03_spared,
    w03_age,
    /// Of general practitioners of that age or more.
    w03_aged_share,
    /// Of the patients, with at least `w04_many` general practitioners; with two.
    w04_share,
    w04_share_of_two,
    w04_many,
    /// Within which a departure is near.
    w05_months,
    /// Departures minus arrivals in twelve months, and as a share of the team.
    w06_net,
    w06_share,
    /// Departures within `w06_cascade_days`.
    w06_cascade,
    w06_cascade_days,
    w07_empty_days,
    /// Changes of coordinator in 24 months.
    w07_changes,
    /// Hours a week and professional.
    w07_hours,
    /// Files of the agreement that the manager keeps.
    w08_files,
    /// Of the manager in office.
    w08_years,
    /// Team meetings in twelve months.
    w09_meetings,
    /// Of their number, from one year to the next.
    w09_drop,
    w09_silent_days,
    /// Of the points that can be had, from one year to the next.
    w10_drop,
    /// After the end of the year, until the evidence is in.
    w10_evidence_days,
    /// After the opening.
    w11_unsigned_months,
    /// Before the end of the contract.
    w11_ending_months,
    /// Interns over twelve months, and supervisors, up to which training has stopped.
    w12_interns,
    w12_supervisors,
    /// Before the last accreditation ends.
    w12_accreditation_months,
    /// Of the rooms, empty for more than six months.
    w13_share,
    /// Of fixed charges by associate, from one year to the next.
    w14_rise,
    w14_cash_months,
    /// General meetings.
    w15_contested,
    /// Of the accessibility over three years.
    w16_fall,
    /// Of the patients by general practitioner, among the structures of the region.
    w17_percentile,
    /// Of the associates.
    w18_active_share,
    /// Since the opening; since the contract took effect.
    w19_months,
    w19_aci_months,
    /// Without a word.
    w20_months,
    /// Since the change.
    w21_months,
    /// Hours a day below which A01 pays less, less again, nothing.
    w22_full,
    w22_reduced,
    w22_least,
    p03_entries,
    /// A month.
    p05_hours,
    p06_doctors,
}
