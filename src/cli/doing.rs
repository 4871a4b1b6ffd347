//! `anchang do`: one action of the action table.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::json;

use super::ask::{self, PinSource};
use super::importing;
use super::output::{self, Table};
use super::{Shell, Stop};
use crate::desk::{ACTIONS, Action, Approval, CommandId, Desk, Done, Failure, Field, Filled, Kind, Session};
use crate::domain::permission::{Control, approvers};
use crate::domain::person::Exposure;
use crate::say;
use crate::text::{Arg, Lang, shell as words};

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    if matches.get_flag("list") {
        return list(shell.lang);
    }
    let Some(id) = matches.get_one::<String>("action") else {
        return Err(crate::text::Say::from(words::NO_ACTION).into());
    };
    let Some(action) = ACTIONS.find(id) else {
        return Err(say!(words::NO_SUCH_ACTION, action = id).into());
    };
    let filled = fill(shell, action, matches)?;
    let command = command_id(matches)?;
    let mut desk = shell.desk()?;
    let who = ask::sign_in(shell, &desk, matches)?;
    let done = perform(shell, &mut desk, &who, action, &filled, command, matches)?;
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
        Err(Failure::NeedsApproval(roles))
            if asked && std::io::IsTerminal::is_terminal(&std::io::stdin()) =>
        {
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

/// The fields from `name=value`. A new PIN that is not there is asked for.
fn fill(shell: &Shell, action: &Action, matches: &ArgMatches) -> Result<Filled, Stop> {
    let mut filled = Filled::new();
    for pair in matches.get_many::<String>("fields").into_iter().flatten() {
        let (name, value) = pair.split_once('=').ok_or_else(|| say!(words::NOT_A_FIELD, text = pair))?;
        let Some(field) = action.fields.iter().find(|f| f.name == name) else {
            let known: Vec<Arg> = action.fields.iter().map(|f| f.name.into()).collect();
            return Err(say!(words::NO_SUCH_FIELD, action = action.id, field = name, known = known).into());
        };
        if filled.has(field.name) {
            return Err(say!(words::TWICE, arg = name).into());
        }
        if matches!(field.kind, Kind::PriceList) {
            filled.put_list(field, importing::read(shell, std::path::Path::new(value))?);
        } else {
            filled.put(field, value)?;
        }
    }
    for field in action.fields.iter().filter(|f| matches!(f.kind, Kind::Pin)) {
        if !filled.has(field.name) {
            put_new_pin(shell, &mut filled, field)?;
        }
    }
    filled.complete(action.fields)?;
    Ok(filled)
}

fn put_new_pin(shell: &Shell, filled: &mut Filled, field: &Field) -> Result<(), Stop> {
    let source = PinSource {
        file: None,
        variable: "ANCHANG_NEW_PIN",
        question: words::ASK_NEW_PIN,
        missing: words::NO_NEW_PIN_FIELD,
    };
    let pin = source.get_new("", shell.lang)?;
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

/// The answer: what happened, in words and where it stands in the log.
pub(super) fn print(lang: Lang, done: &Done, as_json: bool) -> Result<(), Stop> {
    let recorded = &done.recorded;
    if as_json {
        let value = json!({
            "result": if recorded.again { "recorded_before" } else { "recorded" },
            "first_seq": recorded.first, "last_seq": recorded.last, "head": recorded.head,
            "created": done.created,
            "events": done.says.iter().map(|s| s.in_lang(lang)).collect::<Vec<_>>(),
        });
        return output::line(&value.to_string());
    }
    for say in done.says.iter().take(MOST_LINES) {
        output::line(&say.in_lang(lang))?;
    }
    if done.says.len() > MOST_LINES {
        output::line(&say!(words::AND_MORE, more = done.says.len() - MOST_LINES).in_lang(lang))?;
    }
    let text = if recorded.again { words::RECORDED_BEFORE } else { words::RECORDED };
    let created = done.created.as_deref().map_or(String::new(), |c| format!(" {c}"));
    output::line(
        &say!(text, first = recorded.first, last = recorded.last, head = &recorded.head, created = created)
            .in_lang(lang),
    )
}

/// More lines than this are counted, not printed.
const MOST_LINES: usize = 20;

/// `do --list`: the action table as documentation.
fn list(lang: Lang) -> Result<(), Stop> {
    let mut table = Table::new(&[words::H_ACTION, words::H_WHAT, words::H_CONTROL, words::H_FIELDS], lang);
    for action in ACTIONS.iter() {
        let fields: Vec<String> = action
            .fields
            .iter()
            .map(|f| if f.required { f.name.to_owned() } else { format!("[{}]", f.name) })
            .collect();
        table.row(vec![
            action.id.to_owned(),
            action.text.get(lang).to_owned(),
            control(action, lang),
            fields.join(" "),
        ]);
    }
    table.print()?;
    output::line("")?;
    let mut fields = Table::new(&[words::H_ACTION, words::H_FIELD, words::H_WHAT, words::H_HOW], lang);
    for action in ACTIONS.iter() {
        for field in action.fields {
            fields.row(vec![
                action.id.to_owned(),
                field.name.to_owned(),
                field.text.get(lang).to_owned(),
                how(field, lang),
            ]);
        }
    }
    fields.print()
}

fn how(field: &Field, lang: Lang) -> String {
    match field.kind {
        Kind::Choice(choices) => {
            choices.iter().map(|c| format!("{} {}", c.code, c.text.get(lang))).collect::<Vec<_>>().join(", ")
        }
        kind => kind.hint().get(lang).to_owned(),
    }
}

fn control(action: &Action, lang: Lang) -> String {
    let roles: Vec<Arg> =
        approvers(action.duty, action.control).into_iter().map(|r| r.text().into()).collect();
    let text = match action.control {
        Control::Single => words::CONTROL_SINGLE,
        Control::Approved => words::CONTROL_APPROVED,
        Control::TwoPeople => words::CONTROL_TWO,
    };
    say!(text, roles = roles).in_lang(lang)
}

/// The right to see what was asked for with `--reveal`, or none.
pub(super) fn reveal(
    shell: &Shell,
    desk: &Desk,
    matches: &ArgMatches,
    what: &str,
    rows: usize,
) -> Result<Option<(Session, Exposure)>, Stop> {
    let Some(reason) = matches.get_one::<String>("reveal") else { return Ok(None) };
    let who = ask::sign_in(shell, desk, matches)?;
    let right = desk.reveal(&who, what, rows, reason)?;
    shell.after_change(desk);
    Ok(Some((who, right)))
}
