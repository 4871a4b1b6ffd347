//! The action table as documentation: `do --list`, `do ACTION --help`, and which action a name means.

use serde_json::json;

use super::Stop;
use super::output::{self, Table};
use crate::desk::{ACTIONS, Action, Field, Kind};
use crate::domain::clean::fold_width;
use crate::domain::permission::{Control, Role, approvers, doers};
use crate::domain::policy::PARAMS;
use crate::say;
use crate::text::{Arg, Lang, shell as words};

/// The action of this id or name in either language.
pub(super) fn find(typed: &str) -> Result<&'static Action, Stop> {
    let folded = fold_width(typed).trim().to_lowercase();
    let named = |a: &&Action| a.id == folded || a.text.zh == folded || a.text.en == folded;
    ACTIONS.iter().find(named).ok_or_else(|| {
        let meant =
            nearest(&folded).map_or(Arg::from(""), |a| say!(words::MEANT_ACTION, action = a.id).into());
        say!(words::NO_SUCH_ACTION, action = typed, meant = meant).into()
    })
}

/// The action that differs from what was typed by a slip of the finger or two.
fn nearest(typed: &str) -> Option<&'static Action> {
    let slips = |a: &Action| {
        let short = a.id.split_once('.').map_or(a.id, |(_, short)| short);
        [a.id, short, a.text.en].into_iter().map(|name| distance(typed, name)).min().unwrap_or(usize::MAX)
    };
    let slipped = ACTIONS.iter().map(|a| (slips(a), a)).filter(|(slips, _)| *slips <= few(typed));
    // Of a Chinese name a part says enough.
    let part = || ACTIONS.iter().find(|a| !typed.is_ascii() && a.text.zh.contains(typed));
    slipped.min_by_key(|f| f.0).map(|f| f.1).or_else(part)
}

/// So many slips still leave a word that was meant.
fn few(typed: &str) -> usize {
    if typed.chars().count() < 5 { 1 } else { 2 }
}

/// The name that differs from what was typed by a slip of the finger or two.
pub(super) fn nearest_of(typed: &str, names: Vec<String>) -> Option<String> {
    let slips = names.into_iter().map(|name| (distance(typed, &name), name));
    slips.filter(|(slips, _)| *slips <= few(typed)).min().map(|(_, name)| name)
}

/// How many letters are wrong, missing, too many or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// `do --list`.
pub(super) fn list(lang: Lang, as_json: bool) -> Result<(), Stop> {
    if as_json {
        let all: Vec<serde_json::Value> = ACTIONS.iter().map(|action| as_value(action, lang)).collect();
        return output::line(&serde_json::to_string_pretty(&all).map_err(std::io::Error::from)?);
    }
    let headings = [words::H_ACTION, words::H_WHAT, words::H_CONTROL, words::H_ASKING, words::H_CONFIRMS];
    let mut table = Table::new(&headings, lang);
    for action in ACTIONS.iter() {
        let (alone, asking) = doers(action.duty, action.control);
        table.row(vec![
            action.id.to_owned(),
            action.text.get(lang).to_owned(),
            people(&alone).in_lang(lang),
            people(&asking).in_lang(lang),
            confirms(action, &asking).in_lang(lang),
        ]);
    }
    table.print()?;
    output::line("")?;
    let mut table = Table::new(&[words::H_ACTION, words::H_FIELD, words::H_WHAT, words::H_HOW], lang);
    for action in ACTIONS.iter() {
        for field in action.fields {
            let mut row = vec![action.id.to_owned()];
            row.extend(field_cells(field, lang));
            table.row(row);
        }
    }
    table.print()
}

fn as_value(action: &Action, lang: Lang) -> serde_json::Value {
    let (alone, asking) = doers(action.duty, action.control);
    let confirm = if asking.is_empty() { Vec::new() } else { approvers(action.duty, action.control) };
    let codes = |roles: &[Role]| roles.iter().map(|r| r.code()).collect::<Vec<_>>();
    let fields: Vec<serde_json::Value> = action
        .fields
        .iter()
        .map(|f| {
            let choices = match f.kind {
                Kind::Choice(choices) => choices.iter().map(|c| c.code).collect(),
                Kind::Param => PARAMS.iter().map(|p| p.name).collect(),
                _ => Vec::new(),
            };
            json!({
                "name": f.name, "text": f.text.get(lang), "required": f.required, "how": how(f, lang),
                "choices": choices,
            })
        })
        .collect();
    json!({
        "action": action.id, "text": action.text.get(lang), "alone": codes(&alone), "asking": codes(&asking),
        "confirm": codes(&confirm), "two_people": action.control == Control::TwoPeople, "fields": fields,
    })
}

/// `do ACTION --help`: one action, in lines.
pub(super) fn describe(action: &Action, lang: Lang) -> Vec<String> {
    let fields: Vec<String> = action
        .fields
        .iter()
        .map(|f| if f.required { format!("{}=..", f.name) } else { format!("[{}=..]", f.name) })
        .collect();
    let mut lines = vec![
        format!("{}  {}", action.id, action.text.get(lang)),
        say!(words::ACTION_USAGE, action = action.id, fields = fields.join(" ")).in_lang(lang),
    ];
    let (alone, asking) = doers(action.duty, action.control);
    if !alone.is_empty() {
        lines.push(say!(words::ACTION_ALONE, roles = people(&alone)).in_lang(lang));
    }
    if !asking.is_empty() {
        let approvers = confirms(action, &asking);
        lines.push(say!(words::ACTION_ASKING, roles = people(&asking), approvers = approvers).in_lang(lang));
    }
    if !action.fields.is_empty() {
        let mut table = Table::new(&[words::H_FIELD, words::H_WHAT, words::H_HOW], lang);
        for field in action.fields {
            table.row(field_cells(field, lang).into());
        }
        lines.push(String::new());
        lines.extend(table.lines());
        lines.push(String::new());
        lines.push(words::ACTION_DASH.get(lang).to_owned());
    }
    lines
}

fn field_cells(field: &Field, lang: Lang) -> [String; 3] {
    let name = if field.required { field.name.to_owned() } else { format!("[{}]", field.name) };
    [name, field.text.get(lang).to_owned(), how(field, lang)]
}

/// How a field is written; a choice whose code is its own word stands once.
fn how(field: &Field, lang: Lang) -> String {
    let Kind::Choice(choices) = field.kind else { return field.kind.hint().get(lang).to_owned() };
    let shown: Vec<String> = choices
        .iter()
        .map(|c| match c.text.get(lang) {
            text if text.to_lowercase() == c.code.replace('_', " ") => c.code.to_owned(),
            text => format!("{} ({text})", c.code),
        })
        .collect();
    shown.join(", ")
}

fn people(roles: &[Role]) -> Arg {
    if roles.len() == Role::ALL.len() {
        return words::EVERYBODY.into();
    }
    Arg::List(roles.iter().map(|r| r.text().into()).collect())
}

/// Whose PIN confirms it for those who may only ask.
fn confirms(action: &Action, asking: &[Role]) -> Arg {
    let roles = people(&approvers(action.duty, action.control));
    match action.control {
        _ if asking.is_empty() => "".into(),
        Control::Single | Control::Approved => roles,
        Control::TwoPeople => say!(words::CONTROL_TWO, roles = roles).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_found_by_any_of_its_names() {
        for name in ["unit.hold", "UNIT.HOLD", "锁房", "hold"] {
            assert_eq!(find(name).map(|a| a.id).ok(), Some("unit.hold"), "{name}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, slips) in [("hodl", "hold", 1), ("hold", "hold", 0), ("hol", "hold", 1), ("", "abc", 3)] {
            assert_eq!(distance(a, b), slips, "{a} {b}");
        }
        assert_eq!(nearest("unit.hodl").map(|a| a.id), Some("unit.hold"));
        assert_eq!(nearest("relaese").map(|a| a.id), Some("unit.release"));
        assert!(nearest("unit.fly").is_none_or(|a| a.id.starts_with("unit.")));
        assert!(nearest("nonsense").is_none());
    }
}
