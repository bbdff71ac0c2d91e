//! FINESS, SIREN and SIRET numbers of the simulated world: well formed, with their check digits, given in order.
//! They may by chance be those of a real place, hence the mark in the name complement.

use std::collections::BTreeMap;

/// Gives out numbers, each once.
pub(super) struct Numbering {
    next: BTreeMap<&'static str, u32>,
    sirens: u32,
    /// First sequence given: the neighbours number from the upper half, so that their count never renumbers a
    /// structure.
    from: u32,
}

impl Numbering {
    pub(super) fn of_structures() -> Self {
        Self { next: BTreeMap::new(), sirens: 0, from: 0 }
    }

    pub(super) fn of_neighbours() -> Self {
        Self { next: BTreeMap::new(), sirens: 1_000_000, from: 500_000 }
    }

    /// Numbers that no file of FINESS will ever hold.
    pub(super) fn of_errors() -> Self {
        Self { next: BTreeMap::new(), sirens: 2_000_000, from: 900_000 }
    }

    /// The next FINESS number of a department given by its FINESS code (`01`, `2A`, `9A` …).
    pub(super) fn finess(&mut self, department: &'static str) -> String {
        let next = self.next.entry(department).or_default();
        let sequence = *next;
        *next += 1;
        with_check_digit(match overseas(department) {
            // Four digits of sequence, the rest carried over the third digit: 9701…, then 9711…
            Some(stem) => {
                let sequence = sequence + self.from / 10;
                format!("{}", stem + sequence / 10_000 * 100_000 + sequence % 10_000)
            }
            None => format!("{department}{:06}", sequence + self.from),
        })
    }

    pub(super) fn siren(&mut self) -> String {
        self.sirens += 1;
        siren(self.sirens)
    }
}

/// A factor prime to the modulus scatters consecutive numbers.
pub(super) fn siren(rank: u32) -> String {
    with_check_digit(format!("{}", 30_000_000 + u64::from(rank) * 7_919_317 % 59_999_999))
}

/// The national number of a person: `rank` has eight digits at most.
pub(super) fn rpps(rank: u32) -> String {
    with_check_digit(format!("10{rank:08}"))
}

/// The SIRET of the establishment `nic` of a SIREN.
pub(super) fn siret(siren: &str, nic: u32) -> String {
    with_check_digit(format!("{siren}{nic:04}"))
}

/// FINESS calls Guadeloupe 9A and numbers it 9701; Mayotte and Wallis-et-Futuna are seen in 9805 and 9806.
fn overseas(department: &str) -> Option<u32> {
    Some(match department {
        "9A" => 97_010_000,
        "9B" => 97_020_000,
        "9C" => 97_030_000,
        "9D" => 97_040_000,
        "9E" => 97_050_000,
        "9F" => 98_050_000,
        "9J" => 98_060_000,
        _ => return None,
    })
}

/// Luhn's digit, which FINESS and INSEE share; Corsica's letter counts for nothing.
fn with_check_digit(mut digits: String) -> String {
    let sum: u32 = digits
        .chars()
        .rev()
        .map(|c| c.to_digit(10).unwrap_or_default())
        .enumerate()
        .map(|(i, d)| if i % 2 == 0 { 2 * d / 10 + 2 * d % 10 } else { d })
        .sum();
    digits.extend(char::from_digit((10 - sum % 10) % 10, 10));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_numbers_as_the_real_ones_end() {
        for real in ["010000024", "970102018", "980600027", "26010004500012"] {
            assert_eq!(with_check_digit(real[..real.len() - 1].to_owned()), real);
        }
    }

    #[test]
    fn carries_overseas_numbers_over_without_repeating_one() {
        let mut numbering = Numbering::of_neighbours();
        let numbers: std::collections::BTreeSet<String> =
            (0..25_000).map(|_| numbering.finess("9A")).collect();
        assert_eq!(numbers.len(), 25_000);
        assert!(numbers.iter().all(|n| n.len() == 9));
    }
}
