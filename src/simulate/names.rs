//! Names, streets and telephone numbers that sound right and belong to nobody.

use rand::{Rng, RngExt};

/// FINESS cuts short names at 38 characters, long ones at 60.
const SHORT: usize = 38;
const LONG: usize = 60;

const EPITHETS: [&str; 36] = [
    "DES TILLEULS",
    "DU PARC",
    "DES REMPARTS",
    "DE LA GARE",
    "DU CHATEAU",
    "DES COTEAUX",
    "DE LA FONTAINE",
    "DU MOULIN",
    "DES QUATRE VENTS",
    "DU LAC",
    "SIMONE VEIL",
    "DES ARCADES",
    "DU BOCAGE",
    "DE L'ABBAYE",
    "DES DEUX RIVES",
    "DU PAYS VERT",
    "DES MARRONNIERS",
    "DE LA VALLEE",
    "DU CENTRE BOURG",
    "LOUIS PASTEUR",
    "DES TROIS FONTAINES",
    "DU VIEUX PONT",
    "DE LA PLAINE",
    "DES PEUPLIERS",
    "DU PLATEAU",
    "AMBROISE PARE",
    "DE LA HALLE",
    "DES CORDELIERS",
    "DU CANAL",
    "DE L'ETANG",
    "MARIE CURIE",
    "DES VERGERS",
    "DU BELVEDERE",
    "DES GRANDS CHENES",
    "DE LA TOUR",
    "DU VAL",
];

const ACCENTED: [&str; 8] = [
    "DE LA VALLÉE",
    "DE L'ÉTANG",
    "DU BELVÉDÈRE",
    "AMBROISE PARÉ",
    "DES GRANDS CHÊNES",
    "DU SACRÉ-CŒUR",
    "DU CHÂTEAU",
    "FRANÇOISE DOLTO",
];

const STREETS: [&str; 28] = [
    "DE LA REPUBLIQUE",
    "DES ECOLES",
    "VICTOR HUGO",
    "DU GENERAL DE GAULLE",
    "DE L'EGLISE",
    "JEAN JAURES",
    "PASTEUR",
    "DU 8 MAI 1945",
    "DE LA MAIRIE",
    "DES LILAS",
    "DU STADE",
    "GAMBETTA",
    "DE LA LIBERATION",
    "DU MARECHAL LECLERC",
    "DES ACACIAS",
    "DE VERDUN",
    "JULES FERRY",
    "DU MOULIN",
    "DE LA PAIX",
    "EMILE ZOLA",
    "DU 11 NOVEMBRE",
    "DE LA GARE",
    "SAINT MARTIN",
    "DES JARDINS",
    "JEAN MOULIN",
    "DU CHATEAU D'EAU",
    "NATIONALE",
    "ARISTIDE BRIAND",
];

/// FINESS codes of kinds of street, the common ones repeated.
const STREET_KINDS: [&str; 14] =
    ["R", "R", "R", "R", "R", "AV", "AV", "PL", "BD", "RTE", "CHE", "ALL", "IMP", "QU"];

/// A short and a long name.
pub(super) type Names = (String, String);

fn pick<'a>(rng: &mut impl Rng, list: &[&'a str]) -> &'a str {
    list.get(rng.random_range(0..list.len() as u32) as usize).copied().unwrap_or_default()
}

fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect::<String>().trim_end().to_owned()
}

fn names(short: &str, long: &str) -> Names {
    (cut(short, SHORT), cut(long, LONG))
}

/// A maison de santé in a commune given by its upper-case name.
pub(super) fn structure(rng: &mut impl Rng, commune: &str) -> Names {
    let (epithet, of) = (pick(rng, &EPITHETS), of_commune(commune));
    match rng.random_range(0..100) {
        0..4 => names(&format!("MSP \"{epithet}\""), &format!("MAISON DE SANTE \"{epithet}\" {of}")),
        4..14 => {
            let epithet = pick(rng, &ACCENTED);
            names(&format!("MSP {epithet}"), &format!("MAISON DE SANTÉ PLURIPROFESSIONNELLE {epithet}"))
        }
        14..44 => {
            names(&format!("MSP {epithet}"), &format!("MAISON DE SANTE PLURIPROFESSIONNELLE {epithet}"))
        }
        44..74 => {
            names(&format!("MAISON DE SANTE {of}"), &format!("MAISON DE SANTE PLURIPROFESSIONNELLE {of}"))
        }
        74..90 => names(&format!("MSP {of}"), &format!("MAISON DE SANTE PLURIDISCIPLINAIRE {of}")),
        _ => {
            names(&format!("POLE DE SANTE {epithet}"), &format!("POLE DE SANTE PLURIPROFESSIONNEL {epithet}"))
        }
    }
}

/// The secondary site of a structure, in another commune.
pub(super) fn antenna(main: &str, commune: &str) -> Names {
    let of = of_commune(commune);
    names(&format!("{} - ANTENNE", cut(main, SHORT - 10)), &format!("{main} - ANTENNE {of}"))
}

/// The same team under a new number keeps almost the same name.
pub(super) fn successor(short: &str, long: &str) -> Names {
    let renew = |name: &str, length| match name.strip_prefix("MAISON DE SANTE ") {
        Some(rest) => cut(&format!("MDS {rest}"), length),
        None => format!("{} 2", cut(name, length - 2)),
    };
    (renew(short, SHORT), renew(long, LONG))
}

/// What tells a structure from its neighbours: the start of its short name without the words that all of them bear.
/// The start alone, because FINESS cuts long names where it likes.
pub(super) fn stem(short: &str) -> String {
    const COMMON: [&str; 12] =
        ["MSP", "MDS", "MAISON", "POLE", "SANTE", "DE", "DU", "DES", "LA", "L", "D", "ANTENNE"];
    let name = postal(short);
    let words =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !COMMON.contains(word));
    cut(&words.collect::<Vec<_>>().join(" "), 8)
}

/// The second number of a team bears almost the same name.
pub(super) fn twin(short: &str, long: &str) -> Names {
    let renew = |name: &str| match name.strip_prefix("MSP ") {
        Some(rest) => format!("MAISON DE SANTE {rest}"),
        None => format!("{name} (MSP)"),
    };
    names(&renew(short), &renew(long))
}

/// A legal entity, or a neighbour, known by a prefix before what it bears or where it stands.
pub(super) fn prefixed(prefix: &str, rest: &str) -> Names {
    let name = format!("{prefix} {rest}");
    names(&name, &name)
}

pub(super) fn neighbour(rng: &mut impl Rng, prefix: &str) -> Names {
    prefixed(prefix, pick(rng, &EPITHETS))
}

/// Number, kind and name of a street; some places have no number.
pub(super) fn street(rng: &mut impl Rng) -> (Option<u32>, &'static str, &'static str) {
    let number = rng.random_bool(0.85).then(|| rng.random_range(1..180));
    (number, pick(rng, &STREET_KINDS), pick(rng, &STREETS))
}

/// A number of the ranges that ARCEP keeps for fiction, by region; overseas borrows the south-west's.
pub(super) fn telephone(rng: &mut impl Rng, region: &str) -> String {
    let range = match region {
        "11" => "019900",
        "24" | "28" | "52" | "53" => "026191",
        "27" | "32" | "44" => "035301",
        "84" | "93" | "94" => "046571",
        _ => "053649",
    };
    format!("{range}{:04}", rng.random_range(0..10_000))
}

pub(super) fn of_commune(name: &str) -> String {
    let article = |prefix, article| name.strip_prefix(prefix).map(|rest| format!("{article} {rest}"));
    article("LE ", "DU").or_else(|| article("LES ", "DES")).unwrap_or_else(|| {
        let elided = name.starts_with(['A', 'E', 'I', 'O', 'U', 'Y']);
        if elided { format!("D'{name}") } else { format!("DE {name}") }
    })
}

/// A name as the post writes it: capitals without accents or hyphens.
pub(super) fn postal(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'à' | 'â' | 'ä' | 'À' | 'Â' => text.push('A'),
            'ç' | 'Ç' => text.push('C'),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => text.push('E'),
            'î' | 'ï' | 'Î' => text.push('I'),
            'ô' | 'ö' | 'Ô' => text.push('O'),
            'û' | 'ü' | 'ù' => text.push('U'),
            'ÿ' => text.push('Y'),
            'œ' | 'Œ' => text.push_str("OE"),
            '-' | '\u{2019}' => text.push(' '),
            other => text.push(other.to_ascii_uppercase()),
        }
    }
    text
}
