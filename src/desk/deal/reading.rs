//! Deals, applications, paper, receipts and discounts as lists. Nothing here changes the data.

use super::{Deal, DealId};
use crate::desk::{Desk, LogFilter, StoredEvent, Which};
use crate::domain::application::{AppId, Application};
use crate::domain::discount::{Discount, DiscountId};
use crate::domain::event::Aggregate;
use crate::domain::guest::{Guest, GuestId, IDENTITY};
use crate::domain::paper::{Paper, PaperId, PaperKind, Stock};
use crate::domain::receipt::{Receipt, ReceiptId};
use crate::domain::unit_id::UnitId;
use crate::store::{Answers, StoreError};

impl Desk {
    /// Deals, the last begun first.
    pub fn deals(&self, which: Which) -> Result<Vec<(DealId, Deal)>, StoreError> {
        self.store.deals(which)
    }

    /// One deal; `None` where there is none.
    pub fn deal(&self, id: DealId) -> Result<Option<Deal>, StoreError> {
        self.store.deal(id)
    }

    /// The live deal of a unit.
    pub fn deal_of_unit(&self, unit: &UnitId) -> Result<Option<DealId>, StoreError> {
        self.store.deal_of_unit(unit)
    }

    /// Applications, those that wait the longest first, then the others, the newest first.
    pub fn applications(&self, which: Which) -> Result<Vec<(AppId, Application)>, StoreError> {
        self.store.applications(which)
    }

    /// One application; `None` where there is none.
    pub fn application(&self, id: AppId) -> Result<Option<Application>, StoreError> {
        self.store.application(id)
    }

    /// One numbered form; `None` where it was not drawn.
    pub fn paper(&self, id: PaperId) -> Result<Option<Paper>, StoreError> {
        self.store.paper(id)
    }

    /// The numbered forms that were drawn for a deal.
    pub fn papers_of(&self, deal: DealId) -> Result<Vec<(PaperId, Paper)>, StoreError> {
        self.store.papers_of(deal)
    }

    /// Every numbered form that was drawn.
    pub fn papers(&self) -> Result<Vec<(PaperId, Paper)>, StoreError> {
        self.store.papers()
    }

    /// The stock of a kind of form.
    pub fn stock(&self, kind: PaperKind) -> Result<Stock, StoreError> {
        Ok(self.store.load::<Stock>(kind.code())?.state)
    }

    /// Every receipt, by number.
    pub fn receipts(&self) -> Result<Vec<(ReceiptId, Receipt)>, StoreError> {
        self.store.receipts()
    }

    /// Every published discount, those still given first.
    pub fn discounts(&self) -> Result<Vec<(DiscountId, Discount)>, StoreError> {
        self.store.discounts()
    }

    /// What is on file of a buyer; empty where nothing is. To see it takes the right to ([`Desk::reveal`]).
    pub fn buyer_file(&self, guest: GuestId) -> Result<Answers, StoreError> {
        let all = self.answers(guest)?;
        Ok(all.into_iter().find(|(entry, _)| entry == IDENTITY).map(|(_, file)| file).unwrap_or_default())
    }

    /// Everything that happened to a deal, its applications, forms and receipts, in order.
    pub fn timeline(&self, id: DealId) -> Result<Vec<StoredEvent>, StoreError> {
        let mut streams = vec![format!("{}:{}", Deal::KIND, id.0)];
        let papers = self.store.papers_of(id)?;
        streams.extend(papers.iter().map(|(paper, _)| format!("{}:{paper}", Paper::KIND)));
        let apps = self.store.applications(Which::All)?;
        let apps = apps.iter().filter(|(_, app)| app.deal == Some(id) || app.taken == Some(id));
        streams.extend(apps.map(|(app, _)| format!("{}:{}", Application::KIND, app.0)));
        let mut events = Vec::new();
        for stream in streams {
            events.extend(self.store.log(&LogFilter { stream: Some(stream), ..LogFilter::default() })?);
        }
        events.sort_by_key(|event| event.seq);
        Ok(events)
    }

    /// Who a guest is found as: somebody else after a merger.
    pub fn guest_now(&self, id: GuestId) -> Result<Option<Guest>, StoreError> {
        let id = self.store.survivor(id)?;
        Ok(self.store.guest(id)?.map(|row| row.guest))
    }
}
