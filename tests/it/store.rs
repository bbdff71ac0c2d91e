//! The store: the same tables and columns on both databases, and a URL that is not mistaken for a file.

use diesel::prelude::*;
use diesel::sql_types::Text;
use observatoire::store::{Conn, Store};

use crate::harness::{Database, Installation};

#[derive(QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    name: String,
}

const SQLITE: &str = "SELECT m.name AS relation, c.name AS name FROM sqlite_master m \
     JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";
const POSTGRES: &str = "SELECT table_name::text AS relation, column_name::text AS name \
     FROM information_schema.columns WHERE table_schema = 'public'";

fn columns(installation: &Installation) -> Vec<Column> {
    let store = Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let query = match conn {
        Conn::Sqlite(_) => SQLITE,
        Conn::Pg(_) => POSTGRES,
    };
    let mut columns: Vec<Column> = diesel::sql_query(query).load(conn).unwrap();
    columns.sort();
    columns
}

#[test]
fn both_databases_have_the_same_columns() {
    let sqlite = columns(&Installation::new(Database::Sqlite));
    assert!(sqlite.len() > 60, "{sqlite:?}");
    assert_eq!(sqlite, columns(&Installation::new(Database::Postgres)));
}

#[test]
fn a_mistyped_url_is_refused_and_its_password_is_not_repeated() {
    let installation = Installation::new(Database::Sqlite);
    let output = installation
        .command()
        .env("DATABASE_URL", "postgre://me:secret@host/db")
        .arg("check")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("neither sqlite://") && !said.contains("secret"), "{said}");
}

#[test]
fn a_setting_that_is_not_known_is_refused() {
    let installation = Installation::new(Database::Sqlite);
    let output = installation.command().env("OBSERVATOIRE_PROT", "80").arg("check").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("prot"), "{said}");
}
