//! Broken builds on purpose, for the tests only: every fault test is first shown to fail on one (RELIABILITY decision
//! 14). In a real build this is the constant `false` and nothing of it is left.

/// Whether this test process was told to break `what`.
#[cfg(test)]
pub(crate) fn on(what: &str) -> bool {
    std::env::var("ANCHANG_SABOTAGE").is_ok_and(|broken| broken.split(',').any(|b| b == what))
}

/// Never, in a real build.
#[cfg(not(test))]
pub(crate) const fn on(_: &str) -> bool {
    false
}
