//! Whether two names mean the same team. FINESS and the register write them differently.

use std::collections::BTreeSet;

use crate::domain::writing::plain;

/// Words that say what it is, not which one.
const GENERIC: [&str; 21] = [
    "msp",
    "mspu",
    "maison",
    "maisons",
    "sante",
    "medicale",
    "pluriprofessionnelle",
    "pluridisciplinaire",
    "sisa",
    "societe",
    "association",
    "pole",
    "centre",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "et",
    "universitaire",
];

/// Share of distinctive words that two names of one team have in common.
const ALIKE: f64 = 0.6;

/// Whether two names share most of their distinctive words; names without any never do.
pub(super) fn is_alike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    let all = a.union(&b).count();
    common > 0 && common as f64 / all as f64 >= ALIKE
}

fn words(name: &str) -> BTreeSet<String> {
    // The mark of a simulated world is no name.
    let name = name.replace(super::super::finess::SIMULATED_MARK, "");
    plain(&name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !GENERIC.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn the_same_team_under_two_pens() {
        assert!(is_alike("MSP DU VAL D'ORGE", "Maison de santé pluriprofessionnelle du Val d’Orge"));
        assert!(is_alike("SISA LES TILLEULS (DONNEES SIMULEES)", "Maison de santé des Tilleuls"));
        assert!(is_alike("MSP DU SACRE COEUR", "Maison de santé du Sacré-Cœur"));
        assert!(!is_alike("MSP DU LAC", "MSP DU CHATEAU"));
        assert!(
            !is_alike("MAISON DE SANTE", "MSP"),
            "nothing tells them apart, nothing brings them together"
        );
    }
}
