//! THE PERMISSION TABLE: who may do what (RULES 1.0). What is not in it is denied.

use serde::{Deserialize, Serialize};

use crate::text::{Text, complaint, people as words, sale};

/// A role in the sales office (RULES 1.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reception 前台
    Reception,
    /// Consultant 置业顾问
    Consultant,
    /// Team lead 销售主管
    TeamLead,
    /// Sales assistant 销售助理
    Assistant,
    /// Sales manager 销售经理
    Manager,
    /// Finance 财务
    Finance,
    /// Contract clerk 合同人员
    Contract,
    /// After-sales 客服
    AfterSales,
    /// Company leader 公司领导
    Leader,
    /// Administrator 系统管理员
    Administrator,
}

impl Role {
    /// Every role, in the order of the table's columns.
    pub const ALL: [Self; 10] = [
        Self::Reception,
        Self::Consultant,
        Self::TeamLead,
        Self::Assistant,
        Self::Manager,
        Self::Finance,
        Self::Contract,
        Self::AfterSales,
        Self::Leader,
        Self::Administrator,
    ];

    /// As typed and stored: `team_lead`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Consultant => "consultant",
            Self::TeamLead => "team_lead",
            Self::Assistant => "assistant",
            Self::Manager => "manager",
            Self::Finance => "finance",
            Self::Contract => "contract",
            Self::AfterSales => "after_sales",
            Self::Leader => "leader",
            Self::Administrator => "administrator",
        }
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Reception => words::RECEPTION,
            Self::Consultant => words::CONSULTANT,
            Self::TeamLead => words::TEAM_LEAD,
            Self::Assistant => words::ASSISTANT,
            Self::Manager => words::MANAGER,
            Self::Finance => words::FINANCE,
            Self::Contract => words::CONTRACT,
            Self::AfterSales => words::AFTER_SALES,
            Self::Leader => words::LEADER,
            Self::Administrator => words::ADMINISTRATOR,
        }
    }
}

/// The roles of one person. People in small offices wear several hats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Role>", into = "Vec<Role>")]
pub struct Roles(u16);

impl Roles {
    /// Whether `role` is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }

    /// Whether any of `roles` is among them.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    /// Whether guests and deals may be theirs: in a small office the manager sells as well.
    pub const fn sells(self) -> bool {
        self.receives() || self.has(Role::Manager)
    }

    /// Whether they stand in the rotation and receive guests in turn.
    pub const fn receives(self) -> bool {
        self.has(Role::Consultant) || self.has(Role::TeamLead)
    }

    /// None at all.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One by one, in table order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | 1 << role as u16))
    }
}
impl From<Vec<Role>> for Roles {
    fn from(roles: Vec<Role>) -> Self {
        roles.into_iter().collect()
    }
}
impl From<Roles> for Vec<Role> {
    fn from(roles: Roles) -> Self {
        roles.iter().collect()
    }
}

/// What a role may do in a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// `-`: nothing.
    Nothing,
    /// `V`: see.
    View,
    /// `R`: start it; somebody who may must confirm with their own PIN.
    Request,
    /// `E`: do it.
    Execute,
    /// `A`: do it, and confirm it for others.
    Approve,
}

/// How many people an action takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// `E` and `A` act alone; `R` needs the PIN of an `E` or `A`.
    Single,
    /// Only `A` acts alone; `E` and `R` need the PIN of an `A`.
    Approved,
    /// Always two people, one of them an `A` and the other at least an `R` (更正, 双人).
    TwoPeople,
}

/// A row of the table: a kind of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// 签到/轮序/离岗登记
    RotationSign,
    /// One's own sign-in, absence, register and reception 本人签到/离岗/登记 (RULES 1.1.1)
    OwnTurn,
    /// Taking back what one has just written down oneself 撤销本人刚记的
    OwnEntry,
    /// 轮序调整, 罚轮, 停轮
    RotationReorder,
    /// 来访/来电登记
    Register,
    /// 客户跟踪: following guests up (RULES 1.0 置业顾问: register, follow)
    FollowUp,
    /// 登记表收取汇总归档 (atlas 三.2)
    RegisterHandIn,
    /// 判客裁定
    Attribution,
    /// 推盘/销控/解控
    SalesControl,
    /// 自留 (the leader's part of 推盘/销控/解控)
    OwnUse,
    /// 锁房
    Hold,
    /// Giving a hold or reservation back 解锁: one's own, or any by those who manage the grid
    GiveBack,
    /// 预留
    Reserve,
    /// 候补
    Waitlist,
    /// 调价
    Price,
    /// 认购书
    Subscription,
    /// 填写认购书, 签字, 档案表, 交资料 (the E(填) of 认购书)
    SubscriptionEntry,
    /// 盖章分联 (the E(盖章) of 认购书)
    SubscriptionStamp,
    /// 记录存档, 收回, 作废 (the E(归档) of 认购书)
    SubscriptionArchive,
    /// 认购书库存领用
    PaperStock,
    /// 提出申请: to ask is not yet to decide
    Ask,
    /// 审批: who decides at which level stands in the application
    Decide,
    /// 一般性折扣: published with a leader's approval (RULES 1.6)
    PublishedDiscount,
    /// 底价 (RULES 1.6)
    FloorPrice,
    /// 延迟签约
    Extension,
    /// 特例折扣
    SpecialDiscount,
    /// 收款: counted by finance face to face, by nobody for them (the leader's A of 收款/退款 is for refunds)
    TakeMoney,
    /// 收款/退款/转账/换票
    Receipts,
    /// 冲销收据: the money part of 更正(冲销)事件, by manager and finance together
    CounterReceipt,
    /// 挞定/退定/换房/更名
    Change,
    /// 买卖合同/备案/归档
    Contract,
    /// 交楼/产权
    Handover,
    /// 看明文个人信息
    Reveal,
    /// 导出
    Export,
    /// 更正(冲销)事件
    Correct,
    /// 客户投诉 (RULES 1.7)
    Complaint,
    /// 日结
    DayClose,
    /// Staff and their roles 人员
    Staff,
    /// One's own PIN 本人密码
    OwnPin,
    /// House rules 参数
    Policy,
    /// Confirming the computer's clock 确认时钟
    Clock,
    /// Forgetting a person on request 删除个人信息
    Forget,
}

/// One row of the permission table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The kind of action.
    pub duty: Duty,
    /// In words.
    pub text: Text,
    /// A letter a role, in the order of [`Role::ALL`]: `-` nothing, `V` view, `R` request, `E` execute, `A` approve.
    pub grants: &'static str,
}

/// The table. Columns: reception, consultant, team lead, assistant, manager, finance, contract, after-sales, leader,
/// administrator. RULES 1.0 has seven of them; a team lead is a consultant who also keeps the rota, after-sales works
/// on handover and title, the administrator looks after people and parameters and touches no sale.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    Row { duty: Duty::RotationSign,    text: words::DUTY_ROTATION_SIGN,    grants: "E R E E A - - - V -" },
    Row { duty: Duty::OwnTurn,         text: words::DUTY_OWN_TURN,         grants: "- E E E A - - - V -" },
    Row { duty: Duty::OwnEntry,        text: words::DUTY_OWN_ENTRY,        grants: "E E E E A - - - V -" },
    Row { duty: Duty::RotationReorder, text: words::DUTY_ROTATION_REORDER, grants: "- - R R A - - - V -" },
    Row { duty: Duty::Register,        text: words::DUTY_REGISTER,         grants: "E E E V V - - - V -" },
    Row { duty: Duty::FollowUp,        text: words::DUTY_FOLLOW_UP,        grants: "- E E V A - - - V -" },
    Row { duty: Duty::RegisterHandIn,  text: words::DUTY_REGISTER_HAND_IN, grants: "- - - E A - - - V -" },
    Row { duty: Duty::Attribution,     text: words::DUTY_ATTRIBUTION,      grants: "- R R E A - - - V -" },
    Row { duty: Duty::SalesControl,    text: words::DUTY_SALES_CONTROL,    grants: "- - - E A V V - V -" },
    Row { duty: Duty::OwnUse,          text: words::DUTY_OWN_USE,          grants: "- - - R R V V - A -" },
    Row { duty: Duty::Hold,            text: words::DUTY_HOLD,             grants: "- R R E A V - - V -" },
    Row { duty: Duty::GiveBack,        text: words::DUTY_GIVE_BACK,        grants: "- E E E A V - - V -" },
    Row { duty: Duty::Reserve,         text: words::DUTY_RESERVE,          grants: "- R R E A V - - V -" },
    Row { duty: Duty::Waitlist,        text: words::DUTY_WAITLIST,         grants: "- E E E A V - - V -" },
    Row { duty: Duty::Price,           text: words::DUTY_PRICE,            grants: "- - - E A V V - A -" },
    Row { duty: Duty::Subscription,    text: words::DUTY_SUBSCRIPTION,     grants: "- E E E A E E - - -" },
    Row { duty: Duty::SubscriptionEntry,   text: sale::DUTY_ENTRY,     grants: "- E E - A - - - - -" },
    Row { duty: Duty::SubscriptionStamp,   text: sale::DUTY_STAMP,     grants: "- - - V V V E - - -" },
    Row { duty: Duty::SubscriptionArchive, text: sale::DUTY_ARCHIVE,   grants: "- - - E A V V - - -" },
    Row { duty: Duty::PaperStock,          text: sale::DUTY_STOCK,     grants: "- - - E A - E - - -" },
    Row { duty: Duty::Ask,                 text: sale::DUTY_ASK,       grants: "- E E E A E E - E -" },
    Row { duty: Duty::Decide,              text: sale::DUTY_DECIDE,    grants: "- R R R A A R - A -" },
    Row { duty: Duty::PublishedDiscount,   text: sale::DUTY_DISCOUNT,  grants: "- - - R R V V - A -" },
    Row { duty: Duty::FloorPrice,          text: sale::DUTY_FLOOR,     grants: "- - - - R V - - A -" },
    Row { duty: Duty::Extension,       text: words::DUTY_EXTENSION,        grants: "- R R E A V V - A -" },
    Row { duty: Duty::SpecialDiscount, text: words::DUTY_SPECIAL_DISCOUNT, grants: "- R R - A E E - A -" },
    Row { duty: Duty::TakeMoney,       text: sale::DUTY_TAKE_MONEY,        grants: "- - - - - E - - V -" },
    Row { duty: Duty::Receipts,        text: words::DUTY_RECEIPTS,         grants: "- - - - - E - - A -" },
    Row { duty: Duty::CounterReceipt,  text: sale::DUTY_COUNTER_RECEIPT,   grants: "- - - - A A - - V -" },
    Row { duty: Duty::Change,          text: words::DUTY_CHANGE,           grants: "- R R E A A E - A -" },
    Row { duty: Duty::Contract,        text: words::DUTY_CONTRACT,         grants: "- R R V A V E - - -" },
    Row { duty: Duty::Handover,        text: words::DUTY_HANDOVER,         grants: "- - - E A A E E V -" },
    Row { duty: Duty::Reveal,          text: words::DUTY_REVEAL,           grants: "- E E E E E E E E -" },
    Row { duty: Duty::Export,          text: words::DUTY_EXPORT,           grants: "- - - E A E E - A -" },
    Row { duty: Duty::Correct,         text: words::DUTY_CORRECT,          grants: "- - - R A V - - V -" },
    Row { duty: Duty::Complaint,       text: complaint::DUTY_COMPLAINT,   grants: "E E E E A - - E V -" },
    Row { duty: Duty::DayClose,        text: words::DUTY_DAY_CLOSE,        grants: "- - - R A A - - V -" },
    Row { duty: Duty::Staff,           text: words::DUTY_STAFF,            grants: "- - - - A - - - A E" },
    Row { duty: Duty::OwnPin,          text: words::DUTY_OWN_PIN,          grants: "E E E E E E E E E E" },
    Row { duty: Duty::Policy,          text: words::DUTY_POLICY,           grants: "- - - - A - - - A E" },
    Row { duty: Duty::Clock,           text: words::DUTY_CLOCK,            grants: "E E E E A E E E E E" },
    Row { duty: Duty::Forget,          text: words::DUTY_FORGET,           grants: "- - - R A - - - A -" },
];

/// The most that `roles` may do in the row of `duty`.
pub fn grant(duty: Duty, roles: Roles) -> Grant {
    TABLE
        .iter()
        .find(|row| row.duty == duty)
        .into_iter()
        .flat_map(|row| row.grants.split(' ').zip(Role::ALL))
        .filter(|(_, role)| roles.has(*role))
        .map(|(letter, _)| match letter {
            "V" => Grant::View,
            "R" => Grant::Request,
            "E" => Grant::Execute,
            "A" => Grant::Approve,
            _ => Grant::Nothing,
        })
        .max()
        .unwrap_or(Grant::Nothing)
}

/// What the table says to one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Go ahead.
    Allowed,
    /// The actor may start it; somebody else's PIN is missing.
    NeedsApproval,
    /// The actor may start it, but the person whose PIN was given may not confirm it.
    ApproverUnfit,
    /// The actor may not.
    Denied,
}

/// Whether `actor` may do a thing of `duty` under `control`, confirmed by `approver` (never the same person).
pub fn verdict(duty: Duty, control: Control, actor: Roles, approver: Option<Roles>) -> Verdict {
    let actor = grant(duty, actor);
    if actor < Grant::Request {
        return Verdict::Denied;
    }
    let enough_alone = match control {
        Control::Single => actor >= Grant::Execute,
        Control::Approved => actor >= Grant::Approve,
        Control::TwoPeople => false,
    };
    let Some(approver) = approver.map(|roles| grant(duty, roles)) else {
        return if enough_alone { Verdict::Allowed } else { Verdict::NeedsApproval };
    };
    // Also where nobody had to confirm: the log must not name an approver whose word counts for nothing.
    let fit = match control {
        Control::Single => approver >= Grant::Execute,
        Control::Approved => approver >= Grant::Approve,
        Control::TwoPeople => actor.max(approver) >= Grant::Approve && approver >= Grant::Request,
    };
    if fit { Verdict::Allowed } else { Verdict::ApproverUnfit }
}

/// The roles that may do a thing of `duty` under `control` alone, and those that may with somebody else's PIN.
pub fn doers(duty: Duty, control: Control) -> (Vec<Role>, Vec<Role>) {
    let those = |wanted: Verdict| {
        let fits = |role: &Role| verdict(duty, control, [*role].into_iter().collect(), None) == wanted;
        Role::ALL.into_iter().filter(fits).collect()
    };
    (those(Verdict::Allowed), those(Verdict::NeedsApproval))
}

/// The roles that may confirm a thing of `duty` under `control` for somebody who only may start it.
pub fn approvers(duty: Duty, control: Control) -> Vec<Role> {
    let least = match control {
        Control::Single => Grant::Execute,
        Control::Approved | Control::TwoPeople => Grant::Approve,
    };
    Role::ALL.into_iter().filter(|role| grant(duty, [*role].into_iter().collect()) >= least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RULES 1.0, the seven columns of the matrix as printed there; notes in brackets are left out where the table
    /// has a row of its own for them.
    #[rustfmt::skip]
    const MATRIX: &[(Duty, [&str; 7])] = &[
        //                        前台  顾问  助理  经理  财务  合同  领导
        (Duty::RotationSign,    ["E", "R", "E", "A", "-", "-", "V"]),
        (Duty::RotationReorder, ["-", "-", "R", "A", "-", "-", "V"]),
        (Duty::Register,        ["E", "E", "V", "V", "-", "-", "V"]),
        (Duty::Attribution,     ["-", "R", "E", "A", "-", "-", "V"]),
        (Duty::SalesControl,    ["-", "-", "E", "A", "V", "V", "V"]), // leader A(自留): row OwnUse
        (Duty::Hold,            ["-", "R", "E", "A", "V", "-", "V"]),
        (Duty::Reserve,         ["-", "R", "E", "A", "V", "-", "V"]),
        (Duty::Subscription,    ["-", "E", "E", "A", "E", "E", "-"]),
        (Duty::Extension,       ["-", "R", "E", "A", "V", "V", "A"]),
        (Duty::SpecialDiscount, ["-", "R", "-", "A", "E", "E", "A"]),
        (Duty::Receipts,        ["-", "-", "-", "-", "E", "-", "A"]),
        (Duty::Change,          ["-", "R", "E", "A", "A", "E", "A"]),
        (Duty::Contract,        ["-", "R", "V", "A", "V", "E", "-"]),
        (Duty::Handover,        ["-", "-", "E", "A", "A", "E", "V"]),
        (Duty::Reveal,          ["-", "E", "E", "E", "E", "E", "E"]), // 本人客户, 留痕
        (Duty::Export,          ["-", "-", "E", "A", "E", "E", "A"]),
        (Duty::Correct,         ["-", "-", "R", "A", "V", "-", "V"]), // finance A(涉款): row CounterReceipt
        (Duty::DayClose,        ["-", "-", "R", "A", "A", "-", "V"]),
    ];

    const COLUMNS: [Role; 7] = [
        Role::Reception,
        Role::Consultant,
        Role::Assistant,
        Role::Manager,
        Role::Finance,
        Role::Contract,
        Role::Leader,
    ];

    fn roles(role: Role) -> Roles {
        [role].into_iter().collect()
    }

    #[test]
    fn the_table_is_the_matrix_of_rules_1_0() {
        for (duty, letters) in MATRIX {
            for (role, letter) in COLUMNS.into_iter().zip(letters) {
                let expected = match *letter {
                    "A" => Grant::Approve,
                    "E" => Grant::Execute,
                    "R" => Grant::Request,
                    "V" => Grant::View,
                    _ => Grant::Nothing,
                };
                assert_eq!(grant(*duty, roles(role)), expected, "{duty:?} {role:?}");
            }
        }
    }

    #[test]
    fn every_row_has_ten_letters_and_stands_once() {
        for (i, row) in TABLE.iter().enumerate() {
            let letters: Vec<&str> = row.grants.split(' ').collect();
            assert_eq!(letters.len(), Role::ALL.len(), "{:?}", row.duty);
            assert!(letters.iter().all(|l| ["-", "V", "R", "E", "A"].contains(l)), "{:?}", row.duty);
            assert!(TABLE[i + 1..].iter().all(|other| other.duty != row.duty), "{:?} twice", row.duty);
        }
    }

    #[test]
    fn nobody_may_do_anything_without_a_role() {
        for row in TABLE {
            assert_eq!(
                verdict(row.duty, Control::Single, Roles::default(), None),
                Verdict::Denied,
                "{:?}",
                row.duty
            );
        }
    }

    #[test]
    fn whoever_acts_alone_and_whoever_asks_are_told_apart() {
        let (alone, asking) = doers(Duty::Hold, Control::Single);
        assert_eq!(alone, [Role::Assistant, Role::Manager]);
        assert_eq!(asking, [Role::Consultant, Role::TeamLead]);
        let (alone, asking) = doers(Duty::Correct, Control::TwoPeople);
        assert!(alone.is_empty(), "two people");
        assert_eq!(asking, [Role::Assistant, Role::Manager]);
    }

    #[test]
    fn a_request_needs_the_pin_of_somebody_who_may() {
        let (consultant, assistant, manager, finance) =
            (roles(Role::Consultant), roles(Role::Assistant), roles(Role::Manager), roles(Role::Finance));
        let hold = |approver| verdict(Duty::Hold, Control::Single, consultant, approver);
        assert_eq!(hold(None), Verdict::NeedsApproval);
        assert_eq!(hold(Some(manager)), Verdict::Allowed);
        assert_eq!(hold(Some(assistant)), Verdict::Allowed, "the delegate, RULES 1.3.3");
        assert_eq!(hold(Some(finance)), Verdict::ApproverUnfit);
        assert_eq!(hold(Some(consultant)), Verdict::ApproverUnfit);
    }

    #[test]
    fn sales_control_by_the_assistant_needs_the_manager() {
        let (assistant, manager) = (roles(Role::Assistant), roles(Role::Manager));
        let release = |actor, approver| verdict(Duty::SalesControl, Control::Approved, actor, approver);
        assert_eq!(release(assistant, None), Verdict::NeedsApproval);
        assert_eq!(release(assistant, Some(manager)), Verdict::Allowed);
        assert_eq!(release(manager, None), Verdict::Allowed);
    }

    #[test]
    fn a_correction_takes_two_people_one_of_them_a_manager() {
        let (assistant, manager) = (roles(Role::Assistant), roles(Role::Manager));
        let correct = |actor, approver| verdict(Duty::Correct, Control::TwoPeople, actor, approver);
        assert_eq!(correct(manager, None), Verdict::NeedsApproval);
        assert_eq!(correct(manager, Some(assistant)), Verdict::Allowed);
        assert_eq!(correct(assistant, Some(manager)), Verdict::Allowed);
        assert_eq!(correct(assistant, Some(assistant)), Verdict::ApproverUnfit);
    }
}
