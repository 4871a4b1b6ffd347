//! Words of deals in the terminal: the subscription form 认购, the list of deals 交易, what waits for a decision 审批.

use super::texts;

texts! {
    SALE = "认购", "Subscribe";
    DEALS = "交易", "Deals";
    APPROVALS = "审批", "Approvals";
    IN_SALE = "认购", "subscription";
    IN_ENTRY = "认购表单", "subscription form";
    IN_DEALS = "交易", "deals";
    IN_APPROVALS = "审批", "approvals";

    CMD_NEXT_STEP = "做下一步", "Next step";
    CMD_FILL = "填写", "Fill the form";
    CMD_WHOLE = "详情", "Details";
    CMD_IDENTIFY = "登记证件", "Document";
    CMD_ANEW = "从头填写", "Start over";
    CMD_APPROVE = "同意", "Approve";
    CMD_RETURN = "退回", "Send back";
    CMD_REFUSE = "不同意", "Refuse";
    CMD_PRINT = "打印", "Print";
    F_PAPER = "文书", "form";
    F_PRINT_REASON = "事由", "reason";
    PRINT_REASON = "办理认购", "subscription at the counter";
    PRINT_HINT = "印姓名、电话和证件全文, 事由记入日志; 事由留空则隐去。", "Names, phones and documents are printed in full and the reason is logged; without a reason they are masked.";
    WHICH_PAPER = "请选一种文书。", "Choose a form.";
    CMD_TO_DEAL = "看交易", "The deal";

    // the form
    TITLE_NEW = "填写认购", "New subscription";
    TITLE_OF = "认购 {deal}", "Subscription {deal}";
    LIST_PRICE = "表价", "List price";
    LIST_VERSION = "{total}  第{version}版", "{total}  version {version}";
    DEAL_PRICE = "成交价", "Price";
    PRICE_AND_SHARE = "{price}  表价的 {share}", "{price}  {share} of the list price";
    PRICE_ROUNDING = "取整", "Rounding";
    PRICE_UNKNOWN = "未算出, 见右侧检查", "not known yet: see the checks";
    BUYER_LINE = "{guest}  {share}", "{guest}  {share}";
    BUYER_ON_FILE = "证件已登记", "document on file";
    BUYER_NO_FILE = "无证件", "no document";
    BUYER_FILED = "{guest}  {share}  证件已登记", "{guest}  {share}  document on file";
    BUYER_KEY = "{guest}  {share}  无证件: {key} 登记", "{guest}  {share}  no document: {key}";
    GUARDIAN = "代理人 {guest}", "guardian {guest}";
    STANDARD = "标准 {amount}", "usually {amount}";
    UNIT_FACTS = "{layout}  {area}㎡", "{layout}  {area} m2";
    UNLOCKED = "未锁房", "not locked";
    LOCKED_FOR = "锁 剩 {minutes} 分", "locked, {minutes} min left";
    LOCKED_UNTIL = "锁至 {until}", "locked until {until}";
    CHECKS = "核对", "Checks";
    MONTHLY = "月供", "Monthly payments";
    MONTHLY_EQUAL = "等额本息 {amount}", "equal instalments {amount}";
    MONTHLY_PRINCIPAL = "等额本金 {amount} 起", "equal principal from {amount}";
    CHARGES = "税费估算", "Taxes and fees (estimate)";
    CHARGE = "{what} {amount}", "{what} {amount}";
    CHARGE_RATED = "{what} {amount} ({rate})", "{what} {amount} ({rate})";
    CHARGE_UNSET = "{what} 未设定", "{what} not set";
    DEADLINES = "将产生的期限", "Deadlines it makes";
    DEADLINE = "{what} {day}", "{what} {day}";
    EVIDENCE = "客户归属", "Whose guest";
    DRAFT_KEPT = "草稿已保存, {key} 回到 {unit} 的认购", "The draft is kept; {key} goes back to the subscription of {unit}";
    DRAFT_BACK = "已恢复 {at} 的草稿, {key} 从头填写", "The draft of {at} is back; {key} starts over";
    FILLED_NOW = "{deal} 已填写, 请核对后签字报审", "{deal} is filled in: check it, sign it and hand it in";
    SENT_BACK = "{who} 退回: {reason}", "{who} sent it back: {reason}";
    STARTED_OVER = "已从头填写, 原草稿已删除", "Started over; the draft is gone";
    FILLED_AGAIN = "已带入 {deal} 的内容", "Filled with what {deal} says";
    FIRST_LOCK = "先锁房再填写。按 Esc 可先填写, 提交时再锁。", "The unit is locked first, then the form is filled. Esc fills it first and locks when it is sent.";
    READ_AS = "读卡: {guest} 已加入认购人", "Card read: {guest} is a buyer now";
    READ_NEW = "读卡: 此人未登记, 请核对后保存", "Card read: not on file yet; check it and save";
    READ_HERE = "读卡: 已填入姓名、证件与地址", "Card read: name, document and address are filled in";
    ALL_ON_FILE = "认购人的证件都已登记; 新认购人请在此填写", "Every buyer has a document on file; enter a further buyer here";
    NO_SALE = "没有选中的认购。在销控图 (F3) 选一套房后按 F4, 或在交易 (F7) 中选一笔。", "No subscription is chosen. Choose a unit on the grid (F3) and press F4, or a deal in the list (F7).";
    MAY_NOT_FILL = "{deal} 已不能重填, 以下是已约定的内容", "{deal} cannot be filled anew; this is what was agreed";

    // the flow
    FLOW = "流程", "Flow";
    STEP_DONE = "{step} ✓", "{step} ✓";
    STEP_NEXT = "{step} ▸", "{step} ▸";
    NEXT_STEP = "下一步 {step}: {role}", "Next {step}: {role}";
    NEXT_STEP_WHO = "下一步 {step}: {role} {names}", "Next {step}: {role} {names}";
    WHOSE_STEP = "{next}。{key} 换人", "{next}. {key} changes the person";
    WAITS_FOR_DECISION = "等{role}审批 {application} {kind}", "{role} decides about {application} {kind}";
    FILE_LACKS = "客户档案还缺: {what}。保存后再按一次回车完成本步。", "The customer file still lacks: {what}. Saved, Enter once more does the step.";
    ALL_DONE = "各步已完成, {day} 前签约", "Every step is done; contract by {day}";
    DEAL_ENDED = "已结束: {how}  {reason}", "Over: {how}  {reason}";
    NO_STEP_LEFT = "{deal} 没有下一步了。", "{deal} has no further step.";
    NOT_FILLED = "还没有填写。", "Nothing is filled in yet.";

    // the list
    FIND_HINT = "认购号、房号、客户或顾问 (拼音、首字母)", "number, unit, guest or consultant (pinyin works)";
    FOUND = "{count} 笔", "{count} found";
    LIVE = "进行中 {live}, 共 {count}", "{live} running of {count}";
    NO_DEALS = "还没有认购。在销控图 (F3) 选一套房后按 {key}。", "There are no subscriptions yet. Choose a unit on the grid (F3) and press {key}.";
    NONE_FOUND = "没有这样的认购。", "No such subscription.";
    H_DEAL = "认购号", "No.";
    H_UNIT = "房源", "Unit";
    H_GUEST = "客户", "Guest";
    H_CONSULTANT = "顾问", "By";
    H_PRICE = "成交价", "Price";
    H_DEPOSIT = "定金", "Deposit";
    H_NEXT = "下一步", "Next step";
    H_WHO = "由谁", "Whose";
    H_SIGN_BY = "签约", "Sign";
    DEPOSIT_LACKS = "欠 {amount}", "due {amount}";
    DEPOSIT_IN = "✓ {amount}", "✓ {amount}";

    // a deal
    DEAL_TITLE = "{deal}  {unit}", "{deal}  {unit}";
    WHOSE_DEAL = "客户 {guest}  顾问 {who}", "guest {guest}  consultant {who}";
    SINCE = "开始 {at}", "begun {at}";
    EXPIRES = "{at} 前收定金, 否则自动失效", "deposit by {at}, or it expires";
    MAKE_UP = "价格构成", "Price";
    PLAN = "付款计划 {kind}", "Pay plan: {kind}";
    PLAN_ROW = "{day}  {what}  {amount}", "{day}  {what}  {amount}";
    LOAN = "贷款 {amount}  {years}年  {rate}  {how}", "loan {amount}  {years} years  {rate}  {how}";
    BUYERS = "认购人", "Buyers";
    ACCOUNT = "账户 已收 {paid}  定金 {deposit}", "Account: {paid} in, deposit {deposit}";
    MISSING = "欠 {missing}", "{missing} missing";
    MISSING_BY = "欠 {missing}, {day} 前补足", "{missing} missing, due {day}";
    NOTHING_PAID = "还没有收据", "no receipts yet";
    MONEY = "{what} {amount} 元", "{what} {amount}";
    RECEIPT = "{receipt}  {what}", "{receipt}  {what}";
    RECEIPT_BACK = "{receipt}  冲销 {voids}  {what}", "{receipt}  takes {voids} back  {what}";
    RECEIPT_VOID = "{receipt}  {what}  (已冲销)", "{receipt}  {what}  (void)";
    PAPERS = "文书", "Papers";
    PAPER_LINE = "{paper}  {kind}  {state}", "{paper}  {kind}  {state}";
    PAPER_STAMPED = "已盖章", "stamped";
    PAPER_DRAWN = "未盖章", "not stamped";
    PAPER_VOID = "作废: {reason}", "void: {reason}";
    COPY_AT = "第{copy}联 {place}", "copy {copy} {place}";
    PLACE_DRAWN = "经办人", "with who drew it";
    PLACE_RECALLED = "已收回", "recalled";
    PLACE_LOST = "遗失 {statement}", "lost {statement}";
    SPECIAL_TERMS = "特殊条款: {terms}", "Special conditions: {terms}";
    ARCHIVED_AT = "存档 {place}", "archived: {place}";
    SIGN_BY = "签约期限 {day}", "contract by {day}";
    LIMIT = "购房资格 {limit}", "right to buy: {limit}";
    TIMELINE = "经过", "What happened";

    // what waits for a decision
    WAITING = "等我审批 {count}", "Waiting for me: {count}";
    ASKED_BY_ME = "我提出的, 等{role}审批", "asked by me, {role} decides";
    NOTHING_WAITS = "没有等待您审批的申请。", "Nothing waits for your decision.";
    SIGN_IN_TO_SEE = "请先登录 ({key}): 每人看到等待自己的申请。", "Sign in first ({key}): everybody sees what waits for them.";
    H_APPLICATION = "申请", "No.";
    H_KIND = "类别", "Kind";
    H_ASKED_BY = "申请人", "Asked by";
    H_WAITS = "已等", "Waits";
    H_FIGURES = "要点", "Figures";
    WAITS_MINUTES = "{minutes}分", "{minutes} min";
    WAITS_HOURS = "{hours}小时", "{hours} h";
    WAITS_DAYS = "{days}天", "{days} d";
    FIGURE_SUBSCRIPTION = "{price} ({share})", "{price} ({share})";
    A_TITLE = "{application}  {kind}  {unit}", "{application}  {kind}  {unit}";
    A_ASKED = "{who} 提出, 已等 {waits}", "asked by {who}, waits {waits}";
    A_GUEST = "客户 {guest}", "guest {guest}";
    A_BUYERS = "认购人 {buyers}", "buyers {buyers}";
    A_NOT_BUYER = "认购人中没有上面的客户, 请核对是否代办或转让", "the guest above is not among the buyers: check whether somebody buys for somebody else";
    A_PRICE = "成交价 {price}, 表价 {list} 的 {share}", "price {price}, {share} of the list price {list}";
    A_BELOW = "低于底价 {floor}, 破底 {by} ({share})", "below the floor of {floor} by {by} ({share})";
    A_ABOVE = "不低于底价", "not below the floor";
    A_DEPOSIT = "定金 {deposit}", "deposit {deposit}";
    A_SHORT = "定金 {deposit}, 先交 {short}, 余 {rest} 于 {by} 前", "deposit {deposit}: {short} now, {rest} by {by}";
    A_EVIDENCE = "依据 {evidence}", "evidence {evidence}";
    A_LEADER = "批准领导 {leader}, {given}", "granted by {leader}, {given}";
    A_VALID = "有效至 {until}", "valid until {until}";
    A_REASON = "说明: {reason}", "remark: {reason}";
    A_LEVELS = "审批顺序 {levels}", "decided by {levels}";
    A_DECIDED = "{role} {who}: {decision}", "{role} {who}: {decision}";
    NONE_HERE = "没有选中的申请。", "No application is chosen.";
    NO_DEAL_HERE = "没有选中的认购。", "No deal is chosen.";
    NOT_MINE_TO_DECIDE = "等{role}审批: 这是您自己提出的。", "{role} decides: it is your own.";

    HELP_SALE = "回车做下一步; 不是本人岗位的步骤会说明由谁办理, F12 换人。", "Enter does the next step; where it is somebody else's, it says whose. F12 changes the person.";
    HELP_ENTRY = "Tab 与方向键移动, 空格选选项, 回车取建议。每改一处右侧立即重算; 红色的要先改。Esc 离开并保留草稿。", "Tab and the arrows move, Space chooses, Enter takes an offer. Every change is worked out at once; red checks come first. Esc leaves and keeps the draft.";
    HELP_DEALS = "直接输入筛选; 回车做这一笔的下一步, F10 是全部操作。", "Type to filter; Enter does the next step of the deal, F10 has every action.";
    HELP_APPROVALS = "最早的在最前; 退回和不同意要写原因。", "The oldest first; sending back and refusing take a reason.";
}
