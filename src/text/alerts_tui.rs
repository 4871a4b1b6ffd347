//! Words of alerts 预警, of the day close 日结 and of the flows 流程 in the terminal.

use super::texts;

texts! {
    ALERTS = "预警", "Alerts";
    CLOSE = "日结", "Day close";
    FLOWS = "流程", "Flows";
    IN_ALERTS = "预警", "alerts";
    IN_CLOSE = "日结", "day close";
    IN_FLOWS = "流程", "flows";
    IN_CASES = "在办事项", "cases";
    IN_MESSAGE = "短信", "short message";

    CMD_CALL = "记电话", "Record a call";
    CMD_MESSAGE = "短信", "Message";
    CMD_COMPLAINT = "投诉", "Complaint";
    CMD_CLOSE = "日结", "Day close";
    CMD_FLOWS = "流程", "Flows";
    CMD_FILTER = "筛选", "Filter";
    CMD_DEAL = "看交易", "The deal";
    CMD_REASON = "写原因", "Give a reason";
    CMD_SIGN = "签字日结", "Sign";
    CMD_CASES = "在办", "Cases";
    CMD_OPEN = "打开", "Open";
    CMD_NEXT_FLOW = "下一流程", "Next flow";
    CMD_PREVIOUS_FLOW = "上一流程", "Previous flow";
    CMD_COPY = "复制并记下", "Copy and write down";
    CMD_PRINT = "打印", "Print";
    PRINT_REASON = "办理催签、变更或投诉", "a deadline is seen to";
    CMD_PRINT_DAY = "打印日结单", "Print the sheet";
    CMD_OTHER_MESSAGE = "换一条", "Another one";

    HELP_ALERTS = "房源、认购和投诉在前, 跟进客户在后, 各按逾期排; 每一行只有一个下一步; 回车就做。直接输入查找。", "Units, deals and complaints come first, guests to follow up behind them, the most overdue first, with exactly one next step each: Enter takes it. Type to look for something.";
    HELP_CLOSE = "逐项处理: 回车做下一步, 空格写明原因。做完的打 [v], 光标自动到下一项; 中断后接着做。", "One by one: Enter takes the next step, Space gives a reason. What is done has a [v], and the cursor goes on by itself; an interrupted evening goes on where it was.";
    HELP_CLOSE_2 = "全部做完后由经理和财务签字, 随后自动备份。", "When all is done, manager and finance sign; a backup follows by itself.";
    HELP_FLOWS = "左右换流程, 上下选步骤, 回车列出在办事项。", "Left and right turn to another flow, up and down choose a step, Enter lists its cases.";

    // the list
    COUNTS = "逾期 {late}  今天 {today}  {days} 天内 {soon}", "Overdue {late}  today {today}  within {days} days {soon}";
    SIGNINGS = "签约逾期 {count}", "overdue signings {count}";
    FILTERED = "筛选 {what}", "Filter {what}";
    SEARCH_HINT = "输入房号、客户、顾问或事项", "a unit, guest, consultant or kind";
    H_WHEN = "到期", "Due";
    H_WHAT = "事项", "What";
    H_UNIT = "房源", "Unit";
    H_GUEST = "客户", "Guest";
    H_OWNER = "顾问", "Whose";
    H_MONEY = "应收/风险", "At stake";
    H_NEXT = "下一步", "Next step";
    AT_TIME = "今天 {time}", "today {time}";
    LATE_TODAY = "已过 {time}", "was {time}";
    MONEY_DEPOSIT = "{amount}", "{amount}";
    MONEY_OWED = "应退 {amount}", "owed {amount}";
    MONEY_LACKS = "欠 {amount}", "lacks {amount}";
    NOTHING_DUE = "{days} 天内没有到期或逾期的事项。", "Nothing is due within {days} days, and nothing is overdue.";
    NONE_FOUND = "没有符合的事项。按 Esc 取消查找和筛选。", "Nothing fits. Esc takes the search and the filter away.";
    OPEN_DAY = "{day} 未日结: {key}", "{day} not closed: {key}";
    NEXT_IS = "下一步: {next}", "Next step: {next}";
    WHY_IS = "为什么是这一步: {why}", "Why this one: {why}";
    D_SIGNING = "认购 {deal}  约定签约 {day}  延期 {count} 次 累计 {days} 天", "Subscription {deal}  contract by {day}  put off {count} time(s), {days} day(s)";
    D_DEAL = "认购 {deal}", "Subscription {deal}";
    D_CARRIED = "{day} 结转: {reason}", "Carried over on {day}: {reason}";
    HISTORY = "历史", "History";
    NO_ALERT_HERE = "这里没有事项", "There is nothing here";
    NO_DEAL_HERE = "这一项不是认购", "This is not about a subscription";
    NO_MESSAGE_HERE = "这一项没有短信", "There is no message about this";
    F_KINDS = "事项", "what";
    F_OWNER = "顾问", "consultant";
    F_DAYS = "往后天数", "days ahead";
    DAYS_RANGE = "天数是 0 到 366。", "Days are 0 to 366.";

    // short messages
    MESSAGE_TITLE = "短信: {what}", "Short message: {what}";
    MESSAGE_HOW = "复制后贴到手机或微信里发送。", "It is copied, to be pasted where it is sent.";
    MESSAGE_NOTED = "同时记下: 谁、何时、哪一条。", "Who sent which one when is written down.";
    MESSAGE_COPIED = "已复制到剪贴板, 已记下", "Copied, and written down";
    MESSAGE_WRONG = "短信写不成: {what}", "The message cannot be written: {what}";

    // the close of a day
    C_TITLE = "{day} 日结  还差 {open} 项", "Close of {day}  {open} left";
    C_READY = "{day} 日结  可以签字", "Close of {day}  ready to sign";
    C_OVERDUE = "一  逾期签约 {done}/{count}", "1  Overdue signings {done}/{count}";
    C_FINDINGS = "二  须说明 {done}/{count}", "2  To be explained {done}/{count}";
    C_KNOWN = "三  须知", "3  To be known";
    C_SHEET = "四  日结表", "4  Day sheet";
    C_NONE = "没有", "none";
    C_ACTED = "当日已办", "done that day";
    C_CARRIED = "结转: {reason}", "carried over: {reason}";
    C_EXPLAINED = "说明: {reason}", "explained: {reason}";
    C_SIGN = "经理和财务签字", "manager and finance sign";
    C_SIGNED = "{day} 由 {who} 和 {with} 签字 {at}, 日志 {head}", "{day} signed by {who} and {with} at {at}, log {head}";
    C_HOLDS = "{what} {count} 项, 最早 {unit} {at}", "{what}: {count}, the first {unit} {at}";
    C_STILL_OPEN = "还没结束: {what}。之后办的记入下一张日结单。", "Still going on: {what}. What comes of it is on the next sheet.";
    C_STILL_HOLDS = "锁房 {count} 套", "{count} unit(s) on hold";
    C_STILL_ENTRIES = "认购填写中 {count} 单", "{count} subscription(s) being filled in";
    C_COMPLAINT = "投诉 {complaint} 已答复 {days} 天, 未结案 ({key} 投诉结案): {what}", "complaint {complaint} answered {days} day(s) ago and not closed ({key} close a complaint): {what}";
    C_REVEALS = "今天查看个人信息 {count} 次", "personal data looked at {count} time(s) today";
    C_CLOCK_OK = "时钟正常", "the clock is right";
    C_CLOCK_BAD = "时钟未确认, 请经理核对电脑时间后确认", "the clock is not confirmed: the manager checks and confirms it";
    C_BACKUP_AT = "最近备份 {at}, 已核对", "last backup {at}, verified";
    C_BACKUP_NONE = "还没有备份; 签字后自动备份", "no backup yet; one is made after the signing";
    C_BACKED_UP = "{day} 已日结; 备份 {file} 已核对", "{day} is closed; backup {file} verified";
    C_BACKUP_FAILED = "{day} 已日结, 但备份没有成功: {what}", "{day} is closed, but no backup was made: {what}";
    C_ALL_CLOSED = "今天已日结, 没有待结的日子。", "Today is closed, and no day is open.";
    C_ASK = "{day} 还没有日结: {alerts}, 再按 {close}", "{day} is not closed yet: {alerts}, then {close}";
    C_NOT_YET = "还差 {open} 项: 请先处理或写明原因", "{open} left: act on them or give a reason first";
    C_NO_REASON = "这一项不用写原因", "No reason is needed here";
    C_ONLY_REASON = "没有别的办法", "Nothing else can be done";
    C_HOW = "{next} (Enter), 或写原因结转到明天 ({key})", "{next} (Enter), or carry it over with a reason ({key})";
    C_HOW_PAST = "{next} (Enter) 算今天的事; 要结这一天, 写原因结转 ({key})", "{next} (Enter) counts for today; to close that day, carry it over with a reason ({key})";
    C_HOW_EXPLAIN = "{how}, 或写明原因 ({key})。", "{how}, or say why ({key}).";
    // What each finding means and how it is put right.
    M_GRID_DEALS = "销控表上认购的套数与在办认购不一致, 差 {count} 套。", "The grid and the live subscriptions differ by {count} unit(s).";
    R_GRID_DEALS = "逐套核对认购书, 改正后差异自动消失", "Check them unit by unit; once put right this goes away";
    M_RECEIPTS = "按收据算的在手定金与各单账户不一致, 差 {amount} 元。", "The deposits by receipts and by accounts differ by {amount}.";
    R_RECEIPTS = "财务核对收据与账户", "Finance checks receipts against accounts";
    M_INCOMPLETE = "当天的来访来电登记有 {count} 行没有补全。", "{count} line(s) of the day's registers are incomplete.";
    R_INCOMPLETE = "Enter 去登记表补全", "Enter opens the registers to complete them";
    M_UNWITNESSED = "当天有 {count} 组接待没有见证人。", "{count} reception(s) of the day had no witness.";
    R_UNWITNESSED = "Enter 去轮岗补登记", "Enter opens the rotation";
    M_OPEN_RECEPTION = "当天有 {count} 组接待没有结束。", "{count} reception(s) of the day were never ended.";
    R_OPEN_RECEPTION = "Enter 补记结束", "Enter ends them";
    M_AFTER_CLOSE = "{deal} 在上次日结之后当天又办理, 收付净额 {amount} 元, 不在那天的日结单上。", "{deal} went on after the last close of its day, {amount} in net; it is on no sheet yet.";
    M_DEPOSIT = "{deal} 的定金还差 {amount} 元, 补足日已过。", "{amount} of the deposit of {deal} is missing, and its day has passed.";
    R_DEPOSIT = "Enter 收款", "Enter takes the money";

    // the sheet
    S_VISITS = "来访  新访 {new}  回访 {again}  来电 {calls}", "Visits  first {new}  returning {again}  calls {calls}";
    S_SUBSCRIBED = "认购  {count} 套  {amount} 元", "Subscribed  {count} unit(s)  {amount}";
    S_ENDED = "退挞定换房  {count} 套  {amount} 元", "Ended  {count} unit(s)  {amount}";
    S_RECEIVED = "实收  {list}", "Received  {list}";
    S_PAID_BACK = "退款  {list}", "Paid back  {list}";
    S_DEPOSITS = "在手定金 {deposits}  应退 {payable}  已没收 {forfeited}", "Deposits held {deposits}  owed to buyers {payable}  forfeited {forfeited}";
    S_GRID = "销控  {list}", "Grid  {list}";
    S_OVERDUE = "逾期签约 {count} 项", "Overdue signings {count}";
    S_PART = "{what} {amount}", "{what} {amount}";
    S_NONE = "无", "none";

    // the flows
    FLOW_TITLE = "{flow}  (规则 {rule})", "{flow}  (RULES {rule})";
    FLOW_LIVE = "在办 {live}  逾期 {late}", "live {live}  overdue {late}";
    STEP_LIVE = "在办 {live}", "live {live}";
    STEP_LATE = "逾期 {late}", "late {late}";
    BY_ITSELF = "程序", "the program";
    CASES_TITLE = "{step}: 在办 {count}", "{step}: {count} live";
    NO_CASES = "这一步没有在办事项", "No case stands at this step";
    LATE = "逾期", "overdue";
    FLOW_FOOT = "v 下一步  < 从别的步骤来  ` 去别的步骤", "v next  < from another step  ` to another step";
}
