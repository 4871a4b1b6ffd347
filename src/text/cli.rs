//! Words of actions, fields and the command line.

use super::texts;

texts! {
    A_IMPORT = "导入价目表", "import a price list";
    A_RELEASE = "推盘", "release a batch";
    A_WITHHOLD = "销控", "withhold";
    A_LIFT = "解控", "lift";
    A_HOLD = "锁房", "hold";
    A_RENEW = "续锁", "renew a hold";
    A_RESERVE = "预留", "reserve";
    A_GIVE_BACK = "放回", "give back";
    A_WAIT = "候补", "put on the waitlist";
    A_UNWAIT = "移出候补", "take off the waitlist";
    A_PRICE = "调价", "change list price";
    A_ENCUMBER = "登记抵押或查封", "record a mortgage or seizure";
    A_UNENCUMBER = "解除抵押或查封", "cancel a mortgage or seizure";
    A_CORRECT = "更正", "correct";
    A_GUEST_ADD = "登记客户", "register a guest";
    A_GUEST_FORGET = "删除客户个人信息", "forget a guest";
    A_STAFF_ADD = "添加员工", "add staff";
    A_STAFF_ROLES = "修改角色", "change roles";
    A_STAFF_PIN = "修改本人密码", "change own PIN";
    A_STAFF_RESET_PIN = "重设密码", "reset a PIN";
    A_STAFF_LEAVE = "离职", "leave";
    A_STAFF_RETURN = "复职", "return";
    A_POLICY_SET = "设置参数", "set a parameter";
    A_CLOCK_CONFIRM = "确认时钟无误", "confirm the clock";

    F_UNIT = "房源", "unit";
    F_UNITS = "房源", "units";
    F_CONSULTANT = "置业顾问", "consultant";
    F_GUEST = "客户", "guest";
    F_NOTE = "备注", "note";
    F_REASON = "原因", "reason";
    F_PERMIT = "预售许可证号", "permit number";
    F_UNIT_PRICE = "单价", "unit price";
    F_TOTAL = "总价", "total";
    F_CHANGE = "涨跌幅", "change in percent";
    F_ENCUMBRANCE = "类别", "kind";
    F_DOCUMENT = "文号", "document number";
    F_CONSENT = "抵押权人同意书文号", "mortgagee's consent, document number";
    F_WHAT = "更正什么", "what to correct";
    F_VALUE = "值", "value";
    F_EVENT = "被更正的事件号", "number of the event that is corrected";
    F_LIST = "价目表文件", "price list file";
    F_NAME = "姓名", "name";
    F_PHONE = "电话", "phone";
    F_STAFF = "员工", "staff";
    F_ROLES = "角色", "roles";
    F_NEW_PIN = "新密码", "new PIN";
    F_PARAM = "参数名", "parameter";

    K_TEXT = "一行文字", "a line of text";
    K_MONEY = "金额, 如 52229.87 或 120万", "an amount, like 52229.87 or 120万";
    K_AREA = "面积, 如 125.53", "an area in m2, like 125.53";
    K_PERCENT = "百分比, 如 +2 或 -1.5%", "a percentage, like +2 or -1.5%";
    K_NUMBER = "整数", "a whole number";
    K_CHOICE = "选项之一", "one of the choices";
    K_UNIT = "房号, 如 3-1-1203", "a unit, like 3-1-1203";
    K_UNITS = "房号, 可多个: 3-1-1203,3-1-1204 或 3-1-* 或 *", "units: 3-1-1203,3-1-1204 or 3-1-* or *";
    K_STAFF = "员工姓名或 #编号", "a name, or #number";
    K_GUEST = "客户 #编号、电话或姓名", "a guest's #number, phone or name";
    K_PHONE = "电话号码", "a phone number";
    K_ROLES = "角色, 逗号分隔, 如 consultant,team_lead", "roles with commas, like consultant,team_lead";
    K_PIN = "密码, 至少 6 位", "a PIN of at least 6 characters";
    K_NAME = "姓名", "a name";
    K_FILE = "文件路径", "path of a file";

    FIELD_MISSING = "缺少{field} ({name}): {hint}。", "The {field} is missing ({name}): {hint}.";
    FIELD_NEEDED = "缺少 {name}。", "The field {name} is needed.";
    LIFT_SEPARATELY = "自留的房源由领导批准解控, 请与其他房源分开办理。", "Units kept for own use are lifted with a leader's PIN; lift them separately from the others.";
    FIELD_WRONG = "{field}「{value}」不对, 应为: {hint}。", "The {field} `{value}` is not right; it should be {hint}.";
    PHONE_WRONG = "电话号码不对: 应为 11 位手机号、带区号的座机, 或 + 开头的境外号码。", "The phone number is not right: a mobile of 11 digits, a landline with its area code, or + and a foreign number.";
    INVISIBLE = "含有看不见的字符 {code}, 请删除后重输。", "It holds an invisible character, {code}; remove it and type again.";
    EMPTY = "不能为空。", "It cannot be empty.";
    TOO_LONG = "太长, 最多 200 字。", "It is too long; 200 characters at most.";
    ONE_OF = "可选: {known}。", "Choices: {known}.";
    CODE_AND_TEXT = "{code} {text}", "{code} ({text})";
    ONE_PRICE = "请给出 unit_price、total、change 之中的一项, 且只给一项。", "Give exactly one of unit_price, total and change.";
    TOTAL_FOR_ONE = "总价只能用于一套房源。", "A total can be given for one unit only.";
    NO_UNITS_UNDER = "没有符合 {pattern} 的房源。", "No unit matches {pattern}.";
    IMPORT_NOTHING = "价目表与现有数据没有差别, 没有导入。", "The price list differs in nothing from what is there; nothing was imported.";
    CLOCK_FINE = "时钟没有异常, 无需确认。", "There is nothing odd about the clock to confirm.";
    NEEDS_APPROVAL = "需要另一人当场输入密码批准, 可由: {roles}。", "Another person's PIN is needed, one of: {roles}.";
    NOTHING_TO_DO = "没有任何变化, 没有记录。", "Nothing would change; nothing was recorded.";
}
