//! The arguments, described in the reader's language.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::papers;
use crate::text::{Lang, Text, changed, close, forms, guest, listed, shell as words};

/// Where options that every subcommand has stand in its help: behind its own.
const LAST: usize = 900;

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let t = |text: Text| text.get(lang);
    let sub = |name: &'static str, about: Text| {
        Command::new(name)
            .about(t(about))
            .help_template(t(words::HELP_TEMPLATE))
            .disable_help_flag(true)
            // Before the first argument: those without a heading would stand under clap's own English one.
            .next_help_heading(t(words::OPTIONS))
            .arg(help(lang))
    };
    let top = sub("anchang", words::ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(false)
        .subcommand_help_heading(t(words::COMMANDS))
        .subcommand_value_name(t(words::COMMAND))
        .arg(
            option("db", "FILE", t(words::O_DB))
                .global(true)
                .display_order(LAST)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("lang", "zh|en", t(words::O_LANG))
                .global(true)
                .display_order(LAST)
                .value_parser(["zh", "en"])
                .hide_possible_values(true),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(t(words::O_VERSION)),
        );
    top.subcommand(
        sub("init", words::C_INIT)
            .arg(option("project", "NAME", t(words::O_PROJECT)))
            .arg(option("manager", "NAME", t(words::O_MANAGER)))
            .arg(new_pin_file(lang)),
    )
    .subcommand(
        sub("demo", words::C_DEMO)
            .arg(flag("fresh", t(words::O_FRESH)))
            .arg(flag("no-ui", t(words::O_NO_UI)))
            .arg(
                option("units", "N", t(words::O_UNITS_N)).value_parser(value_parser!(u64).range(1..=100_000)),
            )
            .arg(
                option("events", "N", t(words::O_EVENTS_N))
                    .value_parser(value_parser!(u64).range(0..=100_000_000)),
            )
            .arg(
                option("guests", "N", t(words::O_GUESTS_N))
                    .value_parser(value_parser!(u64).range(0..=1_000_000)),
            )
            .arg(option("seed", "S", t(words::O_SEED)).value_parser(value_parser!(u64))),
    )
    .subcommand(
        sub("import", words::C_IMPORT)
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(t(words::COMMANDS))
            .subcommand_value_name(t(words::COMMAND))
            .subcommand(
                sub("units", words::C_IMPORT_UNITS)
                    .arg(
                        Arg::new("file")
                            .value_name("FILE")
                            .required(true)
                            .value_parser(value_parser!(PathBuf))
                            .help(t(words::O_FILE)),
                    )
                    .arg(
                        Arg::new("dry-run")
                            .long("dry-run")
                            .action(ArgAction::SetTrue)
                            .help(t(words::O_DRY_RUN)),
                    )
                    .args(who(lang)),
            ),
    )
    .subcommand(
        sub("do", words::C_DO)
            .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help(t(words::O_LIST)))
            .arg(Arg::new("action").value_name("ACTION").help(t(words::O_ACTION)))
            .arg(Arg::new("fields").value_name("FIELD=VALUE").num_args(0..).help(t(words::O_FIELDS)))
            .args(who(lang))
            .arg(option("id", "UUID", t(words::O_ID)))
            .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(words::O_JSON)))
            // Not clap's: with an action it describes that one.
            .mut_arg("help", |help| help.action(ArgAction::SetTrue)),
    )
    .subcommand(show(lang, &sub))
    .subcommand(papers::print(lang, &sub))
    .subcommand(papers::export(lang, &sub))
    .subcommand(sub("verify", words::C_VERIFY))
    .subcommand(sub("rebuild", words::C_REBUILD))
    .subcommand(sub("backup", words::C_BACKUP))
    .subcommand(
        sub("restore", words::C_RESTORE).arg(
            Arg::new("file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(words::O_BACKUP_FILE)),
        ),
    )
    .subcommand(
        sub("doctor", words::C_DOCTOR).arg(flag("full", t(words::O_FULL))).arg(
            option("format", "table|json", t(words::O_FORMAT_DOCTOR))
                .value_parser(["table", "json"])
                .hide_possible_values(true)
                .default_value("table")
                .hide_default_value(true),
        ),
    )
    .subcommand(
        sub("man", words::C_MAN)
            .arg(option("out", "FOLDER", t(words::O_MAN_OUT)).value_parser(value_parser!(PathBuf))),
    )
    .subcommand(
        sub("completions", words::C_COMPLETIONS).arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .hide_possible_values(true)
                .help(t(words::O_SHELL)),
        ),
    )
}

/// The help of one subcommand.
pub(super) fn print_help_of(name: &str, lang: Lang) -> Result<(), super::Stop> {
    let mut top = command(lang);
    top.build();
    let help = top.find_subcommand_mut(name).map(|sub| sub.render_help().to_string()).unwrap_or_default();
    super::output::line(&in_words(&help, lang))
}

/// Help with the one word that clap does not let us say in the reader's language.
pub(super) fn in_words(help: &str, lang: Lang) -> String {
    help.trim_end().replace("[OPTIONS]", &format!("[{}]", words::OPTIONS.get(lang)))
}

fn show(lang: Lang, sub: &dyn Fn(&'static str, Text) -> Command) -> Command {
    let t = |text: Text| text.get(lang);
    let list = |name, about| {
        sub(name, about).arg(
            option("format", "table|json|csv", t(words::O_FORMAT))
                .value_parser(["table", "json", "csv"])
                .hide_possible_values(true)
                .default_value("table")
                .hide_default_value(true),
        )
    };
    let reveal = || reveal(lang);
    sub("show", words::C_SHOW)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(t(words::COMMANDS))
        .subcommand_value_name(t(words::COMMAND))
        .subcommand(
            list("units", words::C_SHOW_UNITS)
                .arg(option("building", "NAME", t(words::O_BUILDING)))
                .arg(option("section", "NAME", t(words::O_SECTION)))
                .arg(
                    option("floor", "N", t(words::O_FLOOR))
                        .value_parser(value_parser!(i32))
                        .allow_negative_numbers(true),
                )
                .arg(option("status", "STATUS", t(words::O_STATUS)))
                .arg(option("held-by", "NAME", t(words::O_HELD_BY)))
                .arg(option("unit", "UNIT", t(words::O_UNIT)))
                .arg(option("as-of", "TIME", t(words::O_AS_OF)).allow_hyphen_values(true))
                .args(reveal()),
        )
        .subcommand(list("staff", words::C_SHOW_STAFF))
        .subcommand(
            list("guests", words::C_SHOW_GUESTS)
                .arg(option("search", "TEXT", t(guest::O_SEARCH)))
                .args(reveal()),
        )
        .subcommand(
            list("guest", guest::C_SHOW_GUEST)
                .arg(Arg::new("guest").value_name("GUEST").required(true).help(t(guest::O_GUEST))),
        )
        .subcommand(
            list("book", guest::C_SHOW_BOOK)
                .arg(option("day", "DAY", t(guest::O_DAY)).allow_hyphen_values(true))
                .arg(flag("calls", t(guest::O_CALLS))),
        )
        .subcommand(
            list("log", words::C_SHOW_LOG)
                .arg(since(lang))
                .arg(option("unit", "UNIT", t(words::O_UNIT)))
                .arg(option("stream", "STREAM", t(words::O_STREAM)))
                .arg(option("type", "TYPE", t(words::O_TYPE)))
                .arg(option("by", "NAME", t(words::O_BY)))
                .arg(option("last", "N", t(words::O_LAST)).value_parser(value_parser!(i64).range(1..))),
        )
        .subcommand(
            list("due", words::C_SHOW_DUE).arg(option("owner", "NAME", t(words::O_OWNER))).arg(option(
                "kind",
                "KIND",
                t(words::O_KIND),
            )),
        )
        .subcommand(
            list("roster", words::C_SHOW_ROSTER)
                .arg(option("day", "DAY", t(words::O_DAY)).allow_hyphen_values(true))
                .arg(option("as-of", "TIME", t(words::O_AS_OF)).allow_hyphen_values(true))
                .arg(option("explain", "NAME", t(words::O_EXPLAIN)))
                .arg(flag("receptions", t(words::O_RECEPTIONS))),
        )
        .subcommand(
            sub("flow", close::C_SHOW_FLOW)
                .arg(Arg::new("name").value_name("NAME").help(t(close::O_FLOW)))
                .arg(
                    option("format", "table|mermaid|json|csv", t(words::O_FORMAT))
                        .value_parser(["table", "mermaid", "json", "csv"])
                        .hide_possible_values(true)
                        .default_value("table")
                        .hide_default_value(true),
                ),
        )
        .subcommand(
            list("alerts", close::C_SHOW_ALERTS)
                .arg(
                    option("days", "N", t(close::O_DAYS))
                        .value_parser(value_parser!(i64).range(0..=3650))
                        .allow_negative_numbers(true),
                )
                .arg(option("owner", "NAME", t(words::O_OWNER))),
        )
        .subcommand(
            list("complaints", changed::C_SHOW_COMPLAINTS)
                .arg(flag("open", t(changed::O_OPEN)))
                .args(reveal()),
        )
        .subcommand(
            list("day", changed::C_SHOW_DAY).arg(
                Arg::new("day").value_name("DAY").help(t(changed::O_WHICH_DAY)).allow_hyphen_values(true),
            ),
        )
        .subcommands(sales(lang, &list))
        .subcommand(list("policy", words::C_SHOW_POLICY))
}

/// The lists of a sale.
fn sales(lang: Lang, list: &dyn Fn(&'static str, Text) -> Command) -> [Command; 6] {
    let t = |text: Text| text.get(lang);
    let of_deal = || option("deal", "DEAL", t(listed::O_OF_DEAL));
    let waits_for = || option("waits-for", "ROLE", t(listed::O_WAITS_FOR));
    [
        list("deals", listed::C_SHOW_DEALS)
            .arg(option("status", "STATUS", t(listed::O_DEAL_STATUS)))
            .arg(option("step", "STEP", t(listed::O_STEP)))
            .arg(waits_for())
            .arg(option("consultant", "NAME", t(listed::O_CONSULTANT)))
            .args(reveal(lang)),
        list("deal", listed::C_SHOW_DEAL)
            .arg(Arg::new("deal").value_name("DEAL").required(true).help(t(forms::O_DEAL)))
            .args(reveal(lang)),
        list("applications", listed::C_SHOW_APPLICATIONS)
            .arg(option("status", "STATUS", t(listed::O_APP_STATUS)))
            .arg(waits_for())
            .args(reveal(lang)),
        list("receipts", listed::C_SHOW_RECEIPTS).arg(of_deal()).args(reveal(lang)),
        list("papers", listed::C_SHOW_PAPERS).arg(of_deal()).arg(flag("stock", t(listed::O_STOCK))),
        list("discounts", listed::C_SHOW_DISCOUNTS).arg(flag("given", t(listed::O_GIVEN))),
    ]
}

/// To see personal data in full.
pub(super) fn reveal(lang: Lang) -> [Arg; 3] {
    let t = |text: Text| text.get(lang);
    [option("reveal", "REASON", t(words::O_REVEAL)), option("as", "NAME", t(words::O_AS)), pin_file(lang)]
}

pub(super) fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn help(lang: Lang) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words::O_HELP.get(lang))
}

pub(super) fn since(lang: Lang) -> Arg {
    option("since", "SEQ", words::O_SINCE.get(lang))
        .value_parser(value_parser!(i64).range(0..))
        .default_value("0")
        .hide_default_value(true)
}

fn pin_file(lang: Lang) -> Arg {
    option("pin-file", "FILE", words::O_PIN_FILE.get(lang)).value_parser(value_parser!(PathBuf))
}

fn new_pin_file(lang: Lang) -> Arg {
    pin_file(lang).help(words::O_NEW_PIN_FILE.get(lang))
}

/// Who acts, and who confirms.
pub(super) fn who(lang: Lang) -> [Arg; 4] {
    [
        option("as", "NAME", words::O_AS.get(lang)),
        pin_file(lang),
        option("approve", "NAME", words::O_APPROVE.get(lang)),
        option("approve-pin-file", "FILE", words::O_APPROVE_PIN_FILE.get(lang))
            .value_parser(value_parser!(PathBuf)),
    ]
}
