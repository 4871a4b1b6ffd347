//! The project itself: whether it can be worked on, the clock against its last event, its backups, its integrity.

use super::{Findings, Level};
use crate::cli::Shell;
use crate::desk::{Backup, Clock, Desk, Report, StoreError, backup_folder, backups, is_whole, short};
use crate::domain::moment::Millis;
use crate::say;
use crate::text::{Say, doctor as words, shell as shell_words, unit};

/// Minutes that China's clocks are ahead of UTC.
const CHINA: i32 = 480;
/// A backup older than this, with something recorded since, is old.
const OLD_MS: i64 = 24 * 3_600_000;

pub(super) fn look(shell: &Shell, full: bool, found: &mut Findings) {
    clock(found);
    match Desk::open_to_look(&shell.db, Clock::System, &shell.station) {
        Ok(desk) => {
            if let Err(error) = opened(shell, &desk, full, found) {
                failed(found, &error);
            }
        }
        Err(StoreError::NotFound(path)) => {
            let line = say!(words::NO_PROJECT_YET, path = path.display().to_string());
            found.look(words::PROJECT, line, words::FIX_NO_PROJECT);
        }
        // Said with the disk already.
        Err(StoreError::NetworkShare { .. }) => {}
        Err(error) => {
            failed(found, &error);
            // A broken file is when it matters what there is to restore.
            copies(shell, None, found);
        }
    }
}

fn failed(found: &mut Findings, error: &StoreError) {
    let remedy = match error {
        StoreError::Newer { .. } => say!(words::FIX_NEWER, version = env!("CARGO_PKG_VERSION")),
        _ => words::SEE_ABOVE.into(),
    };
    found.wrong(words::PROJECT, error.say(), remedy);
    found.closed = u8::try_from(error.exit_code()).ok();
}

fn clock(found: &mut Findings) {
    let (now, tz_min) = Clock::System.now();
    let at = now.local(tz_min).to_string();
    let sign = if tz_min < 0 { '-' } else { '+' };
    let zone = format!("UTC{sign}{:02}:{:02}", tz_min.abs() / 60, tz_min.abs() % 60);
    if tz_min == CHINA {
        found.well(words::CLOCK, say!(words::TIME_IS, at = at, zone = zone));
    } else {
        found.look(words::CLOCK, say!(words::OTHER_ZONE, at = at, zone = zone), words::FIX_ZONE);
    }
}

fn opened(shell: &Shell, desk: &Desk, full: bool, found: &mut Findings) -> Result<(), StoreError> {
    let head = desk.head()?;
    // Rows that an older program wrote may have another shape: of those only what every shape has is read.
    let older = desk.is_older()?;
    if older {
        found.look(words::PROJECT, words::OLDER, words::FIX_OLDER);
    } else {
        let name = desk.project()?.name;
        found.well(
            words::PROJECT,
            say!(words::PROJECT_IS, name = name, events = head.seq, head = short(&head.hash)),
        );
        let (_, tz_min) = desk.now();
        let last = say!(words::LAST_EVENT, at = head.wall.local(tz_min).to_string());
        if desk.clock_suspect()? {
            found.well(words::CLOCK, last);
            found.wrong(words::CLOCK, unit::CLOCK_SUSPECT, words::FIX_CLOCK);
        } else {
            found.well(words::CLOCK, last);
        }
    }
    copies(shell, Some((head.seq, &crate::domain::hex::hex(&head.hash))), found);
    let copies = if older { Vec::new() } else { desk.copies_that_remember(shell.second_backup.as_deref())? };
    if let Some(first) = copies.first() {
        let path = first.display().to_string();
        found.look(
            words::BACKUP,
            say!(words::REMEMBERS, count = copies.len(), path = path),
            words::FIX_REMEMBERS,
        );
    }
    let report = if full && !older { desk.verify(&mut |_| ())? } else { desk.glance()? };
    integrity(&report, full && !older, found);
    Ok(())
}

fn integrity(report: &Report, full: bool, found: &mut Findings) {
    let mends = report.findings.iter().all(|finding| finding.rebuild_mends);
    let remedy = if mends { shell_words::REBUILD_MENDS } else { shell_words::RESTORE_MENDS };
    for finding in &report.findings {
        found.wrong(words::INTEGRITY, finding.say.clone(), remedy);
    }
    if report.findings.is_empty() {
        let well = if full {
            say!(words::VERIFIED, events = report.events, rows = report.rows)
        } else {
            say!(words::GLANCED, events = report.events)
        };
        found.well(words::INTEGRITY, well);
    }
}

/// The newest backup and its second copy; `head` is the last event's number and hash, where they can be read.
fn copies(shell: &Shell, head: Option<(i64, &str)>, found: &mut Findings) {
    let Some(newest) = backups(&shell.db).pop() else {
        return found.look(words::BACKUP, words::NO_BACKUP, words::FIX_BACKUP);
    };
    let (level, line) = judged(shell, &newest, head);
    match level {
        Level::Well => found.well(words::BACKUP, line),
        Level::Look => found.look(words::BACKUP, line, words::FIX_BACKUP),
        Level::Wrong => found.wrong(words::BACKUP, line, words::FIX_CHANGED_BACKUP),
    }
    if let Some(second) = shell.second_backup.as_ref().filter(|second| second.is_dir()) {
        let copy = second.join(&newest.file);
        if copy.is_file() {
            found.well(words::BACKUP, say!(words::SECOND_COPY, path = copy.display().to_string()));
        } else {
            let missing = say!(words::NO_SECOND_COPY, file = &newest.file);
            found.look(words::BACKUP, missing, words::FIX_BACKUP);
        }
    }
}

fn judged(shell: &Shell, newest: &Backup, head: Option<(i64, &str)>) -> (Level, Say) {
    let (now, tz_min) = Clock::System.now();
    match is_whole(&shell.db, newest) {
        Ok(true) => {}
        Ok(false) => return (Level::Wrong, say!(words::CHANGED_BACKUP, file = &newest.file)),
        Err(error) => return (Level::Wrong, error.say()),
    }
    let age = age(now, newest.at);
    let behind = head.filter(|(_, hash)| *hash != newest.head).map(|(seq, _)| seq - newest.seq);
    match behind {
        Some(more) if now.0 - newest.at.0 > OLD_MS => {
            (Level::Look, say!(words::OLD_BACKUP, file = &newest.file, age = age, more = more))
        }
        _ => {
            let path = backup_folder(&shell.db).join(&newest.file).display().to_string();
            let at = newest.at.local(tz_min).to_string();
            (Level::Well, say!(words::NEWEST, file = path, at = at, age = age, seq = newest.seq))
        }
    }
}

fn age(now: Millis, then: Millis) -> Say {
    match (now.0 - then.0).max(0) / 60_000 {
        minutes @ 0..120 => say!(words::AGE_MINUTES, count = minutes),
        minutes @ 120..2_880 => say!(words::AGE_HOURS, count = minutes / 60),
        minutes => say!(words::AGE_DAYS, count = minutes / 1_440),
    }
}
