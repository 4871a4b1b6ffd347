//! A wrong invocation gets one clear sentence in the reader's language.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{actions, args, output};
use crate::domain::clean::printable;
use crate::say;
use crate::text::{Arg, Lang, Say, shell as words};

const ANCHANG: &str = "anchang";

/// Prints help or version, or says what is wrong.
pub(super) fn explain(error: &clap::Error, lang: Lang) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // To a closed pipe nothing can be said.
        let _ = output::line(&args::in_words(&error.render().to_string(), lang));
        return ExitCode::SUCCESS;
    }
    let above = above(error);
    let mut sentence = sentence(error, &above).in_lang(lang);
    let meant = match context(error, &[ContextKind::InvalidSubcommand]) {
        Some(typed) => actions::nearest_of(&typed, subcommands(&above)),
        None => context(error, &[ContextKind::SuggestedArg, ContextKind::SuggestedValue]),
    };
    if let Some(meant) = meant {
        sentence.push(' ');
        sentence.push_str(&say!(words::DID_YOU_MEAN, meant = meant).in_lang(lang));
    }
    let help = say!(words::SEE_HELP, above = above.join(" ")).in_lang(lang);
    eprintln!("anchang: {} {help}", printable(&sentence));
    ExitCode::from(super::USAGE)
}

/// The command that was right as far as it goes: `anchang export`. Options may stand between its words.
fn above(error: &clap::Error) -> Vec<String> {
    let usage = context(error, &[ContextKind::Usage]).unwrap_or_default();
    let mut found = vec![ANCHANG.to_owned()];
    for word in usage.split_whitespace() {
        if subcommands(&found).iter().any(|name| name == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// What can stand behind it.
fn subcommands(above: &[String]) -> Vec<String> {
    let all = args::command(Lang::En);
    let here = above.iter().skip(1).try_fold(&all, |command, name| command.find_subcommand(name));
    let names =
        here.into_iter().flat_map(clap::Command::get_subcommands).map(|sub| sub.get_name().to_owned());
    names.collect()
}

fn sentence(error: &clap::Error, above: &[String]) -> Say {
    let arg = || context(error, &[ContextKind::InvalidArg]).unwrap_or_default();
    let value = || context(error, &[ContextKind::InvalidValue]).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, &[ContextKind::InvalidSubcommand]).unwrap_or_default();
            if name.trim().is_empty() {
                return words::NO_SUBCOMMAND.into();
            }
            let known: Vec<Arg> = subcommands(above).iter().map(Arg::from).collect();
            say!(words::NO_SUCH_SUBCOMMAND, above = above.join(" "), name = name, known = known)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words::NO_SUBCOMMAND.into()
        }
        ErrorKind::UnknownArgument => say!(words::UNKNOWN_ARGUMENT, arg = arg()),
        ErrorKind::MissingRequiredArgument => say!(words::MISSING_ARGUMENT, arg = arg()),
        ErrorKind::InvalidValue if value().is_empty() => say!(words::MISSING_VALUE, arg = arg()),
        ErrorKind::InvalidValue => match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(valid)) if !valid.is_empty() => {
                let valid: Vec<Arg> = valid.iter().map(Arg::from).collect();
                say!(words::INVALID_VALUE_OF, arg = arg(), value = value(), valid = valid)
            }
            _ => say!(words::INVALID_VALUE, arg = arg(), value = value()),
        },
        ErrorKind::ValueValidation => number(error, &arg(), &value()),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say!(words::MISSING_VALUE, arg = arg())
        }
        ErrorKind::TooManyValues => say!(words::UNKNOWN_ARGUMENT, arg = value()),
        ErrorKind::ArgumentConflict => say!(words::TWICE, arg = arg()),
        ErrorKind::InvalidUtf8 => words::NOT_UTF8.into(),
        _ => say!(words::WRONG, what = error.kind().to_string()),
    }
}

/// The only values that are parsed are numbers; of a range its bounds are named.
fn number(error: &clap::Error, arg: &str, value: &str) -> Say {
    let bounds = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let bounds = bounds.split_once(" is not in ").and_then(|(_, range)| range.split_once(".."));
    let bounds = bounds.map(|(least, most)| (least, most.trim_start_matches('=')));
    // An open end is named as the largest number there is, which says nothing to anybody.
    let open = |most: &str| most.is_empty() || most == i64::MAX.to_string() || most == u64::MAX.to_string();
    match bounds {
        Some((least, most)) if open(most) => {
            say!(words::TOO_SMALL, arg = arg, value = value, least = least)
        }
        Some((least, most)) => {
            say!(words::OUT_OF_RANGE, arg = arg, value = value, least = least, most = most)
        }
        None => say!(words::NOT_A_NUMBER, arg = arg, value = value),
    }
}

/// What the system says of a file, in the reader's language where it is one of the usual things.
pub(super) fn os(error: &std::io::Error) -> Arg {
    use std::io::ErrorKind as Os;
    let text = match error.kind() {
        Os::NotFound => words::OS_NOT_FOUND,
        Os::PermissionDenied => words::OS_DENIED,
        Os::IsADirectory => words::OS_FOLDER,
        Os::NotADirectory => words::OS_NO_FOLDER,
        Os::AlreadyExists => words::OS_EXISTS,
        Os::StorageFull | Os::QuotaExceeded => words::OS_FULL,
        Os::ReadOnlyFilesystem => words::OS_READ_ONLY,
        Os::InvalidData => words::OS_NOT_TEXT,
        _ => return error.to_string().into(),
    };
    text.into()
}

fn context(error: &clap::Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|kind| match error.get(*kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    })
}
