//! Words of sales control 销控.

use super::texts;

texts! {
    UNRELEASED = "未推", "Unreleased";
    WITHHELD = "销控", "Withheld";
    AVAILABLE = "可售", "Available";
    HELD = "锁房", "Held";
    RESERVED = "预留", "Reserved";
    SMALL_DEPOSIT = "小订", "Small deposit";
    SUBSCRIBED = "认购", "Subscribed";
    CONTRACTED = "签约", "Contracted";
    CHANGING = "变更中", "Changing";
    BOUGHT_BACK = "回购", "Bought back";

    OWN_USE = "自留", "own use";
    SHOW_FLAT = "样板房", "show flat";
    MORTGAGE = "抵押", "mortgage";
    SEIZURE = "查封", "seizure";
    WORK_PAYMENT = "抵工程款", "payment for works";
    LEADER_KEEPS = "领导保留", "kept by a leader";
    REPRICING = "待调价", "to be repriced";

    ENDED_EXPIRED = "到期", "expired";
    ENDED_GIVEN_BACK = "放回", "given back";
    ENDED_ENCUMBERED = "因抵押或查封", "encumbered";

    ENDED_DEAL = "认购未成", "subscription not completed";

    DUE_HOLD = "锁房到期", "hold ends";
    DUE_RESERVE = "预留到期", "reservation ends";

    STANDS = "目前是「{status}」。", "It is {status} now.";
    STANDS_SOLD = "{who} 已于 {since} 为认购 {deal} 占用。", "Taken by {who} for subscription {deal} since {since}.";
    STANDS_HELD = "{who} 已于 {since} 锁房, 至 {until}。", "Held for {who} since {since}, until {until}.";
    STANDS_RESERVED = "已为 {who} 的客户 {guest} 预留, 至 {until}。", "Reserved for {guest}, guest of {who}, until {until}.";
    STANDS_WITHHELD = "{who} 已于 {since} 销控, 原因: {reason}。", "Withheld by {who} since {since}: {reason}.";

    NO_SUCH_UNIT = "没有这套房源。", "There is no such unit.";
    NO_SUCH_UNIT_REMEDY = "请核对房号, 或先导入价目表。", "Check the number, or import a price list first.";
    HOLD_REMEDY = "可登记候补, 或另选一套。", "Put the guest on the waitlist, or choose another unit.";
    WITHHOLD_REMEDY = "只有可售房源可以销控; 锁房或预留的请先放回。", "Only an available unit can be withheld; give a hold or reservation back first.";
    RENEW_REMEDY = "只有锁房中的房源可以续锁。", "Only a held unit can be renewed.";
    RENEWED_ENOUGH = "锁房最多续 {most} 次, 已用完。", "A hold can be renewed {most} time(s) at most; that is used up.";
    RENEWED_ENOUGH_REMEDY = "请改为预留, 或到期后重新锁房。", "Reserve it instead, or hold it again after it has ended.";
    RESERVE_QUOTA = "{who} 已有 {live} 套预留, 上限 {quota} 套。", "{who} has {live} reservation(s) already; the quota is {quota}.";
    RESERVE_QUOTA_REMEDY = "先放回一套, 或由经理调整参数「每位顾问预留上限」。", "Give one back first, or let the manager change the parameter `reservations for each consultant`.";
    GIVE_BACK_REMEDY = "只有锁房或预留可以放回。", "Only a hold or a reservation can be given back.";
    NOT_YOURS = "这是 {who} 的。", "It belongs to {who}.";
    NOT_YOURS_REMEDY = "请本人, 或由销售助理、经理办理。", "Let them do it, or the assistant or the manager.";
    HELD_FOR_OTHER = "这套房源是为客户 {guest} 锁定的。", "The unit is held for {guest}.";
    HELD_FOR_OTHER_DEAL_REMEDY = "请为同一位客户填写认购, 或先放回。", "Subscribe for the same guest, or give it back first.";
    DEAL_REMEDY = "请从该认购继续, 或先撤回该认购。", "Go on with that subscription, or withdraw it first.";
    FLOOR_ABOVE_LIST = "底价不能高于表价。", "The floor price cannot be above the list price.";
    FLOOR_SAME = "底价与现在相同。", "The floor price is the same as now.";
    HELD_FOR_OTHER_REMEDY = "请为同一位客户预留, 或先放回。", "Reserve it for the same guest, or give it back first.";
    WAITLIST_FIRST = "候补第一位是 {who} 的客户 {guest}, 优先至 {until}。", "{guest}, guest of {who}, is first on the waitlist and comes first until {until}.";
    WAITLIST_FIRST_REMEDY = "请等到该时刻, 或由经理移出候补。", "Wait until then, or let the manager take them off the waitlist.";
    WAIT_FREE = "这套房源现在就可售。", "The unit is available right now.";
    WAIT_FREE_REMEDY = "直接锁房即可。", "Hold it instead.";
    WAITS_ALREADY = "该客户已在候补名单上。", "This guest is on the waitlist already.";
    HAS_IT_ALREADY = "该客户已锁定或预留这套房源。", "This guest has the unit held or reserved already.";
    WAITS_NOT = "该客户不在候补名单上。", "This guest is not on the waitlist.";
    ENCUMBERED = "该房源有未解除的{kind}, 文号 {document}。", "The unit has a live {kind}, document {document}.";
    ENCUMBERED_REMEDY = "解除后, 或登记抵押权人同意销售后再办理。", "Have it cancelled, or the mortgagee's consent recorded, first.";
    ENCUMBERED_TWICE = "{kind} {document} 已登记过。", "The {kind} {document} is recorded already.";
    SEIZURE_CONSENT = "查封没有同意销售一说, 请去掉该项。", "There is no consent to sell a seized unit; leave it out.";
    NOT_ENCUMBERED = "没有文号为 {document} 的{kind}。", "There is no {kind} with document {document}.";
    LIVE_DOCUMENTS = "未解除的文号: {live}。", "Live documents: {live}.";
    CLOCK_SUSPECT = "电脑时钟有异常跳变, 还没有人确认, 不能产生新的期限。", "The computer's clock made an odd jump that nobody has confirmed; no new deadline can be set.";
    CLOCK_SUSPECT_REMEDY = "请核对电脑的日期和时间, 然后执行「确认时钟无误」。", "Check the computer's date and time, then confirm the clock.";
    PRICE_REMEDY = "已有人占用的房源保持原价; 放回后再调价。", "A unit that somebody has keeps its price; change it after it is given back.";
    PRICE_NOT_POSITIVE = "价格必须大于零。", "A price must be above zero.";
    PRICE_TOO_HIGH = "价格大得不合常理, 请核对位数。", "The price is beyond all reason; check the digits.";
    PRICE_CHANGE_TOO_FAR = "一次涨跌最多 {most}%。", "A price moves by {most} percent at most at once.";
    PRICE_CHANGE_TOO_FAR_REMEDY = "请直接给出单价或总价, 或由经理调整参数「一次调价的最大幅度」。", "Give the unit price or the total instead, or let the manager change the parameter for the largest change.";
    PRICE_SAME = "新价格与现价相同。", "The new price is the same as the old one.";
    NO_EARLIER_PRICE = "没有更早的价格版本。", "There is no earlier version of the price.";
    EARLIER_PRICE_OTHER_AREA = "上一版价格按更正前的面积计算, 不能照搬。", "The version before was priced by an area that was corrected since.";
    EARLIER_PRICE_OTHER_AREA_REMEDY = "请用「调价」直接给出单价或总价。", "Change the list price to a unit price or a total instead.";
    CORRECT_REMEDY = "请先放回锁房或预留; 已认购的走变更流程。", "Give the hold or reservation back first; a sold unit is changed by its own flow.";
    OWN_USE_REMEDY = "自留房源请先经公司领导批准解控。", "Have it lifted with a leader's approval first.";
    CORRECT_SAME = "没有需要更正的内容。", "There is nothing to correct.";
    AREA_NOT_POSITIVE = "面积必须大于零。", "An area must be above zero.";
    NET_ABOVE_GROSS = "套内面积不能大于建筑面积。", "The net area cannot be larger than the gross area.";

    FLOW_SALES_CONTROL = "销控", "Sales control";
    STEP_IMPORT = "导入价目表", "Import price list";
    STEP_RELEASE = "推盘", "Release batch";
    STEP_WITHHOLD = "销控", "Withhold";
    STEP_LIFT = "解控", "Lift";
    STEP_HOLD = "锁房", "Hold";
    STEP_RENEW = "续锁", "Renew hold";
    STEP_RESERVE = "预留", "Reserve";
    STEP_GIVE_BACK = "放回", "Give back";
    STEP_EXPIRE = "到期", "Expire";
    STEP_WAIT_FIRST = "候补优先", "Waitlist first";

    ABOUT = "{unit}: {why}", "{unit}: {why}";
}
