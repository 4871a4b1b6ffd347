//! What stands over the grid, one on top of the other. Keys go to the one on top.

use crate::desk::Action;
use crate::domain::price_list::Problem;
use crate::domain::roster::Arrival;
use crate::domain::staff::StaffId;
use crate::domain::unit::Status;
use crate::domain::unit_id::UnitId;
use crate::text::Say;

use super::alerts::{Cases, Message};
use super::command::{Cmd, Context};
use super::form::Form;
use super::import::Preview;
use super::widget::{Edit, Scroll};

/// A window.
pub enum Window {
    /// The keys of a view.
    Help {
        /// Of which view.
        about: Context,
        /// Where in it.
        scroll: Scroll,
    },
    /// Why somebody stands where they stand in the rotation.
    Explain {
        /// Who.
        who: StaffId,
        /// Where in it.
        scroll: Scroll,
    },
    /// A unit with everything that is known of it.
    Unit {
        /// Where in it.
        scroll: Scroll,
    },
    /// The guest under the cursor with everything that is known of them.
    Guest {
        /// Where in it.
        scroll: Scroll,
    },
    /// Everything that can be done, by a few letters of it.
    Palette(Palette),
    /// A form.
    Form(Box<Form>),
    /// A question with the safe answer chosen.
    Question(Question),
    /// The cases of a step of a flow.
    Cases(Box<Cases>),
    /// A short message.
    Message(Box<Message>),
    /// What an import would do.
    Preview(Box<Preview>),
    /// What is wrong with a price list, by cell.
    Problems {
        /// Every one.
        problems: Vec<Problem>,
        /// Where in them.
        scroll: Scroll,
    },
}

impl Window {
    /// Where its keys mean what.
    pub fn context(&self) -> Context {
        match self {
            Self::Help { .. } | Self::Explain { .. } | Self::Problems { .. } => Context::Reading,
            Self::Unit { .. } => Context::Unit,
            Self::Guest { .. } => Context::Guest,
            Self::Palette(_) => Context::Palette,
            Self::Form(form) if form.is_entry() => Context::Entry,
            Self::Form(_) => Context::Form,
            Self::Question(_) => Context::Question,
            Self::Preview(_) => Context::Preview,
            Self::Cases(_) => Context::Cases,
            Self::Message(_) => Context::Message,
        }
    }

    /// What scrolls in it.
    pub fn scroll(&mut self) -> Option<&mut Scroll> {
        match self {
            Self::Help { scroll, .. }
            | Self::Explain { scroll, .. }
            | Self::Unit { scroll }
            | Self::Guest { scroll }
            | Self::Problems { scroll, .. } => Some(scroll),
            Self::Preview(preview) => Some(&mut preview.scroll),
            Self::Palette(_) | Self::Form(_) | Self::Question(_) | Self::Cases(_) | Self::Message(_) => None,
        }
    }
}

/// The palette.
#[derive(Default)]
pub struct Palette {
    /// What it is about.
    pub topic: Topic,
    /// What was typed to find something.
    pub typed: Edit,
    /// What is found, the fitting first.
    pub found: Vec<Found>,
    /// Of the marked units one in each status: what refuses them is looked up with every key.
    pub marked: Vec<(Status, UnitId)>,
    /// The one that Enter takes.
    pub at: usize,
}

/// What a palette is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Topic {
    /// Everything that can be done.
    #[default]
    Everything,
    /// Who comes in at the door.
    Arrivals,
}

/// Something that can be done.
#[derive(Clone, Copy)]
pub enum Entry {
    /// A guest comes in.
    Arrival(Arrival),
    /// A call comes in.
    Call,
    /// An action of the action table.
    Action(&'static Action),
    /// A command of the command table.
    Command(&'static Cmd),
}

/// Something that was found.
pub struct Found {
    /// What.
    pub entry: Entry,
    /// Why it cannot be done, as things stand.
    pub why: Option<Say>,
    /// Whether it does not even open: who is at the desk may not, or it cannot be done now.
    pub is_shut: bool,
}

/// A question. What cannot be taken back is asked about, and Enter alone never does it.
pub struct Question {
    /// In words.
    pub text: Say,
    /// Whether yes is chosen; at first it is not.
    pub yes: bool,
    /// What yes does.
    pub then: Then,
}

/// What yes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Sends the form below.
    Send,
    /// The same, unless it is one that cannot be taken back: that is asked next.
    Ask,
    /// Leaves the program.
    Quit,
}
