//! Printed forms 表单 (RULES 3.1) and what stands on exported lists. A form is data, filled here from what the desk
//! reads, and a template that an office may edit. What this room refuses: writing files, and showing personal data
//! without a [`Sight`].

pub mod change;
pub mod complaint;
pub mod evening;
mod fields;
pub mod follow_up;
pub mod register;
pub mod roster;
pub mod ruling;
pub mod sale;
pub mod sms;
mod template;
pub mod voucher;

use std::collections::HashSet;
use std::path::Path;

use serde::Serialize;

use crate::desk::{Desk, GuestRow, Head, StoreError, short};
use crate::domain::guest::GuestId;
use crate::domain::person::{Exposure, Pii};
use crate::text::{Lang, Text, changed, forms, paper as words};

pub use template::{Wrong, own, render};

/// A printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 带客轮班表
    Roster,
    /// 来访登记表
    Visits,
    /// 来电登记表
    Calls,
    /// 判客裁定书
    Ruling,
    /// 客户跟踪表
    FollowUps,
    /// 认购书, a sheet for each copy
    Subscription,
    /// 临时认购书
    Interim,
    /// 认购审批单
    Approval,
    /// 成交客户档案表, 业主档案确认表
    CustomerFile,
    /// 购房承诺函
    Commitment,
    /// 购房须知
    BuyersNotice,
    /// 按揭须知
    MortgageNotice,
    /// 置业计划书
    PurchasePlan,
    /// 客户签约须知
    SigningNotice,
    /// 定金收据
    Receipt,
    /// 销售表
    Sales,
    /// 资料交接清单
    HandOver,
    /// 遗失声明
    Waiver,
    /// 延迟签约申请单
    Extension,
    /// 延迟签约申请的答复
    ExtensionAnswer,
    /// 退房/退定申请表
    Release,
    /// 挞定审批单
    Forfeit,
    /// 换房申请表
    Swap,
    /// 更名申请表
    Rename,
    /// 付款方式变更申请表暨补充约定
    Replan,
    /// 催签通知书
    Demand,
    /// 解除认购协议通知书
    Rescission,
    /// 客户投诉接收单
    Complaint,
    /// 转账单, 换票单
    Voucher,
    /// 日结单
    Day,
}

impl Form {
    /// Every one.
    pub const ALL: &'static [Self] = &[
        Self::Roster,
        Self::Visits,
        Self::Calls,
        Self::Ruling,
        Self::FollowUps,
        Self::Subscription,
        Self::Interim,
        Self::Approval,
        Self::CustomerFile,
        Self::Commitment,
        Self::BuyersNotice,
        Self::MortgageNotice,
        Self::PurchasePlan,
        Self::SigningNotice,
        Self::Receipt,
        Self::Sales,
        Self::HandOver,
        Self::Waiver,
        Self::Extension,
        Self::ExtensionAnswer,
        Self::Release,
        Self::Forfeit,
        Self::Swap,
        Self::Rename,
        Self::Replan,
        Self::Demand,
        Self::Rescission,
        Self::Complaint,
        Self::Voucher,
        Self::Day,
    ];

    /// As typed: `roster`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Visits => "visits",
            Self::Calls => "calls",
            Self::Ruling => "ruling",
            Self::FollowUps => "follow-ups",
            Self::Subscription => "subscription",
            Self::Interim => "interim",
            Self::Approval => "approval",
            Self::CustomerFile => "file",
            Self::Commitment => "commitment",
            Self::BuyersNotice => "notice",
            Self::MortgageNotice => "mortgage",
            Self::PurchasePlan => "plan",
            Self::SigningNotice => "signing",
            Self::Receipt => "receipt",
            Self::Sales => "sales",
            Self::HandOver => "hand-over",
            Self::Waiver => "waiver",
            Self::Extension => "extension",
            Self::ExtensionAnswer => "answer",
            Self::Release => "release",
            Self::Forfeit => "forfeit",
            Self::Swap => "swap",
            Self::Rename => "rename",
            Self::Replan => "pay-plan",
            Self::Demand => "demand",
            Self::Rescission => "rescission",
            Self::Complaint => "complaint",
            Self::Voucher => "voucher",
            Self::Day => "day",
        }
    }

    /// What it is called.
    pub const fn text(self) -> Text {
        match self {
            Self::Roster => words::ROSTER,
            Self::Visits => words::VISITS,
            Self::Calls => words::CALLS,
            Self::Ruling => words::RULING,
            Self::FollowUps => words::FOLLOW_UPS,
            Self::Subscription => forms::SUBSCRIPTION,
            Self::Interim => forms::INTERIM,
            Self::Approval => forms::APPROVAL,
            Self::CustomerFile => forms::CUSTOMER_FILE,
            Self::Commitment => forms::COMMITMENT,
            Self::BuyersNotice => forms::BUYERS_NOTICE,
            Self::MortgageNotice => forms::MORTGAGE_NOTICE,
            Self::PurchasePlan => forms::PURCHASE_PLAN,
            Self::SigningNotice => forms::SIGNING_NOTICE,
            Self::Receipt => forms::RECEIPT,
            Self::Sales => forms::SALES,
            Self::HandOver => forms::HAND_OVER,
            Self::Waiver => forms::WAIVER,
            Self::Extension => changed::EXTENSION,
            Self::ExtensionAnswer => changed::EXTENSION_ANSWER,
            Self::Release => changed::RELEASE,
            Self::Forfeit => changed::FORFEIT,
            Self::Swap => changed::SWAP,
            Self::Rename => changed::RENAME,
            Self::Replan => changed::REPLAN,
            Self::Demand => changed::DEMAND,
            Self::Rescission => changed::RESCISSION,
            Self::Complaint => changed::COMPLAINT,
            Self::Voucher => changed::VOUCHER,
            Self::Day => changed::DAY,
        }
    }

    /// The language it is printed in. The forms of a sale are Chinese: their clauses are.
    pub const fn lang(self, asked: Lang) -> Lang {
        match self {
            Self::Roster | Self::Visits | Self::Calls | Self::Ruling | Self::FollowUps => asked,
            _ => sale::LANG,
        }
    }

    /// The file of its template. Both registers are one form with other questions.
    pub const fn template(self) -> &'static str {
        match self {
            Self::Roster => "roster.html",
            Self::Visits | Self::Calls => "register.html",
            Self::Ruling => "ruling.html",
            Self::FollowUps => "follow-ups.html",
            Self::Subscription | Self::Interim => "subscription.html",
            Self::Approval => "approval.html",
            Self::CustomerFile => "file.html",
            Self::Commitment => "commitment.html",
            Self::BuyersNotice => "notice.html",
            Self::MortgageNotice => "mortgage.html",
            Self::PurchasePlan => "plan.html",
            Self::SigningNotice => "signing.html",
            Self::Receipt => "receipt.html",
            Self::Sales => "sales.html",
            Self::HandOver => "hand-over.html",
            Self::Waiver => "waiver.html",
            Self::Extension => "extension.html",
            Self::ExtensionAnswer => "answer.html",
            Self::Release => "release.html",
            Self::Forfeit => "forfeit.html",
            Self::Swap => "swap.html",
            Self::Rename => "rename.html",
            Self::Replan => "replan.html",
            Self::Demand => "demand.html",
            Self::Rescission => "rescission.html",
            Self::Complaint => "complaint.html",
            Self::Voucher => "voucher.html",
            Self::Day => "day.html",
        }
    }
}

/// What stands at the foot of every form: who printed what of which log, so that a paper can be held against the file
/// (DESIGN 4).
#[derive(Debug, Clone, Serialize)]
pub struct Foot {
    project: String,
    printed: String,
    station: String,
    seq: i64,
    hash: String,
}

impl Foot {
    /// As of `head`, printed at this station now.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(desk: &Desk, head: &Head, station: &str) -> Result<Self, StoreError> {
        let (now, tz_min) = desk.now();
        Ok(Self {
            project: desk.project()?.name,
            printed: now.local(tz_min).to_string(),
            station: station.to_owned(),
            seq: head.seq,
            hash: short(&head.hash),
        })
    }
}

/// A filled sheet as a page of HTML with the head of the log at its foot, for whoever shows or keeps it. `folder` is where
/// an office keeps its own templates.
///
/// # Errors
/// What the store says; within, a template of the office's own that is wrong.
pub fn html<S: Serialize>(
    desk: &Desk,
    form: Form,
    sheet: &S,
    station: &str,
    folder: Option<&Path>,
    lang: Lang,
) -> Result<Result<String, Wrong>, StoreError> {
    let foot = Foot::of(desk, &desk.head()?, station)?;
    Ok(render(form, sheet, &foot, folder, form.lang(lang)))
}

/// The right to see personal data, and of whom: given after it was logged.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The right.
    pub right: &'a Exposure,
    /// Only these: a consultant's own guests (RULES 1.0, 本人客户).
    pub only: Option<&'a HashSet<GuestId>>,
}

impl<'a> Sight<'a> {
    /// The right to see this guest.
    pub fn on(&self, guest: &GuestRow) -> Option<&'a Exposure> {
        let may = self.only.is_none_or(|own| own.contains(&guest.id));
        may.then_some(self.right)
    }
}

/// Surname and the phone's tail 姓+尾号 (RULES 3.1): `张 5678`. `#12` for somebody who was forgotten.
fn surname_and_tail(desk: &Desk, id: GuestId) -> Result<String, StoreError> {
    let row = desk.guest(id)?;
    let Some(person) = row.and_then(|row| row.person) else { return Ok(format!("#{}", id.0)) };
    let phone = person.phone.as_ref().map(Pii::masked_number).unwrap_or_default();
    let tail = phone.rsplit('*').next().unwrap_or_default();
    Ok(format!("{} {tail}", person.name.masked_name().trim_end_matches('*')).trim().to_owned())
}

/// In one language, with names filled in.
fn said(names: &crate::desk::Names, say: impl Into<crate::text::Say>, lang: Lang) -> String {
    names.fill(say.into()).in_lang(lang)
}
