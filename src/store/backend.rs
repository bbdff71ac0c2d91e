//! Connections to SQLite or PostgreSQL, chosen by the scheme of the URL; migrations; transactions.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{self, ManageConnection, Pool, PooledConnection};
use diesel::result::DatabaseErrorKind;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Rows of one INSERT; SQLite binds at most 32,766 values in a statement.
pub(super) const BATCH: usize = 1_000;

/// Held until the transaction ends; the numbers mean nothing but must never change.
const ONE_WRITER: &str = "SELECT pg_advisory_xact_lock(4000)";
const ONE_WRITER_OF_ACCOUNTS: &str = "SELECT pg_advisory_xact_lock(4002)";
const ONE_WRITER_OF_CASES: &str = "SELECT pg_advisory_xact_lock(4003)";

/// How long a statement waits on SQLite while another connection writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// Runs one expression on the concrete connection: batch inserts and upserts do not exist on the enum.
macro_rules! each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::backend::Conn::Pg($c) => $body,
            $crate::store::backend::Conn::Sqlite($c) => $body,
        }
    };
}
pub(super) use each;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database answered: {0}")]
    Query(#[from] diesel::result::Error),
    #[error("others were writing to the database for too long: {0}")]
    Busy(diesel::result::Error),
    #[error("no connection to the database: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    #[error("the database cannot be opened: {0}")]
    Unreachable(String),
    #[error("DATABASE_URL “{0}” is neither sqlite://path nor postgres://…")]
    Url(String),
    #[error("cannot write to the data folder, {0}: {1}")]
    Folder(PathBuf, std::io::Error),
    #[error("the tables cannot be brought up to date: {0}")]
    Migration(String),
    #[error("a row of table {table} cannot be read: {problem}")]
    Row { table: &'static str, problem: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A pool of connections to one database, with its tables up to date.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Manager>,
    kind: Kind,
}

/// How the pool makes connections.
pub struct Manager {
    kind: Kind,
    target: String,
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// An unknown scheme, a folder that cannot be made, a server that does not answer, a failed migration.
    pub fn open(url: &str) -> Result<Self, Error> {
        let mut lock = None;
        let (kind, target) = if let Some(path) = url.strip_prefix("sqlite://") {
            lock = Some(lock_beside(Path::new(path))?);
            (Kind::Sqlite, path.to_owned())
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (Kind::Postgres, url.to_owned())
        } else {
            // A mistyped URL must not become the name of a file; a password in it must not reach a log.
            let scheme = url.split_once("://").map_or("…", |(scheme, _)| scheme);
            return Err(Error::Url(format!("{scheme}://…")));
        };
        let manager = Manager { kind, target };
        // Once before the pool, which would try again and again what cannot succeed.
        manager.connect().map_err(|error| Error::Unreachable(error.to_string()))?;
        let pool = Pool::builder()
            .max_size(8)
            .min_idle(Some(0))
            .connection_timeout(Duration::from_secs(10))
            .build(manager)?;
        let store = Self { pool, kind };
        store.migrate()?;
        drop(lock);
        Ok(store)
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Two processes may start on the same empty database: one makes the tables, the other waits.
    fn migrate(&self) -> Result<(), Error> {
        let conn = &mut *self.connection()?;
        if self.kind == Kind::Postgres {
            conn.batch_execute("SELECT pg_advisory_lock(4001)")?;
        }
        let done = each!(conn, c => c.run_pending_migrations(match self.kind {
            Kind::Sqlite => SQLITE,
            Kind::Postgres => POSTGRES,
        }).map(|_| ()));
        if self.kind == Kind::Postgres {
            conn.batch_execute("SELECT pg_advisory_unlock(4001)")?;
        }
        done.map_err(|error| Error::Migration(error.to_string()))
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// None is free within ten seconds, or the database does not answer.
    pub fn connection(&self) -> Result<PooledConnection<Manager>, Error> {
        Ok(self.pool.get()?)
    }

    /// Runs `work` in one transaction: all of it is kept, or nothing. Writers wait for
    /// each other from the start, so that none decides on what another is about to change.
    ///
    /// # Errors
    /// Whatever `work` or the commit fails with.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let conn = &mut *self.connection()?;
        match self.kind {
            Kind::Sqlite => begin(conn, "BEGIN IMMEDIATE"),
            Kind::Postgres => begin(conn, "BEGIN").and_then(|()| lock(conn, ONE_WRITER)),
        }
        .map_err(Error::Query)?;
        finish(conn, work)
    }

    /// The same for accounts, their sessions and what is tried on them: these writers wait for each other, on
    /// PostgreSQL for no import, on SQLite, which has one writer, no longer than `patience`.
    ///
    /// # Errors
    /// [`Error::Busy`] when `patience` ends; whatever `work` or the commit fails with.
    pub fn write_account<T, E: From<Error>>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_beside(ONE_WRITER_OF_ACCOUNTS, patience, work)
    }

    /// The same for cases: a desk waits for no import on PostgreSQL.
    ///
    /// # Errors
    /// As [`Store::write_account`].
    pub fn write_case<T, E: From<Error>>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_beside(ONE_WRITER_OF_CASES, patience, work)
    }

    fn write_beside<T, E: From<Error>>(
        &self,
        one_writer: &str,
        patience: Duration,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let conn = &mut *self.connection()?;
        match self.kind {
            Kind::Sqlite => {
                wait(conn, patience).map_err(Error::Query)?;
                let begun = begin(conn, "BEGIN IMMEDIATE");
                wait(conn, PATIENCE).map_err(Error::Query)?;
                begun
            }
            Kind::Postgres => begin(conn, "BEGIN").and_then(|()| {
                // Zero would be for ever.
                let limit = format!("SET LOCAL lock_timeout = {}", patience.as_millis().max(1));
                lock(conn, &format!("{limit}; {one_writer}"))
            }),
        }
        .map_err(|error| match error {
            diesel::result::Error::DatabaseError(DatabaseErrorKind::Unknown, _) => Error::Busy(error),
            _ => Error::Query(error),
        })?;
        finish(conn, work)
    }
}

fn begin(conn: &mut Conn, begin: &str) -> QueryResult<()> {
    each!(conn, c => AnsiTransactionManager::begin_transaction_sql(c, begin))
}

/// Takes a lock of PostgreSQL in a transaction, which ends when that fails.
fn lock(conn: &mut Conn, lock: &str) -> QueryResult<()> {
    conn.batch_execute(lock).inspect_err(|_| {
        let _ = each!(conn, c => AnsiTransactionManager::rollback_transaction(c));
    })
}

/// How long SQLite waits from now on.
fn wait(conn: &mut Conn, patience: Duration) -> QueryResult<()> {
    conn.batch_execute(&format!("PRAGMA busy_timeout = {}", patience.as_millis()))
}

/// Runs `work` and ends the transaction.
fn finish<T, E: From<Error>>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    let result = work(conn);
    let ended = match &result {
        Ok(_) => each!(conn, c => AnsiTransactionManager::commit_transaction(c)),
        Err(_) => each!(conn, c => AnsiTransactionManager::rollback_transaction(c)),
    };
    // What the work failed with says more than a failed roll-back, which the pool notices by itself.
    result.and_then(|value| ended.map(|()| value).map_err(|error| Error::Query(error).into()))
}

/// A lock on a file beside the database, made with its folder: SQLite does not wait when two processes make a
/// new database at once.
fn lock_beside(database: &Path) -> Result<File, Error> {
    let folder = database.parent().unwrap_or(Path::new("."));
    let path = database.with_extension("lock");
    let lock = std::fs::create_dir_all(folder).and_then(|()| {
        let file = File::create(&path)?;
        file.lock()?;
        Ok(file)
    });
    lock.map_err(|error| Error::Folder(path, error))
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Conn, r2d2::Error> {
        let connected = match self.kind {
            Kind::Sqlite => SqliteConnection::establish(&self.target).map(Conn::Sqlite),
            Kind::Postgres => PgConnection::establish(&self.target).map(Conn::Pg),
        };
        let mut conn = connected.map_err(r2d2::Error::ConnectionError)?;
        let settings = match self.kind {
            Kind::Sqlite => {
                wait(&mut conn, PATIENCE).map_err(r2d2::Error::QueryError)?;
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            }
            Kind::Postgres => "SET TIME ZONE 'UTC'",
        };
        conn.batch_execute(settings).map_err(r2d2::Error::QueryError)?;
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), r2d2::Error> {
        conn.batch_execute("SELECT 1").map_err(r2d2::Error::QueryError)
    }

    /// A panic may have left a transaction open.
    fn has_broken(&self, _: &mut Conn) -> bool {
        std::thread::panicking()
    }
}
