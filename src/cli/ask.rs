//! PINs and missing answers: from a file, the environment, standard input or a prompt. `pin=..` among the arguments
//! works as well, but every account of the computer can list arguments, so whoever writes it there is told.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use clap::ArgMatches;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;

use super::{Shell, Stop};
use crate::desk::{Desk, Session};
use crate::domain::person::Pii;
use crate::say;
use crate::text::{Lang, Say, Text, shell as words};

/// Exit code of whoever stops with Ctrl-C, as shells count it.
const INTERRUPTED: u8 = 130;

/// Where a PIN can come from besides a prompt.
pub(super) struct PinSource<'a> {
    /// A file whose first line it is.
    pub file: Option<&'a Path>,
    /// A variable of the environment.
    pub variable: &'static str,
    /// The question.
    pub question: Text,
    /// What to say when nobody can be asked.
    pub missing: Text,
}

impl PinSource<'_> {
    /// The PIN of a person who has one.
    pub(super) fn get(&self, who: &str, lang: Lang) -> Result<Pii<String>, Stop> {
        if let Some(pin) = self.without_asking()? {
            return Ok(pin);
        }
        let question = say!(self.question, who = who).in_lang(lang);
        self.prompt(&question, who)
    }

    /// A new PIN; typed at a prompt it is asked for twice.
    pub(super) fn get_new(&self, who: &str, lang: Lang) -> Result<Pii<String>, Stop> {
        if let Some(pin) = self.without_asking()? {
            return Ok(pin);
        }
        let first = self.prompt(&say!(self.question, who = who).in_lang(lang), who)?;
        let again = self.prompt(&say!(words::ASK_PIN_AGAIN, who = who).in_lang(lang), who)?;
        if first == again { Ok(first) } else { Err(Stop::Say(words::PINS_DIFFER.into(), 1)) }
    }

    fn without_asking(&self) -> Result<Option<Pii<String>>, Stop> {
        if let Some(path) = self.file {
            let text = std::fs::read_to_string(path).map_err(|error| {
                say!(words::PIN_FILE, path = path.display().to_string(), what = super::wrong::os(&error))
            })?;
            return Ok(Some(Pii::new(text.lines().next().unwrap_or_default().trim().to_owned())));
        }
        Ok(std::env::var(self.variable).ok().filter(|pin| !pin.is_empty()).map(Pii::new))
    }

    fn prompt(&self, question: &str, who: &str) -> Result<Pii<String>, Stop> {
        let missing = || say!(self.missing, who = who);
        if !std::io::stdin().is_terminal() {
            return Err(missing().into());
        }
        secret(question, missing).map(Pii::new)
    }
}

/// The terminal without echo and line editing, for as long as this lives: however the prompt ends, by an error or a
/// panic too, the terminal is given back as it was.
struct Raw;

impl Raw {
    fn begin() -> std::io::Result<Self> {
        terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

/// What ends a line that is typed unseen.
enum Typed {
    Line(String),
    Stopped(u8),
    Ended,
}

/// A line that nobody sees. An empty one is asked for again: it is never sent as a try.
fn secret(question: &str, missing: impl Fn() -> Say) -> Result<String, Stop> {
    loop {
        let typed = unseen(question)?;
        eprintln!();
        match typed {
            Typed::Line(text) if text.is_empty() => {}
            Typed::Line(text) => return Ok(text),
            Typed::Stopped(code) => return Err(Stop::Say(words::STOPPED.into(), code)),
            Typed::Ended => return Err(missing().into()),
        }
    }
}

fn unseen(question: &str) -> std::io::Result<Typed> {
    // Before the question: whoever answers it at once must not be shown.
    let _raw = Raw::begin()?;
    eprint!("{question}");
    std::io::stderr().flush()?;
    let mut text = String::new();
    loop {
        let Ok(event) = event::read() else { return Ok(Typed::Ended) };
        let Event::Key(KeyEvent { code, modifiers, kind, .. }) = event else { continue };
        if kind == KeyEventKind::Release {
            continue;
        }
        let ctrl = modifiers.contains(KeyModifiers::CONTROL);
        match code {
            // What was typed ahead of the prompt ends with the other kind of line end.
            KeyCode::Char('j' | 'm') if ctrl => return Ok(Typed::Line(text)),
            KeyCode::Enter => return Ok(Typed::Line(text)),
            KeyCode::Char('c') if ctrl => return Ok(Typed::Stopped(INTERRUPTED)),
            KeyCode::Char('d') if ctrl => return Ok(Typed::Stopped(1)),
            KeyCode::Esc => return Ok(Typed::Stopped(1)),
            KeyCode::Char('u') if ctrl => text.clear(),
            KeyCode::Char('h') if ctrl => drop(text.pop()),
            KeyCode::Backspace => drop(text.pop()),
            KeyCode::Char(c) if !ctrl => text.push(c),
            _ => {}
        }
    }
}

/// A line from the person at the terminal; `missing` when there is none.
pub(super) fn line(question: &str, missing: Text) -> Result<String, Stop> {
    if !std::io::stdin().is_terminal() {
        return Err(Say::from(missing).into());
    }
    loop {
        eprint!("{question}");
        std::io::stderr().flush()?;
        match next_line()? {
            Some(typed) if typed.is_empty() => {}
            Some(typed) => return Ok(typed),
            None => {
                eprintln!();
                return Err(Say::from(missing).into());
            }
        }
    }
}

/// A field's value `-`: the next line of standard input, whoever or whatever writes it.
pub(super) fn field_value(field: Text, name: &str, lang: Lang) -> Result<String, Stop> {
    if std::io::stdin().is_terminal() {
        eprint!("{}", say!(words::ASK_FIELD, field = field).in_lang(lang));
        std::io::stderr().flush()?;
    }
    next_line()?.ok_or_else(|| say!(words::NO_LINE, name = name).into())
}

fn next_line() -> Result<Option<String>, Stop> {
    let mut typed = String::new();
    let read = std::io::stdin().lock().read_line(&mut typed)?;
    Ok((read > 0).then(|| typed.trim().to_owned()))
}

/// Signs in whoever `--as` names.
pub(super) fn sign_in(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<Session, Stop> {
    let name = match matches.get_one::<String>("as") {
        Some(name) => name.clone(),
        None => line(words::ASK_AS.get(shell.lang), words::NO_AS)?,
    };
    let source = PinSource {
        file: matches.get_one::<std::path::PathBuf>("pin-file").map(std::path::PathBuf::as_path),
        variable: "ANCHANG_PIN",
        question: words::ASK_PIN,
        missing: words::NO_PIN,
    };
    Ok(desk.sign_in(&name, &source.get(&name, shell.lang)?)?)
}
