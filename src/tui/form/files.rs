//! Price lists and folders that a field of files could mean.

use std::fs::DirEntry;
use std::path::{MAIN_SEPARATOR, Path};
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::App;
use super::offer::{MOST, Offer, offer};
use crate::domain::find::Needle;
use crate::domain::moment::Millis;
use crate::say;
use crate::text::tui as words;

impl App {
    /// Price lists and folders that are called as typed; as long as no folder is named, those that were downloaded too.
    /// The newest come first.
    pub(super) fn files(&self, typed: &str) -> Vec<Offer> {
        let (folder, begin) = match typed.rfind(['/', MAIN_SEPARATOR]) {
            Some(at) => typed.split_at(at + 1),
            None => ("", typed),
        };
        let needle = Needle::new(begin);
        let here = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
        let mut lists: Vec<(SystemTime, Offer)> = Vec::new();
        let mut folders = Vec::new();
        for (entry, name) in entries(here).filter(|(_, name)| needle.finds(name)) {
            if entry.path().is_dir() {
                folders.push(offer(format!("{folder}{name}/"), ""));
            } else if is_price_list(&name) {
                let at = changed(&entry);
                lists.push((at, offer(format!("{folder}{name}"), self.dated("", at))));
            }
        }
        let there = std::env::current_dir().ok();
        let others = self.lists.iter().filter(|place| folder.is_empty() && there.as_ref() != Some(*place));
        for place in others {
            let of = place.file_name().unwrap_or_default().to_string_lossy();
            for (entry, _) in entries(place).filter(|(_, name)| is_price_list(name) && needle.finds(name)) {
                let at = changed(&entry);
                lists.push((at, offer(entry.path().to_string_lossy(), self.dated(&of, at))));
            }
        }
        lists.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.value.cmp(&y.value)));
        folders.sort_by(|a, b| a.value.cmp(&b.value));
        // Files first: a folder is only the way to one.
        lists.into_iter().map(|(_, list)| list).chain(folders).take(MOST).collect()
    }

    /// In which folder, and since when.
    fn dated(&self, folder: &str, at: SystemTime) -> String {
        let since = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let at = Millis(i64::try_from(since).unwrap_or_default()).local(self.tz_min).brief(self.now);
        say!(words::FILE_IN, folder = folder, at = at).in_lang(self.lang).trim().to_owned()
    }
}

/// What a folder holds, but for what is hidden.
fn entries(folder: &Path) -> impl Iterator<Item = (DirEntry, String)> {
    let all = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    all.filter_map(|entry| entry.file_name().into_string().ok().map(|name| (entry, name)))
        // A list that is open in a spreadsheet leaves a shadow beside it.
        .filter(|(_, name)| !name.starts_with('.') && !name.starts_with("~$"))
}

fn changed(entry: &DirEntry) -> SystemTime {
    entry.metadata().and_then(|about| about.modified()).unwrap_or(UNIX_EPOCH)
}

pub(super) fn is_price_list(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["xlsx", "xls", "ods", "csv"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
