//! The command line: every action and every list without a screen, for scripts, screen readers and a second opinion.
//!
//! A file here is one subcommand: a few lines around a call of the desk. What this room refuses: rules (the domain has
//! them) and the store.

mod actions;
mod args;
mod ask;
mod care;
mod changing;
mod config;
mod crash;
mod demo;
mod doctor;
mod doing;
mod export;
mod importing;
mod init;
mod lists;
mod log_file;
mod looker;
mod man;
mod output;
mod papers;
mod print;
mod selling;
mod show;
mod terminal;
mod wrong;

use std::cell::Cell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use crate::desk::{Backup, Clock, Desk, Failure, StoreError, calendar, copy_backup};
use crate::domain::clean::printable;
use crate::domain::refusal::Refusal;
use crate::exchange::price_list;
use crate::paper::sale::Seller;
use crate::say;
use crate::text::{Lang, Say, shell as words};
use config::Config;

/// What every subcommand knows.
pub(crate) struct Shell {
    lang: Lang,
    db: PathBuf,
    station: String,
    second_backup: Option<PathBuf>,
    borders: config::Borders,
    mouse: bool,
    bell: bool,
    /// What every form of a sale says of the seller.
    seller: Seller,
    /// The clock is suspect, and nobody has been told yet: it is said once, at the end.
    clock_suspect: Cell<bool>,
}

/// Why a subcommand ends without success.
#[derive(Debug)]
pub(crate) enum Stop {
    /// An action or the store said no.
    Failure(Failure),
    /// A sentence and an exit code.
    Say(Say, u8),
    /// A field that an action needs is missing.
    Incomplete(Refusal),
    /// Whoever read our output has gone away: that is their decision, not our error.
    PipeClosed,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}
impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}
impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Failure(refusal.into())
    }
}
impl From<Say> for Stop {
    fn from(say: Say) -> Self {
        Self::Say(say, USAGE)
    }
}
impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::PipeClosed;
        }
        Self::Say(say!(words::IO, what = wrong::os(&error)), 19)
    }
}

/// Exit code of a wrong invocation, as everywhere.
const USAGE: u8 = 2;

/// The program.
pub fn main() -> ExitCode {
    private_files();
    let args: Vec<std::ffi::OsString> = std::env::args_os().collect();
    if let [_, hidden, path] = args.as_slice()
        && hidden == price_list::SUBCOMMAND
    {
        return exit(price_list::child_main(Path::new(path)));
    }
    let config = config::load();
    let lang = language(&args, config.as_ref().ok());
    crash::install_hook(lang);
    let matches = match args::command(lang).try_get_matches_from(help_first(args)) {
        Ok(matches) => matches,
        Err(error) => return wrong::explain(&error, lang),
    };
    let name = matches.subcommand_name().unwrap_or_default();
    let (config, unusable) = match config {
        Ok(config) => (config, None),
        // What is wrong with it is the doctor's to say; the other two need none.
        Err(stop) if matches!(name, "doctor" | "man" | "completions") => (Config::default(), Some(stop)),
        Err(stop) => return finish(lang, &stop),
    };
    let shell = Shell {
        lang,
        db: project_file(&matches, config.db),
        station: config.station.unwrap_or_else(config::this_computer),
        second_backup: config.second_backup,
        borders: config.borders,
        mouse: !config.no_mouse,
        bell: config.bell,
        seller: config.seller,
        clock_suspect: Cell::new(false),
    };
    // The doctor finds everything as it was.
    if name != "doctor" {
        log_file::start();
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), subcommand = name, "start");
    let stopped = run(&shell, &matches, unusable.as_ref()).err();
    shell.warn_of_clock(stopped.as_ref());
    stopped.map_or(ExitCode::SUCCESS, |stop| finish(lang, &stop))
}

/// `anchang help do unit.hold` is `anchang do unit.hold --help`.
fn help_first(args: Vec<std::ffi::OsString>) -> Vec<std::ffi::OsString> {
    let mut at = 1;
    // Behind what may stand before a subcommand.
    while let Some(option) = args.get(at).and_then(|arg| arg.to_str()).filter(|arg| arg.starts_with("--")) {
        at += if matches!(option, "--lang" | "--db") { 2 } else { 1 };
    }
    let mut turned = args;
    if turned.get(at).is_some_and(|arg| arg == "help") {
        turned.remove(at);
        turned.push("--help".into());
    }
    turned
}

/// `--db`, else the config's, else the one in the data folder. The demo has a file of its own and never touches the
/// real project.
fn project_file(matches: &ArgMatches, configured: Option<PathBuf>) -> PathBuf {
    let demo = matches.subcommand_name() == Some("demo");
    let named = matches.get_one::<PathBuf>("db").cloned();
    named.or(configured.filter(|_| !demo)).unwrap_or_else(|| config::default_db(demo))
}

/// `unusable` is why there is no config, where its file is wrong.
fn run(shell: &Shell, matches: &ArgMatches, unusable: Option<&Stop>) -> Result<(), Stop> {
    match matches.subcommand() {
        Some(("init", m)) => init::run(shell, m),
        Some(("demo", m)) => demo::run(shell, m),
        Some(("import", m)) => importing::run(shell, m),
        Some(("do", m)) if m.get_flag("help") && !m.contains_id("action") => {
            args::print_help_of("do", shell.lang)
        }
        Some(("do", m)) => doing::run(shell, m),
        Some(("show", m)) => show::run(shell, m),
        Some(("print", m)) => print::run(shell, m),
        Some(("export", m)) => export::run(shell, m),
        Some(("verify", _)) => care::verify(shell),
        Some(("rebuild", _)) => care::rebuild(shell),
        Some(("backup", _)) => care::backup(shell),
        Some(("restore", m)) => care::restore(shell, m),
        Some(("doctor", m)) => doctor::run(shell, m, unusable),
        Some(("man", m)) => man::man(shell, m),
        Some(("completions", m)) => man::completions(shell, m),
        None => terminal::run(shell, HashMap::new(), false),
        Some(_) => Err(Stop::from(Say::from(words::NO_SUBCOMMAND))),
    }
}

impl Stop {
    /// The sentence and the exit code; none where nobody is there to read.
    fn answer(&self, lang: Lang) -> Option<(String, u8)> {
        match self {
            Self::PipeClosed => None,
            Self::Failure(failure) => {
                Some((failure.in_lang(lang), u8::try_from(failure.exit_code()).unwrap_or(1)))
            }
            Self::Say(say, code) => Some((say.in_lang(lang), *code)),
            Self::Incomplete(refusal) => Some((refusal.in_lang(lang), USAGE)),
        }
    }
}

fn finish(lang: Lang, stop: &Stop) -> ExitCode {
    let Some((sentence, code)) = stop.answer(lang) else { return ExitCode::SUCCESS };
    tracing::warn!(code, "stopped");
    eprintln!("anchang: {}", printable(&sentence));
    ExitCode::from(code)
}

fn exit(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

/// `--lang`, else the config, else the system, else Chinese. Read before anything else, so that even a wrong
/// invocation is answered in the right language.
fn language(args: &[std::ffi::OsString], config: Option<&Config>) -> Lang {
    let texts: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let asked = texts.iter().enumerate().find_map(|(i, arg)| match arg.strip_prefix("--lang") {
        Some("") => texts.get(i + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    asked
        .and_then(Lang::from_tag)
        .or_else(|| config.and_then(|c| c.lang))
        .or_else(|| sys_locale::get_locale().as_deref().and_then(Lang::from_tag))
        .unwrap_or_default()
}

/// Files of ours are for this account only: the database, its log, backups, reports.
fn private_files() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

impl Shell {
    /// The open project, with what has run out made fact.
    fn desk(&self) -> Result<Desk, Stop> {
        let desk = self.desk_as_it_is()?;
        desk.tick()?;
        self.clock_suspect.set(desk.clock_suspect()?);
        Ok(desk)
    }

    /// Says that the clock is suspect, unless that is the very reason for the stop, which says so itself.
    fn warn_of_clock(&self, stopped: Option<&Stop>) {
        let suspect = crate::text::unit::CLOCK_SUSPECT;
        let said = stopped.and_then(|stop| stop.answer(self.lang)).map(|(sentence, _)| sentence);
        if self.clock_suspect.get() && !said.is_some_and(|said| said.contains(suspect.get(self.lang))) {
            eprintln!("anchang: {}", say!(words::CLOCK_WARNING, suspect = suspect).in_lang(self.lang));
        }
    }

    /// The open project, untouched.
    fn desk_as_it_is(&self) -> Result<Desk, Stop> {
        let mut desk = Desk::open(&self.db, Clock::System, &self.station)?;
        if let Some(rates) = config::rates()? {
            desk.use_rates(rates);
        }
        if let Some(calendar) = config::calendar()? {
            calendar::use_own(calendar);
        }
        Ok(desk)
    }

    /// What is done after something changed; what went wrong is a warning.
    fn after_change(&self, desk: &Desk) {
        for what in self.look_after(desk) {
            tracing::warn!("after change");
            eprintln!("anchang: {}", say!(words::AFTER_CHANGE, what = what).in_lang(self.lang));
        }
    }

    /// The mirror of the log, a backup now and then, forgotten people out of the copies. None of it failing undoes the
    /// action: what went wrong is said.
    fn look_after(&self, desk: &Desk) -> Vec<Say> {
        let mut wrong = Vec::new();
        match desk.forget_in_copies(self.second_backup.as_deref()) {
            Ok(left) => wrong.extend(
                left.iter().map(|copy| say!(words::COPY_KEEPS_PERSON, path = copy.display().to_string())),
            ),
            Err(error) => wrong.push(error.say()),
        }
        wrong.extend(desk.mirror().err().map(|error| error.say()));
        match desk.backup_if_stale() {
            Ok(Some(backup)) => wrong.extend(self.copy_backup(&backup).err().map(|error| error.say())),
            Ok(None) => {}
            Err(error) => wrong.push(care::backup_sentence(&error)),
        }
        wrong
    }

    /// The second copy of a backup, where the config names a place for it.
    fn copy_backup(&self, backup: &Backup) -> Result<(), StoreError> {
        match &self.second_backup {
            Some(second) => copy_backup(&self.db, backup, second).map(drop),
            None => Ok(()),
        }
    }
}
