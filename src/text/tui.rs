//! Words of the terminal: commands, keys, panels.

use super::texts;

texts! {
    // One sign for each status, two columns in Chinese and one letter in English: never colour alone.
    S_UNRELEASED = "未", "N";
    S_WITHHELD = "控", "W";
    S_AVAILABLE = "可", "A";
    S_HELD = "锁", "H";
    S_RESERVED = "留", "R";
    S_SMALL_DEPOSIT = "订", "S";
    S_SUBSCRIBED = "认", "U";
    S_CONTRACTED = "签", "C";
    S_CHANGING = "变", "X";
    S_BOUGHT_BACK = "回", "B";

    CMD_HELP = "帮助", "Help";
    CMD_QUIT = "退出", "Quit";
    CMD_LANGUAGE = "中文/English", "English/中文";
    CMD_BACK = "返回", "Back";
    CMD_DETAIL = "详情", "Details";
    CMD_ACT = "操作", "Act";
    CMD_PERSON = "换人", "Person";
    NAME = "姓名", "Name";
    PIN = "密码", "PIN";
    APPROVER = "批准人", "Approver";
    APPROVAL = "需要批准", "Approval needed";
    SIGN_IN_FIRST = "请先登录", "Sign in first";
    MAY_NOT = "{who} ({roles}) 无权做这一项", "{who} ({roles}) may not do this";
    DONE_BUT = "{first} (另有 {count} 套未动: {reason})", "{first} ({count} left alone: {reason})";
    CHOOSE = "(按左右键选择)", "(choose with left and right)";
    CHOICE_KEYS = "左右键或空格选择", "left, right or Space to choose";
    OPTIONAL = " (可省)", " (optional)";
    MENU_KEYS = "上下键选择, Enter 确定, Esc 返回", "Up and down, Enter to go on, Esc to leave";
    LEAVE_FORM = "再按一次 Esc 放弃已输入的内容", "Press Esc once more to give up what was typed";
    FORM_KEYS = "Tab 下一项, Enter 或 Ctrl+S 提交, Esc 放弃", "Tab for the next field, Enter or Ctrl+S to send, Esc to leave";
    CMD_NEXT_BUILDING = "下一栋", "Next building";
    CMD_PREVIOUS_BUILDING = "上一栋", "Previous building";
    CMD_UP = "上移", "Up";
    CMD_DOWN = "下移", "Down";
    CMD_LEFT = "左移", "Left";
    CMD_RIGHT = "右移", "Right";
    CMD_FIRST = "最左", "Leftmost";
    CMD_LAST = "最右", "Rightmost";
    CMD_PAGE_UP = "上翻十层", "Ten floors up";
    CMD_PAGE_DOWN = "下翻十层", "Ten floors down";
    CMD_BOARD = "大屏", "Board";

    GRID = "销控", "Grid";
    BUILDING = "{building}栋", "Building {building}";
    SECTION = "{section}单元", "Section {section}";
    BUILDING_SIZE = "{floors}层 {units}套", "{floors} floors, {units} units";
    UNIT = "房源", "Unit";
    HISTORY = "历史", "History";
    HELP_TITLE = "帮助 - 销控", "Help - grid";
    HELP_JUMP = "直接输入房号即可跳到该房源, 如 1203 或 3-1-1203, 回车确认", "Type a room number to jump to it, like 1203 or 3-1-1203, then Enter";
    HELP_SCROLL = "详情窗口里用上下键和 PgUp/PgDn 翻看历史", "In the details, Up, Down, PgUp and PgDn scroll the history";
    HELP_ACT = "F12 登录后, F10 对光标所在房源操作; 需要批准时当场输入批准人的密码", "Sign in with F12, then F10 acts on the unit under the cursor; where it takes a second PIN it is asked for on the spot";
    JUMP = "跳到: {typed}", "Jump to: {typed}";
    NOT_THERE = "没有房号 {typed}", "There is no room {typed}";
    CHINESE_INPUT = "当前是中文输入, 请按 Shift 切换, 或用功能键", "The input method is on: switch it with Shift, or use the function keys";
    TOO_SMALL = "窗口太小, 请放大到 80x24 以上", "The window is too small; make it at least 80x24";
    EMPTY_1 = "还没有房源。", "There are no units yet.";
    EMPTY_2 = "导入价目表: anchang import units 文件 --as 姓名", "Import a price list: anchang import units FILE --as NAME";
    CLOCK_SUSPECT = "时钟异常, 待确认", "clock to be confirmed";

    AREAS = "建筑 {gross}㎡  套内 {net}㎡", "Gross {gross} m2  net {net} m2";
    AREA_DERIVED = "建筑 {gross}㎡ (由总价算出)", "Gross {gross} m2 (from the total)";
    UNIT_PRICE = "单价 {price} 元/㎡  第{version}版", "Unit price {price} yuan/m2  version {version}";
    TOTAL = "总价 {total} 元", "Total {total} yuan";
    STATUS = "状态 {status}", "Status {status}";
    MINUTES_LEFT = "剩 {minutes} 分", "{minutes} min left";
    HOURS_LEFT = "剩 {hours} 小时", "{hours} h left";
    CONSULTANT = "顾问 {who}", "Consultant {who}";
    APPROVED_BY = "批准 {who}", "Approved by {who}";
    GUEST = "客户 {guest}", "Guest {guest}";
    PERMIT = "许可证 {permit}", "Permit {permit}";
    WAITING = "候补 {count}: {guest}", "Waitlist {count}: {guest}";
    ENCUMBERED = "{kind} {document}", "{kind} {document}";
    FIGURES = "共 {all}  ", "{all} units  ";
    SOLD = "已售 {units}(套) {area}(面积) {amount}(金额)", "sold {units} by number, {area} by area, {amount} by value";
}
