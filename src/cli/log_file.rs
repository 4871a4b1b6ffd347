//! The log file: what the program did, for support. No field of any action, no name, no number goes in.

use tracing_appender::rolling::{RollingFileAppender, Rotation};

use super::config;

/// How many days are kept (等保: at least six months of who did what is in the event log, not here).
const KEEP_DAYS: usize = 30;

/// Starts it. A folder that cannot be written means no log file, not no work.
pub(super) fn start() {
    let folder = config::log_folder();
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("anchang")
        .filename_suffix("log")
        .max_log_files(KEEP_DAYS)
        .build(&folder);
    if let Ok(appender) = appender {
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_target(false)
            .with_writer(std::sync::Mutex::new(appender))
            .finish();
        // A second start in one process (tests) keeps the first.
        let _ = tracing::subscriber::set_global_default(subscriber);
    }
}
