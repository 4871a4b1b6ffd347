//! Words of the guest book in the terminal 客户: the list, a guest, the day's registers, evidence in forms.

use super::texts;

texts! {
    GUESTS = "客户", "Guests";
    IN_GUESTS = "客户", "guests";
    IN_BOOK = "登记表", "registers";
    IN_GUEST = "客户详情", "guest";
    CMD_VISIT = "来访登记", "New visit";
    CMD_CALL = "来电登记", "New call";
    CMD_FOLLOW_UP = "跟进", "Follow up";
    CMD_APPOINT = "约访", "Appointment";
    CMD_RULE = "判客裁定", "Ruling";
    CMD_HAND_IN = "交登记表", "Hand in";
    CMD_EVIDENCE = "归属依据", "Evidence";
    CMD_REGISTERS = "登记表", "Registers";
    CMD_LIST = "客户名单", "Guest list";
    CMD_COMPLETE = "补全", "Complete";
    CMD_PRINT_FOLLOW_UPS = "打印跟踪表", "Print follow-ups";
    CMD_PRINT_RULING = "打印裁定书", "Print ruling";
    CMD_PRINT_REGISTER = "打印登记表", "Print register";
    CMD_INCOMPLETE = "下一行不全的", "Next incomplete";
    CMD_DAY_BEFORE = "前一天", "Day before";
    CMD_DAY_AFTER = "后一天", "Day after";

    SEARCH = "查找", "Find";
    SEARCH_HINT = "姓名、拼音、首字母、电话尾号、房号、#编号", "name, pinyin, initials, phone, unit, #no.";
    FOUND = "{count} 位", "{count} found";
    NEWEST = "最新 {count} 位", "newest {count}";
    NOBODY_FOUND = "没有这样的客户。{key} 来访登记会带上已输入的姓名或电话。", "Nobody found. {key} registers a visit with the name or phone typed.";
    NOBODY_YET = "还没有客户。{key} 来访登记。", "There are no guests yet. {key} registers a visit.";
    H_NUMBER = "编号", "No.";
    H_NAME = "姓名", "Name";
    H_PHONE = "电话", "Phone";
    H_WHOSE = "归属", "Whose";
    ONLY_REGISTERED = "({who})", "({who})";
    CONFLICTED = "{who} !", "{who} !";
    H_GRADE = "级", "Gr";
    H_LAST = "上次", "Last";
    H_NEXT = "下次", "Next";
    TITLE = "客户 {guest}", "Guest {guest}";
    NUMBERED = "#{number} {guest}", "#{number} {guest}";
    EVIDENCE = "归属依据", "Evidence";
    HISTORY = "经过", "History";
    REGISTERED_TO = "登记顾问 {who}", "Registered to {who}";
    NEXT_CONTACT = "下次跟进 {day}, {who}", "Next follow-up {day}, {who}";
    NEXT_OVERDUE = "下次跟进 {day}, {who}, 逾期 {days} 天", "Next follow-up {day}, {who}, {days} day(s) overdue";
    APPOINTMENT = "约访 {at}, {who}", "Appointment {at} with {who}";
    APPOINTMENT_PAST = "约访 {at}, {who}, 还没有登记是否到访", "Appointment {at} with {who}: did they come?";
    FAMILY = "亲属 {relation} {guest}", "Family: {relation} {guest}";
    NOT_ASKED = "知情同意还没有问", "Not asked for consent yet";
    REFUSED = "不同意收集资料", "No consent to a profile";
    LEFT = "剩 {days} 天", "{days} d left";
    OF_RELATIVE = "{relation} {guest}", "{relation} {guest}";
    NO_GUEST_HERE = "光标处没有客户", "There is no guest under the cursor";

    TODAY_IS = "{day} 今天", "{day} today";
    VISITS = "来访登记表 {count} 行", "Visit register, {count} line(s)";
    CALLS = "来电登记表 {count} 行", "Call register, {count} line(s)";
    H_LINE = "行", "No.";
    H_TIME = "时刻", "Time";
    H_GUEST = "客户", "Guest";
    H_KIND = "类型", "Kind";
    H_RECEIVED = "接待", "Host";
    H_WITNESS = "登记", "Written";
    H_SOURCE = "途径", "Source";
    H_STATE = "状态", "State";
    H_MISSING = "缺", "Lacks";
    KIND_FIRST = "首次", "first";
    KIND_RETURNING = "多次", "again";
    KIND_FROM_CALL = "来电转", "after call";
    WAITS = "待确认", "to confirm";
    CONFIRMED_AT = "确认 {at}", "ok {at}";
    STRUCK = "作废", "struck";
    SAY_WHY_UNCONFIRMED = "有行未经确认, 写明原因", "say why lines are unconfirmed";
    LACKS = "{count} 项", "{count}";
    MISSING = "第 {line} 行缺: {fields}", "Line {line} lacks: {fields}";
    NO_LINES = "这一天没有登记。", "No lines on that day.";
    ALL_COMPLETE = "这一天没有不全的登记。", "Every line of that day is complete.";
    LINE_OF_NOBODY = "没有留电话的登记无从补全。", "Nobody left a phone on this line, so there is nothing to complete.";
    LINE_STRUCK = "这一行已作废。", "This line is struck out.";
    NOTHING_LEFT = "{day} 的登记表已归档。", "The registers of {day} are archived.";
    FUTURE_DAY = "明天还没有登记。", "Tomorrow has no registers yet.";

    NEW_PHONE = "没有登记过这个电话: 新客户。", "Nobody is registered with this phone: a new guest.";
    MEANT = "{guest} (#{number})", "{guest} (#{number})";

    HELP_GUESTS = "直接输入就查找: 姓名、拼音、首字母、电话尾号、房号、#编号; 退格修改, Esc 清空。电话姓名始终隐去。", "Typing searches at once: name, pinyin, initials, phone tail, unit, #number; Backspace mends, Esc empties. Names and phones stay masked.";
    HELP_GUESTS_2 = "查到的客户来访或来电, 按键即是该客户; 查不到则带上已输入的姓名或电话。", "A visit or call is of the guest who was searched for; where nobody is found, what was typed goes into the form.";
    HELP_BOOK = "当天的登记当天补全: 先停在不全的行。红字是还缺的项。", "Lines are completed on their own day: the cursor begins at one that is not. What is missing is red.";
    HELP_BOOK_2 = "交登记表: 顾问确认本人的行, 助理收取汇总, 经理归档; 同一个键做轮到您的一步。", "Handing in: consultants confirm their lines, the assistant collects, the manager archives; one key does the step that is yours.";
}
