//! PINs and missing answers: from a file, the environment, or a prompt; never from the arguments of a process that
//! everybody can list.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use clap::ArgMatches;

use super::{Shell, Stop};
use crate::desk::{Desk, Session};
use crate::domain::person::Pii;
use crate::say;
use crate::text::{Lang, Text, shell as words};

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
                say!(words::PIN_FILE, path = path.display().to_string(), what = error.to_string())
            })?;
            return Ok(Some(Pii::new(text.lines().next().unwrap_or_default().trim().to_owned())));
        }
        Ok(std::env::var(self.variable).ok().filter(|pin| !pin.is_empty()).map(Pii::new))
    }

    fn prompt(&self, question: &str, who: &str) -> Result<Pii<String>, Stop> {
        if !std::io::stdin().is_terminal() {
            return Err(say!(self.missing, who = who).into());
        }
        Ok(Pii::new(rpassword::prompt_password(question)?))
    }
}

/// A line from the person at the terminal; `missing` when there is none.
pub(super) fn line(question: &str, missing: Text) -> Result<String, Stop> {
    if !std::io::stdin().is_terminal() {
        return Err(crate::text::Say::from(missing).into());
    }
    eprint!("{question}");
    std::io::stderr().flush()?;
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed)?;
    Ok(typed.trim().to_owned())
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
