//! Applications 申请: what one person asks for and others decide, in order, on evidence (DESIGN 3; RULES 1.0, 1.4, 1.6).

mod decide;
mod words;

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::day::Day;
use super::deal::{Buyer, Cause, DealId, Lost, Settlement};
use super::event::{Aggregate, Meta, events};
use super::guest::GuestId;
use super::make_up::{Discount, MakeUp, Method as Reduction};
use super::moment::Millis;
use super::money::Fen;
use super::pay_plan::PayPlan;
use super::permission::Role;
use super::ppm::Ppm;
use super::staff::StaffId;
use super::unit_id::UnitId;
use crate::text::{Arg, change, sale as texts};

pub use decide::Ask;

/// The number of an application; continuous in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppId(pub i64);

impl std::fmt::Display for AppId {
    /// `SP-0031`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("SP-{:04}", self.0))
    }
}

impl From<AppId> for Arg {
    fn from(id: AppId) -> Self {
        Self::Str(id.to_string())
    }
}

impl AppId {
    /// Reads `SP-0031`, `sp31`, `#31`, `31`.
    pub fn parse(text: &str) -> Option<Self> {
        super::deal::numbered(text, "SP").map(Self)
    }
}

choices! {
    /// What is asked for.
    AppKind {
        /// 认购审批 (RULES 1.4)
        Subscription = "subscription", texts::APP_SUBSCRIPTION;
        /// 特例折扣 (RULES 1.6)
        Discount = "discount", texts::APP_DISCOUNT;
        /// 延迟签约 (RULES 1.5)
        Extension = "extension", change::APP_EXTENSION;
        /// 退定/挞定 (RULES 1.8)
        Release = "release", change::APP_RELEASE;
        /// 换房 (RULES 1.8)
        Swap = "swap", change::APP_SWAP;
        /// 更名/增减权益人 (RULES 1.8)
        Buyers = "buyers", change::APP_BUYERS;
        /// 变更付款方式 (RULES 1.6, 1.8)
        Plan = "plan", change::APP_PLAN;
    }
}

impl AppKind {
    /// Whether it changes a subscription that stands, or ends it (RULES 1.5, 1.8).
    pub const fn is_change(self) -> bool {
        matches!(self, Self::Extension | Self::Release | Self::Swap | Self::Buyers | Self::Plan)
    }
}

choices! {
    /// Where an application stands.
    AppState {
        /// 待审批
        Pending = "pending", texts::STATE_PENDING;
        /// 已批准
        Approved = "approved", texts::STATE_APPROVED;
        /// 退回修改
        Returned = "returned", texts::STATE_RETURNED;
        /// 不批准
        Refused = "refused", texts::STATE_REFUSED;
        /// 已撤回
        Withdrawn = "withdrawn", texts::STATE_WITHDRAWN;
        /// 已执行
        Executed = "executed", texts::STATE_EXECUTED;
        /// 已归档
        Archived = "archived", texts::STATE_ARCHIVED;
    }
}

choices! {
    /// What was decided.
    Decision {
        /// 同意
        Approved = "approved", texts::STATE_APPROVED;
        /// 退回
        Returned = "returned", texts::STATE_RETURNED;
        /// 不同意
        Refused = "refused", texts::STATE_REFUSED;
    }
}

choices! {
    /// Where an extra discount is given (RULES 1.6; atlas 三.5).
    Given {
        /// 签订合同时直接给予
        AtContract = "contract", texts::GIVEN_AT_CONTRACT;
        /// 财务收取房款时执行
        AtCollection = "collection", texts::GIVEN_AT_COLLECTION;
    }
}

/// What exactly is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// Approval of a subscription 认购审批单.
    Subscription {
        /// The price agreed.
        price: Fen,
        /// The list price.
        list: Fen,
        /// Its share of the list price.
        share: Ppm,
        /// The deposit agreed.
        deposit: Fen,
        /// What of it comes now, where a part comes later.
        short: Option<Fen>,
    },
    /// A leader's special discount 特例折扣.
    Discount {
        /// What it takes off.
        reduction: Reduction,
        /// The number of the evidence: the leader's note.
        evidence: String,
        /// The leader who granted it.
        leader: StaffId,
        /// Where it is given.
        given: Given,
        /// Until when it can be used.
        valid_until: Day,
    },
    /// The signing later 延迟签约申请单.
    Extension {
        /// The day it is due now.
        from: Day,
        /// The day asked for.
        to: Day,
        /// The how-manieth: the first is 1.
        nth: i64,
        /// Days in all, this one included.
        total: i64,
        /// Beyond what the manager decides alone.
        beyond: bool,
        /// The number of what the buyer signed, and of what came with it.
        evidence: String,
        /// What is lost by it, where it was overdue already when it was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lost: Option<Lost>,
        /// That is to be kept all the same: the leader decides (RULES 1.6).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keep: bool,
    },
    /// The end of the subscription 退定/挞定审批单.
    Release {
        /// Whose fault.
        cause: Cause,
        /// What becomes of the deposit.
        settlement: Settlement,
        /// The number of the written application or declaration.
        evidence: String,
    },
    /// Another unit 换房申请表.
    Swap {
        /// The new deal: its unit is locked for it.
        to: DealId,
        /// Its unit.
        to_unit: UnitId,
        /// What the new one costs more; less where negative.
        difference: Fen,
        /// The number of the written application.
        evidence: String,
    },
    /// Other buyers 更名申请表.
    Buyers {
        /// Who buys from then on.
        buyers: Vec<Buyer>,
        /// Somebody who was not a buyer takes the place of one who was.
        renamed: bool,
        /// The number of the proof of relation.
        evidence: String,
    },
    /// Another pay plan 付款方式变更申请表.
    Plan {
        /// What it costs now.
        before: Fen,
        /// The price with the new plan.
        make_up: MakeUp,
        /// The new plan.
        plan: PayPlan,
        /// Discounts that hang on the old kind of payment.
        lose: Vec<String>,
        /// Discounts that come with the new one.
        take: Vec<String>,
        /// The number of the written application.
        evidence: String,
    },
}

impl Request {
    /// What kind it is.
    pub const fn kind(&self) -> AppKind {
        match self {
            Self::Subscription { .. } => AppKind::Subscription,
            Self::Discount { .. } => AppKind::Discount,
            Self::Extension { .. } => AppKind::Extension,
            Self::Release { .. } => AppKind::Release,
            Self::Swap { .. } => AppKind::Swap,
            Self::Buyers { .. } => AppKind::Buyers,
            Self::Plan { .. } => AppKind::Plan,
        }
    }

    /// The discounts that would come with another pay plan.
    pub fn discounts(&self) -> Vec<Discount> {
        let Self::Plan { make_up, take, .. } = self else { return Vec::new() };
        let lines = make_up.lines.iter().map(|line| &line.discount);
        lines.filter(|discount| take.contains(&discount.name)).cloned().collect()
    }

    /// Whose decisions it takes, in order (RULES 1.0). The manager reviews the papers of a leader's discount and
    /// certifies the leader's signature; the leader confirms it. Another pay plan is the manager's, as the subscription
    /// itself, and the leader's as well where the price that was agreed comes down by it.
    pub const fn levels(&self) -> &'static [Role] {
        match self {
            Self::Extension { beyond: true, .. } => &[Role::Leader],
            Self::Plan { before, make_up, .. } if make_up.deal.0 < before.0 => &[Role::Manager, Role::Leader],
            Self::Subscription { .. }
            | Self::Extension { .. }
            | Self::Buyers { renamed: false, .. }
            | Self::Plan { .. } => &[Role::Manager],
            // Money is kept or paid on top: finance looks at the sum.
            Self::Release { settlement, .. } if settlement.forfeit.0 > 0 || settlement.on_top.0 > 0 => {
                &[Role::Manager, Role::Finance, Role::Leader]
            }
            Self::Discount { .. } | Self::Release { .. } | Self::Swap { .. } | Self::Buyers { .. } => {
                &[Role::Manager, Role::Leader]
            }
        }
    }
}

events! {
    /// What happens to an application.
    AppEvent {
        /// Handed in.
        "application.made" v 1 => Made {
            /// Of which deal.
            deal: Option<DealId>,
            /// Of which unit.
            unit: UnitId,
            /// For whom.
            guest: GuestId,
            /// What is asked for.
            request: Request,
            /// Whose decisions it takes, in order.
            levels: Vec<Role>,
            /// Why.
            reason: String,
        }
        /// One level decided.
        "application.decided" v 1 => Decided {
            /// As which role.
            role: Role,
            /// Who decided: the actor, or whose PIN confirmed it.
            who: StaffId,
            /// What.
            decision: Decision,
            /// Why, or on what condition.
            reason: String,
        }
        /// Taken back.
        "application.withdrawn" v 1 => Withdrawn {
            /// Why.
            reason: String,
        }
        /// A deal has it: whoever filled its form gives the special discount in it.
        "application.taken" v 1 => Taken {
            /// Which.
            deal: DealId,
        }
        /// A deal has it no longer.
        "application.freed" v 1 => Freed {
            /// Which.
            deal: DealId,
        }
        /// Carried out.
        "application.executed" v 1 => Executed {
            /// In words.
            note: String,
        }
        /// Filed.
        "application.archived" v 1 => Archived {
            /// Where the paper lies.
            place: String,
        }
    }
}

/// One level's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// As which role.
    pub role: Role,
    /// Who.
    pub who: StaffId,
    /// What.
    pub decision: Decision,
    /// Why, or on what condition.
    pub reason: String,
    /// When.
    pub at: Millis,
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// What is asked for; `None` before it is made.
    pub request: Option<Request>,
    /// Of which deal.
    pub deal: Option<DealId>,
    /// Of which unit.
    pub unit: Option<UnitId>,
    /// For whom.
    pub guest: GuestId,
    /// Who asks.
    pub by: StaffId,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
    /// Whose decisions it takes, in order.
    pub levels: Vec<Role>,
    /// What was decided so far.
    pub decided: Vec<Decided>,
    /// Why it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// The deal that a special discount is given in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<DealId>,
    /// When it was carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub executed: Option<Millis>,
    /// Where the paper lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
}

impl Application {
    /// Where it stands.
    pub fn state(&self) -> AppState {
        if self.archived.is_some() {
            return AppState::Archived;
        }
        if self.executed.is_some() {
            return AppState::Executed;
        }
        if self.withdrawn.is_some() {
            return AppState::Withdrawn;
        }
        match self.decided.last().map(|d| d.decision) {
            Some(Decision::Returned) => AppState::Returned,
            Some(Decision::Refused) => AppState::Refused,
            Some(Decision::Approved) if self.decided.len() >= self.levels.len() => AppState::Approved,
            Some(Decision::Approved) | None => AppState::Pending,
        }
    }

    /// When the last level approved it; `None` while one is open.
    pub fn approved_at(&self) -> Option<Millis> {
        let stands = matches!(self.state(), AppState::Approved | AppState::Executed | AppState::Archived);
        self.decided.last().filter(|last| stands && last.decision == Decision::Approved).map(|last| last.at)
    }

    /// Whether it is about the day of the signing.
    pub const fn is_extension(&self) -> bool {
        matches!(self.request, Some(Request::Extension { .. }))
    }

    /// The deal whose approval sheet it is.
    pub fn deal_of_sheet(&self) -> Option<DealId> {
        self.deal.filter(|_| matches!(self.request, Some(Request::Subscription { .. })))
    }

    /// The deal whose seller does not decide about it: nobody sets the price or the plan of their own sale (RULES 1.0).
    pub fn deal_sold(&self) -> Option<DealId> {
        let sold = matches!(self.request, Some(Request::Subscription { .. } | Request::Plan { .. }));
        self.deal.filter(|_| sold)
    }

    /// The deal it belongs to: the one it was made for, or that has it now.
    pub fn of_deal(&self) -> Option<DealId> {
        self.taken.or(self.deal)
    }

    /// Whose decision is next; `None` when none is.
    pub fn waits_for(&self) -> Option<Role> {
        if self.request.is_none() || self.state() != AppState::Pending {
            return None;
        }
        self.levels.get(self.decided.len()).copied()
    }
}

impl Aggregate for Application {
    type Event = AppEvent;
    const KIND: &'static str = "application";

    fn evolve(&mut self, event: &AppEvent, meta: &Meta) {
        match event {
            AppEvent::Made { deal, unit, guest, request, levels, reason } => {
                *self = Self {
                    request: Some(request.clone()),
                    deal: *deal,
                    unit: Some(unit.clone()),
                    guest: *guest,
                    by: meta.actor,
                    at: meta.at,
                    reason: reason.clone(),
                    levels: levels.clone(),
                    ..Self::default()
                };
            }
            AppEvent::Decided { role, who, decision, reason } => self.decided.push(Decided {
                role: *role,
                who: *who,
                decision: *decision,
                reason: reason.clone(),
                at: meta.at,
            }),
            AppEvent::Withdrawn { reason } => self.withdrawn = Some(reason.clone()),
            AppEvent::Taken { deal } => self.taken = Some(*deal),
            AppEvent::Freed { .. } => self.taken = None,
            AppEvent::Executed { .. } => self.executed = Some(meta.at),
            AppEvent::Archived { place } => self.archived = Some(place.clone()),
        }
    }
}
