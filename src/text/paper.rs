//! Words on paper: printed forms, exported lists, and what the commands for them say. Templates have no words of their
//! own: each of these is `t.name_in_small_letters` there.

use super::texts;

texts! {
    ROSTER = "带客轮班表", "rotation sheet";
    VISITS = "来访登记表", "visit register";
    CALLS = "来电登记表", "call register";
    RULING = "判客裁定书", "ruling on whose guest";
    DEALS = "认购清单", "subscriptions";
    RECEIPTS = "收据清单", "receipts";
    APPLICATIONS = "申请清单", "applications";

    PROJECT = "项目", "project";
    DAY = "日期", "date";
    SHIFT = "班次", "shift";
    PRINTED = "打印", "printed";
    STATION = "机位", "station";
    HEAD = "日志头", "head of the log";
    EVENT = "事件", "event";
    PAGE_EMPTY = "这一天没有记录。", "nothing on this day";
    MASKED = "姓名电话已隐去", "names and phones are masked";
    UNMASKED = "含明文个人信息, 用后请归档或销毁", "unmasked personal data: file or destroy after use";

    H_DAY = "日期", "day";
    H_PLACE = "序", "no.";
    H_NAME = "姓名", "name";
    H_SIGNED_IN = "签到时刻", "signed in";
    H_STATE_NOW = "当前位/状态", "place and state";
    H_ROUND = "轮", "round";
    NTH_ROUND = "第 {nth} 轮", "round {nth}";
    H_TIME = "时刻", "time";
    H_ARRIVED = "到访时刻", "arrived";
    H_GUEST = "客户", "guest";
    H_GUEST_NUMBER = "客户编号", "guest no.";
    H_KIND = "类型", "kind";
    H_TURN = "占轮", "turn";
    H_RESTORED = "已还轮", "turn given back";
    H_ENDED = "接待结束", "over at";
    H_OUTCOME = "结果", "outcome";
    H_WITNESS = "登记人 (见证)", "register by (witness)";
    H_MAKEUP = "补接", "made up";
    H_PENALTY = "罚轮", "penalties";
    H_AWAY = "离岗 (事由, 起止)", "away (why, from, to)";
    H_FIGURES = "新/老/电", "new/own/calls";
    H_REMARK = "备注", "remarks";
    H_SIGNATURE = "签字", "signature";
    H_STATE = "状态", "state";
    H_ANSWERED = "接听人", "answered by";
    H_CALLER = "来电号码", "caller's number";
    H_APPOINTMENT = "约访时间", "appointment";
    H_CAME = "是否到访", "came";
    H_MISSING = "缺", "missing";
    H_AT = "时间", "at";
    H_GROUND = "依据", "ground";
    H_EVIDENCE = "事项", "evidence";
    H_WHOSE = "归属", "whose";
    H_STANDING = "效力", "standing";
    H_DAYS_LEFT = "保护剩余天数", "days of protection left";
    H_UNTIL = "保护至", "protected until";
    H_RULE = "规则", "rule";
    H_SEQ = "事件号", "event";

    STATE_PLACE = "{state}, 第 {place} 位", "{state}, number {place}";
    RESTORED = "已还轮", "given back";
    UNWITNESSED = "未登记", "not registered";
    LATE = "迟到", "late";
    MAKEUPS_ARE = "得 {times}; 已补 {used}, 待补 {owed}", "earned {times}; used {used}, owed {owed}";
    PENALTY_IS = "{at} {turns} 轮 ({why}) {note}", "{at} {turns} turn(s) ({why}) {note}";
    AWAY_IS = "{kind} {from}-{to}", "{kind} {from}-{to}";
    BY = "{at} {who}: {what}", "{at} {who}: {what}";
    BY_TWO = "{at} {who}, {approver} 批准: {what}", "{at} {who}, approved by {approver}: {what}";
    FAIRNESS = "新客 {guests} 组, 人均 {mean}, 最多 {most}, 最少 {least}; 平均等候 {wait} 分钟", "{guests} new guest(s), {mean} each on average, most {most}, least {least}; mean wait {wait} min";
    T_FAIRNESS = "公平", "fairness";
    T_ORDER = "轮次确认与调整", "order confirmed and changed";
    T_CORRECTIONS = "更正 (已从表中除去)", "corrections (folded out of the sheet)";
    NOT_CONFIRMED = "轮次未确认", "the table was not confirmed";
    ROUND_NOTE = "每格: 时刻 客户 (姓+尾号); 类型; 占轮; 结束及结果; 登记人。每人超过六组的, 另起一行。", "Each box: time, guest (surname and tail); kind; turn; end and outcome; register by. More than six receptions go on below.";

    STEP_AT = "{step} {at}", "{step} {at}";
    NOT_COLLECTED = "助理尚未收取。", "Not collected by the assistant yet.";
    NOT_ARCHIVED = "经理尚未归档。", "Not archived by the manager yet.";
    CONFIRMED_AT = "已确认 {at}", "confirmed {at}";
    CORRECTED_TIMES = "更正 {times} 次", "corrected {times} time(s)";
    CAME_AT = "是, {at}", "yes, {at}";
    LACKS = "缺 {count} 项", "{count} missing";
    ON_FILE = "已填", "on file";
    HIDDEN = "(已隐去)", "(masked)";
    A_DOCUMENT = "证件", "document";
    T_HAND_IN = "上交", "hand-in";
    T_CONFIRM = "顾问确认", "consultants confirm";
    CONFIRMED_OF = "已确认", "confirmed";
    LINES = "行数", "lines";

    T_VERDICT = "目前的判定", "as it stands";
    T_EVIDENCE = "证据 (依规则 1.2 的次序)", "evidence, in the order of rule 1.2";
    T_RULING = "裁定", "ruling";
    NO_EVIDENCE = "没有归属证据。", "There is no evidence.";
    NO_RULING = "经理尚未裁定。", "The manager has not ruled yet.";
    RULED_WHOSE = "归属", "guest of";
    RULED_REASON = "理由", "reason";
    RULED_RULES = "适用规则", "rules applied";
    RULED_EVIDENCE = "所据事件", "events looked at";
    RULED_BY = "裁定人", "ruled by";
    RULED_APPROVED = "批准", "approved by";
    DECIDES = "据此", "decides";
    NO_ADVICE = "本表只陈述记录的事实和内部规则的计算结果, 不构成法律意见。", "This sheet states recorded facts and what the house rules make of them. It is no legal advice.";

    SIGN_CONSULTANT = "顾问签字", "consultant";
    SIGN_ASSISTANT = "销售助理签字", "assistant";
    SIGN_MANAGER = "销售经理签字", "manager";
    SIGN_DATE = "日期", "date";

    C_PRINT = "打印: 轮班表、登记表、判客裁定书、认购各表单", "print the rotation sheet, the registers, a ruling, the forms of a sale";
    C_PRINT_ROSTER = "某天的带客轮班表", "the rotation sheet of a day";
    C_PRINT_VISITS = "某天的来访登记表 (默认隐去姓名电话)", "the visit register of a day (masked)";
    C_PRINT_CALLS = "某天的来电登记表 (默认隐去姓名电话)", "the call register of a day (masked)";
    C_PRINT_RULING = "一位客户的判客裁定书", "the ruling on whose guest somebody is";
    C_EXPORT_ROSTER = "导出轮班表, 一行一组接待", "the rotation as a list, a row a reception";
    C_EXPORT_VISITS = "导出来访登记表", "the visit register as a list";
    C_EXPORT_CALLS = "导出来电登记表", "the call register as a list";
    O_OUT = "写到这个文件 (不覆盖已有文件)", "write to this file (one that exists is left alone)";
    O_OUT_LIST = "写到这个 .xlsx 或 .csv 文件 (不覆盖已有文件)", "write to this .xlsx or .csv file (one that exists is left alone)";
    O_NO_OPEN = "不打开浏览器, 只说明文件在哪里", "do not open the browser, only say where the file is";
    O_FROM = "从哪一天起 (默认今天)", "from this day (default: today)";
    O_TO = "到哪一天为止, 含当天 (默认今天)", "to this day, it included (default: today)";
    WRITTEN = "已写到 {path}", "Written to {path}";
    OPENED = "已在浏览器中打开, 请从那里打印。", "Opened in the browser; print it from there.";
    OPEN_YOURSELF = "请用浏览器打开并打印。", "Open it in a browser to print it.";
    EXPORTED = "已导出 {rows} 行到 {path}; 日志头 {head}", "{rows} row(s) exported to {path}; head of the log {head}";
    EXISTS = "{path} 已经存在, 没有覆盖。", "{path} exists already and was left alone.";
    NOT_WRITTEN = "无法写 {path}: {what}。", "{path} cannot be written: {what}.";
    ENDING = "{path} 的结尾应为 .xlsx 或 .csv。", "{path} must end in .xlsx or .csv.";
    DAYS_BACKWARDS = "{from} 在 {to} 之后。", "{from} is later than {to}.";
    TOO_MANY_DAYS = "一次最多导出 {most} 天。", "At most {most} days at once.";
    TEMPLATE_WRONG = "表单模板 {file} 第 {line} 行有误: {what}。改正或删除该文件后再试。", "The form {file} is wrong at line {line}: {what}. Correct or remove it and try again.";

    A_EXPORT = "导出名单", "export a list";
    F_LIST = "名单", "list";
    F_FROM = "起", "from";
    F_TO = "至", "to";
    F_ROWS = "行数", "rows";
    F_MASKED = "隐去姓名电话", "masked";
}
