//! A second copy of the log as JSON Lines in a folder of its own, at most a moment behind: it has no personal data by
//! design, it shows a log whose tail was cut, and a restore reads from it what came after the backup.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::error::{StoreError, io};
use super::log::{Hash, StoredEvent};
use super::{Store, open};
use crate::domain::hex::{hex, unhex};
use crate::text::{Text, log as words};

/// The last part of a mirror file that is read to find its last line: longer than any event.
const TAIL: u64 = 1 << 20;

pub(super) fn folder(db: &Path) -> PathBuf {
    open::folder_of(db).join("mirror")
}

/// The mirror's files, oldest first.
pub(super) fn files(db: &Path) -> Vec<PathBuf> {
    let stem = db.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let prefix = format!("{stem}-mirror-");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder(db))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with(&prefix) && path.extension().is_some_and(|e| e == "jsonl")
        })
        .collect();
    files.sort();
    files
}

/// What the mirror remembers last: (seq, hash, where it is remembered).
pub(super) fn last_head(db: &Path) -> Option<(i64, String, Text)> {
    let (seq, hash) = files(db).iter().rev().find_map(|path| last_line(path))?;
    Some((seq, hash, words::PLACE_MIRROR))
}

fn last_line(path: &Path) -> Option<(i64, String)> {
    let mut file = std::fs::File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).ok()?;
    let tail = String::from_utf8_lossy(&tail);
    // A line without its end was cut by a crash and does not count.
    let whole = &tail[..tail.rfind('\n')?];
    let line: serde_json::Value = serde_json::from_str(whole.rsplit('\n').next()?).ok()?;
    Some((line["seq"].as_i64()?, line["hash"].as_str()?.to_owned()))
}

impl Store {
    /// Writes what the mirror does not have yet. Another window that is doing it right now is left to it.
    ///
    /// # Errors
    /// The folder cannot be written, or the mirror holds a log that is not this one's beginning.
    pub fn mirror(&self) -> Result<(), StoreError> {
        let folder = folder(&self.path);
        std::fs::create_dir_all(&folder).map_err(|e| io(&folder, &e))?;
        let lock_path = folder.join("lock");
        let lock = std::fs::File::create(&lock_path).map_err(|e| io(&lock_path, &e))?;
        if lock.try_lock().is_err() {
            return Ok(());
        }
        let since = match last_head(&self.path) {
            None => 0,
            Some((seq, hash, _)) if self.has_event(seq, &hash)? => seq,
            Some((seq, ..)) => return Err(StoreError::Damaged(format!("mirror {seq}"))),
        };
        let mut open: Option<(String, std::io::BufWriter<std::fs::File>)> = None;
        self.each_event(since, |event| {
            let month = crate::domain::moment::Millis(event.effective).local(event.tz_min as i32).to_string();
            let month: String = month.chars().take(7).filter(char::is_ascii_digit).collect();
            let file = match &mut open {
                Some((name, file)) if *name == month => file,
                _ => {
                    let file = self.mirror_file(&folder, &month)?;
                    &mut open.insert((month, file)).1
                }
            };
            writeln!(file, "{}", line(event)).map_err(|e| io(&folder, &e))
        })?;
        if let Some((_, mut file)) = open {
            file.flush().and_then(|()| file.get_ref().sync_data()).map_err(|e| io(&folder, &e))?;
        }
        Ok(())
    }

    fn mirror_file(
        &self,
        folder: &Path,
        month: &str,
    ) -> Result<std::io::BufWriter<std::fs::File>, StoreError> {
        let stem = self.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let path = folder.join(format!("{stem}-mirror-{month}.jsonl"));
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(&path)
            .map_err(|e| io(&path, &e))?;
        // After a crash the last line may lack its end: close it, so that the next one stands alone.
        let length = file.metadata().map_err(|e| io(&path, &e))?.len();
        if length > 0 {
            let mut last = [0u8];
            file.seek(SeekFrom::End(-1))
                .and_then(|_| file.read_exact(&mut last))
                .map_err(|e| io(&path, &e))?;
            if last != *b"\n" {
                file.write_all(b"\n").map_err(|e| io(&path, &e))?;
            }
        }
        Ok(std::io::BufWriter::new(file))
    }
}

/// An event as one line: every column, so that its hash can be checked from the line alone.
pub(super) fn line(event: &StoredEvent) -> serde_json::Value {
    json!({
        "seq": event.seq, "cmd_id": hex(&event.cmd_id), "cmd_ix": event.cmd_ix, "stream": event.stream,
        "stream_ver": event.stream_ver, "type": event.kind, "ver": event.ver, "wall_ms": event.wall,
        "eff_ms": event.effective, "tz_min": event.tz_min, "actor": event.actor, "approver": event.approver,
        "station": event.station, "session": hex(&event.session), "app_ver": event.app_ver,
        "reverses": event.reverses, "payload": event.payload, "prev": hex(&event.prev), "hash": hex(&event.hash),
    })
}

/// The event of a line; `None` when it is cut or not one.
pub(super) fn parse(line: &str) -> Option<StoredEvent> {
    let v: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| v[name].as_str().map(str::to_owned);
    let hash = |name: &str| -> Option<Hash> { unhex(v[name].as_str()?)?.try_into().ok() };
    Some(StoredEvent {
        seq: v["seq"].as_i64()?,
        cmd_id: unhex(v["cmd_id"].as_str()?)?.try_into().ok()?,
        cmd_ix: v["cmd_ix"].as_i64()?,
        stream: text("stream")?,
        stream_ver: v["stream_ver"].as_i64()?,
        kind: text("type")?,
        ver: v["ver"].as_i64()?,
        wall: v["wall_ms"].as_i64()?,
        effective: v["eff_ms"].as_i64()?,
        tz_min: v["tz_min"].as_i64()?,
        actor: v["actor"].as_i64()?,
        approver: v["approver"].as_i64(),
        station: text("station")?,
        session: unhex(v["session"].as_str()?)?,
        app_ver: text("app_ver")?,
        reverses: v["reverses"].as_i64(),
        payload: text("payload")?,
        prev: hash("prev")?,
        hash: hash("hash")?,
    })
}
