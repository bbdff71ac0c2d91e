//! Passwords are checked off the threads that answer, and few at once: each takes 19 MiB and a core for a moment.

use std::sync::Arc;

use actix_web::web;
use tokio::sync::Semaphore;

use super::errors::WebError;

/// At once, in a process that also shows pages; the others wait for their turn.
const AT_ONCE: usize = 2;

pub(super) struct Checks(Arc<Semaphore>);

impl Checks {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }

    /// # Errors
    /// Only when the process ends.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        check: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, WebError> {
        let turn = Arc::clone(&self.0).acquire_owned().await.map_err(anyhow::Error::from)?;
        // The turn is over when the work is, even when nobody waits for its answer any more.
        let work = move || {
            let checked = check();
            drop(turn);
            checked
        };
        Ok(web::block(work).await?)
    }
}
