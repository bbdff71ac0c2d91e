use super::*;

const HEAD: &str = r#"
publisher = "p"
licence = "l"
page = "https://x"
class = "declared"
"#;
const TAIL: &str = "[fr]\nname = \"n\"\ndescription = \"d\"\n[en]\nname = \"n\"\ndescription = \"d\"\n";

fn problems(keys: &str, columns: &[(&str, &str, &str)]) -> Vec<String> {
    let columns = columns.iter().map(|(name, kind, more)| {
        format!(
            "[[column]]\nname = \"{name}\"\nkind = \"{kind}\"\n{more}\nfr = {{ label = \"l\" }}\nen = {{ label = \"l\" }}\n"
        )
    });
    let text = format!("{HEAD}{keys}\n{TAIL}{}", columns.collect::<String>());
    toml::from_str::<Source>(&text).unwrap().layout_problems()
}

#[test]
fn every_fault_of_a_layout_is_listed() {
    let key = ("finess_et", "finess", "key = \"subject\"");
    assert_eq!(problems("family = \"aci\"", &[key, ("annee", "year", "key = \"period\"")]), [] as [&str; 0]);
    let told = problems(
        "dated_by = \"annee\"",
        &[
            key,
            key,
            ("annee", "integer", "key = \"period\""),
            ("Nom", "text", "unit = \"euros\""),
            ("statut", "text", "values = [\"a\"]"),
            ("points", "decimal", "sum_of = [\"fixes\", \"statut\"]\nminimum = 3.0\nmaximum = 2.0"),
            ("liste", "years", "length_of = \"statut\""),
            ("niveau", "integer", "default = \"1\""),
        ],
    );
    let expected = [
        "family: a table needs the family of rights that its lines belong to",
        "dated_by: no column “annee” holds days",
        "column finess_et: stands there twice",
        "column annee: key: Integer cannot be the Period of a line",
        "column Nom: name: a-z, 0-9 and _ only",
        "column Nom: unit, minimum, maximum: of numbers",
        "column statut: values: only a code has them",
        "column points: minimum, maximum: from -1e9 to 1e9, in that order",
        "column points: sum_of: no column is called “fixes”",
        "column points: sum_of: “statut” cannot be compared with it",
        "column liste: length_of: “statut” cannot be compared with it",
        "column niveau: default: an empty cell is unknown; only an item of the key has a default",
    ];
    assert_eq!(told, expected);
    assert_eq!(problems("repeats = true", &[]), ["column: a table needs columns"]);
}
