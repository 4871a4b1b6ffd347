//! What a field could be: guests, colleagues, units, parameters, roles, files, by a few letters of them.

use std::path::Path;

use super::super::App;
use super::super::alerts::is_for_a_swap;
use super::super::window::Window;
use super::files::is_price_list;
use super::{Form, Purpose};
use crate::desk::{Field, FoundGuest, Kind, StaffRow, Which};
use crate::domain::application::{AppKind, AppState};
use crate::domain::find::Needle;
use crate::domain::permission::{Duty, Grant, Role, grant};
use crate::domain::policy::PARAMS;
use crate::domain::roster::member::Reception;
use crate::say;
use crate::text::tui as words;

/// At most so many are seen at once.
pub const SEEN: usize = 10;
/// At most so many are looked up: whoever means another one types on.
pub const MOST: usize = 200;
/// What stands between several roles.
pub const SEPARATORS: [char; 3] = [',', '，', '、'];

/// One value that a field could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is typed into the field.
    pub value: String,
    /// What is shown beside it.
    pub gloss: String,
    /// Nobody has that name or number yet: taking it registers a guest.
    pub is_new: bool,
}

pub(super) fn offer(value: impl Into<String>, gloss: impl Into<String>) -> Offer {
    Offer { value: value.into(), gloss: gloss.into(), is_new: false }
}

impl App {
    /// Looks up what the focused field of the form on top could be.
    pub(in super::super) fn look_for_offers(&mut self) {
        let lang = self.lang;
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.suit(lang);
        }
        self.weigh();
        self.say_defaults();
        self.weigh_entry();
        self.weigh_typed_change();
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.leave_out_of_document();
        }
        let Some(Window::Form(form)) = self.windows.last() else { return };
        let Some(line) = form.line() else { return };
        let typed = line.text().trim().to_owned();
        if form.looked.as_ref().is_some_and(|(at, text)| (*at, text) == (form.focus, &typed)) {
            return;
        }
        // Whose PIN does not count is not offered to approve.
        let roles = match &form.purpose {
            Purpose::Approve { roles, .. } => roles.as_slice(),
            _ => &[],
        };
        let signs_in = matches!(form.purpose, Purpose::Act(action) if action.id == "roster.sign_in");
        let comes = matches!(form.purpose, Purpose::Act(action) if action.id == "roster.guest");
        let at_the_door = matches!(form.purpose, Purpose::Act(action) if action.id.starts_with("roster."));
        let carries = matches!(form.purpose, Purpose::Act(action) if action.id == "day.carry");
        let offers = match line.field.kind {
            // Only who sells receives.
            Kind::Staff if comes => self.colleagues(&typed, |row| row.staff.roles.receives()),
            Kind::Staff if signs_in => self.expected(&typed),
            // Whatever else happens at the door is about somebody on the table.
            Kind::Staff if at_the_door && !self.rotation.roster.table().members.is_empty() => {
                let table = self.rotation.roster.table();
                self.colleagues(&typed, |row| table.member(row.id).is_some_and(|m| !m.left))
            }
            // A word of one's own is never taken for another.
            Kind::Note if carries && typed.is_empty() => {
                self.usual_reasons().into_iter().map(|reason| offer(reason, "")).collect()
            }
            // Whose guest or deal it is: only who sells has any.
            Kind::Staff if line.field.name == "consultant" => {
                self.colleagues(&typed, |row| row.staff.roles.sells())
            }
            kind if is_of_deals(kind) => self.deal_offers(line.field, &typed, form.text("unit")),
            kind => self.offers(kind, &typed, roles),
        };
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.looked = Some((form.focus, typed.clone()));
            // What stands there already is no offer.
            let same = matches!(offers.as_slice(), [only] if only.value == typed);
            form.offers = if same { form.explain(offers) } else { offers };
            form.offer = form.offer.filter(|at| *at < form.offers.len());
            // The newest price list is the one meant, until something is typed.
            let list = form.offers.first().is_some_and(|offer| is_price_list(&offer.value));
            if typed.is_empty() && list && form.seeks_a_file() {
                form.offer = Some(0);
            }
        }
    }

    /// Whom whoever is at the desk receives now comes first, then their own guests.
    fn mine_first(&self, found: &mut [FoundGuest]) {
        let Some(me) = self.person.as_ref().map(|person| person.session.staff) else { return };
        let here =
            self.rotation.roster.table().receptions.iter().filter(|r| r.who == me && r.ended.is_none());
        let here: Vec<_> = here.filter_map(|r| r.guest).collect();
        found.sort_by_key(|guest| (!here.contains(&guest.id), guest.consultant != Some(me)));
    }

    /// Who can still sign in to the rotation today: no manager, and nobody twice.
    pub(in super::super) fn expected(&self, typed: &str) -> Vec<Offer> {
        let table = self.rotation.roster.table();
        let missing = |row: &StaffRow| table.member(row.id).is_none_or(|m| m.left);
        self.colleagues(typed, |row| row.staff.roles.receives() && missing(row))
    }

    /// Everybody of these who works here, by a few letters of their name.
    fn colleagues(&self, typed: &str, fits: impl Fn(&StaffRow) -> bool) -> Vec<Offer> {
        let needle = Needle::new(typed);
        // The PINs of the demo stand where one is asked for.
        let asks_for_pin = matches!(self.windows.last(), Some(Window::Form(form))
            if form.lines.iter().any(|line| matches!(line.field.kind, Kind::Pin)));
        let roles = |row: &StaffRow| {
            let roles: Vec<&str> = row.staff.roles.iter().map(|r| r.text().get(self.lang)).collect();
            let roles = roles.join(", ");
            match self.shown_pins.get(&row.name).filter(|_| asks_for_pin) {
                Some(pin) => say!(words::DEMO_PIN, roles = roles, pin = pin).in_lang(self.lang),
                None => roles,
            }
        };
        let staff = self.desk.staff().unwrap_or_default().into_iter();
        staff
            .filter(|row| row.staff.active && needle.finds(&row.name) && fits(row))
            .take(MOST)
            .map(|row| offer(row.name.clone(), roles(&row)))
            .collect()
    }

    /// The one person whose PIN can count, or the one manager among them: mostly meant, so their name stands there.
    pub(in super::super) fn likely_approver(&self, roles: &[Role]) -> Option<String> {
        let me = self.person.as_ref().map(|person| person.session.staff);
        let only = |roles: &[Role]| {
            let mut fit = self.colleagues("", |row| row.staff.roles.any(roles) && Some(row.id) != me);
            let only = fit.pop()?;
            fit.is_empty().then_some(only.value)
        };
        only(roles).or_else(|| only(&[Role::Manager]).filter(|_| roles.contains(&Role::Manager)))
    }

    fn offers(&self, kind: Kind, typed: &str, of_roles: &[Role]) -> Vec<Offer> {
        let needle = Needle::new(typed);
        match kind {
            Kind::Guest => {
                let mut found = self.desk.find_guests(typed, MOST).unwrap_or_default();
                self.mine_first(&mut found);
                let mut offers: Vec<Offer> =
                    found.into_iter().map(|guest| offer(format!("#{}", guest.id.0), guest.masked)).collect();
                let may =
                    self.person.as_ref().is_some_and(|p| grant(Duty::Register, p.roles) >= Grant::Request);
                if offers.is_empty() && may && !typed.is_empty() && !typed.starts_with('#') {
                    let gloss = words::REGISTER_NEW.get(self.lang);
                    offers.push(Offer { is_new: true, ..offer(format!("+ {typed}"), gloss) });
                }
                offers
            }
            Kind::Staff => {
                let me = self.person.as_ref().map(|person| person.session.staff);
                self.colleagues(typed, |row| {
                    of_roles.is_empty() || (row.staff.roles.any(of_roles) && Some(row.id) != me)
                })
            }
            Kind::People => {
                let last = Needle::new(typed.rsplit(SEPARATORS).next().unwrap_or_default());
                let here = self.rotation.roster.table().members.iter().filter(|m| !m.left);
                let named = |name: &str| typed.split(SEPARATORS).rev().skip(1).any(|part| part == name);
                here.map(|m| self.rotation.name(m.who))
                    .filter(|name| last.finds(name) && !named(name))
                    .take(MOST)
                    .map(|name| offer(name, ""))
                    .collect()
            }
            Kind::Reception => {
                // What is over and written stands last.
                let mut all: Vec<_> = self.rotation.roster.table().receptions.iter().rev().collect();
                let unwritten = |r: &Reception| r.register.is_none() && r.kind.is_registered();
                all.sort_by_key(|r| r.ended.is_some() && !unwritten(r));
                all.into_iter()
                    .map(|r| offer(r.no.to_string(), self.reception_in_words(r.no)))
                    .filter(|offer| offer.value == typed || needle.finds(&offer.gloss))
                    .take(MOST)
                    .collect()
            }
            Kind::Unit if !typed.is_empty() => {
                let rows = self.grid.units.iter().filter(|row| needle.finds(&row.id.to_string()));
                rows.take(MOST)
                    .map(|row| offer(row.id.to_string(), row.status.text().get(self.lang)))
                    .collect()
            }
            Kind::Param => PARAMS
                .iter()
                .filter(|p| needle.finds(p.name) || needle.finds(p.text.get(self.lang)))
                .take(MOST)
                .map(|p| offer(p.text.get(self.lang), ""))
                .collect(),
            Kind::Roles => {
                let last = Needle::new(typed.rsplit(SEPARATORS).next().unwrap_or_default());
                let named = |role: &Role| last.finds(role.code()) || last.finds(role.text().get(self.lang));
                let roles = Role::ALL.into_iter().filter(named).take(MOST);
                roles.map(|role| offer(role.text().get(self.lang), "")).collect()
            }
            Kind::PriceList => self.files(typed),
            _ => Vec::new(),
        }
    }
}

/// Whether it names something of a deal.
fn is_of_deals(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Deal
            | Kind::Application
            | Kind::Receipt
            | Kind::Complaint
            | Kind::Paper
            | Kind::Discounts
            | Kind::Buyers
    )
}

impl App {
    /// What a field about deals could be; of several values, the one that is being typed.
    fn deal_offers(&self, field: &Field, typed: &str, unit: &str) -> Vec<Offer> {
        let last = typed.rsplit(SEPARATORS).next().unwrap_or_default().trim();
        let needle =
            Needle::new(if matches!(field.kind, Kind::Discounts | Kind::Buyers) { last } else { typed });
        let fits = |offer: &Offer| needle.finds(&offer.value) || needle.finds(&offer.gloss);
        let lang = self.lang;
        match field.kind {
            Kind::Deal => {
                let deals = self.desk.deals(Which::Live).unwrap_or_default().into_iter();
                // A swap goes over to a subscription that waits for its deposit.
                let deals = deals.filter(|(_, deal)| field.name != "to" || is_for_a_swap(deal));
                let deals = deals.map(|(id, deal)| offer(id.to_string(), self.deal_gloss(&deal)));
                deals.filter(fits).take(MOST).collect()
            }
            Kind::Application => {
                let special = field.name == "special";
                let which = if special { Which::All } else { Which::Live };
                let all = self.desk.applications(which).unwrap_or_default().into_iter();
                let meant = all.filter(|(_, app)| {
                    let approved = app.state() == AppState::Approved;
                    let here = app.unit.as_ref().is_some_and(|u| u.to_string() == unit);
                    let discount = app.request.as_ref().is_some_and(|r| r.kind() == AppKind::Discount);
                    !special || (approved && here && discount)
                });
                let Ok(names) = self.desk.names() else { return Vec::new() };
                let said = meant.map(|(id, app)| {
                    let unit = app.unit.map(|unit| unit.to_string()).unwrap_or_default();
                    let what = app.request.map(|r| names.fill(r.say()).in_lang(lang)).unwrap_or_default();
                    offer(id.to_string(), format!("{unit}  {what}"))
                });
                said.filter(fits).take(MOST).collect()
            }
            Kind::Receipt => {
                let all = self.desk.receipts().unwrap_or_default().into_iter().rev();
                let open = all.filter(|(_, r)| r.voided_by.is_none() && r.voids.is_none());
                let said = open.filter_map(|(id, r)| {
                    Some(offer(id.to_string(), format!("{}  {}", r.deal, r.movement?.say().in_lang(lang))))
                });
                said.filter(fits).take(MOST).collect()
            }
            Kind::Complaint => {
                let open = self.desk.complaints().unwrap_or_default().into_iter();
                let open = open.filter(|(_, complaint)| complaint.is_open());
                open.map(|(id, complaint)| offer(id.to_string(), complaint.what))
                    .filter(fits)
                    .take(MOST)
                    .collect()
            }
            Kind::Paper => {
                let all = self.desk.papers().unwrap_or_default().into_iter().rev();
                let said = all.filter(|(_, paper)| paper.void.is_none()).map(|(id, paper)| {
                    let deal = paper.deal.map(|deal| deal.to_string()).unwrap_or_default();
                    offer(id.to_string(), format!("{}  {deal}", id.kind.text().get(lang)))
                });
                said.filter(fits).take(MOST).collect()
            }
            Kind::Discounts => {
                let today = self.desk.today();
                let named = |id: &str| typed.split(SEPARATORS).rev().skip(1).any(|part| part.trim() == id);
                let mut all = self.desk.discounts().unwrap_or_default();
                all.retain(|(_, d)| d.ended.is_none());
                // What is given today comes first.
                all.sort_by_key(|(id, d)| d.usable(*id, None, today).is_err());
                let said = all.into_iter().map(|(id, d)| {
                    let what = d.reduction.map(|how| how.say().in_lang(lang)).unwrap_or_default();
                    let from = if d.from > today { format!("{} - ", d.from) } else { String::new() };
                    offer(id.to_string(), format!("{}  {what}  {from}{}", d.name, d.until))
                });
                said.filter(|offer| fits(offer) && !named(&offer.value)).take(MOST).collect()
            }
            // A share behind the number means that whose it is was said.
            Kind::Buyers if typed.is_empty() || last.contains(' ') || last.contains('/') => Vec::new(),
            Kind::Buyers => {
                let found = self.desk.find_guests(last, MOST).unwrap_or_default();
                let found = found.into_iter().map(|guest| offer(format!("#{}", guest.id.0), guest.masked));
                found.filter(|offer| offer.value != last).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Form {
    /// The one thing that can be meant: the only offer for what was typed, or the only person who may approve.
    pub fn only_offer(&self) -> Option<usize> {
        let line = self.line()?;
        let file = matches!(line.field.kind, Kind::PriceList);
        let meant = !line.text().trim().is_empty() || self.is_approval();
        (meant && !file && self.offers.len() == 1).then_some(0)
    }

    /// Whether a price list is being looked for, and what was typed so far is no file.
    pub fn seeks_a_file(&self) -> bool {
        self.line().is_some_and(|line| {
            matches!(line.field.kind, Kind::PriceList) && !Path::new(line.text().trim()).is_file()
        })
    }

    /// A number was typed in full: whose it is stands below it, as if the offer had been taken.
    pub(super) fn explain(&mut self, offers: Vec<Offer>) -> Vec<Offer> {
        if let (Some(line), Some(offer)) = (self.lines.get_mut(self.focus), offers.into_iter().next())
            && (matches!(line.field.kind, Kind::Guest) || is_of_deals(line.field.kind))
        {
            line.gloss = offer.gloss;
        }
        Vec::new()
    }

    /// The next offers that are not in sight; after the last ones the first again.
    pub fn turn_offers(&mut self) {
        let last = self.offers.len().saturating_sub(1);
        let next = (self.offer.map_or(SEEN - 1, |at| at.max(SEEN - 1)) + SEEN).min(last);
        self.offer = Some(next).filter(|next| self.offer != Some(*next));
    }

    /// Takes an offer into the line.
    pub fn take_offer(&mut self, at: usize) {
        let Some(offer) = self.offers.get(at).filter(|offer| !offer.is_new).cloned() else { return };
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        // Of several roles, the last one is being typed.
        let before = match line.field.kind {
            Kind::Roles | Kind::People | Kind::Discounts | Kind::Buyers => {
                line.edit.text().rfind(SEPARATORS).map_or("", |at| &line.edit.text()[..=at])
            }
            _ => "",
        };
        let text = format!("{before}{}", offer.value);
        line.edit.set(&text);
        self.touched();
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.gloss = offer.gloss;
        }
    }
}

impl App {}
