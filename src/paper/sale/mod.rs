//! The forms of a sale 认购 (RULES 3.1, 3.2): one sheet is filled from a deal, and each template shows of it what its form
//! asks. Their clauses are Chinese, as the forms are; names are masked unless there is a [`Sight`].

mod export;
mod figures;
mod list;
mod paper;
mod people;
mod plan;
mod receipt;
mod sheet;

use serde::Serialize;

use super::Sight;
use crate::desk::{Desk, Failure, GuestRow, StoreError};
use crate::domain::deal::{Deal, DealId};
use crate::domain::guest::GuestId;
use crate::domain::refusal::Refusal;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Lang, forms as words};

pub use export::List;
pub(in crate::paper) use export::plain;
pub(in crate::paper) use figures::{Price, price};
pub(in crate::paper) use list::names_of;
pub use list::{Sales, deals_begun, people_between, sales, standing};
pub use paper::waiver;
pub use people::{Person, people_of};
pub(in crate::paper) use people::{buyers, named, person};
pub use plan::{PlanSheet, Wanted, of_deal as plan_of_deal, of_unit as plan_of_unit};
pub use receipt::receipt;
pub(in crate::paper) use sheet::{Plan, plan_out};
pub use sheet::{Sheet, sheet};

/// These forms are Chinese, whatever language the screen has.
pub(in crate::paper) const LANG: Lang = Lang::Zh;

/// What an office says about itself once, for every form 出卖人 (RULES 3.1). What is left out is printed as a space to be
/// filled by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Seller {
    /// 名称
    pub name: String,
    /// 地址
    pub address: String,
    /// 邮编
    pub postcode: String,
    /// 营业执照
    pub licence: String,
    /// 资质证号
    pub qualification: String,
    /// 法定代表人
    pub representative: String,
    /// 电话
    pub phone: String,
    /// 代理人
    pub agent: String,
    /// 代理机构
    pub agency: String,
    /// 房屋所在区
    pub district: String,
    /// 土地使用年限
    pub land_years: String,
    /// 签约地点
    pub signing_place: String,
}

impl Seller {
    /// Every setting with its place, in the order of the form.
    pub fn fields(&mut self) -> [(&'static str, &mut String); 12] {
        [
            ("name", &mut self.name),
            ("address", &mut self.address),
            ("postcode", &mut self.postcode),
            ("licence", &mut self.licence),
            ("qualification", &mut self.qualification),
            ("representative", &mut self.representative),
            ("phone", &mut self.phone),
            ("agent", &mut self.agent),
            ("agency", &mut self.agency),
            ("district", &mut self.district),
            ("land_years", &mut self.land_years),
            ("signing_place", &mut self.signing_place),
        ]
    }
}

/// Which deal is meant: `RG-0012`, or a unit, whose running deal it is, else its last one.
///
/// # Errors
/// There is none, or what the store says.
pub fn find_deal(desk: &Desk, typed: &str) -> Result<(DealId, Deal), Failure> {
    let none = || Failure::from(Refusal::new("RULES 1.4", say!(words::NO_SUCH_DEAL_OR_UNIT, text = typed)));
    if let Some(id) = DealId::parse(typed) {
        return desk.deal(id)?.map(|deal| (id, deal)).ok_or_else(none);
    }
    let unit: UnitId = typed.parse().map_err(|_| none())?;
    if let Some(id) = desk.deal_of_unit(&unit)? {
        return desk.deal(id)?.map(|deal| (id, deal)).ok_or_else(none);
    }
    let all = desk.deals(crate::desk::Which::All)?;
    all.into_iter().find(|(_, deal)| deal.unit.as_ref() == Some(&unit)).ok_or_else(none)
}

/// Who somebody turned out to be after a merger.
pub(in crate::paper) fn now(desk: &Desk, id: GuestId) -> Result<Option<GuestRow>, StoreError> {
    let mut row = desk.guest(id)?;
    // A chain is as long as people were merged; it never comes back.
    for _ in 0..64 {
        match row.as_ref().and_then(|row| row.guest.merged_into) {
            Some(into) => row = desk.guest(into)?,
            None => break,
        }
    }
    Ok(row)
}

/// A guest as lists name them: in full where they may be seen.
pub(in crate::paper) fn called(row: Option<&GuestRow>, id: GuestId, sight: Option<Sight>) -> String {
    let Some(person) = row.and_then(|row| row.person.as_ref()) else { return format!("#{}", id.0) };
    match row.and_then(|row| sight.and_then(|sight| sight.on(row))) {
        Some(right) => person.name.expose(right).clone(),
        None => person.name.masked_name(),
    }
}
