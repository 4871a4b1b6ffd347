//! `anchang doctor`: whether everything is well, and where not, what to do. It looks and changes nothing, and it works
//! where nothing else does: without a project, with a broken one, with a wrong config file.

mod places;
mod project;
mod terminal;

use clap::ArgMatches;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::output::{self, Format};
use super::{Shell, Stop};
use crate::say;
use crate::text::{Lang, Say, Text, doctor as words};

/// Exit code where something is wrong, as of a verification that found something.
const FOUND: u8 = 15;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// As it should be.
    Well,
    /// Worth a look; work goes on.
    Look,
    /// Wrong.
    Wrong,
}

impl Level {
    const fn code(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Look => "look",
            Self::Wrong => "wrong",
        }
    }

    const fn text(self) -> Text {
        match self {
            Self::Well => words::OK,
            Self::Look => words::LOOK,
            Self::Wrong => words::WRONG,
        }
    }
}

/// One thing that was looked at.
struct Line {
    about: Text,
    level: Level,
    what: Say,
    remedy: Option<Say>,
}

/// Everything that was looked at, in order.
#[derive(Default)]
struct Findings {
    lines: Vec<Line>,
    /// Exit code of why the project cannot be opened.
    closed: Option<u8>,
}

impl Findings {
    fn well(&mut self, about: Text, what: impl Into<Say>) {
        self.lines.push(Line { about, level: Level::Well, what: what.into(), remedy: None });
    }

    fn look(&mut self, about: Text, what: impl Into<Say>, remedy: impl Into<Say>) {
        self.lines.push(Line { about, level: Level::Look, what: what.into(), remedy: Some(remedy.into()) });
    }

    fn wrong(&mut self, about: Text, what: impl Into<Say>, remedy: impl Into<Say>) {
        self.lines.push(Line { about, level: Level::Wrong, what: what.into(), remedy: Some(remedy.into()) });
    }

    fn count(&self, level: Level) -> usize {
        self.lines.iter().filter(|line| line.level == level).count()
    }
}

/// `config` is why the config file could not be used, where it could not.
pub(super) fn run(shell: &Shell, matches: &ArgMatches, config: Option<&Stop>) -> Result<(), Stop> {
    let mut found = Findings::default();
    program(&mut found);
    places::look(shell, &mut found);
    project::look(shell, matches.get_flag("full"), &mut found);
    places::settings(config, &mut found);
    terminal::look(&mut found);
    let sum = match (found.count(Level::Wrong), found.count(Level::Look)) {
        (0, 0) => words::ALL_WELL.into(),
        (0, count) => say!(words::SOME_TO_LOOK, count = count),
        (count, _) => say!(words::SOME_WRONG, count = count),
    };
    let wrong = found.count(Level::Wrong) > 0;
    let code = found.closed.unwrap_or(FOUND);
    if Format::of(matches) == Format::Json {
        let lang = shell.lang;
        let lines = found.lines.iter().map(|line| {
            json!({
                "about": line.about.get(lang), "level": line.level.code(), "what": line.what.in_lang(lang),
                "to_do": line.remedy.as_ref().map(|say| say.in_lang(lang)),
            })
        });
        let lines: Vec<_> = lines.collect();
        output::json(&json!({ "well": !wrong, "checks": lines }))?;
    } else {
        print(&found, shell.lang)?;
        if !wrong {
            output::line(&sum.in_lang(shell.lang))?;
        }
    }
    if wrong { Err(Stop::Say(sum, code)) } else { Ok(()) }
}

fn print(found: &Findings, lang: Lang) -> Result<(), Stop> {
    let widest = |texts: &mut dyn Iterator<Item = &'static str>| texts.map(UnicodeWidthStr::width).max();
    let about = widest(&mut found.lines.iter().map(|line| line.about.get(lang))).unwrap_or(0);
    let padded =
        |text: &'static str, to: usize| format!("{text}{}", " ".repeat(to.saturating_sub(text.width())));
    for line in &found.lines {
        let (level, what) = (padded(line.level.text().get(lang), 2), line.what.in_lang(lang));
        output::line(&format!("{level}  {}  {what}", padded(line.about.get(lang), about)))?;
        if let Some(remedy) = &line.remedy {
            let remedy = say!(words::DO, what = remedy.clone()).in_lang(lang);
            output::line(&format!("{}{remedy}", " ".repeat(about + 2)))?;
        }
    }
    Ok(())
}

fn program(found: &mut Findings) {
    let build = if cfg!(debug_assertions) { words::BUILD_DEBUG } else { words::BUILD_RELEASE };
    found.well(
        words::PROGRAM,
        say!(
            words::PROGRAM_IS,
            version = env!("CARGO_PKG_VERSION"),
            build = build,
            os = std::env::consts::OS,
            arch = std::env::consts::ARCH,
            sqlite = crate::desk::sqlite_version()
        ),
    );
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    let fitting = UNITS.iter().find(|(_, unit)| bytes >= *unit);
    // Halves of a byte are nobody's concern.
    fitting.map_or_else(
        || format!("{bytes} B"),
        |(name, unit)| format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable() {
        for (bytes, shown) in
            [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (48 << 20, "48.0 MB"), (5 << 30, "5.0 GB")]
        {
            assert_eq!(size(bytes), shown);
        }
    }
}
