//! One line of a form: its field, what was typed, and what is said about it.

use super::super::widget::Edit;
use super::WHO;
use crate::desk::field::Choice;
use crate::desk::{Field, Kind};

/// One line of a form.
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own that a line can be in")]
#[derive(Clone)]
pub struct Line {
    /// The field it fills.
    pub field: &'static Field,
    /// What was typed.
    pub edit: Edit,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// Whose number or which unit it is, in words: what an offer said when it was taken.
    pub gloss: String,
    /// What an empty line means, shown in grey.
    pub ghost: String,
    /// What is wrong with it as far as it was typed: said without being asked.
    pub live: String,
    /// It does not matter as things stand: neither shown nor sent.
    pub off: bool,
    /// It must be there as things stand.
    pub needed: bool,
    /// Sent, but not shown.
    pub hidden: bool,
    /// Among choices: what was typed to find one.
    pub sought: String,
    /// Among several choices: the one that the arrows stand on.
    pub(super) at: Option<usize>,
    /// That one goes again when the arrows go on: nobody has kept it.
    pub(super) loose: bool,
    /// Among several choices: those that are offered, where all of them are taken to begin with.
    pub(super) ticked: Option<Vec<Choice>>,
    /// What stands there was not typed by whoever sits here, or was refused: the next character replaces it.
    pub(super) fresh: bool,
}

impl Line {
    pub(super) fn new(field: &'static Field) -> Self {
        Self {
            field,
            edit: Edit::default(),
            wrong: None,
            gloss: String::new(),
            ghost: String::new(),
            live: String::new(),
            off: false,
            needed: field.required,
            hidden: false,
            sought: String::new(),
            at: None,
            loose: false,
            ticked: None,
            fresh: false,
        }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.edit.text()
    }

    /// Whether nothing stands in it, nor what an empty one means.
    pub(super) fn is_open(&self) -> bool {
        self.is_seen() && self.text().is_empty() && self.ghost.is_empty()
    }

    /// Whether it is seen.
    pub fn is_seen(&self) -> bool {
        !self.off && !self.hidden
    }

    /// Whether a draft keeps it: no PIN, no number of a document, and nothing of a guest's answers, which live in the
    /// vault alone.
    pub fn is_kept(&self) -> bool {
        !matches!(self.field.kind, Kind::Pin | Kind::Private | Kind::DocumentNo)
    }

    /// Fills the line in for whoever sits here: typing replaces it, moving the cursor keeps it.
    pub(super) fn suggest(&mut self, text: &str) {
        self.edit.set(text);
        self.offer_anew();
    }

    /// The next character replaces what stands there, where that is short and no text of one's own.
    pub(super) fn offer_anew(&mut self) {
        self.fresh = matches!(
            self.field.kind,
            Kind::Unit | Kind::Units | Kind::Staff | Kind::Guest | Kind::Reception | Kind::Roles | Kind::Pin
        );
    }

    /// Says what is wrong with it.
    pub(super) fn refuse(&mut self, why: String) {
        self.wrong = Some(why);
        self.offer_anew();
    }

    /// Whether the next character replaces what stands there.
    pub fn is_fresh(&self) -> bool {
        self.fresh && !self.text().is_empty()
    }

    /// A PIN.
    pub fn is_secret(&self) -> bool {
        matches!(self.field.kind, Kind::Pin)
    }

    /// A PIN that is typed where the name belongs, as far as it can be told from one: nobody is called by digits alone.
    pub fn is_veiled(&self) -> bool {
        let asks = matches!(self.field.kind, Kind::Staff) && self.field.name == WHO.name;
        asks && !self.text().is_empty() && self.text().chars().all(|c| c.is_ascii_digit())
    }

    /// Shown as stars.
    pub fn is_starred(&self) -> bool {
        self.is_secret() || self.is_veiled()
    }
}
