//! The words: every sentence exists in both languages, and every sentence asked for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use observatoire::catalog::{Catalog, Definitions};
use observatoire::domain::rights::Family;

fn locale(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dashboards/locales").join(language);
    let mut messages = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, sentence)) = line.split_once(" = ") {
                let gaps =
                    sentence.split("{ $").skip(1).map(|rest| rest.split(' ').next().unwrap().to_owned());
                messages.insert(key.to_owned(), gaps.collect());
            }
        }
    }
    messages
}

#[test]
fn both_languages_say_the_same_things() {
    let (french, english) = (locale("fr"), locale("en"));
    assert!(french.len() > 100);
    for (key, gaps) in &french {
        assert_eq!(Some(gaps), english.get(key), "{key}");
    }
    assert_eq!(french.len(), english.len());
}

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, kind)
            } else {
                Some(path)
                    .filter(|path| path.extension().is_some_and(|found| found == kind))
                    .into_iter()
                    .collect()
            }
        })
        .collect()
}

#[test]
fn every_sentence_asked_for_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let french = locale("fr");
    let mut asked = 0;
    let sources = files(&root.join("src/web"), "rs")
        .into_iter()
        .chain(files(&root.join("src/mail"), "rs"))
        .chain(files(&root.join("dashboards/templates"), "html"));
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in [".say(\"", ".with(\"", ".counted(\"", "words.find(\"", "fact(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(french.contains_key(key), "{}: no sentence is called “{key}”", path.display());
                asked += 1;
            }
        }
    }
    assert!(asked > 60, "{asked}");
}

#[test]
fn every_published_figure_has_a_name() {
    let french = locale("fr");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("jobs/published/figures.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let codes: BTreeSet<&str> = text.lines().skip(1).filter_map(|line| line.split(';').nth(2)).collect();
    assert!(codes.len() > 30);
    for code in codes {
        assert!(french.contains_key(&format!("figure-{code}")), "no sentence names “{code}”");
    }
}

#[test]
fn every_department_has_a_where() {
    for (language, words) in
        [("fr", &["en ", "dans le ", "dans la ", "dans les ", "dans l’", "à "][..]), ("en", &["in "])]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("dashboards/locales").join(language);
        let text = std::fs::read_to_string(path.join("territories.ftl")).unwrap();
        let places: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("dep-"))
            .filter_map(|line| line.split_once("-in = ").map(|(_, place)| place))
            .collect();
        assert_eq!(places.len(), 101, "{language}");
        for place in places {
            assert!(words.iter().any(|word| place.starts_with(word)), "{language}: {place}");
        }
    }
}

#[test]
fn every_input_and_figure_of_a_signal_has_a_name() {
    let french = locale("fr");
    for name in observatoire::risk::record::Record::NAMES {
        assert!(french.contains_key(&format!("input-{name}")), "no sentence names “{name}”");
    }
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/risk/rules");
    for path in files(&rules, "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["look.figure(\"", " over(\""] {
            for name in text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(
                    french.contains_key(&format!("figure-of-{name}")),
                    "{}: no sentence names “{name}”",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_code_of_a_structure_s_tables_has_a_name() {
    let french = locale("fr");
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let mut named = 0;
    for source in
        catalog.sources.iter().filter(|source| matches!(source.family, Some(Family::Declared | Family::Aci)))
    {
        for column in &source.columns {
            for code in &column.values {
                let key = format!("code-{}-{code}", column.name);
                assert!(french.contains_key(&key), "{}: no sentence is called “{key}”", source.id);
                named += 1;
            }
        }
    }
    assert!(named > 50, "{named}");
}
