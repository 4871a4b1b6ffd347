//! Words about people: roles, permissions, PINs, guests, house rules.

use super::texts;

texts! {
    RECEPTION = "前台", "Reception";
    CONSULTANT = "置业顾问", "Consultant";
    TEAM_LEAD = "销售主管", "Team lead";
    ASSISTANT = "销售助理", "Assistant";
    MANAGER = "销售经理", "Manager";
    FINANCE = "财务", "Finance";
    CONTRACT = "合同", "Contract clerk";
    AFTER_SALES = "客服", "After-sales";
    LEADER = "公司领导", "Leader";
    ADMINISTRATOR = "系统管理员", "Administrator";
    SYSTEM = "系统", "System";

    DUTY_ROTATION_SIGN = "签到/轮序/离岗登记", "rotation sign-in";
    DUTY_ROTATION_REORDER = "轮序调整, 罚轮, 停轮", "rotation reorder";
    DUTY_REGISTER = "来访/来电登记", "visit and call register";
    DUTY_FOLLOW_UP = "客户跟踪", "follow-up";
    DUTY_REGISTER_HAND_IN = "登记表收取归档", "handing in the registers";
    DUTY_ATTRIBUTION = "判客裁定", "attribution ruling";
    DUTY_SALES_CONTROL = "推盘/销控/解控", "release, withhold, lift";
    DUTY_OWN_USE = "自留", "keep for own use";
    DUTY_HOLD = "锁房", "hold";
    DUTY_GIVE_BACK = "放回", "give back";
    DUTY_RESERVE = "预留", "reserve";
    DUTY_WAITLIST = "候补", "waitlist";
    DUTY_PRICE = "调价", "list price";
    DUTY_SUBSCRIPTION = "认购书", "subscription";
    DUTY_EXTENSION = "延期签约", "extension of signing";
    DUTY_SPECIAL_DISCOUNT = "特例折扣", "special discount";
    DUTY_RECEIPTS = "收款/退款/转账/换票", "receipts and refunds";
    DUTY_CHANGE = "挞定/退定/换房/更名", "forfeit, refund, swap, rename";
    DUTY_CONTRACT = "买卖合同/备案/归档", "sale contract, filing, archive";
    DUTY_HANDOVER = "交楼/产权", "handover and title";
    DUTY_REVEAL = "看明文个人信息", "see personal data";
    DUTY_EXPORT = "导出", "export";
    DUTY_CORRECT = "更正(冲销)", "correct";
    DUTY_DAY_CLOSE = "日结", "day close";
    DUTY_STAFF = "人员", "staff";
    DUTY_OWN_PIN = "本人密码", "own PIN";
    DUTY_POLICY = "参数", "house rules";
    DUTY_CLOCK = "确认时钟", "confirm the clock";
    DUTY_FORGET = "删除个人信息", "forget a person";

    MINUTES = "分钟", "minutes";
    HOURS = "小时", "hours";
    SECONDS = "秒", "seconds";
    COUNT = "次/套/行", "times";
    P_HOLD_MIN = "锁房时长", "length of a hold";
    P_HOLD_RENEW = "续锁次数", "renewals of a hold";
    P_RESERVE_H = "预留时长", "length of a reservation";
    P_RESERVE_QUOTA = "每位顾问预留上限", "reservations for each consultant";
    P_WAITLIST_FIRST = "候补优先时长", "how long the waitlist comes first";
    P_PIN_TRIES = "密码可错次数", "wrong PINs before a pause";
    P_PIN_PAUSE = "密码错误首次暂停", "first pause after wrong PINs";
    P_IDLE_LOCK = "无人操作多久后退出登录", "time without a key before sign-out";
    P_PRICE_CHANGE = "一次调价的最大幅度 (百分数)", "largest change of a list price at once, in percent";
    NO_SUCH_PARAM = "没有名为 {name} 的参数。", "There is no parameter named {name}.";
    KNOWN_PARAMS = "可用的参数: {names}。", "Parameters: {names}.";
    PARAM_BOUNDS = "{name}须在 {least} 至 {most} {measure}之间。", "The {name} must be from {least} to {most} {measure}.";
    PARAM_SAME = "{name}已经是 {value}。", "The {name} is {value} already.";

    NO_ROLES = "至少要有一个角色。", "At least one role is needed.";
    SAME_ROLES = "角色没有变化。", "These are the roles already.";
    LAST_MANAGER = "这是最后一位在职的销售经理。", "This is the last active manager.";
    ADD_MANAGER_FIRST = "请先添加另一位经理。", "Add another manager first.";
    ALREADY_LEFT = "此人已离职。", "This person has left already.";
    NEVER_LEFT = "此人在职。", "This person works here.";
    SIGN_IN_LEFT = "此人已离职, 不能登录。", "This person has left and cannot sign in.";
    SIGN_IN_NO_PIN = "此人还没有密码。", "This person has no PIN yet.";
    ASK_MANAGER_FOR_PIN = "请经理执行 staff.reset_pin。", "Ask the manager to do staff.reset_pin.";
    SIGN_IN_PAUSED = "密码错误次数过多, 暂停到 {until}。", "Too many wrong PINs; paused until {until}.";
    PIN_TOO_SHORT = "密码至少 6 位。", "A PIN has at least 6 characters.";
    PIN_TOO_LONG = "密码最多 128 位。", "A PIN has at most 128 characters.";
    PIN_TOO_EASY = "密码太简单: 不能全部相同, 也不能是连续的数字。", "The PIN is too easy: not all the same, and no plain run.";

    ALREADY_FORGOTTEN = "该客户的个人信息已删除。", "This guest's personal data is deleted already.";
    GUEST_BOUND = "该客户名下有锁房、预留或候补, 个人信息须保留。", "A unit is held, reserved or waited for in this guest's name, so the data must stay.";
    GUEST_BOUND_REMEDY = "请先放回或移出候补。", "Give the unit back or take the guest off the waitlist first.";

    SIGN_IN_WRONG = "{who} 的密码不对。", "The PIN of {who} is wrong.";
    NOBODY_CALLED = "没有名为「{name}」的员工。", "There is nobody called {name} on the staff.";
    NOBODY_CALLED_REMEDY = "执行 anchang show staff 查看。", "See `anchang show staff`.";
    SEVERAL_CALLED = "有几位都叫「{name}」, 请用编号: {numbers}。", "Several people are called {name}; use a number: {numbers}.";
    SESSION_OVER = "登录已失效 (离职或密码已改), 请重新登录。", "This sitting is over (left, or the PIN changed); sign in again.";
    APPROVER_SAME = "批准人不能是本人。", "You cannot approve your own action.";
    APPROVER_UNFIT = "{who} 无权批准 {action}。", "{who} may not approve {action}.";
    APPROVAL_OTHER = "这次批准是给另一项操作的。", "This approval was given for another action.";
    APPROVAL_OLD = "批准已超过 60 秒, 请重新批准。", "The approval is older than 60 seconds; ask again.";
    ASK_ONE_OF = "可由: {roles}。", "Ask one of: {roles}.";
    DENIED = "{who} ({roles}) 无权执行 {action}, 已记录。", "{who} ({roles}) may not do {action}; this was logged.";
    MAY_NOT_REVEAL = "{who} 无权查看明文个人信息。", "{who} may not see unmasked personal data.";
    CONSULTANT_MISSING = "请指明置业顾问 (consultant=姓名)。", "Name the consultant (consultant=NAME).";
    NOT_A_CONSULTANT = "{who} 不是在职的置业顾问。", "{who} is not an active consultant.";
    ONLY_FOR_YOURSELF = "顾问只能为自己办理; 代管由销售助理或经理。", "A consultant acts only for themselves; the assistant or the manager acts for others.";
    NO_SUCH_GUEST = "没有这位客户: {guest}。", "There is no such guest: {guest}.";
    SEVERAL_GUESTS = "有几位同名客户, 请用编号: {numbers}。", "Several guests have this name; use a number: {numbers}.";
    GUEST_KNOWN = "该电话已登记: {guest}, 编号 #{number}。", "This phone is registered already: {guest}, number #{number}.";
    NAME_TAKEN = "已有在职员工叫「{name}」, 请加以区分。", "An active member of the staff is called {name} already; make the names differ.";
    LEADERS_BY_LEADERS = "领导的账户只能由领导办理。", "A leader's account is a leader's to change.";
    LEADERS_BY_LEADERS_REMEDY = "请一位领导办理或批准。", "Let a leader do it or confirm it.";
    REVERSED_ALREADY = "第 {seq} 号事件已更正过。", "Event {seq} was corrected already.";
    OTHER_EVENT = "第 {seq} 号事件不属于这套房源。", "Event {seq} is not about this unit.";
}
