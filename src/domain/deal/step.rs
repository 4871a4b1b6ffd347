//! The steps of a subscription in the right order (RULES 1.4; atlas 三.3), each with the role that owns it.

use crate::domain::choice::choices;
use crate::domain::permission::Role;
use crate::text::sale as words;

choices! {
    /// A step of a subscription. The order is the order of the flow.
    Step {
        /// 核对销控锁房: the unit is locked before anything is written (RULES 5 row 1).
        Hold = "hold", words::S_HOLD;
        /// 填写认购书
        Fill = "fill", words::S_FILL;
        /// 顾问核对签字, 报认购审批单
        Sign = "sign", words::S_SIGN;
        /// 经理审核
        Review = "review", words::S_REVIEW;
        /// 客户确认条款签名
        Confirm = "confirm", words::S_CONFIRM;
        /// 财务当面点收定金, 开收据
        Deposit = "deposit", words::S_DEPOSIT;
        /// 加盖销售合同专用章, 分发各联
        Stamp = "stamp", words::S_STAMP;
        /// 成交客户档案表
        File = "file", words::S_FILE;
        /// 销控更改为认购
        Grid = "grid", words::S_GRID;
        /// 记录分析存档
        Archive = "archive", words::S_ARCHIVE;
        /// 购房资料交客户
        Papers = "papers", words::S_PAPERS;
    }
}

impl Step {
    /// Who owns it.
    pub const fn role(self) -> Role {
        match self {
            Self::Hold | Self::Review => Role::Manager,
            Self::Fill | Self::Sign | Self::Confirm | Self::File | Self::Papers => Role::Consultant,
            Self::Deposit => Role::Finance,
            Self::Stamp => Role::Contract,
            // The manager owns sales control; the assistant carries it out with the manager's PIN (RULES 1.0).
            Self::Grid | Self::Archive => Role::Assistant,
        }
    }

    /// The action that does it.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Hold | Self::Fill => "deal.enter",
            Self::Sign => "deal.sign",
            Self::Review => "application.approve",
            Self::Confirm => "deal.confirm",
            Self::Deposit => "deal.receive",
            Self::Stamp => "deal.stamp",
            Self::File => "deal.file",
            Self::Grid => "deal.subscribe",
            Self::Archive => "deal.archive",
            Self::Papers => "deal.papers",
        }
    }
}

choices! {
    /// How a deal came to its end.
    Outcome {
        /// 撤回: before any money was taken.
        Withdrawn = "withdrawn", words::O_WITHDRAWN;
        /// 到期未完成: its time was over before any money was taken.
        Expired = "expired", words::O_EXPIRED;
        /// 审批不同意
        Refused = "refused", words::O_REFUSED;
        /// 挞定: the deposit was forfeited (RULES 1.8).
        Forfeited = "forfeited", words::O_FORFEITED;
        /// 退定: the deposit was returned (RULES 1.8).
        Refunded = "refunded", words::O_REFUNDED;
        /// 换房: it goes on as the deal of another unit (RULES 1.8).
        Swapped = "swapped", words::O_SWAPPED;
    }
}

choices! {
    /// What is handed to the buyer at the end of a subscription (RULES 1.4 ⑬).
    Handout {
        /// 购房须知
        BuyersNotice = "buyers_notice", words::H_BUYERS_NOTICE;
        /// 按揭须知
        MortgageNotice = "mortgage_notice", words::H_MORTGAGE_NOTICE;
        /// 置业计划表
        PurchasePlan = "purchase_plan", words::H_PURCHASE_PLAN;
        /// 范本收入证明
        IncomeForm = "income_form", words::H_INCOME_FORM;
        /// 按揭资料明细表
        MortgageList = "mortgage_list", words::H_MORTGAGE_LIST;
        /// 银行交款流程表
        BankSteps = "bank_steps", words::H_BANK_STEPS;
    }
}

impl Handout {
    /// Only for whoever takes a loan. How the price is paid in at the bank concerns every buyer.
    pub const fn of_mortgages(self) -> bool {
        matches!(self, Self::MortgageNotice | Self::IncomeForm | Self::MortgageList)
    }
}
