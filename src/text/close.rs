//! Words of alerts 预警 and of the close of a day 日结.

use super::texts;

texts! {
    FIND_GRID_DEALS = "销控与认购不符", "grid and subscriptions differ";
    FIND_RECEIPTS = "账户与收据不符", "accounts and receipts differ";
    FIND_INCOMPLETE = "登记未补全", "register lines incomplete";
    FIND_UNWITNESSED = "接待未见证", "receptions unwitnessed";
    FIND_OPEN_RECEPTION = "接待未结束", "receptions not over";
    FIND_DEPOSIT_MISSING = "定金未收齐", "deposit not complete";
    FIND_AFTER_CLOSE = "上次日结之后当天又办理", "done after the last close, on its day";
    FIND_CLOCK = "时钟未确认", "clock not confirmed";
    FIND_BACKUP = "今天没有备份", "no backup today";
    FIND_COMPLAINT = "投诉已答复未结案", "complaint answered but not closed";
    FIND_REVEALS = "查看过个人信息", "personal data looked at";
    CLOSED_ALREADY = "{day} 已经日结。", "{day} is closed already.";
    NO_SUCH_FINDING = "今天没有这一项需要说明。", "There is nothing of this to explain today.";
    OVERDUE_UNTOUCHED = "{deal} 逾期签约, 今天还没有处理。", "The signing of {deal} is overdue and nothing was done about it today.";
    OVERDUE_UNTOUCHED_REMEDY = "请做它的下一步, 或写明原因结转到明天。", "Take its next step, or carry it over with a reason.";
    UNEXPLAINED = "{what} ({about}) 还没有说明。", "{what} ({about}) is not explained yet.";
    UNEXPLAINED_REMEDY = "请先改正, 或写明原因。", "Put it right, or say why.";
    DAY_AHEAD = "{day} 还没有到。", "{day} is still to come.";
    EARLIER_OPEN = "{day} 还没有日结, 请先结那一天。", "{day} is not closed yet; close that day first.";
    CLOSE_BOTH = "日结由经理和财务共同签字。", "A day is closed by the manager and finance together.";
    EV_CARRIED = "结转 {deal}{note}", "{deal} carried over{note}";
    EV_EXPLAINED = "说明 {what}{about}{note}", "{what}{about} explained{note}";
    EV_CLOSED = "日结: 认购 {subscribed} 套, 在手定金 {deposits}, 结转 {carried} 项, 日志 {head}", "day closed: {subscribed} subscribed, deposits held {deposits}, {carried} carried over, log {head}";
    A_CARRY = "逾期结转", "carry an overdue signing over";
    A_EXPLAIN = "说明差异", "explain a finding";
    A_CLOSE = "日结", "close the day";
    F_DAY = "日期", "day";
    F_ABOUT = "哪一项", "about";
    F_KIND = "类别", "kind";

    // lists
    C_SHOW_FLOW = "流程及在办数 (不写名称则列出全部)", "flows with their live cases (all of them without a name)";
    C_SHOW_ALERTS = "预警: 到期与逾期, 及唯一的下一步", "alerts: what is due or overdue, with the one next step";
    O_FLOW = "流程代号或名称", "code or name of a flow";
    O_DAYS = "往后看几天, 默认 3", "how many days ahead, 3 where not said";
    H_FLOW = "流程", "flow";
    H_STEP = "步骤", "step";
    H_ROLE = "角色", "role";
    H_ACTION = "操作", "action";
    H_CLOCK = "时限参数", "clock";
    H_LIVE = "在办", "live";
    H_LATE = "逾期", "late";
    H_NEXT = "之后", "leads to";
    H_NEXT_STEP = "下一步", "next step";
    H_MONEY = "应收/风险", "money at stake";

    // next steps
    N_REMIND = "发提醒", "remind";
    N_CONFIRM_COMING = "确认到场时间", "ask when they come";
    N_CALL = "电话催签并记录", "call and record it";
    N_DEMAND = "发催签通知书", "send the demand";
    N_DELIVER = "登记催签送达", "log demand arrival";
    N_WAIT = "宽限期内再联系", "call again";
    N_RESCIND = "发解除通知书", "send rescission";
    N_DELIVER_RESCISSION = "登记解除送达", "log notice arrival";
    N_RELEASE = "申请挞定或退定", "forfeit or refund";
    N_WAITS = "等{role}审批: {kind}", "{kind}: {role} decides";
    N_DECIDE = "{role}审批: {kind}", "{role}: decide {kind}";
    N_PUT_OFF = "执行已批延迟签约", "put the signing off";
    N_SETTLE = "财务结转", "finance settles it";
    N_SWAP = "执行换房", "carry out the swap";
    N_RENAME = "执行更名", "change the buyers";
    N_RECALL = "收回认购书各联", "recall the copies";
    N_REOPEN = "放出房源", "release the unit";
    N_PAY_BACK = "退还 {owed}", "repay {owed}";
    N_RECEIVE = "收补足定金, 或改期", "rest, or new day";
    N_COLLECT_AGAIN = "重新收定金; 不买了就办退定", "take the deposit again; if they do not buy, ask for its release";
    N_STEP = "{step}", "{step}";
    N_RESERVE = "转认购或放回", "sell or give back";
    N_RENEW = "续锁、转认购或放回", "renew or give back";
    N_FOLLOW = "跟进", "follow up";
    N_APPOINTMENT = "登记是否到访", "did they come?";
    N_JUDGE = "判责", "judge whose it is";
    N_ANSWER = "答复客户", "answer the guest";
    WHY_SOON = "签约日未到, 按规定提前提醒 (规则 1.8)", "not due yet; reminded beforehand by the rule (RULES 1.8)";
    WHY_CALL = "已逾期, 还没有联系客户 (规则 1.8)", "overdue, and nobody called the buyer since (RULES 1.8)";
    WHY_DEMAND = "已逾期且未申请延期, 须先送达催签通知 (规则 1.8)", "overdue without an extension: a demand must reach the buyer first (RULES 1.8)";
    WHY_DELIVER = "通知到达才生效 (民法典 565)", "a notice takes effect when it arrives (Civil Code 565)";
    WHY_CURE = "催签通知已送达, 宽限至 {day}", "the demand arrived; they have until {day}";
    WHY_RESCIND = "宽限期已过, 可以解除 (规则 1.8)", "the days to act are over; it can be rescinded (RULES 1.8)";
    WHY_RELEASE = "解除通知已送达, 分清责任再处理定金 (规则 1.8)", "the rescission arrived: the fault decides about the deposit (RULES 1.8)";
    WHY_PENDING = "申请在审批中; 未批准前不停止计时 (规则 1.5)", "an application waits; it does not stop the clock (RULES 1.5)";
    WHY_APPROVED = "申请已批准, 待执行", "the application is approved and waits to be carried out";
    WHY_RELEASE_RULE = "收回各联后才能放出房源 (规则 1.3.3)", "the unit is released once every copy is back (RULES 1.3.3)";
    WHY_LOST = "{why}; 逾期签约失去优惠 {names} 共 {off} 元, 恢复为 {price} 元 (规则 1.6)", "{why}; signed late it loses {names}, {off} in all, and costs {price} (RULES 1.6)";
    WHY_OWED = "应退款已确认, 付清前一直提醒 (规则 1.3.3、1.8)", "it is recorded as owed to the buyer and stays until it is paid (RULES 1.3.3, 1.8)";
    WHY_TAKEN_BACK = "定金收据已冲销, 房源仍占着 (规则 1.3.2)", "the deposit was taken back by a counter-receipt and the unit is still locked (RULES 1.3.2)";
    WHY_DUE = "到期须处理", "it is due";
    OVERDUE_DAYS = "逾期 {days} 天", "{days} d late";
    DUE_TODAY = "今天", "today";
    DUE_IN = "{days} 天后", "in {days} d";
}
