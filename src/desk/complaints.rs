//! Complaints 客户投诉 as actions (RULES 1.7; atlas 三.6).

use super::action::Action;
use super::field::{Field, Kind, may, must};
use super::{Deed, Desk, Failure, Filled};
use crate::domain::complaint::{Complaint, ComplaintEvent, ComplaintHow, ComplaintId, Department, Verdict};
use crate::domain::ctx::Ctx;
use crate::domain::permission::{Control, Duty};
use crate::domain::refusal::Refusal;
use crate::store::{StoreError, Tracked};
use crate::text::{cli, complaint as words};

const COMPLAINT: Field = must("complaint", words::F_COMPLAINT, Kind::Complaint);

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "complaint.receive", text: words::A_RECEIVE, duty: Duty::Complaint, control: Control::Single,
        fields: &[
            must("how", words::F_HOW, Kind::Choice(ComplaintHow::CHOICES)),
            must("what", words::F_WHAT, Kind::Note),
            may("guest", cli::F_GUEST, Kind::Guest),
            may("unit", cli::F_UNIT, Kind::Unit),
        ],
        run: receive,
    },
    Action {
        id: "complaint.judge", text: words::A_JUDGE, duty: Duty::Complaint, control: Control::Single,
        fields: &[
            COMPLAINT,
            must("department", words::F_DEPARTMENT, Kind::Choice(Department::CHOICES)),
            may("handler", words::F_HANDLER, Kind::Staff),
            may("note", cli::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let code = f.choice("department").and_then(|code| Department::from_code(code));
            let department = Filled::need(code, "department")?;
            let handler = match f.text_of("handler") {
                Some(name) => deed.find_staff(name, "handler")?.id,
                None => deed.actor,
            };
            on_complaint(deed, f, |c, id, _| c.decide_judge(id, department, handler, f.text("note")))
        },
    },
    Action {
        id: "complaint.answer", text: words::A_ANSWER, duty: Duty::Complaint, control: Control::Single,
        fields: &[COMPLAINT, must("answer", words::F_ANSWER, Kind::Note)],
        run: |deed, f| on_complaint(deed, f, |c, id, _| c.decide_answer(id, f.text("answer"))),
    },
    Action {
        id: "complaint.close", text: words::A_CLOSE, duty: Duty::Complaint, control: Control::Single,
        fields: &[
            COMPLAINT,
            must("verdict", words::F_VERDICT, Kind::Choice(Verdict::CHOICES)),
            may("note", cli::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let verdict = Filled::need(f.choice("verdict").and_then(|code| Verdict::from_code(code)), "verdict")?;
            on_complaint(deed, f, |c, id, _| c.decide_close(id, verdict, f.text("note")))
        },
    },
];

fn receive(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let how = Filled::need(f.choice("how").and_then(|code| ComplaintHow::from_code(code)), "how")?;
    let guest = f.text_of("guest").map(|text| deed.find_guest(text)).transpose()?;
    let unit = f.unit("unit").cloned();
    let id = ComplaintId(deed.work.next_key::<Complaint>()?);
    let mut complaint: Tracked<Complaint> = deed.work.load(&id.0.to_string())?;
    let events = Complaint::decide_receive(guest, unit, how, f.text("what"), &deed.ctx())?;
    deed.work.record(&mut complaint, &events)?;
    deed.created = Some(id.to_string());
    Ok(())
}

fn on_complaint(
    deed: &mut Deed,
    f: &Filled,
    decide: impl FnOnce(&Complaint, ComplaintId, &Ctx) -> Result<Vec<ComplaintEvent>, Refusal>,
) -> Result<(), Failure> {
    let id = ComplaintId(*Filled::need(f.number("complaint"), "complaint")?);
    let mut complaint: Tracked<Complaint> = deed.work.load(&id.0.to_string())?;
    let events = decide(&complaint.state, id, &deed.ctx())?;
    Ok(deed.work.record(&mut complaint, &events)?)
}

impl Desk {
    /// Complaints, those that run first, the oldest of them first.
    pub fn complaints(&self) -> Result<Vec<(ComplaintId, Complaint)>, StoreError> {
        self.store.complaints()
    }
}
