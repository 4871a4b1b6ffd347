//! Templates: ours are within the program, and a file of the same name in the config folder goes before it. Every value
//! is escaped for HTML, and a name that a template misspells is an error with its line, never a blank on a form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};
use serde::Serialize;

use super::{Foot, Form};
use crate::text::{Lang, forms, paper as words};

/// Ours.
const EMBEDDED: &[(&str, &str)] = &[
    ("roster.html", include_str!("../../assets/forms/roster.html")),
    ("register.html", include_str!("../../assets/forms/register.html")),
    ("ruling.html", include_str!("../../assets/forms/ruling.html")),
    ("follow-ups.html", include_str!("../../assets/forms/follow-ups.html")),
    ("subscription.html", include_str!("../../assets/forms/subscription.html")),
    ("approval.html", include_str!("../../assets/forms/approval.html")),
    ("file.html", include_str!("../../assets/forms/file.html")),
    ("commitment.html", include_str!("../../assets/forms/commitment.html")),
    ("notice.html", include_str!("../../assets/forms/notice.html")),
    ("mortgage.html", include_str!("../../assets/forms/mortgage.html")),
    ("plan.html", include_str!("../../assets/forms/plan.html")),
    ("signing.html", include_str!("../../assets/forms/signing.html")),
    ("receipt.html", include_str!("../../assets/forms/receipt.html")),
    ("sales.html", include_str!("../../assets/forms/sales.html")),
    ("hand-over.html", include_str!("../../assets/forms/hand-over.html")),
    ("waiver.html", include_str!("../../assets/forms/waiver.html")),
    ("extension.html", include_str!("../../assets/forms/extension.html")),
    ("answer.html", include_str!("../../assets/forms/answer.html")),
    ("release.html", include_str!("../../assets/forms/release.html")),
    ("forfeit.html", include_str!("../../assets/forms/forfeit.html")),
    ("swap.html", include_str!("../../assets/forms/swap.html")),
    ("rename.html", include_str!("../../assets/forms/rename.html")),
    ("replan.html", include_str!("../../assets/forms/replan.html")),
    ("demand.html", include_str!("../../assets/forms/demand.html")),
    ("rescission.html", include_str!("../../assets/forms/rescission.html")),
    ("complaint.html", include_str!("../../assets/forms/complaint.html")),
    ("voucher.html", include_str!("../../assets/forms/voucher.html")),
    ("day.html", include_str!("../../assets/forms/day.html")),
    ("change_app.html", include_str!("../../assets/forms/change_app.html")),
    ("change_story.html", include_str!("../../assets/forms/change_story.html")),
    ("change_top.html", include_str!("../../assets/forms/change_top.html")),
    ("change_buyers.html", include_str!("../../assets/forms/change_buyers.html")),
    ("change_calc.html", include_str!("../../assets/forms/change_calc.html")),
    ("change_recall.html", include_str!("../../assets/forms/change_recall.html")),
    ("notice_top.html", include_str!("../../assets/forms/notice_top.html")),
    ("notice_foot.html", include_str!("../../assets/forms/notice_foot.html")),
    ("sale_head.html", include_str!("../../assets/forms/sale_head.html")),
    ("sale_lost.html", include_str!("../../assets/forms/sale_lost.html")),
    ("sale_unit.html", include_str!("../../assets/forms/sale_unit.html")),
    ("sale_signs.html", include_str!("../../assets/forms/sale_signs.html")),
    ("advice.html", include_str!("../../assets/forms/advice.html")),
    ("foot.html", include_str!("../../assets/forms/foot.html")),
    ("style.css", include_str!("../../assets/forms/style.css")),
];

/// A template that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its file.
    pub file: String,
    /// The line, counted from 1; 0 where none is known.
    pub line: usize,
    /// What the template engine says, in English.
    pub what: String,
}

/// One form as HTML. `folder` is where an office keeps its own templates.
///
/// # Errors
/// A template of the office's own that is wrong.
pub fn render<S: Serialize>(
    form: Form,
    sheet: &S,
    foot: &Foot,
    folder: Option<&Path>,
    lang: Lang,
) -> Result<String, Wrong> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A value is never trusted, and there is no way to say that it is.
    environment.remove_filter("safe");
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let folder: Option<PathBuf> = folder.map(Path::to_owned);
    environment.set_loader(move |name| load(folder.as_deref(), name));
    let words: BTreeMap<String, &str> =
        words::ALL.iter().chain(forms::ALL).map(|(key, text)| (key.to_lowercase(), text.get(lang))).collect();
    let wrong = |error: &minijinja::Error| Wrong {
        file: error.name().unwrap_or(form.template()).to_owned(),
        line: error.line().unwrap_or_default(),
        what: error.to_string(),
    };
    let template = environment.get_template(form.template()).map_err(|error| wrong(&error))?;
    let filled = template.render(context! {
        lang => match lang { Lang::Zh => "zh-CN", Lang::En => "en" },
        t => words,
        form => form.text().get(lang),
        sheet => Serde(sheet),
        foot => Serde(foot),
    });
    filled.map_err(|error| wrong(&error))
}

/// The files in `folder` where an office keeps its own templates, each with what is wrong with how it is written;
/// `None` where it has the name of no template, so that nothing ever uses it.
pub fn own(folder: &Path) -> Vec<(PathBuf, Option<Result<(), Wrong>>)> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    files.sort();
    let judged = files.into_iter().map(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let known = EMBEDDED.iter().any(|(ours, _)| *ours == name);
        let judgement = known.then(|| {
            let wrong = |line: usize, what: String| Wrong { file: name.clone(), line, what };
            let text = std::fs::read_to_string(&path).map_err(|error| wrong(0, error.to_string()))?;
            let read = Environment::new().template_from_named_str(&name, &text).map(drop);
            read.map_err(|error| wrong(error.line().unwrap_or_default(), error.to_string()))
        });
        (path, judgement)
    });
    judged.collect()
}

fn load(folder: Option<&Path>, name: &str) -> Result<Option<String>, minijinja::Error> {
    let ours = EMBEDDED.iter().find(|(known, _)| *known == name);
    // Only names that we know: a template cannot reach for other files.
    if let (Some(folder), Some(_)) = (folder, ours) {
        match std::fs::read_to_string(folder.join(name)) {
            Ok(text) => return Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string())),
        }
    }
    Ok(ours.map(|(_, text)| (*text).to_owned()))
}
