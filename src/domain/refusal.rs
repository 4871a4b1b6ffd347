//! The answer to an action that the rules do not allow: which rule, which field, why, and what to do next.

use crate::text::{Lang, Say, common};

/// A refused action. Nothing was changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Where the rule stands: `RULES 1.3.3`, `DESIGN 5`.
    pub rule: &'static str,
    /// The input field that has to change, if it is one.
    pub field: Option<&'static str>,
    /// Why, as a sentence.
    pub why: Say,
    /// What to do next, as a sentence.
    pub remedy: Option<Box<Say>>,
    /// How it is written on the command line, or what to type there to see more: nothing for whoever fills a form.
    pub typed: Option<Box<Say>>,
}

impl Refusal {
    /// A refusal by `rule`.
    pub fn new(rule: &'static str, why: impl Into<Say>) -> Self {
        Self { rule, field: None, why: why.into(), remedy: None, typed: None }
    }

    /// Names the field that has to change.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn try_this(mut self, remedy: impl Into<Say>) -> Self {
        self.remedy = Some(Box::new(remedy.into()));
        self
    }

    /// Says how it is written on the command line.
    #[must_use]
    pub fn typed(mut self, hint: impl Into<Say>) -> Self {
        self.typed = Some(Box::new(hint.into()));
        self
    }

    /// Why and what to do next, in one language: what the terminal says.
    pub fn in_words(&self, lang: Lang) -> String {
        sentences([Some(&self.why), self.remedy.as_deref()], lang)
    }

    /// The same for the command line, which also reads how to write it and the rule of the trade behind it; rules of the
    /// house's own making say enough by themselves.
    pub fn in_lang(&self, lang: Lang) -> String {
        let out = sentences([Some(&self.why), self.remedy.as_deref(), self.typed.as_deref()], lang);
        match self.rule.strip_prefix("RULES ") {
            Some(rule) => format!("{out} ({} {rule})", common::RULE.get(lang)),
            None => out,
        }
    }
}

/// One behind the other; Chinese ones need no blank between them.
fn sentences<const N: usize>(says: [Option<&Say>; N], lang: Lang) -> String {
    let said: Vec<String> = says.into_iter().flatten().map(|say| say.in_lang(lang)).collect();
    said.join(if lang == Lang::En { " " } else { "" })
}
