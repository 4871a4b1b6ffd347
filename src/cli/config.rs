//! The config file and where everything is kept. A wrong line is named; nothing is guessed.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Stop;
use crate::say;
use crate::text::{Lang, shell as words};

/// What a fresh config file says: every setting with its default, as comments.
pub(super) const TEMPLATE: &str = include_str!("../../assets/config.toml");

/// The settings.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub lang: Option<Lang>,
    pub db: Option<PathBuf>,
    pub station: Option<String>,
    pub second_backup: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: Option<String>,
    db: Option<PathBuf>,
    station: Option<String>,
    second_backup: Option<PathBuf>,
}

fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "anchang")
}

/// Where the config file is.
pub(super) fn path() -> Option<PathBuf> {
    folders().map(|f| f.config_dir().join("config.toml"))
}

/// Where data is kept when nothing else is said.
pub(super) fn data_folder() -> PathBuf {
    folders().map_or_else(|| PathBuf::from("."), |f| f.data_dir().to_owned())
}

/// The project file when nothing else is said.
pub(super) fn default_db(demo: bool) -> PathBuf {
    data_folder().join(if demo { "demo.db" } else { "anchang.db" })
}

/// Where the log and crash reports are kept.
pub(super) fn log_folder() -> PathBuf {
    data_folder().join("logs")
}

/// This computer's name, for the log.
pub(super) fn this_computer() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_str().unwrap_or_default().to_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    if name.is_empty() { "desk".to_owned() } else { name }
}

/// Reads the config file; a missing one is all defaults.
pub(super) fn load() -> Result<Config, Stop> {
    let Some(path) = path() else { return Ok(Config::default()) };
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => {
            let path = path.display().to_string();
            Err(say!(words::CONFIG_UNREADABLE, path = path, what = error.to_string()).into())
        }
    }
}

fn parse(text: &str, path: &Path) -> Result<Config, Stop> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
        wrong(path, &format!("{line}: {}", error.message()))
    })?;
    let lang = match &file.lang {
        None => None,
        Some(tag) => Some(Lang::from_tag(tag).ok_or_else(|| wrong(path, &format!("lang = \"{tag}\"")))?),
    };
    Ok(Config { lang, db: file.db, station: file.station, second_backup: file.second_backup })
}

fn wrong(path: &Path, what: &str) -> Stop {
    Stop::from(say!(words::CONFIG_WRONG, path = path.display().to_string(), what = what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_says_nothing_but_defaults() {
        let config = parse(TEMPLATE, Path::new("config.toml")).unwrap();
        assert!(config.lang.is_none() && config.db.is_none() && config.station.is_none());
        // Each commented setting is one that exists.
        let uncommented: String = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line))
            .fold(String::new(), |out, line| out + line + "\n");
        let config = parse(&uncommented, Path::new("config.toml")).unwrap();
        assert!(config.lang.is_some() && config.db.is_some());
        assert!(config.station.is_some() && config.second_backup.is_some());
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_line() {
        for (text, named) in [("lang = \"fr\"", "fr"), ("\n\ncolour = 3", "3: "), ("lang = ", "1: ")] {
            match parse(text, Path::new("c.toml")) {
                Err(Stop::Say(say, _)) => {
                    assert!(say.in_lang(Lang::En).contains(named), "{}", say.in_lang(Lang::En));
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
