//! THE ACTION TABLE: every thing a person can do to the data is one row.

use super::field::Field;
use super::{
    Deed, Failure, Filled, applications, attribution, book, buyers, changes, close, complaints, deal,
    discounts, follow, guests, hand_in, house, import, papers, register, replan, roster, staff, units,
};
use crate::domain::permission::{Control, Duty};
use crate::domain::staff::StaffId;
use crate::store::Work;
use crate::text::Text;

/// One row.
#[derive(Clone, Copy)]
pub struct Action {
    /// As typed and logged: `unit.hold`.
    pub id: &'static str,
    /// In words.
    pub text: Text,
    /// The row of the permission table.
    pub duty: Duty,
    /// How many people it takes.
    pub control: Control,
    /// Its input.
    pub fields: &'static [Field],
    /// Does it. The fields are filled and the permission is checked.
    pub run: fn(&mut Deed, &Filled) -> Result<(), Failure>,
}

/// The table, a slice a room.
pub const ROOMS: &[&[Action]] = &[
    units::ACTIONS,
    import::ACTIONS,
    guests::ACTIONS,
    book::ACTIONS,
    register::ACTIONS,
    hand_in::ACTIONS,
    follow::ACTIONS,
    attribution::ACTIONS,
    staff::ACTIONS,
    house::ACTIONS,
    roster::ACTIONS,
    deal::ACTIONS,
    buyers::ACTIONS,
    applications::ACTIONS,
    discounts::ACTIONS,
    papers::ACTIONS,
    changes::ACTIONS,
    replan::ACTIONS,
    complaints::ACTIONS,
    close::ACTIONS,
];

/// Actions that cannot be undone and by which somebody loses something: the terminal asks before it does them.
pub const ASKS: &[&str] = &[
    "unit.release",
    "unit.give_back",
    "unit.unwait",
    "guest.forget",
    "guest.merge",
    "deal.withdraw",
    "application.refuse",
    "paper.void",
];

/// Asks which row of the permission table an input belongs to; `None` for its action's own.
pub type OtherDuty = fn(&Work, StaffId, &Filled) -> Result<Option<Duty>, Failure>;

/// Inputs that belong to another row of the permission table than their action does.
pub const EXCEPTIONS: &[(&str, OtherDuty)] = &[
    ("unit.withhold", units::withhold_for_own_use),
    ("unit.lift", units::lift_own_use),
    ("roster.sign_in", roster::about_oneself),
    ("roster.step_up", roster::about_ones_place),
    ("roster.away", roster::about_oneself),
    ("roster.back", roster::about_oneself),
    ("roster.sign_out", roster::about_oneself),
    ("roster.register", roster::about_ones_place),
    ("roster.end", roster::own_reception),
];

/// Every action.
pub struct Actions;

/// Every action there is.
pub const ACTIONS: Actions = Actions;

impl Actions {
    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &'static Action> {
        ROOMS.iter().flat_map(|room| room.iter())
    }

    /// The one with this id.
    pub fn find(&self, id: &str) -> Option<&'static Action> {
        self.iter().find(|action| action.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::undo::UNDO;
    use crate::domain::flow::FLOWS;
    use crate::domain::permission::TABLE;

    #[test]
    fn every_action_stands_once_and_has_a_permission_row() {
        let ids: Vec<&str> = ACTIONS.iter().map(|a| a.id).collect();
        for action in ACTIONS.iter() {
            assert_eq!(ids.iter().filter(|id| **id == action.id).count(), 1, "{} twice", action.id);
            assert!(TABLE.iter().any(|row| row.duty == action.duty), "{} has no permission row", action.id);
        }
    }

    #[test]
    fn exceptions_are_about_actions() {
        assert!(EXCEPTIONS.iter().all(|(id, _)| ACTIONS.find(id).is_some()));
    }

    #[test]
    fn what_is_undone_and_what_asks_first_are_actions_and_no_action_is_both() {
        for (done, undone) in UNDO {
            assert!(ACTIONS.find(done).is_some(), "{done}");
            assert!(ACTIONS.find(undone).is_some(), "{undone}");
            assert_eq!(UNDO.iter().filter(|(id, _)| id == done).count(), 1, "{done} twice");
            assert!(!ASKS.contains(done), "{done} can be undone and asks all the same");
        }
        for id in ASKS {
            assert!(ACTIONS.find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn every_flow_step_has_an_action() {
        for step in FLOWS.iter().flat_map(|f| f.steps) {
            if let Some(action) = step.action {
                assert!(ACTIONS.find(action).is_some(), "{action}");
            }
        }
    }

    #[test]
    fn fields_stand_once_in_their_action() {
        for action in ACTIONS.iter() {
            for field in action.fields {
                let same = action.fields.iter().filter(|f| f.name == field.name).count();
                assert_eq!(same, 1, "{}.{}", action.id, field.name);
            }
        }
    }
}
