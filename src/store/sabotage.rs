//! Broken builds on purpose, for the tests only: every fault test is first shown to fail on one (RELIABILITY decision
//! 14). In a real build this is the constant `false` and nothing of it is left.
//!
//! - `deferred`: transactions begin without the write lock.
//! - `rows_later`: rows are saved in a transaction of their own.
//! - `stale_decide`: a unit is decided on as it was before anybody claimed it.
//! - `stale_version`: the same, and its version is the old one too.
//! - `no_selfcheck`: nobody counts the live claims before the commit.
//! - `chain_omits_station`: one column is left out of the hash.
//! - `migrate_in_pieces`: a migration without its transaction.
//! - `lock_first`: the lock file is made before anything is known of the file.
//! - `no_secure_delete`: deleted rows stay readable in the file.
//! - `sync_off`: commits do not wait for the disk.

#[cfg(test)]
thread_local! { static HERE: std::cell::Cell<&'static str> = const { std::cell::Cell::new("") }; }

/// Whether this test process (by `ANCHANG_SABOTAGE`) or this thread (by [`with`]) was told to break `what`.
#[cfg(test)]
pub(crate) fn on(what: &str) -> bool {
    static EVERYWHERE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let everywhere = EVERYWHERE.get_or_init(|| std::env::var("ANCHANG_SABOTAGE").unwrap_or_default());
    everywhere.split(',').chain(HERE.get().split(',')).any(|broken| broken == what)
}

/// Breaks `what` on this thread while `body` runs.
#[cfg(test)]
pub(crate) fn with<T>(what: &'static str, body: impl FnOnce() -> T) -> T {
    let before = HERE.replace(what);
    let done = body();
    HERE.set(before);
    done
}

/// An aggregate as it was before anybody claimed it: what a window sees that read before the other one wrote.
#[cfg(test)]
pub(super) fn stale<A: super::rows::Stored>(
    conn: &rusqlite::Connection,
    now: super::rows::Tracked<A>,
) -> Result<super::rows::Tracked<A>, super::StoreError> {
    use crate::domain::event::EventSet;
    if !on("stale_decide") && !on("stale_version") {
        return Ok(now);
    }
    let stream = format!("{}:{}", A::KIND, now.key);
    let mut old = super::rows::Tracked { key: now.key, version: 0, state: A::default() };
    let mut claimed = false;
    super::log::each_after::<super::StoreError>(conn, 0, -1, |event| {
        if event.stream == stream && !claimed {
            let mut next = old.state.clone();
            next.evolve(&A::Event::decode(&event.kind, event.ver as u16, &event.payload)?, &event.meta(None));
            claimed = next.claim().is_some();
            if !claimed {
                (old.state, old.version) = (next, event.stream_ver);
            }
        }
        Ok(())
    })?;
    if !on("stale_version") {
        old.version = now.version;
    }
    Ok(old)
}

/// Never, in a real build.
#[cfg(not(test))]
pub(crate) const fn on(_: &str) -> bool {
    false
}
