//! What happens to a guest. A (type, version) pair never changes its meaning.

use serde::{Deserialize, Serialize};

use super::{Appointment, Grade, GuestId, How, NextContact, Relation, VisitKind};
use crate::domain::day::Day;
use crate::domain::event::events;
use crate::domain::moment::Millis;
use crate::domain::person::PersonId;
use crate::domain::register::Register;
use crate::domain::staff::StaffId;

/// A consultant's part in a guest, in percent: 100, or 50 and 50 (RULES 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    /// Whose.
    pub consultant: StaffId,
    /// How much.
    pub percent: u32,
}

events! {
    /// What happens to a guest.
    GuestEvent {
        /// Registered.
        "guest.registered" v 1 => Registered {
            /// Who, in the vault.
            person: PersonId,
            /// Commitment to the vault's record.
            commit: String,
            /// Whose guest.
            consultant: Option<StaffId>,
        }
        /// The vault's record was deleted on request (PIPL art. 47).
        "guest.forgotten" v 1 => Forgotten {
            /// Why.
            reason: String,
        }
        /// Came to the sales office 来访; the line stands in the day's register.
        "guest.visited" v 1 => Visited {
            /// In the register of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// When they came.
            at: Millis,
            /// First visit, returning, or after a call.
            kind: VisitKind,
            /// Who received them.
            consultant: Option<StaffId>,
            /// Whom they asked for by name 指定.
            named: Option<StaffId>,
            /// Who wrote the register.
            witness: Option<StaffId>,
            /// The last day of the consultant's protection 保护期.
            protected_until: Day,
            /// The last day on which somebody else's claim to the guest is heard; `None` when nobody else has one.
            claim_until: Option<Day>,
            /// Followed without another visit, the guest goes to the manager after this day.
            to_manager: Day,
        }
        /// The visit was received for an absent colleague 义务接待: it stays the colleague's guest, and a deal of the
        /// same day is one half each (RULES 1.1.3).
        "guest.helped" v 1 => Helped {
            /// On this line of the day's register.
            line: u32,
            /// Who received.
            by: StaffId,
        }
        /// Called 来电; the line stands in the day's register.
        "guest.called" v 1 => Called {
            /// In the register of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// When.
            at: Millis,
            /// Who answered.
            consultant: Option<StaffId>,
            /// The last day of the consultant's protection.
            protected_until: Day,
            /// Followed without a visit, the guest goes to the manager after this day.
            to_manager: Day,
        }
        /// Followed up 跟进 (RULES 3.1 客户跟踪表).
        "guest.followed_up" v 1 => FollowedUp {
            /// How.
            how: How,
            /// Whether the guest was reached: a phone that is off is no effective contact.
            reached: bool,
            /// What was said.
            note: String,
            /// The grade now; `None` leaves it.
            grade: Option<Grade>,
            /// When to follow up next.
            next: Option<Day>,
            /// By whom.
            by: StaffId,
            /// The last day of the protection it gives; `None` when it gives none.
            protected_until: Option<Day>,
        }
        /// An appointment 约访.
        "guest.appointed" v 1 => Appointed {
            /// When they want to come.
            at: Millis,
            /// With whom.
            by: StaffId,
        }
        /// The appointment is over.
        "guest.appointment_ended" v 1 => AppointmentEnded {
            /// They came.
            came: bool,
            /// In words.
            note: String,
        }
        /// Immediate family of another guest.
        "guest.linked" v 1 => Linked {
            /// Of whom.
            to: GuestId,
            /// What the other is to this one.
            relation: Relation,
        }
        /// Not family after all.
        "guest.unlinked" v 1 => Unlinked {
            /// Of whom.
            to: GuestId,
            /// Why.
            reason: String,
        }
        /// Reported by a channel 报备.
        "guest.reported" v 1 => Reported {
            /// The channel company.
            company: String,
            /// The broker's code.
            broker: String,
            /// A visit before this moment came too soon after the report.
            valid_from: Millis,
            /// The report's last day.
            until: Day,
        }
        /// A consultant claims the guest whom a colleague received (RULES 1.2, 2-day claim period).
        "guest.claimed" v 1 => Claimed {
            /// Who.
            by: StaffId,
            /// On what grounds.
            note: String,
        }
        /// The manager ruled whose guest it is 判客.
        "guest.ruled" v 1 => Ruled {
            /// Whose.
            shares: Vec<Share>,
            /// Why.
            reason: String,
            /// The events that were looked at, by number.
            evidence: Vec<i64>,
            /// The rules that were applied.
            rules: Vec<String>,
        }
        /// Handed over to another consultant, or back to the manager.
        "guest.handed_over" v 1 => HandedOver {
            /// From whom.
            from: Option<StaffId>,
            /// To whom; `None` for the manager.
            to: Option<StaffId>,
            /// Why.
            reason: String,
            /// The last day of the new consultant's protection.
            protected_until: Day,
        }
        /// The same person as another guest: from now on found only as that one.
        "guest.merged" v 1 => Merged {
            /// As whom.
            into: GuestId,
            /// Why.
            reason: String,
        }
        /// Another guest turned out to be this one.
        "guest.took_over" v 1 => TookOver {
            /// Who.
            from: GuestId,
        }
        /// Not the same person as another guest after all: a guest of their own again.
        "guest.separated" v 1 => Separated {
            /// Why.
            reason: String,
        }
        /// Another guest is not this one after all.
        "guest.let_go" v 1 => LetGo {
            /// Who.
            from: GuestId,
        }
        /// What was still to be done for another guest who turned out to be this one, and the grade where this one has
        /// none: nobody waits in vain because two records became one.
        "guest.carried_over" v 1 => CarriedOver {
            /// From whom.
            from: GuestId,
            /// When to follow up next.
            next: Option<NextContact>,
            /// The open appointment.
            appointment: Option<Appointment>,
            /// The grade.
            grade: Option<Grade>,
        }
        /// Was told how personal data is used, and agreed or did not 知情同意 (PIPL art. 13 and 17).
        "guest.consented" v 1 => Consented {
            /// Agreed.
            given: bool,
        }
        /// Answers for the register were put in the vault.
        "guest.answered" v 1 => Answered {
            /// Which line of which register: `2026-11-28 visit 3`.
            entry: String,
            /// Commitment to the vault's record of all answers of this line.
            commit: String,
            /// Which fields, by their codes.
            fields: Vec<String>,
            /// The grade now; `None` leaves it.
            grade: Option<Grade>,
        }
        /// Answers that were given after a backup were lost when it was restored.
        "guest.answers_lost" v 1 => AnswersLost {
            /// Of which lines.
            entries: Vec<String>,
        }
        /// A line of a register was corrected or completed, and with it this guest's trace.
        "guest.amended" v 1 => Amended {
            /// In which register.
            register: Register,
            /// Of this day.
            day: Day,
            /// On this line.
            line: u32,
            /// Who received or answered, where that changed.
            consultant: Option<StaffId>,
            /// When, where that changed.
            at: Option<Millis>,
            /// It counts no more: struck out, or another guest's.
            struck: bool,
        }
        /// A document 证件 was put on file: as a buyer, so without a profile's consent (the contract needs it).
        "guest.identified" v 1 => Identified {
            /// Commitment to the vault's record.
            commit: String,
            /// Which fields, by their codes.
            fields: Vec<String>,
        }
        /// Not to be sold to 黑名单 (RULES 1.4).
        "guest.blocked" v 1 => Blocked {
            /// Why.
            reason: String,
        }
        /// May be sold to again.
        "guest.unblocked" v 1 => Unblocked {
            /// Why.
            reason: String,
        }
        /// Name or phone corrected 更正.
        "guest.corrected" v 1 => Corrected {
            /// Which fields, by their codes.
            fields: Vec<String>,
            /// Commitment to the vault's new record.
            commit: String,
            /// Why.
            reason: String,
        }
    }
}
