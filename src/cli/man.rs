//! `anchang man` and `anchang completions`: what other programs read of the arguments, from the arguments themselves.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use clap_complete::Shell as Completes;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Shell, Stop, args, output};
use crate::say;
use crate::text::{Lang, shell as words};

/// The headings that the maker of pages writes itself.
const HEADINGS: &[(&str, crate::text::Text)] = &[
    (".SH NAME", words::MAN_NAME),
    (".SH SYNOPSIS", words::MAN_SYNOPSIS),
    (".SH DESCRIPTION", words::MAN_DESCRIPTION),
    (".SH VERSION", words::MAN_VERSION),
];

/// The page of the whole program, or with `--out` a page for it and for each of its commands.
pub(super) fn man(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let mut top = args::command(shell.lang);
    top.build();
    let Some(folder) = matches.get_one::<PathBuf>("out") else {
        let mut out = output::buffered();
        out.write_all(&page(&top, shell.lang)?)?;
        return Ok(out.flush()?);
    };
    let failed = |error: std::io::Error| {
        let path = folder.display().to_string();
        Stop::Say(say!(words::MAN_FOLDER, path = path, what = super::wrong::os(&error)), 12)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let count = write_pages(&top, folder, shell.lang).map_err(failed)?;
    let done = say!(words::MAN_WRITTEN, count = count, path = folder.display().to_string());
    output::line(&done.in_lang(shell.lang))
}

fn write_pages(command: &Command, folder: &Path, lang: Lang) -> std::io::Result<usize> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    std::fs::write(folder.join(format!("{name}.1")), page(command, lang)?)?;
    command.get_subcommands().try_fold(1, |count, sub| Ok(count + write_pages(sub, folder, lang)?))
}

fn page(command: &Command, lang: Lang) -> std::io::Result<Vec<u8>> {
    let mut made = Vec::new();
    let man =
        Man::new(command.clone()).manual("anchang").source(format!("anchang {}", env!("CARGO_PKG_VERSION")));
    man.render(&mut made)?;
    if command.get_name() == "anchang" {
        more(lang).to_writer(&mut made)?;
    }
    let made = String::from_utf8_lossy(&made);
    let lines = made.lines().map(|line| match HEADINGS.iter().find(|(heading, _)| *heading == line) {
        Some((_, text)) => format!(".SH {}\n", text.get(lang)),
        None => format!("{line}\n"),
    });
    Ok(lines.collect::<String>().into_bytes())
}

/// What no argument says: the environment and the exit codes.
fn more(lang: Lang) -> Roff {
    let mut roff = Roff::new();
    let mut section = |heading: crate::text::Text, lines: &[(&str, crate::text::Text)]| {
        roff.control("SH", [heading.get(lang)]);
        for (name, text) in lines {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(text.get(lang))]);
        }
    };
    section(
        words::MAN_ENVIRONMENT,
        &[
            ("ANCHANG_PIN", words::MAN_PIN),
            ("ANCHANG_APPROVE_PIN", words::MAN_APPROVE_PIN),
            ("ANCHANG_NEW_PIN", words::MAN_NEW_PIN),
            ("NO_COLOR", words::MAN_NO_COLOR),
        ],
    );
    section(
        words::MAN_EXIT,
        &[
            ("0", words::EXIT_DONE),
            ("1", words::EXIT_REFUSED),
            ("2", words::EXIT_USAGE),
            ("3, 4", words::EXIT_PLACE),
            ("5, 6", words::EXIT_DENIED),
            ("10 - 14", words::EXIT_FILE),
            ("15", words::EXIT_DAMAGED),
            ("16 - 19", words::EXIT_SYSTEM),
            ("130", words::EXIT_STOPPED),
        ],
    );
    roff
}

/// The completions of one shell, to be put where that shell looks for them.
pub(super) fn completions(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    let Some(wanted) = matches.get_one::<Completes>("shell") else { return Ok(()) };
    let mut made = Vec::new();
    clap_complete::generate(*wanted, &mut args::command(shell.lang), "anchang", &mut made);
    let mut out = output::buffered();
    out.write_all(&made)?;
    Ok(out.flush()?)
}
