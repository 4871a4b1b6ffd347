//! Reading in a child process with little memory: a hostile workbook kills the child, never the counter.
//!
//! The child prints JSON. Sentences cross as the keys of their lines, so both sides need the same text table: they are
//! the same program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::domain::price_list::{Place, PriceList, Problem};
use crate::say;
use crate::text::price_list as text;
use crate::text::{Arg, ROOMS, Say, Text};

/// The hidden subcommand that calls [`child_main`].
pub const SUBCOMMAND: &str = "__read-price-list";

/// The memory the child may map.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;
/// The seconds the child may calculate.
#[cfg(unix)]
const SECONDS: u64 = 60;

#[derive(Serialize, Deserialize)]
enum Answer {
    List(PriceList),
    Problems(Vec<WireProblem>),
}

#[derive(Serialize, Deserialize)]
struct WireProblem {
    at: Option<Place>,
    say: WireSay,
}

#[derive(Serialize, Deserialize)]
struct WireSay {
    key: String,
    args: Vec<(String, WireArg)>,
}

#[derive(Serialize, Deserialize)]
enum WireArg {
    Str(String),
    Key(String),
}

/// Reads a price list in a child process: `program __read-price-list PATH`.
///
/// # Errors
/// As [`super::read`]; a child that dies is one problem of the whole file.
pub fn read_isolated(program: &Path, path: &Path) -> Result<PriceList, Vec<Problem>> {
    let file = super::file_name(path);
    // Absolute, so that no file is taken for an option.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let output = Command::new(program)
        .arg(SUBCOMMAND)
        .arg(absolute)
        // Whatever a hostile workbook makes of the child, it has no PIN to give away.
        .env_remove("ANCHANG_PIN")
        .env_remove("ANCHANG_APPROVE_PIN")
        .env_remove("ANCHANG_NEW_PIN")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|e| super::whole_file(say!(text::READER_NOT_STARTED, why = e.to_string())))?;
    let died = || super::whole_file(say!(text::READER_DIED, file = &file));
    if !output.status.success() {
        return Err(died());
    }
    match serde_json::from_slice(&output.stdout).map_err(|_| died())? {
        Answer::List(list) => Ok(list),
        Answer::Problems(problems) => {
            Err(problems.into_iter().map(from_wire).collect::<Option<_>>().ok_or_else(died)?)
        }
    }
}

/// What the hidden subcommand does: limits itself, reads, prints. Returns the exit code, which is 0 for problems too.
pub fn child_main(path: &Path) -> i32 {
    limit();
    let answer = match super::read(path) {
        Ok(list) => Answer::List(list),
        Err(problems) => Answer::Problems(problems.iter().map(to_wire).collect()),
    };
    let mut out = std::io::stdout().lock();
    let printed =
        serde_json::to_vec(&answer).is_ok_and(|json| out.write_all(&json).and_then(|()| out.flush()).is_ok());
    i32::from(!printed)
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        let maximum = getrlimit(resource).maximum.map_or(most, |m| m.min(most));
        // Where the system refuses, the limits on the file itself still hold.
        let _ = setrlimit(resource, Rlimit { current: Some(maximum), maximum: Some(maximum) });
    }
}

#[cfg(not(unix))]
fn limit() {}

fn lines() -> impl Iterator<Item = (String, Text)> {
    ROOMS
        .iter()
        .flat_map(|(room, lines)| lines.iter().map(move |(key, text)| (format!("{room}::{key}"), *text)))
}

fn key(text: Text) -> String {
    lines().find(|(_, t)| *t == text).map(|(key, _)| key).unwrap_or_default()
}

fn to_wire(problem: &Problem) -> WireProblem {
    let args = problem.say.args.iter().map(|(name, arg)| {
        let arg = match arg {
            Arg::Text(text) => WireArg::Key(key(*text)),
            other => WireArg::Str(other.in_lang(crate::text::Lang::Zh)),
        };
        ((*name).to_owned(), arg)
    });
    WireProblem { at: problem.at.clone(), say: WireSay { key: key(problem.say.text), args: args.collect() } }
}

/// `None` for a key or a blank that this program does not have.
fn from_wire(problem: WireProblem) -> Option<Problem> {
    let find = |key: &str| lines().find(|(k, _)| k == key).map(|(_, text)| text);
    let text = find(&problem.say.key)?;
    // The names of blanks live as long as the program: they are taken from the line itself.
    let blank = |name: &str| {
        text.zh.split('{').skip(1).filter_map(|r| Some(r.split_once('}')?.0)).find(|b| *b == name)
    };
    let mut args = Vec::with_capacity(problem.say.args.len());
    for (name, arg) in &problem.say.args {
        let arg = match arg {
            WireArg::Str(text) => Arg::Str(text.clone()),
            WireArg::Key(key) => Arg::Text(find(key)?),
        };
        args.push((blank(name)?, arg));
    }
    Some(Problem { at: problem.at, say: Say { text, args } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_survive_the_pipe() {
        let at = Some(Place { sheet: "总价".into(), row: 3, column: 2 });
        let say = say!(text::NOT_A_NUMBER, what = text::TOTAL, found = "已售");
        for problem in [Problem { at, say }, Problem { at: None, say: text::NO_UNITS.into() }] {
            let json = serde_json::to_string(&to_wire(&problem)).unwrap();
            assert_eq!(from_wire(serde_json::from_str(&json).unwrap()), Some(problem));
        }
    }
}
