//! What each indicator is worth on a given day.

/// Declares the values of a scale once: as fields, and as the names under which they are read.
macro_rules! scale {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Points, unless said otherwise. “Variable” points are those of a team of `patients` patients.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Scale { $($(#[$doc])* pub $name: f64,)* }

        impl Scale {
            /// Under which each value stands among the parameters.
            pub const NAMES: &[&str] = &[$(concat!("aci_", stringify!($name)),)*];

            /// Reads every value by its name: `aci_a09_fixed` …
            ///
            /// # Errors
            /// The names of all values that are not known.
            pub fn read(value: impl Fn(&str) -> Option<f64>) -> Result<Self, Incomplete> {
                let missing = Self::NAMES.iter().copied().filter(|name| value(name).is_none());
                let missing: Vec<&str> = missing.collect();
                let read = |name| value(name).unwrap_or_default();
                let scale = Self { $($name: read(concat!("aci_", stringify!($name))),)* };
                if missing.is_empty() { Ok(scale) } else { Err(Incomplete(missing)) }
            }
        }
    };
}

/// A scale of which these values are not known.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("the scale lacks {}", .0.join(", "))]
pub struct Incomplete(pub Vec<&'static str>);

scale! {
    /// Euros for one point.
    point_euros,
    /// Patients for whom the variable points are given.
    patients,
    /// Share of the socle that is paid in advance.
    advance_share,
    /// Least advance, in euros.
    advance_floor,
    /// Most that precarity may add, as a share of the points.
    precarity_cap,
    /// 1 when precarity raises the fixed points too, 0 when the variable ones only.
    precarity_fixed,
    a01_fixed,
    /// Taken off when open 10 to 12 hours a day.
    a01_less_10h,
    /// Taken off when open 8 to 10 hours a day.
    a01_less_8h,
    /// Taken off when closed on Saturday morning.
    a01_less_saturday,
    /// Taken off when closed up to three weeks a year.
    a01_less_weeks,
    a02_fixed,
    /// In a year with a crisis.
    a02_variable,
    /// For each of two levels.
    a03_level,
    /// For each of two levels.
    a04_level,
    a05_fixed,
    /// For each mission.
    a06_variable,
    /// Missions that count.
    a06_most,
    /// With an infirmier en pratique avancée, when all missions are done.
    a06_ipa,
    a07_fixed,
    /// Second level.
    a07_variable,
    /// For each of two steps: half of the doctors, all of them.
    a08_step,
    a09_fixed,
    a09_variable,
    /// Patients from which the variable points of coordination grow more slowly.
    a09_bend,
    /// Above the bend.
    a09_variable_above,
    /// For each protocol.
    a10_each,
    /// Protocols that count.
    a10_most,
    /// Besides, for each protocol with an infirmier en pratique avancée.
    a10_ipa,
    a11_variable,
    /// Share of the patients spoken of that gives all points.
    a11_rate,
    /// Meetings a year that are asked for.
    a11_meetings,
    /// Besides, variable, with an infirmier en pratique avancée.
    a11_ipa,
    /// For the first two trainees together.
    a12_two,
    /// For the third, and for the fourth.
    a12_next,
    a13_variable,
    /// First level.
    a14_fixed,
    /// Second level.
    a14_variable_2,
    /// Third level, besides.
    a14_variable_3,
    /// For each protocol.
    a15_each,
    /// Protocols that count.
    a15_most,
    a16_variable,
    a17_fixed,
    a18_fixed,
    /// For each associated professional.
    a18_each,
    /// Professionals up to whom that holds.
    a18_bend,
    /// For each one above.
    a18_each_above,
    a19_fixed,
}
