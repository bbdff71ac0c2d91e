//! How long a door stays shut after wrong passwords. It asks nothing about accounts: one that does not exist shuts in
//! the same way.

use chrono::{NaiveDateTime, TimeDelta};

/// So many wrong ones are let pass; each one more doubles the wait.
#[derive(Clone, Copy, Debug)]
pub struct Lockout {
    /// Failures without a wait.
    free: u32,
    /// The first wait, doubled by each further failure.
    first: TimeDelta,
    longest: TimeDelta,
    /// Failures older than that are forgotten.
    window: TimeDelta,
}

impl Lockout {
    /// For one login, from wherever: some thirty guesses a day, and never shut for longer than an hour, since whoever
    /// knows an address could otherwise keep its owner out.
    pub const OF_LOGIN: Self = Self {
        free: 4,
        first: TimeDelta::minutes(1),
        longest: TimeDelta::hours(1),
        window: TimeDelta::hours(24),
    };

    /// For one address of the network, whatever the login: an agency with hundreds of agents may have only one.
    pub const OF_ADDRESS: Self = Self {
        free: 19,
        first: TimeDelta::minutes(1),
        longest: TimeDelta::hours(1),
        window: TimeDelta::hours(2),
    };

    /// How far back failures count.
    #[must_use]
    pub fn window(self) -> TimeDelta {
        self.window
    }

    /// When the next attempt is heard; none when now. `failures` in any order; those to come are not counted.
    #[must_use]
    pub fn until(self, failures: &[NaiveDateTime], now: NaiveDateTime) -> Option<NaiveDateTime> {
        let counted = failures.iter().filter(|at| **at <= now && **at + self.window > now);
        let (count, last) = counted.fold((0_u32, None), |(count, last), at| (count + 1, last.max(Some(*at))));
        let doublings = count.checked_sub(self.free + 1)?;
        let wait = self.first * 2_i32.pow(doublings.min(20));
        Some(last? + wait.min(self.longest)).filter(|until| *until > now)
    }
}
