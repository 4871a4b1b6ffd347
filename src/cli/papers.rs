//! The arguments of `print` and `export`.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::args::{flag, option, reveal, since, who};
use crate::text::{Lang, Text, guest, paper as words, shell};

type Sub<'a> = &'a dyn Fn(&'static str, Text) -> Command;

fn group(lang: Lang, sub: Sub, name: &'static str, about: Text) -> Command {
    sub(name, about)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(shell::COMMANDS.get(lang))
        .subcommand_value_name(shell::COMMAND.get(lang))
}

/// `print roster|visits|calls|ruling`
pub(super) fn print(lang: Lang, sub: Sub) -> Command {
    let t = |text: Text| text.get(lang);
    let form = |name, about| {
        sub(name, about)
            .arg(option("out", "FILE", t(words::O_OUT)).value_parser(value_parser!(PathBuf)))
            .arg(flag("no-open", t(words::O_NO_OPEN)))
    };
    let day = || option("day", "DAY", t(guest::O_DAY)).allow_hyphen_values(true);
    group(lang, sub, "print", words::C_PRINT)
        .subcommand(form("roster", words::C_PRINT_ROSTER).arg(day()))
        .subcommand(form("visits", words::C_PRINT_VISITS).arg(day()).args(reveal(lang)))
        .subcommand(form("calls", words::C_PRINT_CALLS).arg(day()).args(reveal(lang)))
        .subcommand(
            form("ruling", words::C_PRINT_RULING)
                .arg(Arg::new("guest").value_name("GUEST").required(true).help(t(guest::O_GUEST))),
        )
}

/// `export log|roster|visits|calls`
pub(super) fn export(lang: Lang, sub: Sub) -> Command {
    let t = |text: Text| text.get(lang);
    let list = |name, about| {
        sub(name, about)
            .arg(option("from", "DAY", t(words::O_FROM)).allow_hyphen_values(true))
            .arg(option("to", "DAY", t(words::O_TO)).allow_hyphen_values(true))
            .arg(
                option("out", "FILE", t(words::O_OUT_LIST))
                    .required(true)
                    .value_parser(value_parser!(PathBuf)),
            )
            .args(who(lang))
    };
    let revealed = |name, about| list(name, about).arg(option("reveal", "REASON", t(shell::O_REVEAL)));
    group(lang, sub, "export", shell::C_EXPORT)
        .subcommand(sub("log", shell::C_EXPORT_LOG).arg(since(lang)))
        .subcommand(list("roster", words::C_EXPORT_ROSTER))
        .subcommand(revealed("visits", words::C_EXPORT_VISITS))
        .subcommand(revealed("calls", words::C_EXPORT_CALLS))
}
