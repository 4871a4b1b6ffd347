//! Where everything is kept, on what kind of disk, and whether the settings are right.

use std::fs::Metadata;
use std::path::Path;

use super::{Findings, size};
use crate::cli::{Shell, Stop, config};
use crate::desk::{Clock, backup_folder, calendar, mirror_folder, network_share_of, rates};
use crate::domain::day::Day;
use crate::paper::{self, sms};
use crate::say;
use crate::text::{Arg, Text, doctor as words};

/// With less than this left on the disk somebody should do something.
const LITTLE: u64 = 1 << 30;
/// With less than this the next backup may not fit.
const TOO_LITTLE: u64 = 100 << 20;

pub(super) fn look(shell: &Shell, found: &mut Findings) {
    place(found, words::P_PROJECT, &shell.db, true);
    place(found, words::P_DATA, &config::data_folder(), true);
    let config = config::path().unwrap_or_default();
    place(found, words::P_CONFIG, &config, false);
    place(found, words::P_BACKUPS, &backup_folder(&shell.db), true);
    match &shell.second_backup {
        Some(second) if second.is_dir() => place(found, words::P_SECOND, second, true),
        Some(second) => found.look(
            words::FOLDERS,
            say!(words::PATH_NONE, what = words::P_SECOND, path = shown(second)),
            say!(words::FIX_SECOND, path = shown(&config)),
        ),
        None => {
            found.look(words::FOLDERS, words::NO_SECOND, say!(words::FIX_NO_SECOND, path = shown(&config)));
        }
    }
    place(found, words::P_MIRROR, &mirror_folder(&shell.db), false);
    place(found, words::P_LOGS, &config::log_folder(), false);
    disk(&shell.db, found);
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// One place: whether it is there, how large, and who may read it. `personal` is what holds personal data.
fn place(found: &mut Findings, what: Text, path: &Path, personal: bool) {
    let data = match std::fs::metadata(path) {
        Ok(data) => data,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return found.well(words::FOLDERS, say!(words::PATH_NONE, what = what, path = shown(path)));
        }
        Err(error) => return unreadable(found, what, path, &error),
    };
    let mode = mode(&data);
    if data.is_dir() {
        let files = match std::fs::read_dir(path) {
            Ok(files) => files.flatten().filter_map(|entry| entry.metadata().ok()),
            Err(error) => return unreadable(found, what, path, &error),
        };
        let (count, bytes) = files
            .filter(Metadata::is_file)
            .fold((0_usize, 0), |(count, bytes), file| (count + 1, bytes + file.len()));
        let line = say!(
            words::PATH_FILES,
            what = what,
            path = shown(path),
            count = count,
            size = size(bytes),
            mode = &mode
        );
        found.well(words::FOLDERS, line);
    } else {
        let bytes = size(data.len());
        let line = say!(words::PATH_FILE, what = what, path = shown(path), size = bytes, mode = &mode);
        found.well(words::FOLDERS, line);
    }
    if personal && is_open(&data) {
        let private = if data.is_dir() { "700" } else { "600" };
        found.look(
            words::FOLDERS,
            words::OPEN_TO_OTHERS,
            say!(words::FIX_OPEN, mode = private, path = shown(path)),
        );
    }
}

fn unreadable(found: &mut Findings, what: Text, path: &Path, error: &std::io::Error) {
    let error = crate::cli::wrong::os(error);
    let line = say!(words::PATH_UNREADABLE, what = what, path = shown(path), error = error);
    found.wrong(words::FOLDERS, line, words::FIX_UNREADABLE);
}

/// Who may do what, as `ls -l` writes it.
#[cfg(unix)]
fn mode(data: &Metadata) -> String {
    use std::os::unix::fs::PermissionsExt;
    let mode = data.permissions().mode();
    let letters = "rwxrwxrwx".chars().enumerate();
    letters.map(|(at, letter)| if mode & (0o400 >> at) == 0 { '-' } else { letter }).collect()
}

#[cfg(not(unix))]
fn mode(data: &Metadata) -> String {
    if data.permissions().readonly() { "r--" } else { "rw-" }.to_owned()
}

#[cfg(unix)]
fn is_open(data: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &Metadata) -> bool {
    false // there an account's own folders are its own
}

fn disk(db: &Path, found: &mut Findings) {
    // Of a project that is not there yet, the disk that it would be on.
    let folder = db.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    if let Some(kind) = network_share_of(db) {
        found.wrong(words::DISK, say!(words::NETWORK_DISK, kind = kind), words::FIX_NETWORK_DISK);
    } else {
        match kind_of(folder) {
            Some("tmpfs") => found.look(words::DISK, words::MEMORY_DISK, words::FIX_MEMORY_DISK),
            Some(kind) => found.well(words::DISK, say!(words::LOCAL_DISK, kind = kind)),
            None => found.well(words::DISK, words::UNKNOWN_DISK),
        }
    }
    match free(folder) {
        Some(bytes) if bytes < TOO_LITTLE => {
            found.wrong(words::DISK, say!(words::FREE_LITTLE, size = size(bytes)), words::FIX_FREE);
        }
        Some(bytes) if bytes < LITTLE => {
            found.look(words::DISK, say!(words::FREE_LITTLE, size = size(bytes)), words::FIX_FREE);
        }
        Some(bytes) => found.well(words::DISK, say!(words::FREE, size = size(bytes))),
        None => {}
    }
}

/// The local file systems among the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
fn kind_of(folder: &Path) -> Option<&'static str> {
    Some(match rustix::fs::statfs(folder).ok()?.f_type as i64 & 0xFFFF_FFFF {
        0xEF53 => "ext4",
        0x5846_5342 => "xfs",
        0x9123_683E => "btrfs",
        0x0102_1994 => "tmpfs",
        0x794C_7630 => "overlay",
        0x4D44 => "FAT",
        0x2011_BAB0 => "exFAT",
        0x5346_544E | 0x7366_746E => "NTFS",
        0x2FC1_2FC1 => "ZFS",
        0xF2F5_2010 => "F2FS",
        _ => return None,
    })
}

#[cfg(not(target_os = "linux"))]
fn kind_of(_: &Path) -> Option<&'static str> {
    None
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// The files that an office writes itself. `config` is why the config file could not be used.
pub(super) fn settings(config: Option<&Stop>, found: &mut Findings) {
    let path = config::path().unwrap_or_default();
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    match config {
        Some(stop) => wrong(found, stop),
        None if path.exists() => found.well(words::SETTINGS, words::CONFIG_FINE),
        None => found.well(words::SETTINGS, words::CONFIG_NONE),
    }
    let whose = |own: bool| if own { words::YOUR_OWN } else { words::SHIPPED };
    match config::rates() {
        Ok(own) => {
            let is_own = own.is_some();
            let table = own.unwrap_or_else(|| rates::read(rates::SHIPPED).unwrap_or_default());
            let mut days: Vec<Day> = table.rates.iter().map(|rates| rates.from).collect();
            days.sort_unstable();
            let days: Vec<Arg> = days.into_iter().map(Into::into).collect();
            found.well(words::SETTINGS, say!(words::RATES_FROM, whose = whose(is_own), days = days));
        }
        Err(stop) => wrong(found, &stop),
    }
    match config::calendar() {
        Ok(own) => holidays(found, &folder.join("holidays.toml"), own),
        Err(stop) => wrong(found, &stop),
    }
    if let Err(sms::NoSms::Wrong(what)) = sms::wordings(Some(&folder)) {
        let path = shown(&folder.join("sms").join("texts.toml"));
        let line = say!(words::SMS_WRONG, path = path, what = what);
        found.wrong(words::SETTINGS, line, words::FIX_SETTING);
    }
    templates(&folder.join("forms"), found);
}

fn wrong(found: &mut Findings, stop: &Stop) {
    // The sentence names file, line and remedy, in the language of the moment.
    if let Stop::Say(say, _) = stop {
        found.wrong(words::SETTINGS, say.clone(), words::FIX_SETTING);
    }
}

fn holidays(found: &mut Findings, path: &Path, own: Option<crate::domain::calendar::Calendar>) {
    let whose = if own.is_some() { words::YOUR_OWN } else { words::SHIPPED };
    let calendar = own.unwrap_or_else(|| calendar::read(calendar::SHIPPED).unwrap_or_default());
    let mut years: Vec<i32> = calendar.years.iter().map(|entered| entered.year).collect();
    years.sort_unstable();
    let listed: Vec<Arg> = years.iter().map(|year| (*year).into()).collect();
    found.well(words::SETTINGS, say!(words::CALENDAR_FOR, whose = whose, years = listed));
    let (now, tz_min) = Clock::System.now();
    let today = Day::of(now, tz_min);
    // What begins today reaches two months ahead.
    let mut needed = vec![today.year(), today.plus_months(2).year()];
    needed.dedup();
    for year in needed.into_iter().filter(|year| !years.contains(year)) {
        let missing = say!(words::YEAR_MISSING, year = year);
        found.look(words::SETTINGS, missing, say!(words::FIX_YEAR, path = shown(path)));
    }
}

fn templates(folder: &Path, found: &mut Findings) {
    let files = paper::own(folder);
    let fine: Vec<Arg> = files
        .iter()
        .filter(|(_, judged)| matches!(judged, Some(Ok(()))))
        .map(|(path, _)| name(path).into())
        .collect();
    if !fine.is_empty() {
        found.well(words::FOLDERS, say!(words::TEMPLATE_OWN, names = fine));
    }
    for (path, judged) in &files {
        match judged {
            Some(Ok(())) => {}
            Some(Err(wrong)) => {
                let line =
                    say!(words::TEMPLATE_WRONG, path = shown(path), line = wrong.line, what = &wrong.what);
                found.wrong(words::FOLDERS, line, words::FIX_TEMPLATE);
            }
            None => {
                let line = say!(words::TEMPLATE_UNKNOWN, path = shown(path));
                found.look(words::FOLDERS, line, words::FIX_TEMPLATE_UNKNOWN);
            }
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn permissions_are_written_as_ls_does() {
        let folder = tempfile::tempdir().unwrap();
        for (bits, shown, open) in
            [(0o700, "rwx------", false), (0o755, "rwxr-xr-x", true), (0o701, "rwx-----x", true)]
        {
            std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(bits)).unwrap();
            let data = std::fs::metadata(folder.path()).unwrap();
            assert_eq!((mode(&data).as_str(), is_open(&data)), (shown, open));
        }
    }
}
