//! Reading: lists, names, events in words. Nothing here changes the data.

use super::{
    Answers, Desk, DueRow, Failure, GridFacts, GridRow, GuestRow, Head, LogFilter, Names, StaffRow,
    StoredEvent, THE_POLICY, THE_PROJECT, UnitRow, session,
};
use crate::domain::application::{AppEvent, AppId, Application};
use crate::domain::book::{Book, BookEvent};
use crate::domain::close::{CloseEvent, DayClose};
use crate::domain::complaint::{Complaint, ComplaintEvent, ComplaintId};
use crate::domain::day::Day;
use crate::domain::deal::{Deal, DealEvent, DealId};
use crate::domain::discount::{Discount, DiscountEvent, DiscountId};
use crate::domain::event::{Aggregate, EventSet};
use crate::domain::guest::{Guest, GuestEvent};
use crate::domain::moment::Millis;
use crate::domain::paper::{Paper, PaperEvent, PaperKind, Stock, StockEvent};
use crate::domain::policy::{Policy, PolicyEvent};
use crate::domain::project::{Project, ProjectEvent};
use crate::domain::receipt::{Receipt, ReceiptEvent, ReceiptId};
use crate::domain::roster::{Roster, RosterEvent};
use crate::domain::staff::{Staff, StaffEvent, StaffId};
use crate::domain::unit::{Unit, UnitEvent};
use crate::domain::unit_id::UnitId;
use crate::domain::words::InWords;
use crate::say;
use crate::store::{CommandId, StoreError};
use crate::text::Say;

impl Desk {
    /// Now, as the computer's clock says it, and its offset from UTC in minutes.
    pub fn now(&self) -> (Millis, i32) {
        self.clock.now()
    }

    /// The rotation of a day; an empty one where nobody signed in.
    ///
    /// # Errors
    /// What the store says.
    pub fn roster(&self, day: Day) -> Result<Roster, StoreError> {
        Ok(self.store.load::<Roster>(&day.to_string())?.state)
    }

    /// The rotation of the last day before today that anybody worked, where a reception of it was never ended.
    ///
    /// # Errors
    /// What the store says.
    pub fn left_open(&self) -> Result<Option<(Day, Roster)>, StoreError> {
        let command = self.command(StaffId::SYSTEM, [0; 16], CommandId::new());
        let today = self.today();
        let Some(day) = self.store.look(command, |work| work.rotation_before(today))? else {
            return Ok(None);
        };
        let roster = self.roster(day)?;
        let open = roster.table().open().next().is_some();
        Ok(open.then_some((day, roster)))
    }

    /// The same in words, a sentence for each reception that was left open.
    ///
    /// # Errors
    /// What the store says.
    pub fn left_open_in_words(&self) -> Result<Vec<Say>, StoreError> {
        let Some((day, roster)) = self.left_open()? else { return Ok(Vec::new()) };
        let tz_min = self.clock.now().1;
        let open = roster.table().open().map(|r| {
            let since = r.at.local(tz_min).clock();
            say!(crate::text::roster::LEFT_OPEN, day = day, number = r.no, who = r.who, since = since)
        });
        Ok(open.collect())
    }

    /// Whether the computer's clock made a jump that nobody has confirmed yet.
    pub fn clock_suspect(&self) -> Result<bool, StoreError> {
        let head = self.store.head()?;
        let (now, _) = self.clock.now();
        Ok(self.project()?.frozen.is_some() || crate::domain::project::is_suspect(head.wall, now))
    }

    /// The project.
    pub fn project(&self) -> Result<Project, StoreError> {
        Ok(self.store.load::<Project>(THE_PROJECT)?.state)
    }

    /// The house rules.
    pub fn policy(&self) -> Result<Policy, StoreError> {
        Ok(self.store.load::<Policy>(THE_POLICY)?.state)
    }

    /// Every unit in the order people read them.
    pub fn units(&self) -> Result<Vec<UnitRow>, StoreError> {
        self.store.units()
    }

    /// What a grid shows of every unit.
    pub fn grid(&self) -> Result<Vec<GridRow>, StoreError> {
        self.store.grid()
    }

    /// What a grid's views and filters ask of every unit, in exactly the order of [`Desk::grid`]. Two questions: after
    /// another window's commit in between ([`Desk::changed`]) ask both again.
    ///
    /// # Errors
    /// A row that cannot be read.
    pub fn grid_facts(&self) -> Result<Vec<GridFacts>, StoreError> {
        self.store.grid_facts()
    }

    /// The grid as it was at a moment of the past.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn grid_as_of(&self, at: Millis) -> Result<Vec<(GridRow, GridFacts)>, StoreError> {
        self.store.grid_as_of(at)
    }

    /// One unit as it was at a moment of the past; `None` before it was entered.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn unit_as_of(&self, id: &UnitId, at: Millis) -> Result<Option<UnitRow>, StoreError> {
        self.store.unit_as_of(id, at)
    }

    /// Every unit as it was at a moment of the past.
    ///
    /// # Errors
    /// An event that cannot be read.
    pub fn units_as_of(&self, at: Millis) -> Result<Vec<UnitRow>, StoreError> {
        self.store.units_as_of(at)
    }

    /// One unit.
    pub fn unit(&self, id: &UnitId) -> Result<Option<UnitRow>, StoreError> {
        self.store.unit(id)
    }

    /// Everybody who works or worked here.
    pub fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        self.store.staff()
    }

    /// One member of the staff by name or `#number`.
    ///
    /// # Errors
    /// Nobody or several of that name.
    pub fn find_staff(&self, name: &str) -> Result<StaffRow, Failure> {
        Ok(session::find(self.store.staff()?, name)?)
    }

    /// One guest.
    pub fn guest(&self, id: crate::domain::guest::GuestId) -> Result<Option<GuestRow>, StoreError> {
        self.store.guest(id)
    }

    /// Every guest, by number.
    pub fn guests(&self) -> Result<Vec<GuestRow>, StoreError> {
        self.store.guests()
    }

    /// Today, by the computer's clock.
    pub fn today(&self) -> Day {
        let (now, tz_min) = self.clock.now();
        Day::of(now, tz_min)
    }

    /// The registers of a day; empty where nothing was entered.
    pub fn book(&self, day: Day) -> Result<Book, StoreError> {
        Ok(self.store.load::<Book>(&day.to_string())?.state)
    }

    /// What a guest answered, by line of a register (`2026-11-28 visit 3`). To see an answer takes the right to
    /// ([`Desk::reveal`]).
    pub fn answers(&self, id: crate::domain::guest::GuestId) -> Result<Vec<(String, Answers)>, StoreError> {
        match self.store.guest(id)? {
            Some(row) if !row.guest.forgotten => self.store.answers(row.guest.person),
            _ => Ok(Vec::new()),
        }
    }

    /// Every live deadline, the earliest first.
    pub fn dues(&self) -> Result<Vec<DueRow>, StoreError> {
        self.store.dues()
    }

    /// Events in order.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<StoredEvent>, StoreError> {
        self.store.log(filter)
    }

    /// Every event after `since`, one at a time.
    ///
    /// # Errors
    /// What the store or `each` says.
    pub fn each_event<E: From<StoreError>>(
        &self,
        since: i64,
        each: impl FnMut(&StoredEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        self.store.each_event(since, each)
    }

    /// Where the log ends: printed on every paper.
    pub fn head(&self) -> Result<Head, StoreError> {
        self.store.head()
    }

    /// Whether another window wrote since this was last asked.
    pub fn changed(&self) -> Result<bool, StoreError> {
        self.store.changed()
    }

    /// Names for numbers; guests masked.
    pub fn names(&self) -> Result<Names<'_>, StoreError> {
        Names::of(&self.store)
    }
}

/// What an event says, without who and when.
///
/// # Errors
/// An event that this program cannot read.
pub fn event_in_words(event: &StoredEvent) -> Result<Say, StoreError> {
    fn words<S: EventSet + InWords>(event: &StoredEvent) -> Result<Say, StoreError> {
        let version = u16::try_from(event.ver).unwrap_or(u16::MAX);
        Ok(S::decode(&event.kind, version, &event.payload)?.say(&event.meta(None)))
    }
    match event.stream_parts().0 {
        Unit::KIND => words::<UnitEvent>(event),
        Guest::KIND => words::<GuestEvent>(event),
        Book::KIND => words::<BookEvent>(event),
        Staff::KIND => words::<StaffEvent>(event),
        Roster::KIND => words::<RosterEvent>(event),
        Policy::KIND => words::<PolicyEvent>(event),
        Project::KIND => words::<ProjectEvent>(event),
        Deal::KIND => words::<DealEvent>(event),
        Application::KIND => words::<AppEvent>(event),
        Receipt::KIND => words::<ReceiptEvent>(event),
        Stock::KIND => words::<StockEvent>(event),
        Paper::KIND => words::<PaperEvent>(event),
        Discount::KIND => words::<DiscountEvent>(event),
        Complaint::KIND => words::<ComplaintEvent>(event),
        DayClose::KIND => words::<CloseEvent>(event),
        _ => Err(crate::domain::event::Unreadable::Unknown(event.kind.clone(), event.ver as u16).into()),
    }
}

/// What an event says, with what it is about in front.
pub(super) fn event_with_subject(event: &StoredEvent) -> Result<Say, StoreError> {
    let what = event_in_words(event)?;
    Ok(match subject(event) {
        Some(subject) => say!(crate::text::unit::ABOUT, unit = subject, why = what),
        None => what,
    })
}

/// What an event is about: a unit, a guest, a member of the staff; `None` for the project as a whole.
pub fn subject(event: &StoredEvent) -> Option<crate::text::Arg> {
    use crate::text::Arg;
    let (kind, key) = event.stream_parts();
    match kind {
        Unit::KIND => Some(key.into()),
        Guest::KIND => key.parse().ok().map(Arg::Guest),
        Book::KIND => Some(say!(crate::text::guest::BOOK_OF, day = key).into()),
        Staff::KIND => key.parse().ok().map(Arg::Staff),
        Deal::KIND => DealId::parse(key).map(Arg::from),
        Application::KIND => AppId::parse(key).map(Arg::from),
        Receipt::KIND => ReceiptId::parse(key).map(Arg::from),
        Discount::KIND => DiscountId::parse(key).map(Arg::from),
        Stock::KIND => PaperKind::from_code(key).map(|kind| kind.text().into()),
        Complaint::KIND => ComplaintId::parse(key).map(Arg::from),
        Paper::KIND | DayClose::KIND => Some(key.into()),
        _ => None,
    }
}
