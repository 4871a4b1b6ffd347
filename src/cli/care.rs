//! Care for the file: `verify`, `rebuild`, `backup`, `restore`.

use std::path::PathBuf;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};

use super::output::{self, Table};
use super::{Shell, Stop};
use crate::desk::{BackupError, Clock, Desk, StoreError, backup_folder, backups};
use crate::say;
use crate::text::{Say, shell as words};

/// Exit code of a verification that found something.
const FOUND: u8 = 15;
/// Exit codes of the store for a file that is not there, and for one that is not ours.
const NO_FILE: u8 = 3;
const FOREIGN: u8 = 11;

pub(super) fn verify(shell: &Shell) -> Result<(), Stop> {
    let desk = shell.desk_as_it_is()?;
    let bar = bar(&desk);
    let report = desk.verify(&mut |seq| bar.set_position(seq.unsigned_abs()))?;
    bar.finish_and_clear();
    for finding in &report.findings {
        output::line(&finding.say.in_lang(shell.lang))?;
    }
    if report.findings.is_empty() {
        let done = say!(words::VERIFIED, events = report.events, rows = report.rows, head = &report.head);
        return output::line(&done.in_lang(shell.lang));
    }
    let mends = report.findings.iter().all(|f| f.rebuild_mends);
    let remedy = if mends { words::REBUILD_MENDS } else { words::RESTORE_MENDS };
    Err(Stop::Say(say!(words::NOT_VERIFIED, count = report.findings.len(), remedy = remedy), FOUND))
}

pub(super) fn rebuild(shell: &Shell) -> Result<(), Stop> {
    let desk = Desk::open_to_rebuild(&shell.db, Clock::System, &shell.station)?;
    let bar = bar(&desk);
    let events = desk.rebuild(&mut |seq| bar.set_position(seq.unsigned_abs()))?;
    bar.finish_and_clear();
    output::line(&say!(words::REBUILT, events = events).in_lang(shell.lang))
}

pub(super) fn backup(shell: &Shell) -> Result<(), Stop> {
    let desk = shell.desk_as_it_is()?;
    let backup = desk.backup().map_err(|error| stop(&error))?;
    desk.mirror()?;
    shell.copy_backup(&backup)?;
    let path = backup_folder(&shell.db).join(&backup.file);
    let done = say!(
        words::BACKED_UP,
        path = path.display().to_string(),
        seq = backup.seq,
        head = backup.head.chars().take(12).collect::<String>()
    );
    output::line(&done.in_lang(shell.lang))
}

pub(super) fn restore(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(file) = matches.get_one::<PathBuf>("file") else {
        return list_backups(shell);
    };
    let named = || file.display().to_string();
    if file.is_dir() {
        return Err(Stop::Say(say!(words::NOT_A_BACKUP, path = named()), FOREIGN));
    }
    if !file.exists() {
        return Err(Stop::Say(say!(words::NO_SUCH_BACKUP, path = named()), NO_FILE));
    }
    let restored = Desk::restore(&shell.db, file, &Clock::System, &shell.station);
    let done = restored.map_err(|error| match error {
        BackupError::Store(StoreError::Foreign(path)) if path == *file => {
            Stop::Say(say!(words::NOT_A_BACKUP, path = named()), FOREIGN)
        }
        other => stop(&other),
    })?;
    let kept = done.kept.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    let said = say!(words::RESTORED, seq = done.backup_seq, more = done.from_mirror, kept = kept);
    output::line(&said.in_lang(shell.lang))?;
    if done.lost_people > 0 {
        output::line(&say!(words::RESTORE_LOST, count = done.lost_people).in_lang(shell.lang))?;
    }
    if !done.up_to_date {
        output::line(words::RESTORE_MAY_REMEMBER.get(shell.lang))?;
    }
    Ok(())
}

/// Without a file: which there are, the newest last.
fn list_backups(shell: &Shell) -> Result<(), Stop> {
    let folder = backup_folder(&shell.db);
    let found = backups(&shell.db);
    if found.is_empty() {
        return Err(say!(words::NO_BACKUPS, folder = folder.display().to_string()).into());
    }
    let tz_min = Clock::System.now().1;
    let mut table = Table::new(&[words::H_AT, words::H_SEQ, words::H_HASH, words::H_FILE], shell.lang);
    for backup in found {
        table.row(vec![
            backup.at.local(tz_min).to_string(),
            backup.seq.to_string(),
            backup.head.chars().take(12).collect(),
            folder.join(&backup.file).display().to_string(),
        ]);
    }
    table.print()?;
    Err(Stop::from(Say::from(words::NO_BACKUP_NAMED)))
}

/// Why a backup was not taken or not used, as a sentence.
pub(super) fn backup_sentence(error: &BackupError) -> Say {
    match error {
        BackupError::Store(error) => error.say(),
        BackupError::Bad(say) => say.clone(),
        BackupError::Busy => words::BACKUP_BUSY.into(),
    }
}

fn stop(error: &BackupError) -> Stop {
    let code = match error {
        BackupError::Store(error) => u8::try_from(error.exit_code()).unwrap_or(1),
        BackupError::Bad(_) => FOUND,
        BackupError::Busy => 14,
    };
    Stop::Say(backup_sentence(error), code)
}

/// A bar over the log; it shows only at a terminal.
fn bar(desk: &Desk) -> ProgressBar {
    let events = desk.head().map_or(0, |head| head.seq.unsigned_abs());
    let bar = ProgressBar::new(events);
    if let Ok(style) = ProgressStyle::with_template("[{bar:40}] {human_pos} / {human_len}  {eta}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
