//! A form as the input of an action, and what is wrong with it, at its line where there is one.

use super::{Form, Line, Note};
use crate::desk::{Action, Field, Filled, Kind};
use crate::domain::refusal::Refusal;
use crate::text::{Lang, tui as words};

impl Form {
    /// The input of an action from what was typed; what is wrong stands at its line afterwards.
    pub fn fill(&mut self, action: &Action, lang: Lang) -> Option<Filled> {
        let mut filled = Filled::new();
        let mut whole = true;
        for line in &mut self.lines {
            line.wrong = None;
            if line.off {
                continue;
            }
            // Said below it already.
            if line.seeks_in_vain() {
                whole = false;
                continue;
            }
            let empty = line.text().trim().is_empty();
            // A price list is read from its file later.
            if matches!(line.field.kind, Kind::PriceList) {
                continue;
            }
            if empty {
                if line.needed {
                    line.wrong = Some(words::NEEDED.get(lang).to_owned());
                    whole = false;
                }
                continue;
            }
            if let Err(refusal) = filled.put(line.field, line.edit.text()) {
                line.refuse(refusal.in_words(lang));
                whole = false;
            }
        }
        let typed = |field: &&Field| !matches!(field.kind, Kind::PriceList);
        let fields: Vec<Field> = action.fields.iter().filter(typed).copied().collect();
        if let Err(refusal) = filled.complete(&fields).map_err(Box::new)
            && whole
        {
            whole = false;
            self.complain(&refusal, lang);
        }
        if !whole {
            self.focus =
                self.in_vain().or(self.lines.iter().position(|l| l.wrong.is_some())).unwrap_or(self.focus);
        }
        whole.then_some(filled)
    }

    /// Says what is wrong, at its line where there is one.
    pub fn complain(&mut self, refusal: &Refusal, lang: Lang) {
        let sentence = refusal.in_words(lang);
        match self.lines.iter().position(|line| Some(line.field.name) == refusal.field) {
            Some(at) => {
                self.focus = at;
                self.lines[at].refuse(sentence);
            }
            None => self.note = Some(Note::Wrong(sentence)),
        }
    }

    /// Forgets every PIN: a typed one is not kept on the screen. Answers whether there was one.
    pub fn forget_pins(&mut self) -> bool {
        let secrets = self.lines.iter_mut().filter(|line| line.is_starred() && !line.text().is_empty());
        secrets.map(|line| line.edit.set("")).count() > 0
    }

    /// Says at its line what must be there and is not; answers whether everything is.
    pub fn is_complete(&mut self, lang: Lang) -> bool {
        if let Some(at) = self.in_vain() {
            self.focus = at;
            return false;
        }
        let empty = |line: &Line| line.needed && line.text().trim().is_empty();
        let Some(first) = self.lines.iter().position(empty) else { return true };
        self.focus = first;
        self.lines[first].wrong = Some(words::NEEDED.get(lang).to_owned());
        false
    }
}
