//! Opening the form of a subscription: with the unit and the guest it is locked for, with what was agreed in the deal
//! that runs, or with what was typed before; and leaving it without losing anything.

use super::super::App;
use super::super::app::Screen;
use super::super::form::{Form, Note};
use super::super::window::{Entry, Window};
use crate::desk::deal::ENTER_ID;
use crate::desk::{ACTIONS, Done, Which};
use crate::domain::application::{AppId, Decision};
use crate::domain::deal::{Buyer, Deal, DealId, Outcome, Terms};
use crate::domain::deposit;
use crate::domain::loan::down_payment;
use crate::domain::make_up::DiscountKind;
use crate::domain::money::Fen;
use crate::domain::pay_plan::PlanKind;
use crate::domain::permission::Role;
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::unit::Status;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::deals_tui as words;

/// Buyers with their shares, as they are typed: `#12 50, #15 50/#16`.
pub(in super::super) fn buyers_as_typed(buyers: &[Buyer]) -> String {
    let buyers = buyers.iter().map(|b| {
        let guardian = b.guardian.map(|guest| format!("/#{}", guest.0)).unwrap_or_default();
        format!("#{} {}{guardian}", b.guest.0, b.share)
    });
    buyers.collect::<Vec<_>>().join(", ")
}

impl App {
    /// F4: the subscription of the unit or the deal that is looked at.
    pub(in super::super) fn subscribe(&mut self) {
        if !self.at_the_desk(Self::subscribe) {
            return;
        }
        let unit = match self.screen {
            Screen::Grid => self.grid.current().map(|row| row.id.clone()),
            _ => self.deal_here().and_then(|id| self.desk.deal(id).ok().flatten()).and_then(|deal| deal.unit),
        };
        let guest = (self.screen == Screen::Guests).then(|| self.guests.here()).flatten();
        self.open_entry(unit.as_ref());
        if let (Some(guest), Some(Window::Form(form))) = (guest, self.windows.last())
            && form.is_entry()
            && form.text("guest").is_empty()
        {
            let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
            if let Some(Window::Form(form)) = self.windows.last_mut() {
                form.preset("guest", &format!("#{}", guest.0), masked);
            }
        }
    }

    /// Opens the form for a unit. A deal that runs and cannot be filled anew is shown instead.
    pub(in super::super) fn open_entry(&mut self, unit: Option<&UnitId>) {
        let Some(action) = ACTIONS.find(ENTER_ID) else { return };
        let running = unit.and_then(|unit| self.desk.deal_of_unit(unit).ok().flatten());
        let deal = running.and_then(|id| self.desk.deal(id).ok().flatten());
        if self.screen != Screen::Sale {
            self.sale.from = self.screen;
        }
        self.windows.clear();
        self.sale.deal = running;
        self.show(Screen::Sale);
        let why = self.why_not(Entry::Action(action));
        match (why, running, &deal) {
            // Whoever may not fill it still sees where it stands.
            (Some(why), None, _) => {
                self.leave_sale();
                return self.warn(why);
            }
            (Some(_), Some(_), _) => return,
            (None, Some(id), Some(deal)) if !self.may_fill(deal) => {
                return self.tell(say!(words::MAY_NOT_FILL, deal = id));
            }
            _ => {}
        }
        let name = unit.map(ToString::to_string).unwrap_or_default();
        let mut form = Form::act(action, &name, "");
        self.fill_entry(&mut form, unit, running.zip(deal));
        self.restore_draft(&mut form);
        form.propose("deposit", &self.usual_deposit(unit).to_string());
        form.focus_on_empty();
        let available = unit.is_some_and(|unit| {
            self.desk.unit(unit).ok().flatten().is_some_and(|row| row.unit.status == Status::Available)
        });
        self.windows.push(Window::Form(Box::new(form)));
        self.weigh_again();
        if available {
            self.lock_first(&name);
        }
        self.weigh_again();
    }

    /// The least deposit that the house takes, or all that the law allows of a small price.
    fn usual_deposit(&self, unit: Option<&UnitId>) -> Fen {
        let (least, share) = self
            .desk
            .read_ctx(|ctx| (ctx.policy.get(&policy::MIN_DEPOSIT), ctx.policy.get(&policy::DEPOSIT_CAP_PCT)))
            .unwrap_or_default();
        let row = unit.and_then(|unit| self.desk.unit(unit).ok().flatten());
        let list = row.map(|row| row.unit.price.quote.total).filter(|total| *total > Fen::ZERO);
        let cap = list.map(|total| deposit::cap(total, Ppm::percent(share)));
        let least = Fen::yuan(least);
        cap.map_or(least, |cap| cap.min(least))
    }

    /// Whether whoever is at the desk may still fill the form of a deal.
    fn may_fill(&self, deal: &Deal) -> bool {
        let me = self.person.as_ref();
        let own = me.is_some_and(|me| me.session.staff == deal.consultant || me.roles.has(Role::Manager));
        let subscribed = deal.is_done(crate::domain::deal::Step::Grid);
        own && deal.is_live() && !deal.holds_money() && !subscribed
    }

    /// Fills in what is known before anybody types.
    fn fill_entry(&self, form: &mut Form, unit: Option<&UnitId>, running: Option<(DealId, Deal)>) {
        let Some(unit) = unit else { return };
        let agreed = running.filter(|(_, deal)| deal.terms.is_some()).or_else(|| self.ended_here(unit));
        if let Some((id, deal)) = agreed
            && let Some(terms) = &deal.terms
        {
            for (name, text) in self.as_typed(id, &deal, terms) {
                form.preset(name, &text, String::new());
            }
            let masked = self.desk.names().map(|names| names.guest(deal.guest)).unwrap_or_default();
            form.preset("guest", &format!("#{}", deal.guest.0), masked);
            form.note = Some(self.why_again(id, &deal));
        }
        let held_for = self.desk.unit(unit).ok().flatten().and_then(|row| row.unit.holder());
        if let Some((_, Some(guest))) = held_for {
            let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
            form.preset("guest", &format!("#{}", guest.0), masked);
        }
    }

    /// The last deal of the unit that the same person filled and that came to nothing: what was typed for it is not
    /// typed again, unless the unit is held for another guest now.
    fn ended_here(&self, unit: &UnitId) -> Option<(DealId, Deal)> {
        let me = self.person.as_ref()?.session.staff;
        let held_for = self.desk.unit(unit).ok()??.unit.holder().and_then(|(_, guest)| guest);
        let deals = self.desk.deals(Which::All).ok()?;
        deals.into_iter().find(|(_, deal)| {
            let came_to_nothing = deal.ended.as_ref().is_some_and(|end| {
                matches!(end.how, Outcome::Withdrawn | Outcome::Expired | Outcome::Refused)
            });
            came_to_nothing
                && deal.unit.as_ref() == Some(unit)
                && deal.consultant == me
                && deal.terms.is_some()
                && held_for.is_none_or(|guest| guest == deal.guest)
        })
    }

    /// What is agreed, as it would be typed.
    fn as_typed(&self, id: DealId, deal: &Deal, terms: &Terms) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let alone = |only: &Buyer| only.guest == deal.guest && only.guardian.is_none();
        let whole = matches!(terms.buyers.as_slice(), [only] if alone(only));
        if !whole {
            fields.push(("buyers", buyers_as_typed(&terms.buyers)));
        }
        let known = self.desk.discounts().unwrap_or_default();
        let lines = &terms.make_up.lines;
        let general = lines.iter().filter(|line| line.discount.kind == DiscountKind::General);
        let general = general.filter_map(|line| {
            // Of several with one name the one that it has.
            let same = || known.iter().filter(|(_, d)| d.name == line.discount.name);
            let found = same().find(|(_, d)| d.deals.contains(&id)).or_else(|| same().next());
            found.map(|(discount, _)| discount.to_string())
        });
        fields.push(("discounts", general.collect::<Vec<_>>().join(",")));
        let special = lines.iter().find(|line| line.discount.kind == DiscountKind::Special);
        let special =
            special.and_then(|line| line.discount.name.split(' ').next_back().and_then(AppId::parse));
        fields.extend(special.map(|id| ("special", id.to_string())));
        let plan = &terms.plan;
        fields.push(("plan", plan.kind().code().to_owned()));
        let rows = plan.rows();
        match plan.kind() {
            PlanKind::Instalments => {
                let parts = rows.iter().map(|row| format!("{} {}", row.due, row.amount));
                fields.push(("parts", parts.collect::<Vec<_>>().join("; ")));
            }
            _ => fields.extend(rows.first().map(|row| ("pay_by", row.due.to_string()))),
        }
        if let Some(first) = plan.loans().first() {
            fields.push(("down", self.down_as_typed(terms).to_string()));
            fields.push(("years", (first.months() / 12).to_string()));
            fields.push(("how", first.how().code().to_owned()));
            let (bank, fund) = match (plan.kind(), plan.loans()) {
                (PlanKind::Fund, [fund, ..]) => (None, Some(fund)),
                (PlanKind::Combined, [a, b, ..]) => {
                    // The fund's loan is the one whose row says so.
                    let of_fund = |loan: &&crate::domain::loan::Loan| {
                        rows.iter().any(|row| {
                            row.what == crate::domain::pay_plan::What::FundLoan
                                && row.amount == loan.principal()
                        })
                    };
                    if of_fund(&a) { (Some(b), Some(a)) } else { (Some(a), Some(b)) }
                }
                (_, [bank, ..]) => (Some(bank), None),
                _ => (None, None),
            };
            fields.extend(bank.map(|loan| ("rate", loan.rate().to_string())));
            fields.extend(fund.map(|loan| ("fund_rate", loan.rate().to_string())));
            fields.extend(fund.map(|loan| ("fund", loan.principal().to_string())));
        }
        fields.push(("deposit", terms.deposit.to_string()));
        if let Some(short) = terms.short {
            fields.push(("now", short.now.to_string()));
            fields.push(("rest_by", short.rest_by.to_string()));
        }
        fields.push(("sign_by", terms.sign_by.to_string()));
        fields.push(("limit", terms.limit.code().to_owned()));
        fields.push(("terms", terms.special.clone()));
        fields
    }

    /// The roundest share of a down payment that leaves the same loans.
    fn down_as_typed(&self, terms: &Terms) -> Ppm {
        let price = terms.price();
        let lent: Fen = terms.plan.loans().iter().map(crate::domain::loan::Loan::principal).sum();
        let down = Ppm::share(price - lent, price).unwrap_or_default();
        let unit = self.desk.policy().map(|policy| Fen::yuan(policy.get(&policy::LOAN_STEP)));
        let unit = unit.unwrap_or(Fen::yuan(1));
        let rounder = [50_000, 10_000, 5_000, 1_000].map(|step| Ppm(down.0 / step * step));
        let same = |share: &Ppm| down_payment(price, *share, unit).1 == lent;
        rounder.into_iter().find(same).unwrap_or(down)
    }

    /// What the manager wants changed, or where what stands in the form comes from.
    fn why_again(&self, id: DealId, deal: &Deal) -> Note {
        let sheet = deal.application.and_then(|app| self.desk.application(app).ok().flatten());
        let last = sheet.and_then(|app| app.decided.into_iter().next_back());
        match last.filter(|last| last.decision == Decision::Returned).zip(self.desk.names().ok()) {
            Some((last, names)) => {
                let say = say!(words::SENT_BACK, who = last.who, reason = &last.reason);
                Note::Wrong(names.fill(say).in_lang(self.lang))
            }
            None => Note::Hint(say!(words::FILLED_AGAIN, deal = id).in_lang(self.lang)),
        }
    }

    /// The unit is locked before the form is filled: the form for that stands over it.
    fn lock_first(&mut self, unit: &str) {
        let Some(action) = ACTIONS.find("unit.hold") else { return };
        if self.why_not(Entry::Action(action)).is_some() {
            return;
        }
        let mut form = Form::act(action, unit, "");
        if let Some(Window::Form(entry)) = self.windows.last() {
            let gloss =
                entry.lines.iter().find(|line| line.field.name == "guest").map(|line| line.gloss.clone());
            form.preset("guest", entry.text("guest"), gloss.unwrap_or_default());
        }
        form.focus_on("guest");
        form.draft = None;
        form.note = Some(Note::Hint(words::FIRST_LOCK.get(self.lang).to_owned()));
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// A special discount is asked for over the form, for its unit and guest.
    pub(in super::super) fn ask_special(&mut self) {
        let Some(action) = ACTIONS.find("discount.special") else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        let Some(entry) = self.entry() else { return };
        let mut form = Form::act(action, entry.text("unit"), "");
        if let Some(guest) = entry.lines.iter().find(|line| line.field.name == "guest") {
            form.preset("guest", guest.text(), guest.gloss.clone());
        }
        form.draft = None;
        form.focus_on_empty();
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Leaves the form; its draft is kept.
    pub(in super::super) fn leave_entry(&mut self) {
        self.keep_draft();
        let Some(Window::Form(form)) = self.windows.pop() else { return };
        if form.dirty && form.draft.is_some() {
            let unit = form.text("unit").to_owned();
            let key = super::super::command::key("screen.sale");
            self.tell(say!(words::DRAFT_KEPT, key = key, unit = unit));
        }
        if self.sale.deal.is_none() {
            let toast = self.toast.take();
            self.leave_sale();
            self.toast = toast;
        }
    }

    /// The form as if nothing had been typed.
    pub(in super::super) fn start_over(&mut self) {
        let Some(Window::Form(form)) = self.windows.pop() else { return };
        self.drop_draft(&form);
        let unit: Option<UnitId> = form.text("unit").parse().ok();
        self.open_entry(unit.as_ref());
        self.tell(words::STARTED_OVER);
    }

    /// Something was done by a form that stood over the form of a subscription.
    pub(in super::super) fn done_over_entry(&mut self, id: &str, done: &Done) {
        if id == "guest.identify" {
            let number = done.created.as_deref().and_then(|text| text.strip_prefix('#'));
            if let Some(number) = number.and_then(|text| text.parse().ok()) {
                self.add_buyer(crate::domain::guest::GuestId(number));
            }
        }
        let Some(form) = self.entry() else { return };
        let unit: Option<UnitId> = form.text("unit").parse().ok();
        let missing = form.text("guest").trim().is_empty();
        let held_for = unit.and_then(|unit| self.desk.unit(&unit).ok().flatten());
        let held_for = held_for.and_then(|row| row.unit.holder()).and_then(|(_, guest)| guest);
        if let (Some(guest), true) = (held_for, missing) {
            let masked = self.desk.names().map(|names| names.guest(guest)).unwrap_or_default();
            if let Some(Window::Form(form)) = self.windows.last_mut() {
                form.preset("guest", &format!("#{}", guest.0), masked);
                form.focus_on_empty();
            }
        }
        self.weigh_again();
    }
}
