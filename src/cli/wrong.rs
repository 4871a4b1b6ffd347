//! A wrong invocation gets one clear sentence in the reader's language.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{args, output};
use crate::domain::clean::printable;
use crate::say;
use crate::text::{Arg, Lang, Say, shell as words};

/// Prints help or version, or says what is wrong.
pub(super) fn explain(error: &clap::Error, lang: Lang) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // To a closed pipe nothing can be said.
        let _ = output::line(&args::in_words(&error.render().to_string(), lang));
        return ExitCode::SUCCESS;
    }
    let mut sentence = sentence(error).in_lang(lang);
    if let Some(meant) = context(
        error,
        &[ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue],
    ) {
        sentence.push(' ');
        sentence.push_str(&say!(words::DID_YOU_MEAN, meant = meant).in_lang(lang));
    }
    eprintln!("anchang: {} {}", printable(&sentence), words::SEE_HELP.get(lang));
    ExitCode::from(super::USAGE)
}

fn sentence(error: &clap::Error) -> Say {
    let arg = || context(error, &[ContextKind::InvalidArg]).unwrap_or_default();
    let value = || context(error, &[ContextKind::InvalidValue]).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, &[ContextKind::InvalidSubcommand]).unwrap_or_default();
            say!(words::NO_SUCH_SUBCOMMAND, name = name)
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
        ErrorKind::ValueValidation => say!(words::INVALID_VALUE, arg = arg(), value = value()),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say!(words::MISSING_VALUE, arg = arg())
        }
        ErrorKind::TooManyValues => say!(words::UNKNOWN_ARGUMENT, arg = value()),
        ErrorKind::ArgumentConflict => say!(words::TWICE, arg = arg()),
        ErrorKind::InvalidUtf8 => words::NOT_UTF8.into(),
        _ => say!(words::WRONG, what = error.kind().to_string()),
    }
}

fn context(error: &clap::Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|kind| match error.get(*kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    })
}
