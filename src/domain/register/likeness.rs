//! Whether two names mean the same team. FINESS and the register write them differently.

use std::collections::BTreeSet;

/// Words that say what it is, not which one.
const GENERIC: [&str; 21] = [
    "MSP",
    "MSPU",
    "MAISON",
    "MAISONS",
    "SANTE",
    "MEDICALE",
    "PLURIPROFESSIONNELLE",
    "PLURIDISCIPLINAIRE",
    "SISA",
    "SOCIETE",
    "ASSOCIATION",
    "POLE",
    "CENTRE",
    "DE",
    "DU",
    "DES",
    "LA",
    "LE",
    "LES",
    "ET",
    "UNIVERSITAIRE",
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
    let plain: String = name.chars().map(plain).collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !GENERIC.contains(word))
        .map(str::to_owned)
        .collect()
}

fn plain(c: char) -> char {
    match c.to_uppercase().next().unwrap_or(c) {
        'À' | 'Â' | 'Ä' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' | 'Ö' => 'O',
        'Ù' | 'Û' | 'Ü' => 'U',
        'Ç' => 'C',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn the_same_team_under_two_pens() {
        assert!(is_alike("MSP DU VAL D'ORGE", "Maison de santé pluriprofessionnelle du Val d’Orge"));
        assert!(is_alike("SISA LES TILLEULS (DONNEES SIMULEES)", "Maison de santé des Tilleuls"));
        assert!(!is_alike("MSP DU LAC", "MSP DU CHATEAU"));
        assert!(
            !is_alike("MAISON DE SANTE", "MSP"),
            "nothing tells them apart, nothing brings them together"
        );
    }
}
