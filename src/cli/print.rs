//! `anchang print`: a form as HTML, in the browser or in a file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::ArgMatches;

use super::looker::Looker;
use super::{Shell, Stop, USAGE, changing, config, output, selling};
use crate::desk::{Desk, Head};
use crate::domain::day::{Date, Day};
use crate::domain::guest::GuestId;
use crate::domain::register::Register;
use crate::paper::{self, Foot, Form, Sight, evening, follow_up, register, roster, ruling, sms};
use crate::say;
use crate::text::{Arg, Say, guest, paper as words, shell as shell_words};
use crate::tui::{About, App, Masked, Print};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let desk = shell.desk()?;
    match matches.subcommand() {
        Some(("roster", m)) => {
            let day = day(&desk, m, "day")?;
            let sheet = || Ok(roster::sheet(&desk, day, shell.lang)?);
            print(shell, &desk, m, Form::Roster, &day.to_string(), sheet)
        }
        Some(("visits", m)) => print_register(shell, &desk, m, Form::Visits, Register::Visit),
        Some(("calls", m)) => print_register(shell, &desk, m, Form::Calls, Register::Call),
        Some(("ruling", m)) => {
            let typed = m.get_one::<String>("guest").map_or("", String::as_str);
            let candidate = one_guest(&desk, typed)?;
            let sheet = || Ok(ruling::sheet(&desk, &candidate, shell.lang)?);
            print(shell, &desk, m, Form::Ruling, &candidate.guest.id.0.to_string(), sheet)
        }
        Some(("follow-ups", m)) => {
            let typed = m.get_one::<String>("guest").map_or("", String::as_str);
            let candidate = one_guest(&desk, typed)?;
            let sheet = || Ok(follow_up::sheet(&desk, &candidate, shell.lang)?);
            print(shell, &desk, m, Form::FollowUps, &candidate.guest.id.0.to_string(), sheet)
        }
        Some(("sms", m)) => changing::sms(shell, &desk, m),
        Some((name, m)) => match Form::ALL.iter().copied().find(|form| form.code() == name) {
            Some(form) if changing::FORMS.contains(&form) => changing::run(shell, &desk, form, m),
            Some(form) => selling::run(shell, &desk, form, m),
            None => Err(Say::from(shell_words::NO_SUBCOMMAND).into()),
        },
        None => Err(Say::from(shell_words::NO_SUBCOMMAND).into()),
    }
}

/// The one guest who is meant; several are named, each with their number.
pub(super) fn one_guest(desk: &Desk, typed: &str) -> Result<crate::desk::Candidate, Stop> {
    let mut found = desk.attribution(typed)?;
    if found.len() == 1 {
        return Ok(found.remove(0));
    }
    let all: Vec<Arg> = found
        .iter()
        .map(|c| say!(guest::NUMBERED, guest = &c.guest.masked, number = c.guest.id.0).into())
        .collect();
    Err(if all.is_empty() {
        say!(shell_words::NO_SUCH_GUEST, guest = typed).into()
    } else {
        say!(guest::SEVERAL_FOUND, guests = all).into()
    })
}

/// The day that an argument means; today where it is left out.
pub(super) fn day(desk: &Desk, matches: &ArgMatches, name: &str) -> Result<Day, Stop> {
    let today = desk.today();
    match matches.get_one::<String>(name) {
        None => Ok(today),
        Some(text) => Date::parse(text)
            .and_then(|date| date.back(today))
            .ok_or_else(|| say!(guest::NOT_A_DATE, text = text).into()),
    }
}

fn print_register(
    shell: &Shell,
    desk: &Desk,
    matches: &ArgMatches,
    form: Form,
    which: Register,
) -> Result<(), Stop> {
    let day = day(desk, matches, "day")?;
    let looker = Looker::of(shell, desk, matches)?;
    let right = looker
        .as_ref()
        .map(|looker| {
            let seen = visible(desk, looker, which, day, day)?;
            Ok::<_, Stop>((looker, looker.reveal(shell, desk, form.code(), seen)?))
        })
        .transpose()?;
    let sight: Option<Sight> = right.as_ref().map(|(looker, right)| looker.sight(right));
    let sheet = || Ok(register::sheet(desk, which, day, sight, shell.lang)?);
    print(shell, desk, matches, form, &day.to_string(), sheet)
}

/// How many lines of these days somebody may see unmasked.
pub(super) fn visible(
    desk: &Desk,
    looker: &Looker,
    register: Register,
    from: Day,
    to: Day,
) -> Result<usize, Stop> {
    let mut seen = 0;
    for id in register::guests(desk, register, days(from, to))? {
        seen += usize::from(desk.guest(id)?.is_some_and(|row| looker.may_see(&row)));
    }
    Ok(seen)
}

/// Every day from one to another, both included.
pub(super) fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (0..=from.until(to)).map(move |n| from.plus(n))
}

/// Fills the form, writes it, opens it.
pub(super) fn print<S: serde::Serialize>(
    shell: &Shell,
    desk: &Desk,
    matches: &ArgMatches,
    form: Form,
    about: &str,
    sheet: impl Fn() -> Result<S, Stop>,
) -> Result<(), Stop> {
    let html = filled(shell, desk, form, sheet)?;
    if let Some(path) = matches.get_one::<PathBuf>("out") {
        write_new(path, html.as_bytes())?;
        return written(shell, path);
    }
    let path = keep(&format!("{}-{about}", form.code()), html.as_bytes())?;
    written(shell, &path)?;
    let opened = !matches.get_flag("no-open") && has_display() && open::that_detached(&path).is_ok();
    let next = if opened { words::OPENED } else { words::OPEN_YOURSELF };
    output::line(next.get(shell.lang))
}

/// The form as a page.
pub(super) fn filled<S: serde::Serialize>(
    shell: &Shell,
    desk: &Desk,
    form: Form,
    sheet: impl Fn() -> Result<S, Stop>,
) -> Result<String, Stop> {
    let (sheet, head) = steady(desk, sheet)?;
    let foot = Foot::of(desk, &head, &shell.station)?;
    let folder = config::path().and_then(|path| Some(path.parent()?.join("forms")));
    paper::render(form, &sheet, &foot, folder.as_deref(), form.lang(shell.lang)).map_err(|wrong| {
        let (file, line, what) = (wrong.file, wrong.line, wrong.what);
        Stop::Say(say!(words::TEMPLATE_WRONG, file = file, line = line, what = what), USAGE)
    })
}

/// Prints what was asked for in the terminal: what came of it in words, and whether it worked.
pub(super) fn from_the_screen(shell: &Shell, app: &App, paper: &Print) -> (String, bool) {
    let desk = app.desk();
    let kept = match paper {
        Print::Day(day) => filled(shell, desk, Form::Day, || Ok(evening::sheet(desk, *day, &shell.seller)?))
            .and_then(|html| keep(&format!("{}-{day}", Form::Day.code()), html.as_bytes())),
        Print::Form { form, about, reason } => {
            let name = match about {
                About::Deal(id) | About::Change(id, _) => id.to_string(),
                About::Complaint(id) => id.to_string(),
            };
            selling::on_screen(shell, app, *form, *about, reason)
                .and_then(|html| keep(&format!("{}-{name}", form.code()), html.as_bytes()))
        }
        Print::Masked(what) => masked(shell, desk, *what),
        Print::Message { title, text } => keep("sms", sms::page(title, text).as_bytes()),
    };
    match kept {
        Ok(path) => {
            let opened = has_display() && open::that_detached(&path).is_ok();
            // What is to be done comes first: the line is short.
            let said = if opened {
                words::OPENED.get(shell.lang).to_owned()
            } else {
                format!("{} {}", words::OPEN_YOURSELF.get(shell.lang), from_home(&path))
            };
            (said, true)
        }
        Err(stop) => (stop.answer(shell.lang).map(|(words, _)| words).unwrap_or_default(), false),
    }
}

/// A sheet of the counter, its people masked, from the terminal.
fn masked(shell: &Shell, desk: &Desk, what: Masked) -> Result<PathBuf, Stop> {
    let lang = shell.lang;
    let guest = |id: GuestId| one_guest(desk, &format!("#{}", id.0));
    let (form, about, html) = match what {
        Masked::Roster(day) => {
            let html = filled(shell, desk, Form::Roster, || Ok(roster::sheet(desk, day, lang)?));
            (Form::Roster, day.to_string(), html)
        }
        Masked::Register(which, day) => {
            let form = if which == Register::Visit { Form::Visits } else { Form::Calls };
            let html = filled(shell, desk, form, || Ok(register::sheet(desk, which, day, None, lang)?));
            (form, day.to_string(), html)
        }
        Masked::Ruling(id) => {
            let candidate = guest(id)?;
            let html = filled(shell, desk, Form::Ruling, || Ok(ruling::sheet(desk, &candidate, lang)?));
            (Form::Ruling, id.0.to_string(), html)
        }
        Masked::FollowUps(id) => {
            let candidate = guest(id)?;
            let html = filled(shell, desk, Form::FollowUps, || Ok(follow_up::sheet(desk, &candidate, lang)?));
            (Form::FollowUps, id.0.to_string(), html)
        }
    };
    keep(&format!("{}-{about}", form.code()), html?.as_bytes())
}

/// A path as people write it: `~/..` where it lies in their own folder.
fn from_home(path: &Path) -> String {
    let home = std::env::home_dir().filter(|_| cfg!(unix));
    let rest = home.and_then(|home| path.strip_prefix(home).map(Path::to_owned).ok());
    rest.map_or_else(|| path.display().to_string(), |rest| format!("~/{}", rest.display()))
}

fn written(shell: &Shell, path: &Path) -> Result<(), Stop> {
    output::line(&say!(words::WRITTEN, path = path.display().to_string()).in_lang(shell.lang))
}

/// What was read, and the head of the log that it was read at: another window may write meanwhile, and the paper must
/// not name a head that it does not show.
fn steady<S>(desk: &Desk, read: impl Fn() -> Result<S, Stop>) -> Result<(S, Head), Stop> {
    const TRIES: usize = 5;
    let mut head = desk.head()?;
    let mut sheet = read()?;
    for _ in 0..TRIES {
        let after = desk.head()?;
        if after.seq == head.seq {
            break;
        }
        head = after;
        sheet = read()?;
    }
    Ok((sheet, head))
}

/// Writes a file that is not there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let shown = || path.display().to_string();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let done = file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    done.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Stop::Say(say!(words::EXISTS, path = shown()), 4),
        _ => Stop::Say(say!(words::NOT_WRITTEN, path = shown(), what = super::wrong::os(&error)), 19),
    })
}

/// Papers are made to be printed: those of earlier days go when another is made, since they may name people.
const KEPT: Duration = Duration::from_hours(24);

/// Writes a paper to the folder of papers under a name that is free.
fn keep(name: &str, html: &[u8]) -> Result<PathBuf, Stop> {
    let folder = config::data_folder().join("prints");
    std::fs::create_dir_all(&folder).map_err(|error| {
        say!(shell_words::FOLDER, path = folder.display().to_string(), what = super::wrong::os(&error))
    })?;
    sweep(&folder);
    let mut path = folder.join(format!("{name}.html"));
    for again in 2.. {
        match write_new(&path, html) {
            Err(_) if path.exists() => path = folder.join(format!("{name}-{again}.html")),
            other => return other.map(|()| path),
        }
    }
    Ok(path)
}

fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let age = entry.metadata().and_then(|m| m.modified()).map(|at| SystemTime::now().duration_since(at));
        let old = matches!(age, Ok(Ok(age)) if age > KEPT);
        if old && path.extension().is_some_and(|ending| ending == "html") {
            // One that cannot go now goes the next time.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Whether there is anything to open a browser on.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
