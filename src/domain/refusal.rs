//! The answer to an action that the rules do not allow: which rule, which field, why, and what to do next.

use crate::text::Say;

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
}

impl Refusal {
    /// A refusal by `rule`.
    pub fn new(rule: &'static str, why: impl Into<Say>) -> Self {
        Self { rule, field: None, why: why.into(), remedy: None }
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

    /// Both sentences in one language, and the rule of the trade behind it; rules of the house's own making say enough
    /// by themselves.
    pub fn in_lang(&self, lang: crate::text::Lang) -> String {
        use crate::text::{Lang, common};
        let mut out = self.why.in_lang(lang);
        if let Some(remedy) = &self.remedy {
            if lang == Lang::En {
                out.push(' ');
            }
            out.push_str(&remedy.in_lang(lang));
        }
        match self.rule.strip_prefix("RULES ") {
            Some(rule) => format!("{out} ({} {rule})", common::RULE.get(lang)),
            None => out,
        }
    }
}
