//! The config file and where everything is kept. A wrong line is named; nothing is guessed.

use std::path::{Path, PathBuf};

use super::Stop;
use crate::desk::{calendar as desk_calendar, rates as desk_rates};
use crate::domain::calendar::Calendar;
use crate::domain::tax::RateTable;
use crate::paper::sale::Seller;
use crate::say;
use crate::text::{Arg, Lang, Say, changed, listed, shell as words};

/// What a fresh config file says: every setting with its default, as comments.
pub(super) const TEMPLATE: &str = include_str!("../../assets/config.toml");

/// The settings.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub lang: Option<Lang>,
    pub db: Option<PathBuf>,
    pub station: Option<String>,
    pub second_backup: Option<PathBuf>,
    pub borders: Borders,
    pub no_mouse: bool,
    pub bell: bool,
    /// What every form of a sale says of the seller.
    pub seller: Seller,
}

/// What the frames of windows are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Borders {
    /// Lines; on Windows, where asking costs nothing, `+-|` where the console draws lines two columns wide.
    #[default]
    Auto,
    /// Lines.
    Lines,
    /// `+-|`
    Ascii,
    /// The terminal is asked, also where asking may take two seconds.
    Probe,
}

impl Borders {
    fn read(value: &str) -> Option<Self> {
        Some(match value {
            "auto" => Self::Auto,
            "lines" => Self::Lines,
            "ascii" => Self::Ascii,
            "probe" => Self::Probe,
            _ => return None,
        })
    }
}

fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "anchang")
}

/// Where the config file is.
pub(super) fn path() -> Option<PathBuf> {
    folders().map(|f| f.config_dir().join("config.toml"))
}

/// Where somebody keeps what was sent to them.
pub(super) fn download_folders() -> Vec<PathBuf> {
    let Some(of_user) = directories::UserDirs::new() else { return Vec::new() };
    let of_system = [of_user.download_dir(), of_user.desktop_dir(), of_user.document_dir()];
    // A system without such names has these.
    let usual = [words::DOWNLOADS, words::DESKTOP].into_iter().flat_map(|name| [name.en, name.zh]);
    let usual = usual.map(|name| of_user.home_dir().join(name));
    let mut all: Vec<PathBuf> = of_system.into_iter().flatten().map(Into::into).chain(usual).collect();
    all.sort();
    all.dedup();
    all.retain(|folder| folder.is_dir() && folder != of_user.home_dir());
    all
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
            Err(say!(words::CONFIG_UNREADABLE, path = path, what = super::wrong::os(&error)).into())
        }
    }
}

fn parse(text: &str, path: &Path) -> Result<Config, Stop> {
    let line_of = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    let wrong = |at: usize, what: Say| {
        let path = path.display().to_string();
        Stop::from(say!(words::CONFIG_WRONG, path = path, line = line_of(at), what = what))
    };
    // What the reader of the format says is English and about the format; the line is what people need.
    let settings: Settings = toml::from_str(text)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), words::CONFIG_SYNTAX.into()))?;
    let mut config = Config::default();
    // In the order of the file: the first wrong line is named.
    let mut settings: Vec<_> = settings.into_iter().collect();
    settings.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in settings {
        let (key_at, value_at) = (key.span().start, value.span().start);
        let (key, value) = (key.into_inner(), value.into_inner());
        if !KNOWN.contains(&key.as_str()) {
            let known: Vec<Arg> = KNOWN.iter().map(|known| (*known).into()).collect();
            return Err(wrong(key_at, say!(words::CONFIG_UNKNOWN, key = key, known = known)));
        }
        if key == "seller" {
            config.seller = seller(text, value_at, &wrong)?;
            continue;
        }
        let toml::Value::String(value) = value else {
            return Err(wrong(value_at, say!(words::CONFIG_TEXT, key = key)));
        };
        match key.as_str() {
            "lang" => {
                let lang = Lang::from_tag(&value);
                let unknown = || wrong(value_at, say!(words::CONFIG_LANG, value = &value));
                config.lang = Some(lang.ok_or_else(unknown)?);
            }
            "db" => config.db = Some(value.into()),
            "station" => config.station = Some(value),
            "borders" => {
                let unknown =
                    || wrong(value_at, choice("borders", &value, &["auto", "lines", "ascii", "probe"]));
                config.borders = Borders::read(&value).ok_or_else(unknown)?;
            }
            "mouse" => config.no_mouse = !switch("mouse", &value).map_err(|what| wrong(value_at, what))?,
            "bell" => config.bell = switch("bell", &value).map_err(|what| wrong(value_at, what))?,
            _ => config.second_backup = Some(value.into()),
        }
    }
    Ok(config)
}

/// Every setting there is.
const KNOWN: [&str; 8] = ["lang", "db", "station", "second_backup", "borders", "mouse", "bell", "seller"];

/// The section about the seller, each setting with its place.
#[derive(serde::Deserialize)]
struct SellerSection {
    seller: Settings,
}

/// Reads `[seller]`; what is wrong in it is named with its line.
fn seller(text: &str, at: usize, wrong: &dyn Fn(usize, Say) -> Stop) -> Result<Seller, Stop> {
    let section: SellerSection =
        toml::from_str(text).map_err(|_| wrong(at, listed::CONFIG_SELLER_TABLE.into()))?;
    let mut seller = Seller::default();
    let mut settings: Vec<_> = section.seller.into_iter().collect();
    settings.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in settings {
        let (key_at, value_at) = (key.span().start, value.span().start);
        let key = key.into_inner();
        let known: Vec<Arg> = seller.fields().iter().map(|(name, _)| (*name).into()).collect();
        let Some((name, slot)) = seller.fields().into_iter().find(|(name, _)| *name == key) else {
            return Err(wrong(key_at, say!(listed::CONFIG_SELLER, key = key, known = known)));
        };
        let toml::Value::String(value) = value.into_inner() else {
            return Err(wrong(value_at, say!(words::CONFIG_TEXT, key = name)));
        };
        *slot = value;
    }
    Ok(seller)
}

/// The office's own rates of taxes, fees and mortgages, `rates.toml` in the config folder; none where it is not there.
///
/// # Errors
/// It cannot be read, or is wrong.
pub(super) fn rates() -> Result<Option<RateTable>, Stop> {
    own("rates.toml", |text, path| {
        desk_rates::read(text)
            .map_err(|wrong| say!(listed::RATES_WRONG, path = path, line = wrong.line, what = wrong.what))
    })
}

/// The office's own calendar, `holidays.toml` in the config folder; none where it is not there.
///
/// # Errors
/// It cannot be read, or is wrong.
pub(super) fn calendar() -> Result<Option<Calendar>, Stop> {
    own("holidays.toml", |text, path| {
        desk_calendar::read(text)
            .map_err(|wrong| say!(changed::CALENDAR_WRONG, path = path, line = wrong.line, what = wrong.what))
    })
}

/// A table of the office's own in the config folder; none where it is not there.
fn own<T>(file: &str, read: impl Fn(&str, &str) -> Result<T, Say>) -> Result<Option<T>, Stop> {
    let Some(path) = path().and_then(|path| Some(path.parent()?.join(file))) else { return Ok(None) };
    let shown = path.display().to_string();
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(read(&text, &shown)?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(say!(listed::RATES_UNREADABLE, path = shown, what = super::wrong::os(&error)).into())
        }
    }
}

/// A setting that is on or off.
fn switch(key: &'static str, value: &str) -> Result<bool, Say> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(choice(key, value, &["on", "off"])),
    }
}

/// A setting that must be one of a few words and is another.
fn choice(key: &'static str, value: &str, known: &[&'static str]) -> Say {
    let known: Vec<Arg> = known.iter().map(|known| (*known).into()).collect();
    say!(words::CONFIG_CHOICE, key = key, value = value, known = known)
}

/// A file of settings as it is written, each with its place.
type Settings = std::collections::BTreeMap<toml::Spanned<String>, toml::Spanned<toml::Value>>;

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
        assert_eq!(
            (config.borders, config.no_mouse, config.bell),
            (Borders::Auto, false, false),
            "as without a setting"
        );
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_line() {
        for (text, named) in [
            ("lang = \"fr\"", "line 1: lang cannot be fr"),
            (
                "\n\ncolour = 3",
                "line 3: there is no setting colour; settings: lang, db, station, second_backup, borders, mouse, bell, seller",
            ),
            ("lang = ", "line 1: "),
            (
                "borders = \"round\"",
                "line 1: borders cannot be round; it is one of auto, lines, ascii, probe",
            ),
            ("\nmouse = \"maybe\"", "line 2: mouse cannot be maybe; it is one of on, off"),
            ("bell = \"loud\"", "line 1: bell cannot be loud; it is one of on, off"),
            ("lang = \"zh\"\ndb = 3", "line 2: the value of db"),
            ("station = \"a\"\nlang = \"zh\"\n[db]", "line 3: "),
        ] {
            match parse(text, Path::new("c.toml")) {
                Err(Stop::Say(say, _)) => {
                    assert!(say.in_lang(Lang::En).contains(named), "{}", say.in_lang(Lang::En));
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
