//! Following guests up as actions: follow-ups, appointments, claims (RULES 1.2, 3.1 客户跟踪表).

use super::action::Action;
use super::attribution;
use super::book::YES_NO;
use super::field::{Kind, may, must};
use super::{Deed, Failure, Filled};
use crate::domain::day::Day;
use crate::domain::deal::Step;
use crate::domain::guest::{FollowUpIntent, Grade, GuestId, How};
use crate::domain::permission::{Control, Duty};
use crate::domain::refusal::Refusal;
use crate::text::{cli, guest as words};

pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "guest.follow_up",
        text: words::A_FOLLOW_UP,
        duty: Duty::FollowUp,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("how", words::F_HOW, Kind::Choice(How::CHOICES)),
            must("reached", words::F_REACHED, Kind::Choice(YES_NO)),
            must("content", words::F_CONTENT, Kind::Note),
            may("grade", words::F_GRADE, Kind::Choice(Grade::CHOICES)),
            may("next", words::F_NEXT, Kind::Date),
        ],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let known = attribution::of(deed, id)?;
            let next = match f.date("next") {
                None => None,
                Some(date) => {
                    let wrong = || Refusal::new("RULES 3.1", words::DATE_WRONG).at("next");
                    Some(date.ahead(deed.today()).ok_or_else(wrong)?)
                }
            };
            let intent = FollowUpIntent {
                how: Filled::need(f.choice("how").and_then(|code| How::from_code(code)), "how")?,
                reached: f.choice("reached").is_some_and(|code| *code == "yes"),
                note: f.text("content").to_owned(),
                grade: f.choice("grade").and_then(|code| Grade::from_code(code)),
                next,
                by: deed.actor,
            };
            deed.on_guest(id, |guest, ctx| guest.decide_follow_up(intent, &known, ctx))
        },
    },
    Action {
        id: "guest.appoint",
        text: words::A_APPOINT,
        duty: Duty::FollowUp,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("day", words::F_DAY, Kind::Date),
            must("time", words::F_TIME, Kind::Time),
            may("consultant", cli::F_CONSULTANT, Kind::Staff),
        ],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let by = deed.consultant_of(f.text_of("consultant").map(String::as_str), Some(id))?;
            let date = Filled::need(f.date("day"), "day")?;
            let wrong = || Refusal::new("RULES 1.2", words::DATE_WRONG).at("day");
            let day = date.ahead(deed.today()).ok_or_else(wrong)?;
            let at = day.at(*Filled::need(f.time("time"), "time")?, deed.ctx().tz_min);
            deed.on_guest(id, |guest, ctx| guest.decide_appoint(at, by, ctx))
        },
    },
    Action {
        id: "guest.appointment_end",
        text: words::A_APPOINTMENT_END,
        duty: Duty::FollowUp,
        control: Control::Single,
        fields: &[
            must("guest", cli::F_GUEST, Kind::Guest),
            must("came", words::F_CAME, Kind::Choice(YES_NO)),
            may("note", cli::F_NOTE, Kind::Note),
        ],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let came = f.choice("came").is_some_and(|code| *code == "yes");
            deed.on_guest(id, |guest, _| guest.decide_end_appointment(came, f.text("note")))
        },
    },
    Action {
        id: "guest.claim",
        text: words::A_CLAIM,
        duty: Duty::FollowUp,
        control: Control::Single,
        fields: &[must("guest", cli::F_GUEST, Kind::Guest), must("note", cli::F_NOTE, Kind::Note)],
        run: |deed, f| {
            let id = deed.find_guest(f.text("guest"))?;
            let known = attribution::of(deed, id)?;
            let (actor, bought) = (deed.actor, bought_on(deed, id)?);
            deed.on_guest(id, |guest, ctx| guest.decide_claim(actor, f.text("note"), &known, bought, ctx))
        },
    },
];

/// The day of a guest's first deal 成交 that stands: when its deposit came.
fn bought_on(deed: &Deed, guest: GuestId) -> Result<Option<Day>, Failure> {
    let all = deed.work.all_deals()?;
    let theirs = all.iter().filter(|(_, deal)| deal.is_live() && deal.names(guest));
    let days = theirs.filter_map(|(_, deal)| deal.done.get(&Step::Deposit)).map(|done| done.at);
    Ok(days.min().map(|at| Day::of(at, deed.ctx().tz_min)))
}
