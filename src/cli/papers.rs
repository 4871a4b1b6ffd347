//! The arguments of `print` and `export`.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};

use super::args::{flag, option, reveal, since, who};
use crate::text::{Lang, Text, changed, forms, guest, listed, paper as words, shell};

type Sub<'a> = &'a dyn Fn(&'static str, Text) -> Command;

fn group(lang: Lang, sub: Sub, name: &'static str, about: Text) -> Command {
    sub(name, about)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(shell::COMMANDS.get(lang))
        .subcommand_value_name(shell::COMMAND.get(lang))
}

/// `print roster|visits|calls|ruling`, and the forms of a sale
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
        .subcommand(
            form("follow-ups", words::C_PRINT_FOLLOW_UPS)
                .arg(Arg::new("guest").value_name("GUEST").required(true).help(t(guest::O_GUEST))),
        )
        .subcommands(DEAL_FORMS.iter().map(|(name, about)| {
            form(name, *about).arg(about_what("deal", "DEAL", forms::O_DEAL, lang)).args(reveal(lang))
        }))
        .subcommand(
            form("plan", forms::C_PRINT_PLAN)
                .arg(about_what("deal", "DEAL", forms::O_DEAL_MAY, lang).required(false))
                .arg(option("unit", "UNIT", t(forms::O_UNIT_PLAN)))
                .arg(option("guest", "GUEST", t(forms::O_GUEST_PLAN)))
                .arg(option("discounts", "NAMES", t(forms::O_DISCOUNTS)))
                .arg(option("down", "SHARE", t(forms::O_DOWN)))
                .arg(option("years", "N", t(forms::O_YEARS)).value_parser(value_parser!(u32).range(1..=40)))
                .arg(option("fund", "AMOUNT", t(forms::O_FUND)))
                .arg(option("holding", "HOLDING", t(forms::O_HOLDING)))
                .arg(option("valid", "DAY", t(forms::O_VALID)))
                .args(reveal(lang)),
        )
        .subcommand(
            form("receipt", forms::C_PRINT_RECEIPT)
                .arg(about_what("receipt", "RECEIPT", forms::O_RECEIPT, lang))
                .args(reveal(lang)),
        )
        .subcommand(
            form("waiver", forms::C_PRINT_WAIVER)
                .arg(about_what("paper", "FORM", forms::O_PAPER, lang))
                .arg(
                    option("copy", "N", t(forms::O_COPY))
                        .value_parser(value_parser!(u8).range(1..=9))
                        .default_value("1")
                        .hide_default_value(true),
                )
                .args(reveal(lang)),
        )
        .subcommands(CHANGES.iter().map(|(name, about)| {
            form(name, *about)
                .arg(about_what("about", "WHICH", changed::O_CHANGE, lang))
                .arg(flag("new", t(changed::O_NEW)))
                .args(reveal(lang))
        }))
        .subcommands([("demand", changed::C_PRINT_DEMAND), ("rescission", changed::C_PRINT_RESCISSION)].map(
            |(name, about)| {
                form(name, about).arg(about_what("about", "DEAL", forms::O_DEAL, lang)).args(reveal(lang))
            },
        ))
        .subcommand(
            form("complaint", changed::C_PRINT_COMPLAINT)
                .arg(about_what("complaint", "COMPLAINT", changed::O_COMPLAINT, lang))
                .args(reveal(lang)),
        )
        .subcommand(
            form("voucher", changed::C_PRINT_VOUCHER)
                .arg(about_what("receipt", "RECEIPT", changed::O_VOUCHER, lang))
                .args(reveal(lang)),
        )
        .subcommand(form("day", changed::C_PRINT_DAY).arg(
            about_what("day", "DAY", changed::O_WHICH_DAY, lang).required(false).allow_hyphen_values(true),
        ))
        .subcommand(
            sub("sms", changed::C_PRINT_SMS)
                .arg(about_what("about", "WHICH", changed::O_ABOUT_SMS, lang))
                .arg(option("kind", "KIND", t(changed::O_SMS_KIND)).required(true)),
        )
        .subcommand(
            form("sales", forms::C_PRINT_SALES)
                .arg(option("from", "DAY", t(words::O_FROM)).allow_hyphen_values(true))
                .arg(option("to", "DAY", t(words::O_TO)).allow_hyphen_values(true))
                .args(reveal(lang)),
        )
}

/// The forms of a change: of an application, or of a deal with its last one.
const CHANGES: &[(&str, Text)] = &[
    ("extension", changed::C_PRINT_EXTENSION),
    ("answer", changed::C_PRINT_ANSWER),
    ("release", changed::C_PRINT_RELEASE),
    ("forfeit", changed::C_PRINT_FORFEIT),
    ("swap", changed::C_PRINT_SWAP),
    ("rename", changed::C_PRINT_RENAME),
    ("pay-plan", changed::C_PRINT_REPLAN),
];

/// The forms that a deal alone fills.
const DEAL_FORMS: &[(&str, Text)] = &[
    ("subscription", forms::C_PRINT_SUBSCRIPTION),
    ("interim", forms::C_PRINT_INTERIM),
    ("approval", forms::C_PRINT_APPROVAL),
    ("file", forms::C_PRINT_FILE),
    ("commitment", forms::C_PRINT_COMMITMENT),
    ("notice", forms::C_PRINT_NOTICE),
    ("mortgage", forms::C_PRINT_MORTGAGE),
    ("signing", forms::C_PRINT_SIGNING),
    ("hand-over", forms::C_PRINT_HAND_OVER),
];

fn about_what(name: &'static str, value: &'static str, help: Text, lang: Lang) -> Arg {
    Arg::new(name).value_name(value).required(true).help(help.get(lang))
}

/// `export log|roster|visits|calls|deals|receipts|applications|changes|complaints|day`
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
        .subcommand(revealed("deals", listed::C_EXPORT_DEALS))
        .subcommand(revealed("receipts", listed::C_EXPORT_RECEIPTS))
        .subcommand(revealed("applications", listed::C_EXPORT_APPLICATIONS))
        .subcommand(revealed("changes", changed::C_EXPORT_CHANGES))
        .subcommand(revealed("complaints", changed::C_EXPORT_COMPLAINTS))
        .subcommand(list("day", changed::C_EXPORT_DAY))
}
