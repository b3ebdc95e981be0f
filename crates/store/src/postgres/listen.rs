//! Hears of the commits of other processes.

use super::connect::Pool;
use super::read;
use crate::error::StoreError;
use crate::limits::POSTGRES_POLL;
use crate::signal::Signal;
use std::sync::Arc;

/// What commits notify; the payload is the revision.
pub(super) const NOTIFY: &str = "SELECT pg_notify('portcullis_store', $1)";
const LISTEN: &str = "LISTEN portcullis_store";

/// Tells the signal of every commit, over a connection of its own that is made anew whenever it breaks.
pub(super) async fn follow(pool: Arc<Pool>, signal: Arc<Signal>) {
    loop {
        // While this fails, whoever waits polls, and is told why that fails.
        let _ = listen(&pool, &signal).await;
        tokio::time::sleep(POSTGRES_POLL).await;
    }
}

/// Ends when the connection does.
async fn listen(pool: &Pool, signal: &Arc<Signal>) -> Result<(), StoreError> {
    let mut session = pool.listening(Arc::clone(signal)).await?;
    session.batch(LISTEN).await?;
    signal.raise(read::revision(&mut session).await?);
    // Ends by itself or by a failure; both mean that the connection is no more.
    let _ = (&mut session.driver).await;
    Ok(())
}
