//! Deals 交易 in the terminal: the subscription form (F4), the list (F7), what waits for a decision (F8).
//!
//! `entry.rs` opens and fills the form, `weigh.rs` works it out while it is written, `buyers.rs` adds who buys,
//! `sheet.rs` puts a deal into words, `doing.rs` does the next step, `papers.rs` prints its forms, `approvals.rs` has the
//! applications.

mod approvals;
mod buyers;
mod doing;
mod entry;
mod papers;
mod sheet;
mod weigh;

use crate::desk::{Names, StoreError, Which};
use crate::domain::alert::Next;
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealId};
use crate::domain::find::Needle;
use crate::domain::guest::GuestId;
use crate::domain::money::Fen;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Lang, deals_tui as words};

use super::App;
use super::app::Screen;
use super::term::Key;
use super::widget::{Edit, Scroll};
pub use approvals::{Approvals, Waiting};
use doing::{Change, carries_out};
pub use doing::{OF_APPROVALS, OF_DEALS};
pub(super) use entry::buyers_as_typed;
pub(super) use papers::{CHOICES as PAPERS, of_request};
pub use sheet::{StepState, Told, make_up, plan_rows};
pub use weigh::Weighing;
pub(super) use weigh::usual_terms;

/// One deal, looked at by itself: the form is written over it.
#[derive(Default)]
pub struct Sale {
    /// Which.
    pub deal: Option<DealId>,
    /// It in words.
    pub told: Told,
    /// Where in it.
    pub scroll: Scroll,
    /// The form on top, worked out.
    pub weighing: Weighing,
    /// Where it was opened from.
    pub from: Screen,
}

/// The list of deals as it was last read.
#[derive(Default)]
pub struct Deals {
    /// What is looked for.
    pub typed: Edit,
    /// Every deal, the live ones first, the last begun first.
    all: Vec<Row>,
    /// Which of them were found.
    found: Vec<usize>,
    /// Which of those is chosen.
    pub at: usize,
    /// The chosen one in words.
    pub told: Told,
}

/// A deal of the list, its guest masked.
pub struct Row {
    /// Its number.
    pub id: DealId,
    /// Its unit.
    pub unit: Option<UnitId>,
    guest_id: GuestId,
    /// Its guest, masked.
    pub guest: String,
    /// Its consultant.
    pub consultant: String,
    /// Its price.
    pub price: Option<Fen>,
    /// The deposit: in, or what is missing of it.
    pub deposit: String,
    /// Some of the deposit is missing although it was due.
    pub lacks: bool,
    /// The next step, or how it ended.
    pub next: String,
    /// Whose step it is.
    pub whose: String,
    /// By when the contract is to be signed.
    pub sign_by: String,
    /// That day has passed.
    pub overdue: bool,
    /// Whether it runs.
    pub live: bool,
}

impl Row {
    fn new(
        id: DealId,
        deal: &Deal,
        (change, left): (Option<Change>, Option<Next>),
        names: &Names,
        lang: Lang,
        today: Day,
    ) -> Self {
        let agreed = deal.terms.as_ref();
        let missing = deal.deposit_missing();
        let deposit = match (deal.deposited(), missing) {
            (Fen::ZERO, _) if agreed.is_none() => String::new(),
            (paid, Fen::ZERO) => say!(words::DEPOSIT_IN, amount = paid).in_lang(lang),
            (Fen::ZERO, _) if !deal.is_live() || deal.settled.is_some() => String::new(),
            (_, missing) => say!(words::DEPOSIT_LACKS, amount = missing).in_lang(lang),
        };
        let step = deal.next_step();
        let (next, whose) = match (&deal.ended, change, step) {
            // Money that is still owed to the buyer of one that ended is more than how it ended.
            (_, None, None) if left.is_some() => {
                let role = left.as_ref().and_then(|next| carries_out(next.action));
                (left.map(|next| next.text.in_lang(lang)).unwrap_or_default(), role)
            }
            (Some(end), ..) => (end.how.text().get(lang).to_owned(), None),
            (None, Some(change), _) => (change.briefly().in_lang(lang), change.whose),
            (None, None, Some(step)) => (step.text().get(lang).to_owned(), Some(step.role())),
            (None, None, None) => ("✓".to_owned(), None),
        };
        let masked = names.guest(deal.guest);
        Self {
            id,
            unit: deal.unit.clone(),
            guest_id: deal.guest,
            guest: masked.split(' ').next().unwrap_or_default().to_owned(),
            consultant: names.staff(deal.consultant).unwrap_or_default().to_owned(),
            price: agreed.map(|_| deal.price()),
            deposit,
            lacks: deal.balance_by.is_some_and(|by| by < today) && missing > Fen::ZERO && deal.is_live(),
            next,
            whose: whose.map(|role| role.text().get(lang).to_owned()).unwrap_or_default(),
            sign_by: deal.sign_by.map(|day| super::guests::short(day, today)).unwrap_or_default(),
            overdue: deal.is_live() && deal.sign_by.is_some_and(|day| day < today),
            live: deal.is_live(),
        }
    }
}

impl Deals {
    /// Who was found, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.found.iter().filter_map(|at| self.all.get(*at))
    }

    /// How many were found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// How many run.
    pub fn live(&self) -> usize {
        self.all.iter().filter(|row| row.live).count()
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The chosen one.
    pub fn here(&self) -> Option<&Row> {
        self.found.get(self.at).and_then(|at| self.all.get(*at))
    }
}

impl App {
    /// Reads the list again; the cursor stays on its deal.
    pub(super) fn read_deals(&mut self) -> Result<(), StoreError> {
        let here = self.deals.here().map(|row| row.id);
        let mut deals = self.desk.deals(Which::All)?;
        deals.sort_by_key(|(_, deal)| !deal.is_live());
        let names = self.desk.names()?;
        let today = self.desk.today();
        let rows = deals.iter().map(|(id, deal)| {
            let left = self.desk.left_of(*id, deal).ok().and_then(|left| left.into_iter().next());
            Row::new(*id, deal, (self.change_of(deal), left), &names, self.lang, today)
        });
        let rows = rows.collect();
        drop(names);
        self.deals.all = rows;
        self.find_deals();
        let at = self.deals.rows().position(|row| Some(row.id) == here);
        self.deals.at = at.unwrap_or(0);
        self.look_at_deal()
    }

    /// Whoever was typed: a number, a unit, the guest or the consultant by any way of finding people.
    fn find_deals(&mut self) {
        let typed = self.deals.typed.text().trim().to_owned();
        let needle = Needle::new(&typed);
        let guests: Vec<GuestId> = if needle.is_empty() {
            Vec::new()
        } else {
            let found = self.desk.find_guests(&typed, super::guests::MOST).unwrap_or_default();
            found.into_iter().map(|guest| guest.id).collect()
        };
        let fits = |row: &Row| {
            needle.is_empty()
                || DealId::parse(&typed) == Some(row.id)
                || needle.finds(&row.id.to_string())
                || row.unit.as_ref().is_some_and(|unit| needle.finds(&unit.to_string()))
                || needle.finds(&row.consultant)
                || guests.contains(&row.guest_id)
        };
        let all = self.deals.all.iter().enumerate();
        self.deals.found = all.filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        self.deals.at = self.deals.at.min(self.deals.found.len().saturating_sub(1));
    }

    fn look_at_deal(&mut self) -> Result<(), StoreError> {
        self.deals.told = match self.deals.here().map(|row| row.id) {
            Some(id) => self.tell_deal(id)?,
            None => Told::default(),
        };
        Ok(())
    }

    pub(super) fn deal_moved(&mut self) {
        if self.look_at_deal().is_err() {
            self.deals.told = Told::default();
        }
    }

    /// A key of writing in the search.
    pub(super) fn edit_deal_search(&mut self, key: Key) {
        if !self.deals.typed.write(key) {
            return;
        }
        self.deals.at = 0;
        self.find_deals();
        self.deal_moved();
    }

    pub(super) fn forget_deal_search(&mut self) {
        if !self.deals.typed.text().is_empty() {
            // The next person goes on with the deal that was found.
            let here = self.deals.here().map(|row| row.id);
            self.deals.typed.set("");
            self.find_deals();
            let at = self.deals.rows().position(|row| Some(row.id) == here);
            self.deals.at = at.unwrap_or(0);
            self.deal_moved();
        }
    }

    /// Up and down in the list, or in what waits for a decision.
    pub(super) fn deals_step(&mut self, by: i32) {
        let moved = |at: usize, all: usize| {
            (at as i64 + i64::from(by)).clamp(0, all.saturating_sub(1) as i64) as usize
        };
        if self.screen == Screen::Approvals {
            self.approvals.at = moved(self.approvals.at, self.approvals.rows.len());
        } else {
            self.deals.at = moved(self.deals.at, self.deals.count());
            self.deal_moved();
        }
    }

    /// A click on a line: chooses it; a second one does what Enter does.
    pub(super) fn click_deal(&mut self, at: usize) {
        let place =
            if self.screen == Screen::Approvals { &mut self.approvals.at } else { &mut self.deals.at };
        let same = *place == at;
        *place = at;
        self.deal_moved();
        if let Some(cmd) = super::command::find(Key::Enter, self.context()).filter(|_| same) {
            self.run(cmd);
        }
    }

    /// The whole of the chosen deal.
    pub(super) fn whole_deal(&mut self) {
        let id = match self.screen {
            Screen::Approvals => self.approvals.here().and_then(|row| row.deal),
            _ => self.deals.here().map(|row| row.id),
        };
        match id {
            Some(id) => self.show_deal(id),
            None => self.warn(words::NO_DEAL_HERE),
        }
    }

    /// Shows a deal by itself.
    pub(super) fn show_deal(&mut self, id: DealId) {
        if self.screen != Screen::Sale {
            self.sale.from = self.screen;
        }
        self.sale.deal = Some(id);
        self.sale.scroll = Scroll::default();
        self.show(Screen::Sale);
    }

    /// Reads the deal again that is looked at by itself.
    pub(super) fn read_sale(&mut self) -> Result<(), StoreError> {
        self.sale.told = match self.sale.deal {
            Some(id) => self.tell_deal(id)?,
            None => Told::default(),
        };
        Ok(())
    }

    /// The deal that is looked at, on whatever screen.
    pub(super) fn deal_here(&self) -> Option<DealId> {
        match self.screen {
            Screen::Sale => self.sale.deal,
            Screen::Deals => self.deals.here().map(|row| row.id),
            Screen::Approvals => self.approvals.here().and_then(|row| row.deal),
            _ => None,
        }
    }

    /// The deal that is looked at and its unit, as a title: `RG-0012 3-1-1203`.
    pub(super) fn deal_named(&self) -> String {
        let Some(id) = self.deal_here() else { return String::new() };
        let unit = self.desk.deal(id).ok().flatten().and_then(|deal| deal.unit);
        unit.map_or_else(|| id.to_string(), |unit| format!("{id}  {unit}"))
    }

    pub(super) fn scroll_sale(&mut self, by: i32) {
        self.sale.scroll.by(by);
    }

    /// Back to where the deal was opened from.
    pub(super) fn leave_sale(&mut self) {
        let from = if self.sale.from == Screen::Sale { Screen::Grid } else { self.sale.from };
        self.show(from);
    }
}
