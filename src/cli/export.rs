//! `anchang export log`: the log as JSON Lines without personal data, for a head office to load; `lists.rs` has the
//! lists.

use std::io::Write;

use clap::ArgMatches;
use serde_json::json;

use super::{Shell, Stop, lists, output};
use crate::desk::StoreError;
use crate::domain::hex::hex;
use crate::domain::moment::Millis;
use crate::text::{Say, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let matches = match matches.subcommand() {
        Some(("log", matches)) => matches,
        Some((name, matches)) => match lists::What::ALL.iter().copied().find(|what| what.code() == name) {
            Some(what) => return lists::run(shell, what, matches),
            None => return Err(Say::from(words::NO_SUBCOMMAND).into()),
        },
        None => return Err(Say::from(words::NO_SUBCOMMAND).into()),
    };
    let since = matches.get_one::<i64>("since").copied().unwrap_or_default();
    let desk = shell.desk()?;
    let mut out = output::buffered();
    desk.each_event::<Stop>(since, |event| {
        let payload: serde_json::Value = serde_json::from_str(&event.payload)
            .map_err(|e| StoreError::Damaged(format!("event {}: {e}", event.seq)))?;
        let at = Millis(event.wall).local(i32::try_from(event.tz_min).unwrap_or(0)).rfc3339();
        let line = json!({
            "seq": event.seq, "at": at, "stream": event.stream, "stream_ver": event.stream_ver,
            "type": event.kind, "ver": event.ver, "actor": event.actor, "approver": event.approver,
            "station": event.station, "reverses": event.reverses, "payload": payload, "hash": hex(&event.hash),
        });
        Ok(writeln!(out, "{line}")?)
    })?;
    out.flush()?;
    Ok(())
}
