//! What a form about a signing starts with, and what it comes to while it is typed: an extension has its days, a notice
//! its number, the fault says what becomes of the deposit (RULES 1.5, 1.8). Whatever is proposed is replaced by typing.

use super::super::App;
use super::super::deals::{buyers_as_typed, usual_terms};
use super::super::form::{Form, Purpose};
use super::super::window::Window;
use crate::desk::{Action, Failure, Series, Which, replan};
use crate::domain::application::{AppKind, Request};
use crate::domain::day::Date;
use crate::domain::deal::{Cause, Deal, DealId, Handout, Notice, Step, Via};
use crate::domain::money::Fen;
use crate::domain::paper::{PaperId, Place};
use crate::say;
use crate::text::{Arg, Say, change as words};

impl App {
    /// Fills in what the house's rules and the office's own numbers propose.
    pub(in super::super) fn propose(&self, form: &mut Form, action: &Action) {
        let deal = DealId::parse(form.text("deal")).and_then(|id| self.desk.deal(id).ok().flatten());
        if action.id == "paper.recall" {
            self.propose_copy(form);
        }
        if deal.is_none() {
            return;
        }
        let numbered = |series| self.desk.next_number(series).unwrap_or_default();
        let application = |kind| numbered(Series::Application(kind));
        match action.id {
            "deal.extend" => {
                let days = deal.and_then(|deal| self.desk.usual_extension(&deal).ok());
                form.propose("days", &days.map(|days| days.to_string()).unwrap_or_default());
                form.propose("evidence", &application(AppKind::Extension));
                form.focus_on("days");
            }
            "deal.release" => form.propose("evidence", &application(AppKind::Release)),
            "deal.swap" => {
                self.propose_new_deal(form);
                form.propose("evidence", &application(AppKind::Swap));
                form.focus_on_open();
            }
            "deal.buyers" => {
                // Those of now: most changes add somebody, or take somebody out.
                let now = deal.and_then(|deal| deal.terms).map(|terms| buyers_as_typed(&terms.buyers));
                form.propose("buyers", &now.unwrap_or_default());
                form.propose("evidence", &application(AppKind::Buyers));
                form.focus_on("buyers");
            }
            replan::ASK_ID => {
                form.propose("evidence", &application(AppKind::Plan));
                form.focus_on("plan");
            }
            "deal.notice" => {
                if let Some(notice) = Notice::from_code(form.text("notice")) {
                    form.propose("number", &numbered(Series::Notice(notice)));
                    // A rescission ends the subscription: how it is sent is nobody's habit.
                    if notice == Notice::Demand {
                        form.propose("via", Via::Ems.code());
                    }
                    form.focus_on("number");
                }
            }
            "deal.delivered" => {
                form.ghost("on", self.desk.today().to_string());
                form.focus_on_open();
            }
            _ => {}
        }
    }

    /// The new subscription of a swap: the same guest's that waits for its deposit. Where there is none, that it is filled
    /// in first (RULES 1.8).
    fn propose_new_deal(&self, form: &mut Form) {
        let old = DealId::parse(form.text("deal")).and_then(|id| Some((id, self.desk.deal(id).ok()??)));
        let all = self.desk.deals(Which::Live).unwrap_or_default().into_iter();
        let mut fit = all.filter(|(id, deal)| {
            old.as_ref().is_some_and(|(of, old)| id != of && deal.guest == old.guest) && is_for_a_swap(deal)
        });
        if let Some((id, deal)) = fit.next() {
            form.preset("to", &id.to_string(), self.deal_gloss(&deal));
        } else if let Some(line) = form.named("to") {
            words::SWAP_NOT_READY_REMEDY.get(self.lang).clone_into(&mut line.gloss);
        }
    }

    /// The first copy that is out comes back first.
    fn propose_copy(&self, form: &mut Form) {
        let paper = PaperId::parse(form.text("paper").trim());
        let paper = paper.and_then(|id| self.desk.paper(id).ok().flatten());
        let with = |place: &Place| match place {
            Place::With(keeper) => Some(keeper.text()),
            _ => None,
        };
        let out = paper.and_then(|paper| {
            paper.copies.iter().enumerate().find_map(|(at, place)| Some((at + 1, with(place)?)))
        });
        if let Some((copy, keeper)) = out {
            form.propose("copy", &copy.to_string());
            if let Some(line) = form.named("copy") {
                keeper.get(self.lang).clone_into(&mut line.gloss);
            }
            form.focus_on("copy");
        }
    }

    /// Says in the form on top what the change comes to as it is typed.
    pub(in super::super) fn weigh_typed_change(&mut self) {
        if let Some(Window::Form(mut form)) = self.windows.pop_if(|window| matches!(window, Window::Form(_)))
        {
            self.weigh_change(&mut form);
            self.windows.push(Window::Form(form));
        }
    }

    fn weigh_change(&self, form: &mut Form) {
        let Purpose::Act(action) = form.purpose else { return };
        let about = DealId::parse(form.text("deal"));
        let deal = || about.and_then(|id| Some((id, self.desk.deal(id).ok()??)));
        match action.id {
            "deal.extend" => {
                form.link("days", "to");
                let to = Date::parse(form.text("to")).and_then(|date| date.ahead(self.desk.today()));
                let days = form.text("days").trim().parse().ok();
                let keep = form.text("keep") == "yes";
                form.ghost("to", String::new());
                form.ghost("days", String::new());
                let told = deal().filter(|_| to.is_some() || days.is_some());
                let told = told.map(|(id, deal)| self.desk.extension_of(id, &deal, (to, days), keep));
                // Whether the discounts are kept is asked only where they would be lost.
                let lost = match &told {
                    Some(Ok(Request::Extension { lost, .. })) => lost.as_ref(),
                    _ => None,
                };
                form.switch("keep", lost.is_some());
                // Left blank it costs the guest money: that stands where it is left blank.
                let blank = lost.map(|lost| say!(words::KEEP_BLANK, off = lost.off).in_lang(self.lang));
                form.ghost("keep", blank.unwrap_or_default());
                if let Some(Ok(Request::Extension { from, to, .. })) = &told {
                    form.ghost("to", to.to_string());
                    form.ghost("days", from.until(*to).to_string());
                }
                let line = if to.is_some() { "to" } else { "days" };
                self.tell_line(form, line, told);
            }
            // Those that the buyer lacks, each to be taken off.
            "deal.papers" => {
                let missing = deal().map(|(_, deal)| deal.papers_missing()).unwrap_or_default();
                let codes: Vec<&str> = missing.into_iter().map(Handout::code).collect();
                if !codes.is_empty() {
                    form.tick("papers", &codes);
                }
            }
            replan::ASK_ID => self.weigh_replan(form, deal().map(|(_, deal)| deal).as_ref()),
            "deal.release" => {
                let cause = Cause::from_code(form.text("cause"));
                // An amount is agreed on, and a declaration asked for, only where it matters.
                form.switch("kept", matches!(cause, Some(Cause::Agreed | Cause::Both)));
                form.switch("declaration", matches!(cause, Some(Cause::Buyer | Cause::BuyerPapers)));
                let kept = Some(form.seen("kept")).filter(|text| !text.is_empty()).and_then(Fen::parse);
                let declaration = form.seen("declaration").to_owned();
                let declaration = Some(declaration.as_str()).filter(|text| !text.is_empty());
                let told = deal().zip(cause);
                let told =
                    told.map(|((id, deal), cause)| self.desk.release_of(id, &deal, cause, kept, declaration));
                self.tell_line(form, "cause", told);
            }
            _ => {}
        }
    }

    /// What another pay plan would cost, and who decides about it; what is wrong stands at its field.
    fn weigh_replan(&self, form: &mut Form, deal: Option<&Deal>) {
        form.leave_out();
        let filled = form.so_far(self.lang);
        let rates = self.desk.rates(self.desk.today()).loans;
        for line in &mut form.lines {
            let usual = usual_terms(line.field.name, &rates, self.lang);
            line.ghost = usual.unwrap_or_else(|| std::mem::take(&mut line.ghost));
        }
        let day = deal.and_then(|deal| deal.first_money_day(self.desk.today()));
        form.ghost("pay_by", day.map(|day| day.to_string()).unwrap_or_default());
        let made = deal.and_then(Deal::make_up);
        let held: Vec<&str> =
            made.iter().flat_map(|made| &made.lines).map(|line| &*line.discount.name).collect();
        let kept = say!(words::LOSE_BLANK, held = held.join("、")).in_lang(self.lang);
        form.ghost("lose", kept);
        form.switch("lose", !held.is_empty());
        let me = self.person.as_ref().filter(|_| deal.is_some() && filled.has("plan"));
        let told = me.map(|me| self.desk.replan_of(&me.session, &filled));
        if let Some(Err(Failure::Refused(refusal))) = &told
            && let Some(field) = refusal.field.filter(|field| *field != "plan")
            && let Some(line) = form.named(field)
        {
            // What nobody has typed yet is not wrong.
            if line.live.is_empty() && !line.text().trim().is_empty() {
                line.live = refusal.in_words(self.lang);
            }
            return self.tell_line(form, "plan", None);
        }
        self.tell_line(form, "plan", told);
    }

    fn tell_line(&self, form: &mut Form, name: &str, told: Option<Result<Request, Failure>>) {
        let Some(line) = form.named(name) else { return };
        (line.gloss, line.live) = match told {
            None => (String::new(), String::new()),
            Some(Ok(request)) => {
                (comes_to(&request).map(|say| say.in_lang(self.lang)).unwrap_or_default(), String::new())
            }
            Some(Err(failure)) => (String::new(), failure.in_words(self.lang)),
        };
    }
}

/// Whether a swap can go over to it: signed by the guest, and no money in it.
pub fn is_for_a_swap(deal: &Deal) -> bool {
    deal.next_step() == Some(Step::Deposit) && !deal.holds_money()
}

/// What a change comes to, and who decides about it.
fn comes_to(request: &Request) -> Option<Say> {
    let levels: Vec<Arg> = request.levels().iter().map(|role| role.text().into()).collect();
    match request {
        Request::Extension { to, nth, total, .. } => {
            Some(say!(words::COMES_EXTENSION, to = *to, nth = *nth, total = *total, levels = levels))
        }
        Request::Release { settlement, .. } => Some(say!(
            words::COMES_RELEASE,
            forfeit = settlement.forfeit,
            refund = settlement.refund,
            on_top = settlement.on_top,
            levels = levels
        )),
        Request::Plan { before, make_up, plan, .. } => {
            let told: Arg = if make_up.deal == *before {
                say!(words::PLAN_PRICE_STAYS, price = *before).into()
            } else {
                say!(words::PLAN_PRICE, before = *before, price = make_up.deal).into()
            };
            let day = plan.rows().first().map(|row| row.due).unwrap_or_default();
            Some(say!(
                words::COMES_PLAN,
                told = told,
                first = plan.first_to_pay(),
                day = day,
                levels = levels
            ))
        }
        _ => None,
    }
}
