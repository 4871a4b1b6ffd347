//! `anchang do`: one action of the action table.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::ask::{self, PinSource};
use super::output;
use super::{Shell, Stop, actions, importing};
use crate::desk::{Action, Approval, CommandId, Desk, Done, Failure, Field, Filled, Kind, Session};
use crate::say;
use crate::text::{Arg, Lang, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    if matches.get_flag("list") {
        return actions::list(shell.lang, matches.get_flag("json"));
    }
    let Some(typed) = matches.get_one::<String>("action") else {
        return Err(crate::text::Say::from(words::NO_ACTION).into());
    };
    let action = actions::find(typed)?;
    if matches.get_flag("help") {
        return actions::describe(action, shell.lang).iter().try_for_each(|line| output::line(line));
    }
    let mut form = fill(shell, action, matches)?;
    let command = command_id(matches)?;
    let mut desk = shell.desk()?;
    let who = ask::sign_in(shell, &desk, matches)?;
    for field in action.fields.iter().filter(|f| matches!(f.kind, Kind::Pin)) {
        if !form.filled.has(field.name) {
            // Only now: whoever asks for a new PIN is known, and the questions come in the order people expect.
            let whose = form.whose(&desk, &who)?;
            put_new_pin(shell, &mut form.filled, field, &whose)?;
        }
    }
    let done = perform(shell, &mut desk, &who, action, &form.filled, command, matches)?;
    if action.id == "clock.confirm" {
        shell.clock_suspect.set(false);
    }
    // First what must follow the action, then the answer: whoever reads it may have gone away.
    shell.after_change(&desk);
    print(shell.lang, &done, matches.get_flag("json"))
}

/// Does it, with the second person's PIN where one is named or, at a terminal, asked for.
pub(super) fn perform(
    shell: &Shell,
    desk: &mut Desk,
    who: &Session,
    action: &Action,
    filled: &Filled,
    command: CommandId,
    matches: &ArgMatches,
) -> Result<Done, Stop> {
    let approval = match matches.get_one::<String>("approve") {
        Some(name) => Some(approve(shell, desk, name, action, filled, command, matches)?),
        None => None,
    };
    let asked = approval.is_none();
    match desk.act(who, action, filled, approval, command) {
        Err(Failure::NeedsApproval(roles)) if asked && std::io::stdin().is_terminal() => {
            let roles: Vec<Arg> = roles.iter().map(|r| r.text().into()).collect();
            let question = say!(words::ASK_APPROVER, roles = roles).in_lang(shell.lang);
            let name = ask::line(&question, words::NO_AS)?;
            let approval = approve(shell, desk, &name, action, filled, command, matches)?;
            Ok(desk.act(who, action, filled, Some(approval), command)?)
        }
        other => Ok(other?),
    }
}

fn approve(
    shell: &Shell,
    desk: &Desk,
    name: &str,
    action: &Action,
    filled: &Filled,
    command: CommandId,
    matches: &ArgMatches,
) -> Result<Approval, Stop> {
    let source = PinSource {
        file: matches.get_one::<PathBuf>("approve-pin-file").map(PathBuf::as_path),
        variable: "ANCHANG_APPROVE_PIN",
        question: words::ASK_PIN,
        missing: words::NO_APPROVE_PIN,
    };
    Ok(desk.approve(name, &source.get(name, shell.lang)?, action, filled, command)?)
}

/// The fields of one action as they were given.
struct Form {
    filled: Filled,
    /// Whom the action is about, where it is about a person.
    about: Option<String>,
}

impl Form {
    /// Whose new PIN is asked for: the person the action is about, else whoever acts.
    fn whose(&self, desk: &Desk, who: &Session) -> Result<String, Stop> {
        let named = match &self.about {
            // `#7` is no name to ask by.
            Some(name) => desk.find_staff(name).map_or_else(|_| name.clone(), |row| row.name),
            None => desk.names()?.staff(who.staff).unwrap_or_default().to_owned(),
        };
        Ok(named)
    }
}

/// The fields from `name=value`. A new PIN that is not there is asked for later.
fn fill(shell: &Shell, action: &Action, matches: &ArgMatches) -> Result<Form, Stop> {
    let mut form = Form { filled: Filled::new(), about: None };
    let mut pairs = Vec::new();
    // All names first: nobody types a PIN into a form that is refused for a slip in another field's name.
    for pair in matches.get_many::<String>("fields").into_iter().flatten() {
        let (name, value) = pair.split_once('=').ok_or_else(|| say!(words::NOT_A_FIELD, text = pair))?;
        let Some(field) = action.fields.iter().find(|f| f.name == name) else {
            let known: Vec<Arg> = action.fields.iter().map(|f| f.name.into()).collect();
            return Err(say!(words::NO_SUCH_FIELD, action = action.id, field = name, known = known).into());
        };
        if pairs.iter().any(|(known, _): &(&Field, &str)| known.name == name) {
            return Err(say!(words::TWICE, arg = name).into());
        }
        pairs.push((field, value));
    }
    for (field, value) in &pairs {
        put(shell, &mut form, field, value)?;
    }
    let asked: Vec<Field> = action.fields.iter().filter(|f| !matches!(f.kind, Kind::Pin)).copied().collect();
    if let Err(refusal) = form.filled.complete(&asked) {
        if pairs.is_empty() {
            for line in actions::describe(action, shell.lang) {
                eprintln!("{line}");
            }
        }
        return Err(Stop::Incomplete(refusal));
    }
    Ok(form)
}

fn put(shell: &Shell, form: &mut Form, field: &Field, typed: &str) -> Result<(), Stop> {
    let secret = matches!(field.kind, Kind::Pin);
    let read;
    let value = if typed == "-" {
        if secret && std::io::stdin().is_terminal() {
            // Asked for later, by name, as if it had been left out.
            return Ok(());
        }
        read = ask::field_value(field.text, field.name, shell.lang)?;
        &read
    } else {
        if secret {
            eprintln!("{}", words::PIN_IN_ARGUMENTS.get(shell.lang));
        }
        typed
    };
    if matches!(field.name, "name" | "staff") && matches!(field.kind, Kind::Name | Kind::Staff) {
        form.about = Some(value.to_owned());
    }
    if matches!(field.kind, Kind::PriceList) {
        form.filled.put_list(field, importing::read(shell, Path::new(value))?);
    } else {
        form.filled.put(field, value)?;
    }
    Ok(())
}

fn put_new_pin(shell: &Shell, filled: &mut Filled, field: &Field, whose: &str) -> Result<(), Stop> {
    let source = PinSource {
        file: None,
        variable: "ANCHANG_NEW_PIN",
        question: words::ASK_NEW_PIN,
        missing: words::NO_NEW_PIN_FIELD,
    };
    let pin = source.get_new(whose, shell.lang)?;
    filled.put_secret(field, &pin)?;
    Ok(())
}

fn command_id(matches: &ArgMatches) -> Result<CommandId, Stop> {
    match matches.get_one::<String>("id") {
        None => Ok(CommandId::new()),
        Some(text) => match uuid::Uuid::parse_str(text) {
            Ok(id) => Ok(CommandId(*id.as_bytes())),
            Err(_) => Err(say!(words::NOT_A_UUID, text = text).into()),
        },
    }
}

/// Of more units that did not fit only the first are named.
const MOST_SKIPPED: usize = 5;

/// More events than this are counted, not printed; the last one, which sums up, is printed always.
const MOST_LINES: usize = 20;

/// The answer: what happened, in words and where it stands in the log.
fn print(lang: Lang, done: &Done, as_json: bool) -> Result<(), Stop> {
    let recorded = &done.recorded;
    let all = usize::try_from(recorded.last - recorded.first + 1).unwrap_or_default();
    if as_json {
        let value = json!({
            "result": if recorded.again { "recorded_before" } else { "recorded" },
            "first_seq": recorded.first, "last_seq": recorded.last, "head": recorded.head,
            "created": done.created,
            "skipped": done.skipped.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>(),
            "notes": done.notes.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>(),
            "events": done.says.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>(),
        });
        return output::line(&value.to_string());
    }
    for say in &done.notes {
        output::line(&say.in_lang(lang))?;
    }
    let shown = if all > MOST_LINES { MOST_LINES - 1 } else { MOST_LINES };
    for say in done.says.iter().take(shown) {
        output::line(&say.in_lang(lang))?;
    }
    if all > MOST_LINES {
        output::line(&say!(words::AND_MORE, more = all - MOST_LINES).in_lang(lang))?;
        if let Some(last) = done.says.last() {
            output::line(&last.in_lang(lang))?;
        }
    }
    if !done.skipped.is_empty() {
        output::line(&say!(words::SKIPPED, count = done.skipped.len()).in_lang(lang))?;
        for reason in done.skipped.iter().take(MOST_SKIPPED) {
            output::line(&format!("  {}", reason.in_lang(lang)))?;
        }
        if done.skipped.len() > MOST_SKIPPED {
            output::line(&say!(words::AND_MORE, more = done.skipped.len() - MOST_SKIPPED).in_lang(lang))?;
        }
    }
    let text = if recorded.again { words::RECORDED_BEFORE } else { words::RECORDED };
    let created =
        done.created.as_ref().map_or(Arg::from(""), |created| say!(words::CREATED, created = created).into());
    output::line(
        &say!(text, first = recorded.first, last = recorded.last, head = &recorded.head, created = created)
            .in_lang(lang),
    )
}
