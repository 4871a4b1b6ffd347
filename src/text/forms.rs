//! Forms of a sale: what they are called, what stands in their boxes, and what the commands for them say. The clauses of
//! these forms are Chinese and stand in their templates, where an office's lawyer can read and change them.

use super::texts;

texts! {
    SUBSCRIPTION = "认购书", "subscription form";
    INTERIM = "临时认购书", "interim subscription form";
    APPROVAL = "认购审批单", "approval sheet";
    CUSTOMER_FILE = "成交客户档案表", "customer file";
    COMMITMENT = "购房承诺函", "purchase commitment";
    BUYERS_NOTICE = "购房须知", "buyer's notice";
    MORTGAGE_NOTICE = "按揭须知", "mortgage notice";
    PURCHASE_PLAN = "置业计划书", "purchase plan";
    SIGNING_NOTICE = "客户签约须知", "signing notice";
    RECEIPT = "定金收据", "deposit receipt";
    SALES = "销售表", "sales sheet";
    HAND_OVER = "资料交接清单", "hand-over list of papers";
    WAIVER = "遗失声明", "waiver of a lost paper";

    DEAL_NO = "认购号", "subscription no.";
    FORM_NO = "编号", "form no.";
    COPY_OF = "第 {no} 联, 共 {of} 联", "copy {no} of {of}";
    UNIT_OF = "{building} 幢 {section} 单元 {room} 号", "building {building}, section {section}, room {room}";
    BASIS_GROSS = "建筑面积", "gross area";
    BASIS_NET = "套内建筑面积", "net area";
    BASIS_WHOLE = "套", "the whole unit";
    LENDER_FUND = "公积金", "housing fund";
    LENDER_BANK = "商业银行", "bank";
    ACCOUNT_OPEN = "尚欠", "missing";

    C_PRINT_SUBSCRIPTION = "认购书, 一联一页", "the subscription form, a sheet a copy";
    C_PRINT_INTERIM = "临时认购书 (定金未收齐), 一联一页", "the interim form (deposit not complete), a sheet a copy";
    C_PRINT_APPROVAL = "认购审批单", "the approval sheet";
    C_PRINT_FILE = "成交客户档案表 / 业主档案确认表", "the customer file";
    C_PRINT_COMMITMENT = "购房承诺函, 与法律不符的条款旁注依法理解", "the purchase commitment, with the lawful reading beside it";
    C_PRINT_NOTICE = "购房须知", "the buyer's notice";
    C_PRINT_MORTGAGE = "按揭须知和资料清单", "the mortgage notice with the list of papers";
    C_PRINT_PLAN = "置业计划书: 一次性、商贷、组合三种方案", "the purchase plan: three ways to pay side by side";
    C_PRINT_SIGNING = "客户签约须知", "the signing notice";
    C_PRINT_RECEIPT = "一张定金收据", "a receipt";
    C_PRINT_SALES = "一天或几天的销售表", "the sales sheet of a day or of several";
    C_PRINT_HAND_OVER = "资料交接清单", "the hand-over list of papers";
    C_PRINT_WAIVER = "一联认购书的遗失声明", "the waiver of a lost copy";
    O_DEAL = "认购号, 如 RG-0012, 或房号", "a subscription, like RG-0012, or its unit";
    O_DEAL_MAY = "认购号或房号; 没有认购的用 --unit", "a subscription or its unit; without one use --unit";
    O_RECEIPT = "收据号, 如 SJ-000012", "a receipt, like SJ-000012";
    O_PAPER = "文书编号, 如 RGS-000012", "a form, like RGS-000012";
    O_COPY = "第几联 (默认 1)", "which copy (default: 1)";
    O_UNIT_PLAN = "还没有认购的房源", "a unit without a subscription";
    O_GUEST_PLAN = "给哪位客户", "for which guest";
    O_DISCOUNTS = "已公布的优惠, 逗号分开", "published discounts, with commas";
    O_DOWN = "首付比例, 如 30%", "down payment, like 30%";
    O_YEARS = "贷款年限", "years of the loan";
    O_FUND = "公积金最高可贷, 如 80万", "most from the housing fund, like 80万";
    O_HOLDING = "家庭第几套: sole_home, second_home, further_home, non_home", "which home of the family: sole_home, second_home, further_home, non_home";
    O_VALID = "有效期至", "valid until";

    FUND_UNKNOWN = "公积金可贷额度未知, 确认后测算。", "What the housing fund lends is not known yet.";
    NO_RECEIPT_YET = "{deal} 还没有收据: 财务收定金后才有。", "There is no receipt of {deal} yet: finance writes one when the deposit comes in.";
    NO_FORM_YET = "{deal} 还没有领用{kind}: 顾问签字报审时自动领号。", "No {kind} was drawn for {deal}: a number is drawn when the consultant signs and hands in.";
    NOT_FILLED = "{deal} 还没有填写认购书, 没有可打印的内容。", "The form of {deal} is not filled yet; there is nothing to print.";
    NO_SUCH_DEAL_OR_UNIT = "没有认购「{text}」; 用 anchang show deals 查看全部。", "There is no subscription `{text}`; `anchang show deals` names them all.";
    NO_SUCH_RECEIPT = "没有收据「{text}」; 用 anchang show receipts 查看全部。", "There is no receipt `{text}`; `anchang show receipts` names them all.";
    NO_SUCH_PAPER = "没有领用过文书「{text}」。", "No form `{text}` was ever drawn.";
    NO_SUCH_UNIT = "没有房源「{text}」; 用 anchang show units 查看全部。", "There is no unit `{text}`; `anchang show units` names them all.";
    PLAN_OF_WHAT = "请写认购号, 或用 --unit 写房号。", "Give a subscription, or a unit with --unit.";
    NOT_SO = "「{text}」不能用在 {arg}。", "`{text}` cannot be given to {arg}.";
}
