//! When the program itself fails: the terminal is given back, a report without personal data is written, and the
//! person is told where it lies and that everything recorded is safe.

use std::backtrace::Backtrace;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use super::config;
use crate::say;
use crate::text::{Lang, shell as words};

/// Installs the hook.
pub(super) fn install_hook(lang: Lang) {
    std::panic::set_hook(Box::new(move |info| {
        give_terminal_back();
        let report = write_report(&config::log_folder(), &report(info));
        let place = report.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
        eprintln!("anchang: {}", say!(words::CRASHED, path = place).in_lang(lang));
    }));
}

/// Leaves the terminal as a shell expects it; harmless when it never was otherwise.
fn give_terminal_back() {
    use crossterm::{cursor, event, execute, terminal};
    if terminal::is_raw_mode_enabled().unwrap_or(false) {
        let _ = terminal::disable_raw_mode();
        let _ = execute!(
            std::io::stdout(),
            event::DisableMouseCapture,
            event::DisableBracketedPaste,
            terminal::LeaveAlternateScreen,
            cursor::Show
        );
    }
}

/// Where and how, but not with what: a formatted panic message may hold a name, a fixed one cannot.
fn report(info: &PanicHookInfo) -> String {
    let what = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(withheld)");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let backtrace = Backtrace::force_capture();
    format!(
        "anchang {}\n{} {}\n{place}: {what}\n\n{backtrace}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

fn write_report(folder: &Path, text: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(folder).ok()?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_millis());
    let path = folder.join(format!("crash-{now}-{}.txt", std::process::id()));
    let mut file = std::fs::File::create(&path).ok()?;
    file.write_all(text.as_bytes()).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    static SEEN: Mutex<String> = Mutex::new(String::new());

    #[test]
    fn a_report_says_where_but_not_with_what() {
        let name = "张三".to_owned();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(|info| *SEEN.lock().unwrap() = report(info)));
        let formatted = std::panic::catch_unwind(|| panic!("no unit for {name}"));
        std::panic::set_hook(before);
        assert!(formatted.is_err());
        let seen = SEEN.lock().unwrap().clone();
        assert!(seen.contains("crash.rs") && !seen.contains('张'), "{seen}");
    }
}
