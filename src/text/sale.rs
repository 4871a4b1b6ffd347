//! Words of deals 交易: subscription, money, paper, discounts, applications.

use super::texts;

texts! {
    // steps of a subscription
    S_HOLD = "核对销控锁房", "Lock the unit";
    S_FILL = "填写认购书", "Fill the form";
    S_SIGN = "顾问签字", "Consultant signs";
    S_REVIEW = "经理审核", "Manager reviews";
    S_CONFIRM = "客户签名", "Guest signs";
    S_DEPOSIT = "财务收定金", "Deposit taken";
    S_STAMP = "盖章分联", "Stamp, hand out";
    S_FILE = "客户档案表", "Customer file";
    S_GRID = "销控改认购", "Grid: subscribed";
    S_ARCHIVE = "记录存档", "Archive";
    S_PAPERS = "交购房资料", "Hand over papers";

    O_WITHDRAWN = "撤回", "withdrawn";
    O_EXPIRED = "到期未完成", "not finished in time";
    O_REFUSED = "审批不同意", "refused";
    O_FORFEITED = "挞定", "deposit forfeited";
    O_REFUNDED = "退定", "deposit returned";
    O_SWAPPED = "换房", "swapped";

    H_BUYERS_NOTICE = "购房须知", "buyer's notice";
    H_MORTGAGE_NOTICE = "按揭须知", "mortgage notice";
    H_PURCHASE_PLAN = "置业计划表", "purchase plan";
    H_INCOME_FORM = "范本收入证明", "model proof of income";
    H_MORTGAGE_LIST = "按揭资料明细表", "list of mortgage papers";
    H_BANK_STEPS = "银行交款流程表", "how to pay at the bank";

    LIMIT_PASSED = "已核验, 有购房资格", "checked: may buy";
    LIMIT_NONE = "本市不限购", "no purchase limits here";
    LIMIT_OPEN = "待核验", "to be checked";

    // money
    POCKET_BUYER = "客户", "the buyer";
    POCKET_DEPOSIT = "定金", "deposit";
    POCKET_PRICE = "房款", "price";
    POCKET_PAYABLE = "应退款", "owed to the buyer";
    POCKET_FORFEIT = "违约金收入", "forfeited";
    POCKET_PENALTY = "赔付", "paid by the seller on top";
    POCKET_TRANSFER = "内部转账", "transfer";
    METHOD_CASH = "现金", "cash";
    METHOD_CARD = "刷卡", "card";
    METHOD_BANK = "银行转账", "bank transfer";
    METHOD_VOUCHER = "转账单", "voucher";
    MOVES = "{from} 转 {to} {amount} 元", "{from} to {to} {amount}";
    NO_SUCH_RECEIPT = "没有收据 {receipt}。", "There is no receipt {receipt}.";
    RECEIPT_VOIDED_ALREADY = "收据 {receipt} 已由 {by} 冲销。", "Receipt {receipt} was taken back by {by} already.";
    RECEIPT_IS_COUNTER = "{receipt} 本身是冲销收据, 不能再冲销; 请重新开收据。", "{receipt} itself takes another receipt back; write a new receipt instead.";
    MONEY_MOVED_ON = "收据 {receipt} 的钱已经转走或退还, 不能冲销。", "The money of receipt {receipt} has moved on; it cannot be taken back.";
    AMOUNT_NOT_POSITIVE = "金额必须大于零。", "The amount must be above zero.";
    DEPOSIT_COMPLETE = "{deal} 的定金已收齐。", "The deposit of {deal} is complete.";
    DEPOSIT_TOO_MUCH = "最多再收 {missing} 元定金。", "No more than {missing} of the deposit is missing.";
    DEPOSIT_TOO_MUCH_REMEDY = "定金以认购书约定为限; 多交的请在签约时作为房款收取。", "Take what the form says; anything more is paid with the contract.";
    DEPOSIT_TOO_LITTLE = "按约定现在应收 {needed} 元。", "By the form {needed} is due now.";
    DEPOSIT_TOO_LITTLE_REMEDY = "不足的请退回顾问, 按「分两次交定金」重填并由经理审核。", "For less, let the consultant fill the form anew with a deposit in two parts; the manager reviews it.";
    BALANCE_DAY = "补足日须晚于 {from}, 且不晚于 {last}。", "The day must be after {from} and no later than {last}.";

    // paper
    PAPER_SUBSCRIPTION = "认购书", "subscription form";
    PAPER_INTERIM = "临时认购书", "interim subscription form";
    KEEPER_GUEST = "客户", "guest";
    KEEPER_ASSISTANT = "销售助理", "sales assistant";
    KEEPER_FINANCE = "财务", "finance";
    KEEPER_CONTRACT = "合同人员", "contract clerk";
    STOCK_RANGE = "号段应从小到大, 一次不超过 100,000 份。", "Numbers go from small to large, 100,000 at once at most.";
    STOCK_COPIES = "每份为 1 至 9 联。", "A form has 1 to 9 copies.";
    STOCK_OVERLAPS = "号段与已有的重叠: 已用到 {last} 号。", "The numbers overlap what there is: {last} is the last one.";
    STOCK_EMPTY = "印好的认购书已用完。", "The printed forms are used up.";
    STOCK_EMPTY_REMEDY = "请登记新到的一批 (空白文书入库)。", "Take the next printed batch into stock first.";
    NO_SUCH_PAPER = "没有领用过编号 {paper}。", "No form {paper} was ever drawn.";
    PAPER_IS_VOID = "{paper} 已作废。", "{paper} is void.";
    NO_SUCH_COPY = "{paper} 共 {most} 联。", "{paper} has {most} copies.";
    COPY_IS_LOST = "{paper} 第 {copy} 联已登记遗失。", "Copy {copy} of {paper} is declared lost.";
    COPY_IS_THERE = "{paper} 第 {copy} 联已在该处。", "Copy {copy} of {paper} is there already.";
    PAPER_NOT_STAMPED = "{paper} 还没有盖章。", "{paper} is not stamped yet.";
    EV_STOCK_ADDED = "入库 {from} 至 {to} 号, 每份 {copies} 联", "numbers {from} to {to} in stock, {copies} copies each";
    EV_STOCK_DRAWN = "领用 {number} 号", "number {number} drawn";
    EV_PAPER_DRAWN = "为 {deal} 领用, {copies} 联", "drawn for {deal}, {copies} copies";
    EV_PAPER_STAMPED = "盖章", "stamped";
    EV_PAPER_HANDED = "第 {copy} 联交{to}", "copy {copy} to the {to}";
    EV_PAPER_RECALLED = "第 {copy} 联收回", "copy {copy} recalled";
    EV_PAPER_LOST = "第 {copy} 联遗失, 声明 {statement}", "copy {copy} lost, declaration {statement}";
    EV_PAPER_VOIDED = "作废: {reason}", "void: {reason}";

    // discounts
    NO_SUCH_DISCOUNT = "没有优惠 {discount}。", "There is no discount {discount}.";
    DISCOUNT_NOT_VALID = "优惠「{name}」只在 {from} 至 {until} 有效, 或已停用。", "The discount {name} is valid from {from} to {until} only, or has ended.";
    DISCOUNT_USED_UP = "优惠「{name}」的 {quota} 套名额已用完。", "All {quota} units that may have the discount {name} are taken.";
    ANY_NUMBER = "不限", "any number of";
    EV_DISCOUNT_PUBLISHED = "公布优惠「{name}」{what}, {from} 至 {until}, {quota} 套", "discount {name} published: {what}, {from} to {until}, {quota} units";
    EV_DISCOUNT_ENDED = "停用{note}", "ended{note}";
    EV_DISCOUNT_TAKEN = "{deal} 使用", "taken by {deal}";
    EV_DISCOUNT_FREED = "{deal} 不再使用", "given up by {deal}";
    TOO_MANY_SPECIALS = "一笔认购最多用 {most} 项特例折扣。", "A subscription has {most} special discount(s) at most.";

    // applications
    APP_SUBSCRIPTION = "认购审批", "Subscription";
    APP_DISCOUNT = "特例折扣", "Special discount";
    STATE_PENDING = "待审批", "waiting";
    STATE_APPROVED = "同意", "approved";
    STATE_RETURNED = "退回修改", "sent back";
    STATE_REFUSED = "不同意", "refused";
    STATE_WITHDRAWN = "已撤回", "withdrawn";
    STATE_EXECUTED = "已执行", "carried out";
    STATE_ARCHIVED = "已归档", "archived";
    GIVEN_AT_CONTRACT = "签合同时给予", "given in the contract";
    GIVEN_AT_COLLECTION = "收房款时执行", "given when the price is collected";
    NO_SUCH_APPLICATION = "没有申请 {application}。", "There is no application {application}.";
    APPLICATION_STANDS = "申请 {application} 目前是「{state}」。", "Application {application} is {state} now.";
    APPLICATION_EXPIRED = "特例折扣 {application} 只到 {until} 有效。", "The special discount {application} was valid until {until}.";
    OWN_APPLICATION = "{application} 是本人提出的, 不能自己审批。", "Nobody decides about their own application {application}.";
    OWN_APPLICATION_REMEDY = "请另一位有权的人输入密码, 或由公司领导审批。", "Let somebody else who may decide type their PIN, or a company leader.";
    NOT_YOUR_APPLICATION = "这是 {who} 提出的申请。", "It is the application of {who}.";
    DECISION_NEEDS_REASON = "退回或不同意, 请写明原因。", "Say why it is sent back or refused.";
    LEVEL_NEEDS = "这一级由{role}审批。", "This level is decided by: {role}.";
    ASKS_SUBSCRIPTION = "成交价 {price} (表价的 {share}), 定金 {deposit}", "price {price} ({share} of the list price), deposit {deposit}";
    ASKS_DISCOUNT = "{what}, 依据 {evidence}, {leader} 批, 有效至 {until}", "{what}, evidence {evidence}, granted by {leader}, valid until {until}";
    EV_APP_MADE = "{kind}: {what}{note}", "{kind}: {what}{note}";
    EV_APP_DECIDED = "{role} {who}: {decision}{note}", "{role} {who}: {decision}{note}";
    EV_APP_WITHDRAWN = "撤回{note}", "withdrawn{note}";
    EV_APP_EXECUTED = "执行{note}", "carried out{note}";
    EV_APP_ARCHIVED = "归档: {place}", "archived: {place}";

    // deals
    NO_SUCH_DEAL = "没有认购 {deal}。", "There is no subscription {deal}.";
    NO_DEAL_OF_UNIT = "{unit} 没有进行中的认购。", "No subscription of {unit} is running.";
    DEAL_OVER = "认购 {deal} 已结束: {how}。", "Subscription {deal} is over: {how}.";
    STEP_DONE = "{deal} 的「{step}」已完成。", "{step} is done in {deal}.";
    STEP_NOT_YET = "还没到「{step}」, 下一步是「{next}」。", "It is not the turn of: {step}. Next is: {next}.";
    STEP_NOT_YET_REMEDY = "请{role}先办理「{next}」。", "Let the {role} do it first: {next}.";
    NOT_YOUR_DEAL = "这是 {who} 的认购。", "It is the subscription of {who}.";
    NOT_YOUR_DEAL_REMEDY = "请本人或销售经理办理。", "Let them do it, or the sales manager.";
    FILLED_FOR_GOOD = "{deal} 已收定金, 内容不能再改。", "Money was taken for {deal}; what is agreed stays.";
    FILLED_FOR_GOOD_REMEDY = "收错的定金由财务冲销后可以重填; 其他变更走变更流程。", "Finance can take a wrong receipt back first; other changes have their own flow.";
    NOTHING_FILLED = "认购内容不完整。", "The form is not complete.";
    NO_EXCHANGE = "{deal} 没有要换的临时认购书, 或定金还没有收齐。", "{deal} has no interim form to exchange, or its deposit is not complete yet.";
    FILE_GAPS = "客户档案还缺: {gaps}。", "The customer file lacks: {gaps}.";
    FILE_GAPS_REMEDY = "请用「登记证件」补全。", "Complete it with the buyer's document form.";
    GAP_OF = "{guest} 的{what}", "{what} of {guest}";
    GAP_ID = "证件", "document";
    GAP_PHONE = "电话", "phone";
    GAP_ADDRESS = "通讯地址", "postal address";
    WITHDRAW_SUBSCRIBED = "{deal} 已是认购, 不能撤回。", "{deal} is subscribed; it cannot be withdrawn.";
    WITHDRAW_SUBSCRIBED_REMEDY = "请走退定、挞定或换房流程。", "Use the flows for refund, forfeiture or swap.";
    WITHDRAW_MONEY = "{deal} 已收 {paid} 元。", "{paid} was taken for {deal}.";
    WITHDRAW_MONEY_REMEDY = "请财务先冲销收据退还, 再撤回。", "Let finance take the receipt back and return the money first.";

    // checks
    C_PERMIT = "预售许可 {permit}", "permit {permit}";
    NO_PERMIT = "这套房源没有预售许可证号, 不能认购。", "The unit has no pre-sale permit; it cannot be subscribed.";
    NO_PERMIT_REMEDY = "请先凭许可证推盘。", "Release it under its permit first.";
    LIST_STALE = "表价已变: 填写时第 {seen} 版, 现在第 {now} 版, {total} 元。", "The list price changed: version {seen} when the form was filled, now version {now}, {total}.";
    LIST_STALE_REMEDY = "请按新表价向客户确认后重新提交。", "Confirm the new price with the guest and send it again.";
    NO_BUYER = "还没有认购人。", "There is no buyer yet.";
    BUYER_TWICE = "认购人 {guest} 写了两次。", "The buyer {guest} is named twice.";
    BUYER_BLOCKED = "{guest} 在黑名单上, 不能认购。", "{guest} is on the list of those who must not buy.";
    BUYER_BLOCKED_REMEDY = "由销售经理核实后解除。", "The sales manager may take them off it.";
    C_IDS = "证件号校验通过 {count}/{all}", "documents checked {count}/{all}";
    IDS_MISSING = "还没有登记有效证件: {guests}。", "No valid document on file: {guests}.";
    IDS_MISSING_REMEDY = "请登记证件 (可刷身份证)。", "Enter their document (a card reader works).";
    C_GUARDIAN = "{guest} 未满 18 岁 ({age}), 由法定代理人代理", "{guest} is {age}; a guardian acts";
    BUYER_UNDER_AGE = "{guest} 未满 18 周岁 ({age} 岁), 不能单独认购。", "{guest} is {age} years old; under 18 nobody buys alone.";
    BUYER_UNDER_AGE_REMEDY = "请写上已登记证件的法定代理人。", "Name a guardian whose document is on file.";
    SHARES_SUM = "各认购人份额之和应为 100%, 现为 {sum}。", "The shares must sum to 100%; they are {sum}.";
    C_LIMIT_OPEN = "购房资格待核验", "right to buy still to be checked";
    C_FLOOR = "不低于底价 ({share})", "not below the floor ({share})";
    C_BELOW_FLOOR = "破底 {by} ({share}){far}, 依据 {evidence}", "below the floor by {by} ({share}){far}, evidence {evidence}";
    FAR_BELOW = ", 幅度过大", ", very far";
    BELOW_FLOOR = "成交价低于底价 {floor} 元, 差 {by} 元 ({share}){far}。", "The price is below the floor of {floor} by {by} ({share}){far}.";
    BELOW_FLOOR_REMEDY = "请减少优惠, 或先凭领导批条申请特例折扣。", "Give less, or apply for a special discount with a leader's evidence first.";
    NO_PLAN = "还没有选付款方式。", "No pay plan is chosen yet.";
    C_PLAN = "付款计划 {rows} 笔合计 {total}", "{rows} payment(s), in all {total}";
    C_LONG_INSTALMENTS = "分期 {days} 天, 超过 {most} 天", "instalments over {days} days, above {most}";
    C_LONG_DOWN = "首付 {days} 天后, 超过 {most} 天", "down payment after {days} days, above {most}";
    C_MORTGAGE_PAPERS = "按揭资料待收", "mortgage papers still to come";
    DOWN_TOO_SMALL = "首付只有 {share}, 至少 {least}。", "The down payment is {share}; at least {least} is needed.";
    NO_DEPOSIT = "还没有填定金。", "No deposit is entered yet.";
    C_DEPOSIT = "定金不超过 {share} = {cap}", "deposit not above {share} = {cap}";
    C_DEPOSIT_LOW = "定金低于公司标准 {least}, 由经理审核", "deposit below the house's {least}; the manager decides";
    SHORT_NOW = "先交的部分应大于零, 且少于定金。", "The part that comes now is above zero and less than the deposit.";
    SHORT_REST_BY = "余下的定金最迟 {last} 补足。", "The rest of the deposit is due by {last} at the latest.";
    C_SHORT = "定金余 {rest} 于 {by} 前补足, 用临时认购书", "the other {rest} of the deposit by {by}, interim form";
    NO_SIGN_BY = "还没有签约期限。", "No day for the contract is entered yet.";
    SIGN_BY_RANGE = "签约期限应在 {first} 至 {last} 之间。", "The day of the contract must be from {first} to {last}.";
    C_SIGN_BY = "签约期限 {day}", "contract by {day}";

    // what happened
    EV_BEGUN = "{who} 为客户 {guest} 开始认购 {unit}, 至 {until}", "{who} begins a subscription of {unit} for {guest}, until {until}";
    EV_FILLED = "填写: 成交价 {price} (表价的 {share}), {plan}, 定金 {deposit}, {day} 前签约", "filled: price {price} ({share} of the list price), {plan}, deposit {deposit}, contract by {day}";
    EV_SIGNED = "顾问签字, 文书 {paper}, 审批单 {application}", "signed by the consultant, form {paper}, approval sheet {application}";
    EV_APPROVED = "审批单 {application} 同意", "approval sheet {application} approved";
    EV_SENT_BACK = "审批单 {application} 退回重填", "approval sheet {application} sent back";
    EV_CONFIRMED = "客户确认条款并签名", "the guest confirmed the terms and signed";
    EV_POSTED = "收据 {receipt}: {what}", "receipt {receipt}: {what}";
    EV_POSTED_BACK = "收据 {receipt} 冲销 {voids}: {what}", "receipt {receipt} takes {voids} back: {what}";
    EV_BALANCE_MOVED = "补足定金改期 {from} 至 {to}{note}", "rest of the deposit moved from {from} to {to}{note}";
    EV_STAMPED = "盖章并分发各联", "stamped and handed out";
    EV_EXCHANGED = "换正式认购书 {paper}", "exchanged for the formal form {paper}";
    EV_FILED = "客户档案表已填", "customer file complete";
    EV_SUBSCRIBED = "销控改为认购, {day} 前签约", "subscribed on the grid, contract by {day}";
    EV_ARCHIVED = "存档: {place}", "archived: {place}";
    EV_PAPERS = "已交: {papers}", "handed over: {papers}";
    EV_ENDED = "结束: {how}{note}", "over: {how}{note}";
    EV_RECEIPT = "{deal}: {what}, {method}{note}", "{deal}: {what}, {method}{note}";
    EV_RECEIPT_VOIDED = "由 {by} 冲销{note}", "taken back by {by}{note}";

    DUE_ENTRY = "认购填写到期", "subscription to finish";
    DUE_BALANCE = "补足定金", "rest of the deposit";
    DUE_SIGN_BY = "签约", "contract";

    // parameters and permissions
    YUAN = "元", "yuan";
    PERCENT = "%", "percent";
    P_ENTRY_MIN = "认购填写到收定金的时限", "time from beginning a subscription to the deposit";
    P_SIGN_DAYS = "签约期限", "days until the contract";
    P_DEPOSIT_CAP = "定金上限占房价", "most of the price that a deposit may be";
    P_MIN_DEPOSIT = "定金最低标准", "least deposit";
    P_BALANCE_DAYS = "补足定金最长期限", "days for the rest of a deposit";
    P_FLOOR_PCT = "底价占表价", "floor price as a share of the list price";
    P_FLOOR_RED = "破底多少标红", "below the floor shown in red from";
    P_SPECIALS = "每单特例折扣数", "special discounts a deal";
    P_ROUNDING = "成交价取整", "rounding of prices";
    P_LOAN_STEP = "贷款取整到", "loans rounded down to";
    P_LEAST_DOWN = "最低首付比例", "least down payment";
    P_COPIES = "认购书联数", "copies of a subscription form";
    P_DOWN_RED = "首付分期多少天标红", "down payment shown in red from";
    P_FULL_RED = "全款分期多少天标红", "full price shown in red from";
    DUTY_ENTRY = "填写认购", "fill a subscription";
    DUTY_STAMP = "认购书盖章分联", "stamp and hand out forms";
    DUTY_ARCHIVE = "认购存档与文书管理", "archive subscriptions and keep paper";
    DUTY_STOCK = "空白文书入库", "stock of numbered forms";
    DUTY_ASK = "提出申请", "make an application";
    DUTY_DECIDE = "审批", "decide about applications";
    DUTY_DISCOUNT = "公布优惠", "publish discounts";
    DUTY_FLOOR = "设定底价", "set floor prices";
}
