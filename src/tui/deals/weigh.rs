//! The subscription form worked out while it is written: which fields matter, what empty ones mean, what is wrong with
//! what was typed, the price and the checks. Worked out when something has changed, and only then.

use super::super::App;
use super::super::form::{Form, Purpose};
use super::super::window::Window;
use super::sheet::StepState;
use crate::desk::deal::{ENTER_ID, Sheet};
use crate::desk::{Failure, Filled};
use crate::domain::deal::{LimitCheck, Step};
use crate::domain::guest::GuestId;
use crate::domain::loan::Repayment;
use crate::domain::pay_plan::PlanKind;
use crate::domain::permission::Role;
use crate::domain::policy;
use crate::domain::ppm::Ppm;
use crate::domain::tax::LoanRates;
use crate::domain::unit::{Status, Unit};
use crate::say;
use crate::text::{Text, deals_tui as words};

/// A form worked out.
#[derive(Default)]
pub struct Weighing {
    /// What the desk says of it; nothing while the unit is missing.
    pub sheet: Option<Sheet>,
    /// Why it could not be worked out at all.
    pub failure: Option<String>,
    /// The buyers, a line each.
    pub buyers: Vec<(String, bool)>,
    /// The steps in their order.
    pub steps: Vec<(Text, StepState)>,
    /// Whose turn it is.
    pub next: String,
    /// For what it was worked out.
    of: Option<Vec<String>>,
}

impl Form {
    /// Whether it is the form of a subscription.
    pub fn is_entry(&self) -> bool {
        matches!(self.purpose, Purpose::Act(action) if action.id == ENTER_ID)
    }

    fn plan(&self) -> Option<PlanKind> {
        PlanKind::from_code(self.text("plan"))
    }

    /// Leaves out what does not matter for the chosen plan.
    pub(in super::super) fn leave_out(&mut self) {
        let plan = self.plan();
        let loan = matches!(plan, Some(PlanKind::Commercial | PlanKind::Fund | PlanKind::Combined));
        let short = !self.text("now").trim().is_empty();
        for line in &mut self.lines {
            line.off = match line.field.name {
                "down" | "years" | "how" => !loan,
                "rate" => !matches!(plan, Some(PlanKind::Commercial | PlanKind::Combined)),
                "fund" | "fund_rate" => !matches!(plan, Some(PlanKind::Fund | PlanKind::Combined)),
                "parts" => plan != Some(PlanKind::Instalments),
                "pay_by" => plan.is_none_or(|plan| plan == PlanKind::Instalments),
                "rest_by" => !short,
                _ => false,
            };
            // What was seen is sent along; it is shown when it is not so any more.
            line.hidden = line.field.name == "list" && line.live.is_empty() && line.wrong.is_none();
        }
    }

    /// What was typed so far, with what cannot be read said at its line.
    pub(in super::super) fn so_far(&mut self, lang: crate::text::Lang) -> Filled {
        let mut filled = Filled::new();
        let focus = self.focus;
        for (at, line) in self.lines.iter_mut().enumerate() {
            line.live.clear();
            if line.off || line.edit.text().trim().is_empty() {
                continue;
            }
            // Half a value is no mistake while it is being typed.
            if let Err(refusal) = filled.put(line.field, line.edit.text())
                && at != focus
            {
                line.live = refusal.in_words(lang);
            }
        }
        filled
    }
}

/// What an empty field of a pay plan with loans means.
pub(in super::super) fn usual_terms(
    name: &str,
    rates: &LoanRates,
    lang: crate::text::Lang,
) -> Option<String> {
    Some(match name {
        "down" => Ppm::percent(30).to_string(),
        "years" => "30".to_owned(),
        "how" => Repayment::EqualInstalments.text().get(lang).to_owned(),
        "rate" => rates.bank.to_string(),
        "fund_rate" => rates.fund_first.to_string(),
        _ => return None,
    })
}

impl App {
    /// The subscription form on top.
    pub(in super::super) fn entry(&self) -> Option<&Form> {
        match self.windows.last() {
            Some(Window::Form(form)) if form.is_entry() => Some(form),
            _ => None,
        }
    }

    /// Has the form worked out again, whatever was typed.
    pub(in super::super) fn weigh_again(&mut self) {
        self.sale.weighing.of = None;
        self.weigh_entry();
    }

    /// Works the subscription form on top out, if something was typed since.
    pub(in super::super) fn weigh_entry(&mut self) {
        let lang = self.lang;
        let Some(person) = self.person.clone() else { return };
        let Some(form) = self.entry() else { return };
        let mut of: Vec<String> = form.lines.iter().map(|line| line.text().to_owned()).collect();
        of.push(form.focus.to_string());
        if self.sale.weighing.of.as_ref() == Some(&of) {
            return;
        }
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        form.leave_out();
        let filled = form.so_far(lang);
        let mut weighing = Weighing { of: Some(of), ..Weighing::default() };
        if filled.has("unit") {
            match self.desk.weigh(&person.session, &filled) {
                Ok(sheet) => weighing.sheet = Some(sheet),
                Err(failure) => weighing.failure = Some(self.failure_at(&failure)),
            }
        }
        self.say_at_lines(&weighing);
        self.show_defaults(&weighing);
        weighing.buyers = self.buyers_of_entry(&weighing);
        (weighing.steps, weighing.next) = self.steps_of_entry(&weighing);
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.leave_out();
        }
        self.sale.weighing = weighing;
        self.keep_list_version();
    }

    fn failure_at(&self, failure: &Failure) -> String {
        failure.in_words(self.lang)
    }

    /// Red checks at the fields they are about, where something stands there.
    fn say_at_lines(&mut self, weighing: &Weighing) {
        let lang = self.lang;
        let Some(sheet) = &weighing.sheet else { return };
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        for (field, say) in &sheet.red {
            let line = form.named(field);
            if let Some(line) = line.filter(|line| line.live.is_empty() && !line.text().trim().is_empty()) {
                line.live = say.in_lang(lang);
            }
        }
    }

    /// What an empty field means.
    fn show_defaults(&mut self, weighing: &Weighing) {
        let today = self.desk.today();
        let rates = self.desk.rates(today).loans;
        let Ok(policy) = self.desk.policy() else { return };
        let lang = self.lang;
        let after = |days| {
            let day = self.desk.read_ctx(|ctx| ctx.days_after(today, days).ok()).ok().flatten();
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let sign_by = after(policy.get(&policy::SIGN_DAYS));
        let unit = weighing.sheet.as_ref().map(|sheet| &sheet.unit);
        // Somebody else's lock says nothing about this form.
        let locked = weighing.sheet.as_ref().is_some_and(|s| s.locked_until.is_some() || s.deal.is_some());
        let holder = unit.and_then(Unit::holder).filter(|_| locked);
        let manages = self.person.as_ref().is_some_and(|person| person.roles.has(Role::Manager));
        let names = self.desk.names();
        let buyers_typed = self.entry().is_some_and(|form| !form.text("buyers").trim().is_empty());
        let (guest, consultant) = if let (Ok(names), Some((who, guest))) = (&names, holder) {
            (
                guest.map(|guest| names.guest(guest)).unwrap_or_default(),
                names
                    .staff(self.sells_here().filter(|_| !manages).unwrap_or(who))
                    .unwrap_or_default()
                    .to_owned(),
            )
        } else {
            let me = self.person.as_ref().map(|person| person.name.clone());
            // The manager fills the form of whose guest it is.
            let guest = self.buyers_named(weighing).first().copied().filter(|_| manages);
            let whose = guest.and_then(|guest| self.desk.attribution_of(guest).ok()?.consultant());
            let whose = whose.and_then(|whose| Some(names.as_ref().ok()?.staff(whose)?.to_owned()));
            (String::new(), whose.or(me).unwrap_or_default())
        };
        drop(names);
        let least =
            say!(words::STANDARD, amount = crate::domain::money::Fen::yuan(policy.get(&policy::MIN_DEPOSIT)));
        let rest_by = after(policy.get(&policy::BALANCE_DAYS));
        let special = say!(words::SPECIAL_BY_KEY, key = super::super::command::key("entry.special"));
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        for line in &mut form.lines {
            let ghost = match line.field.name {
                // One of the two has to be there, unless the unit is held for somebody.
                "guest" if guest.is_empty() && !buyers_typed => words::GUEST_NEEDED.get(lang).to_owned(),
                "guest" => guest.clone(),
                "buyers" => words::BUYERS_DEFAULT.get(lang).to_owned(),
                "pay_by" | "sign_by" => sign_by.clone(),
                "rest_by" => rest_by.clone(),
                "limit" => LimitCheck::Open.text().get(lang).to_owned(),
                "deposit" => least.in_lang(lang),
                "consultant" => consultant.clone(),
                "special" => special.in_lang(lang),
                name => match usual_terms(name, &rates, lang) {
                    Some(usual) => usual,
                    None => continue,
                },
            };
            line.ghost = ghost;
        }
    }

    /// The steps as they stand before anything was sent.
    fn steps_of_entry(&self, weighing: &Weighing) -> (Vec<(Text, StepState)>, String) {
        let deal = weighing.sheet.as_ref().and_then(|sheet| sheet.deal);
        let running = deal.and_then(|deal| self.desk.deal(deal).ok().flatten());
        if let Some(deal) = &running {
            let mut steps = super::sheet::steps(deal);
            // It is being filled anew: that is the step.
            for (step, state) in steps.iter_mut().skip(1) {
                *state = if *step == Step::Fill.text() { StepState::Next } else { StepState::Later };
            }
            return (steps, self.next_of(Step::Fill, Some(deal.consultant)));
        }
        let unit = weighing.sheet.as_ref().map(|sheet| &sheet.unit);
        let locked = weighing.sheet.as_ref().is_some_and(|sheet| sheet.locked_until.is_some());
        let next = if locked { Step::Fill } else { Step::Hold };
        let state = |step: Step| match step.cmp(&next) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Next,
            std::cmp::Ordering::Greater => StepState::Later,
        };
        let steps = Step::ALL.iter().map(|step| (step.text(), state(*step))).collect();
        let whose = unit.and_then(Unit::holder).map(|(who, _)| who);
        (steps, self.next_of(next, self.sells_here().or(whose)))
    }

    /// Whoever is at the desk, where they sell: the deal is theirs unless somebody else is named.
    fn sells_here(&self) -> Option<crate::domain::staff::StaffId> {
        let person = self.person.as_ref()?;
        person.roles.sells().then_some(person.session.staff)
    }

    fn next_of(&self, step: Step, whose: Option<crate::domain::staff::StaffId>) -> String {
        let said = self.next_in_words(step, whose).ok().zip(self.desk.names().ok());
        said.map(|(say, names)| names.fill(say).in_lang(self.lang)).unwrap_or_default()
    }

    /// The version of the list price that was seen is sent along: a price that changed since is refused.
    fn keep_list_version(&mut self) {
        let Some(sheet) = &self.sale.weighing.sheet else { return };
        let version = sheet.unit.price.version;
        let Some(Window::Form(form)) = self.windows.last_mut() else { return };
        let unit = form.text("unit").to_owned();
        if let Some(line) = form.named("list")
            && (line.text().is_empty() || line.gloss != unit)
        {
            // Of a draft the version stands that was seen then.
            if line.text().is_empty() || !line.gloss.is_empty() {
                line.edit.set(&version.to_string());
            }
            line.gloss = unit;
        }
    }

    /// Until when the unit is locked, in words.
    pub(in super::super) fn lock_in_words(&self, sheet: &Sheet) -> String {
        let Some(until) = sheet.locked_until else {
            let held = matches!(sheet.unit.status, Status::Available);
            return if held { words::UNLOCKED.get(self.lang).to_owned() } else { String::new() };
        };
        let minutes = (until.0 - self.now.0).max(0).div_euclid(60_000);
        let say = if minutes < 120 {
            say!(words::LOCKED_FOR, minutes = minutes)
        } else {
            say!(words::LOCKED_UNTIL, until = until.local(self.tz_min).brief(self.now))
        };
        say.in_lang(self.lang)
    }

    /// Each buyer with their share, and whether their document is on file.
    fn buyers_of_entry(&self, weighing: &Weighing) -> Vec<(String, bool)> {
        let Ok(names) = self.desk.names() else { return Vec::new() };
        let key = super::super::command::key("entry.identify");
        let Some(sheet) = &weighing.sheet else { return Vec::new() };
        let told = sheet.buyers.iter().map(|buyer| {
            let (guest, share) = (buyer.guest, buyer.share);
            let on_file = self.desk.has_document(guest).unwrap_or(false);
            let say = if on_file {
                say!(words::BUYER_FILED, guest = guest, share = share)
            } else {
                say!(words::BUYER_KEY, guest = guest, share = share, key = &key)
            };
            (names.fill(say).in_lang(self.lang), on_file)
        });
        told.collect()
    }

    /// Who buys, by number: those named, else for whom the form is.
    pub(in super::super) fn buyers_named(&self, weighing: &Weighing) -> Vec<GuestId> {
        let Some(Window::Form(form)) =
            self.windows.iter().rev().find(|w| matches!(w, Window::Form(f) if f.is_entry()))
        else {
            return Vec::new();
        };
        let named = form.text("buyers");
        let numbers = named.split(['#', '＃']).skip(1).filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().map(GuestId)
        });
        let numbers: Vec<GuestId> = numbers.collect();
        if !numbers.is_empty() {
            return numbers;
        }
        let typed = form.text("guest").trim().to_owned();
        let unit = weighing.sheet.as_ref().map(|sheet| &sheet.unit);
        if typed.is_empty() {
            return unit.and_then(Unit::holder).and_then(|(_, guest)| guest).into_iter().collect();
        }
        match self.desk.find_guests(&typed, 2).unwrap_or_default().as_slice() {
            [only] => vec![only.id],
            _ => Vec::new(),
        }
    }
}
