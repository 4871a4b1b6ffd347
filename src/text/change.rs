//! Words of changes before the contract 变更, reminders and notices, complaints, and the close of a day.

use super::texts;

texts! {
    // calendar and parameters
    YEAR_NOT_ENTERED = "{year} 年的节假日还没有录入, 不能按工作日计算。", "The holidays of {year} are not entered; working days cannot be counted.";
    YEAR_NOT_ENTERED_REMEDY = "请在配置目录的 holidays.toml 补上该年, 或直接写日期, 或改按自然日。", "Add the year to holidays.toml in the config folder, give a date, or count natural days.";
    NATURAL_DAYS = "自然日", "natural days";
    WORKING_DAYS = "工作日", "working days";
    NEW_CLOCK = "重新计算签约期限", "a new clock";
    OLD_CLOCK = "沿用原签约期限", "the old clock";
    P_DAY_COUNT = "期限按自然日或工作日", "natural or working days";
    P_EXT_EACH = "每次延期最长", "longest extension";
    P_EXT_TIMES = "经理可批延期次数", "extensions by the manager";
    P_EXT_TOTAL = "经理可批累计延期", "days of extension by the manager";
    P_REMIND = "提前几天提醒签约", "days before a signing to remind";
    P_CURE = "催签后的宽限", "days to act after a demand";
    P_LATE_LOSES = "逾期签约失去的优惠 (延期逾期后才批准的也算)", "discounts an overdue signing loses (also one extended too late)";
    LOSES_NONE = "不失去", "none";
    LOSES_PUBLISHED = "一般性折扣", "published ones";
    LOSES_ALL = "全部优惠", "all";
    F_KEEP = "保留优惠", "keep the discounts";
    KEEP_BLANK = "不填就不保留, 客户多付 {off} 元", "blank: not kept, {off} more to pay";
    EV_DISCOUNTS_LOST = "逾期签约, 失去优惠 {names} 共 {off} 元, 成交价恢复为 {price} 元", "signed late: {names} lost, {off} in all, the price is {price} again";
    PLAN_BEHIND = "付款计划仍按原成交价, 合计 {plan} 元, 比现成交价 {price} 元少 {gap} 元: 请与客户约定, 办理「申请变更付款方式」, 并写入合同 (规则 1.6)", "the pay plan is still that of the price agreed: its {plan} are {gap} short of the {price} that it costs now; agree on one with the buyer, ask for another pay plan, and put it into the contract (RULES 1.6)";
    LOST_TO_PAY = "失去优惠后补足 (待约定)", "rest once discounts are lost (day to be agreed)";
    ASKS_LOSES = "{what}; 逾期后申请, 失去优惠 {names} 共 {off} 元, 恢复为 {price} 元", "{what}; asked for when overdue: {names} lost, {off} in all, the price is {price} again";
    ASKS_KEEPS = "{what}; 逾期后申请, 并请保留优惠 {names} 共 {off} 元", "{what}; asked for when overdue, and to keep {names}, {off} in all";
    DECIDED_LATE = "原签约日已过才审批: 批准后失去优惠 {names} 共 {off} 元, 恢复为 {price} 元; 要保留须退回, 另申请保留优惠", "Decided after the day had passed: approved it loses {names}, {off} in all, and costs {price} again; to keep them, return it and have it asked for anew with that";
    P_PAY_BACK = "应退款的付款期限", "days to pay back what is owed";
    P_SWAP_CLOCK = "换房后的签约期限", "clock after a swap";
    P_COMPLAINT = "投诉首次答复时限", "first answer to a complaint";

    // reminders and notices
    REMIND_CALL = "电话", "call";
    REMIND_SMS = "短信", "text message";
    REMIND_WECHAT = "微信", "WeChat";
    REMIND_MEETING = "面谈", "meeting";
    NOTICE_DEMAND = "催签通知书", "demand to sign";
    NOTICE_RESCISSION = "解除认购通知书", "notice of rescission";
    VIA_EMS = "邮政快递", "express mail";
    VIA_HAND = "当面签收", "by hand, signed for";
    VIA_EMAIL = "电子邮件", "email";
    REACHED = "已联系上", "reached";
    NOT_REACHED = "未联系上", "not reached";
    NOT_OVERDUE = "{deal} 没有逾期签约。", "The signing of {deal} is not overdue.";
    DEMAND_FIRST = "须先送达催签通知书, 且宽限期已过, 才能发解除通知。", "A rescission is sent only after the demand arrived and its days have run out.";
    NOTICE_NO_USED = "编号 {number} 已用于 {deal} 的{notice}。", "Number {number} is taken: the {notice} of {deal} has it.";
    NOTICE_NO_USED_REMEDY = "请换一个编号。", "Give this one another number.";
    NOTHING_SENT = "没有待送达的{notice}。", "There is no {notice} on its way.";
    ARRIVED_RANGE = "送达日应在 {first} 至 {last} 之间。", "The day of arrival must be from {first} to {last}.";

    // faults and money
    CAUSE_F1 = "F1 买方原因", "F1 the buyer's";
    CAUSE_F2 = "F2 买方征信或资料", "F2 the buyer's papers";
    CAUSE_F3 = "F3 不可归责", "F3 nobody's";
    CAUSE_F4 = "F4 卖方原因", "F4 the seller's";
    CAUSE_F5 = "F5 协商解除", "F5 by agreement";
    CAUSE_F6 = "F6 双方违约", "F6 both sides'";
    KEEP_RANGE = "协商没收的金额应在 0 至 {most} 元之间。", "What is kept by agreement must be from 0 to {most}.";
    KEEP_ONLY_AGREED = "只有协商解除或双方违约才约定没收金额; 其他按责任计算。", "An amount to keep is agreed only by agreement or where both are at fault; otherwise it follows from the fault.";
    NOT_SUBSCRIBED = "{deal} 还不是认购, 不走变更流程。", "{deal} is not subscribed yet; it has no changes.";
    NOT_SUBSCRIBED_REMEDY = "请撤回, 或退回重填。", "Withdraw it, or send it back to be filled anew.";
    CHANGE_RUNS = "{deal} 已有申请 {application} 在办。", "Application {application} runs for {deal} already.";
    CHANGE_NOT_RUNNING = "{deal} 没有在办的申请 {application}。", "No application {application} runs for {deal}.";
    EXTEND_LATER = "改签日须晚于原约定 {from}, 且不早于今天。", "The new day must be after {from} and not before today.";
    PROOF_MISSING = "按买方原因处理, 须先送达催签通知且宽限期满, 再送达解除通知, 或有客户书面声明。", "By the buyer's fault only after a demand arrived and ran out and the rescission arrived, or on the buyer's own written declaration.";
    PROOF_MISSING_REMEDY = "请先发催签通知书并登记送达; 客户自己声明放弃的, 请填写声明编号。", "Send the demand and record its arrival first, or give the number of the buyer's declaration.";
    SETTLE_STALE = "定金现在是 {paid} 元, 与申请时不同。", "The deposit is {paid} now, not what was decided about.";
    SETTLE_STALE_REMEDY = "请撤回申请, 重新提出。", "Take the application back and hand it in anew.";
    SWAP_SHORT = "原认购已付 {paid} 元, 不够新认购须先付的 {needed} 元。", "{paid} was paid on the old subscription; the new one needs {needed} first.";
    SWAP_SHORT_REMEDY = "请在新认购上约定先付的部分和补足日期。", "Agree on a smaller first part and a day for the rest on the new subscription.";
    SETTLED_ALREADY = "{deal} 已经结算。", "{deal} is settled already.";
    NOT_SETTLED = "还没有经批准并由财务结算, 不能放出房源。", "The end is not approved and settled by finance yet; the unit cannot be released.";
    NOT_SETTLED_REMEDY = "请先走完退定或挞定审批, 由财务结转。", "Finish the application and let finance carry it out first.";
    NOT_FORFEITED = "{deal} 没有可以撤销的挞定。", "{deal} has no forfeiture to take back.";
    REVIVE_PAST = "签约日不能早于今天 {today}。", "The contract cannot be due before today, {today}.";
    REVIVE_SOLD = "房源已被占用或改变状态, 不能撤销挞定。", "The unit is taken or no longer available; the forfeiture stays.";
    REVIVE_PAID = "余款已退给客户, 不能撤销挞定。", "Money went back to the buyer already; the forfeiture stays.";
    REVIVE_DISCOUNT = "{discount} 的名额在挞定后已给了别的认购 (限 {quota} 套), 不能按原价恢复。", "The quota of {discount} ({quota} units) was given to others since; the deal cannot come back at its price.";
    REVIVE_DISCOUNT_REMEDY = "请重新认购, 或先由领导增加名额。", "Subscribe anew, or have the leader publish more of it first.";
    NOTHING_OWED = "{deal} 没有应退的款。", "Nothing is owed to the buyer of {deal}.";
    PAY_BACK_VOUCHER = "转账单不付钱, 请选现金、刷卡或银行转账。", "No money changes hands by a voucher; choose cash, card or bank transfer.";
    OWED_RANGE = "退款应在 0 至 {owed} 元之间。", "What is paid back must be above 0 and at most {owed}.";
    SWAP_SAME = "新认购就是原认购。", "The new subscription is the old one.";
    SWAP_GUEST = "新认购 {to} 须是同一位客户。", "The new subscription {to} must be of the same guest.";
    SWAP_NOT_READY = "新认购 {to} 须先填写、审核、客户签名, 且还没有收定金。", "The new subscription {to} must be filled, approved and signed by the guest, with no deposit taken yet.";
    SWAP_NOT_READY_REMEDY = "请先为新房源填写认购到「客户签名」。", "Bring the new unit's subscription as far as the guest's signature first.";
    BUYERS_SAME = "认购人没有变化。", "The buyers are the same as before.";

    OTHER_KIND = "{application} 不是「{kind}」申请。", "{application} is no application for: {kind}.";
    DAY_OR_DAYS = "改签日和延期天数填且只填一项。", "Give either the new day or the number of days.";
    VOIDED_BUYERS = "认购人变更", "the buyers changed";
    EXCHANGE_OF_RECEIPTS = "换票", "exchange of receipts";

    // actions and fields
    A_REMIND = "记录提醒", "record a reminder";
    A_NOTICE = "发书面通知", "send a written notice";
    A_DELIVERED = "登记送达", "record that a notice arrived";
    A_EXTEND = "申请延迟签约", "ask for a later signing";
    A_PUT_OFF = "执行延迟签约", "carry an extension out";
    A_RELEASE = "申请退定或挞定", "ask to end a subscription";
    A_SETTLE = "结转定金", "carry the settlement out";
    A_PAY_BACK = "退款给客户", "pay back to the buyer";
    A_REOPEN = "放出房源", "release the unit again";
    A_REVIVE = "撤销挞定", "take a forfeiture back";
    A_SWAP = "申请换房", "ask for a swap";
    A_SWAP_OVER = "执行换房", "carry a swap out";
    A_BUYERS = "申请更名", "ask for other buyers";
    A_RENAME = "执行更名换票", "carry a change of buyers out";
    F_PAPER_NO = "单据编号", "number of the paper";
    F_NOTICE = "通知", "notice";
    F_NOTICE_NO = "通知编号", "number of the notice";
    F_VIA = "送达方式", "sent by";
    F_ARRIVED_ON = "送达日", "arrived on";
    F_PROOF = "送达凭证", "proof of delivery";
    F_REMIND_HOW = "方式", "how";
    F_REACHED = "是否联系上", "reached";
    F_NEW_DAY = "改签日", "new day";
    F_DAYS = "延期天数", "days";
    F_CAUSE = "责任", "whose fault";
    F_KEPT = "协商没收金额", "amount kept by agreement";
    F_DECLARATION = "客户声明编号", "number of the buyer's declaration";
    F_PAY_METHOD = "付款方式", "paid by";
    F_NEW_DEAL = "新认购", "new subscription";

    COMES_EXTENSION = "至 {to}, 第 {nth} 次, 累计 {total} 天, {levels}批", "until {to}, extension no. {nth}, {total} days in all, decided by {levels}";
    COMES_RELEASE = "没收 {forfeit}, 应退 {refund}, 赔付 {on_top}, {levels}批", "keep {forfeit}, return {refund}, pay {on_top} on top, decided by {levels}";

    // events
    EV_REMINDED = "{how}提醒, {reached}{note}", "reminded by {how}, {reached}{note}";
    EV_NOTICED = "发出{notice} {number}, {via}", "{notice} {number} sent by {via}";
    EV_NOTICED_UNTIL = "发出{notice} {number}, {via}, 限 {day}", "{notice} {number} sent by {via}, until {day}";
    EV_DELIVERED = "{notice}于 {on} 送达, 凭证 {proof}", "{notice} arrived on {on}, proof {proof}";
    EV_CHANGE_ASKED = "提出变更申请 {application}", "change {application} asked for";
    EV_CHANGE_DROPPED = "变更申请 {application} 未成", "application {application} came to nothing";
    EV_EXTENDED = "延迟签约 {from} 至 {to}, {days} 天", "signing put off from {from} to {to}, {days} day(s)";
    EV_SETTLED = "{cause}: 没收 {forfeit}, 应退 {refund}, 赔付 {on_top}", "{cause} fault: {forfeit} kept, {refund} owed back, {on_top} paid on top";
    EV_OWED = "应退客户 {owed}, {day} 前付清", "{owed} is owed to the buyer, to be paid by {day}";
    EV_REVIVED = "撤销挞定, {day} 前签约{note}", "forfeiture taken back, contract by {day}{note}";
    EV_BUYERS_CHANGED = "认购人变更为 {buyers}", "buyers are now {buyers}";
    EV_SWAPPED = "换房, 另一认购 {other}", "swapped, other subscription {other}";
    APP_EXTENSION = "延迟签约", "Extension";
    APP_RELEASE = "退定/挞定", "Refund or forfeiture";
    APP_SWAP = "换房", "Swap";
    APP_BUYERS = "更名", "Change of buyers";
    ASKS_EXTENSION = "{from} 延至 {to}, 第 {nth} 次, 累计 {total} 天, 单据 {evidence}", "{from} to {to}, extension no. {nth}, {total} days in all, paper {evidence}";
    ASKS_RELEASE = "{cause}: 没收 {forfeit}, 应退 {refund}, 赔付 {on_top}, 单据 {evidence}", "{cause} fault: keep {forfeit}, return {refund}, pay {on_top} on top, paper {evidence}";
    ASKS_SWAP = "换到 {unit} ({to}), 差价 {difference}, 单据 {evidence}", "to {unit} ({to}), difference {difference}, paper {evidence}";
    APP_PLAN = "变更付款方式", "Pay plan";
    EV_PLAN_CHANGED = "付款方式变更为{plan}, 成交价 {price} 元", "pay plan is now: {plan}, price {price}";
    ASKS_PLAN = "付款方式改为{plan}, {told}, 单据 {evidence}", "pay by {plan}, {told}, paper {evidence}";
    PLAN_PRICE_STAYS = "成交价仍为 {price} 元", "the price stays {price}";
    PLAN_PRICE = "成交价由 {before} 元变为 {price} 元", "the price goes from {before} to {price}";
    PLAN_LOSES = "失去优惠 {names}", "{names} lost";
    PLAN_TAKES = "新增优惠 {names}", "{names} added";
    PLAN_HAS_NOT = "这笔认购没有优惠「{discount}」。", "This subscription has no discount {discount}.";
    PLAN_HAS = "这笔认购已有优惠「{discount}」。", "This subscription has {discount} already.";
    PLAN_LOST = "「{discount}」已因逾期签约失去, 变更付款方式不能恢复。", "{discount} was lost by a late signing; another pay plan does not bring it back.";
    PLAN_SAME = "新付款方式与现在的完全相同。", "That is the pay plan that it has.";
    A_PLAN = "申请变更付款方式", "ask for another pay plan";
    A_REPLAN = "执行变更付款方式", "carry another pay plan out";
    F_LOSE = "失去的优惠", "discounts lost";
    LOSE_BLANK = "不填就都保留: {held}", "blank: all kept, {held}";
    F_TAKE = "新增的优惠", "discounts added";
    COMES_PLAN = "{told}, 首笔 {first} 元 {day} 前付, {levels}批", "{told}, first {first} by {day}, decided by {levels}";
    ASKS_BUYERS = "认购人改为 {buyers}, 证明 {evidence}", "buyers become {buyers}, proof {evidence}";
}
