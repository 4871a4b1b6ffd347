//! Words about the log: what an event means, what verify finds.

use super::texts;

texts! {
    UNREADABLE = "文件读不下去: {detail}", "The file cannot be read on: {detail}";
    SQLITE_SAYS = "SQLite 完整性检查: {what}", "SQLite integrity check: {what}";
    PART_DIFFERS = "数据表、索引或保护触发器 {what} 缺失或被改过。", "The table, index or protecting trigger {what} is missing or was changed.";
    GAP = "日志在第 {seq} 号事件处有缺口。", "The log has a gap at event {seq}.";
    BROKEN_LINK = "第 {seq} 号事件与前一事件的链接不符。", "Event {seq} does not follow from the one before it.";
    BROKEN_HASH = "第 {seq} 号事件被改动过。", "Event {seq} was changed.";
    TIME_BACK = "第 {seq} 号事件的时间早于前一事件。", "Event {seq} is earlier than the one before it.";
    CANNOT_FOLD = "第 {seq} 号事件无法回放: {detail}", "Event {seq} cannot be replayed: {detail}";
    ROW_DIFFERS = "{what} 的数据与日志不符。", "The row of {what} is not what the log says.";
    ROW_MISSING = "缺少 {what} 的数据。", "The row of {what} is missing.";
    TABLE_DIFFERS = "{what} 表与日志不符。", "The table {what} is not what the log says.";
    VAULT_DIFFERS = "人员库第 {who} 号与日志中的凭证不符。", "Person {who} in the vault does not match the commitment in the log.";
    VAULT_STRANGER = "人员库第 {who} 号在日志中没有来历。", "Person {who} in the vault is not known to the log.";
    NOT_FORGOTTEN = "人员库第 {who} 号应已删除, 却还在。", "Person {who} should have been forgotten but is still in the vault.";
    PIN_DIFFERS = "员工 {who} 的密码凭证与日志不符。", "The PIN of staff {who} does not match the commitment in the log.";
    DOUBLE_CLAIM = "{unit} 在第 {seq} 号事件处被占用了两次。", "{unit} was claimed twice at event {seq}.";
    BEHIND_ANCHOR = "{place}记着第 {seq} 号事件 {head}, 日志里却没有: 日志尾部被截断, 或整份被换过。", "The {place} remembers event {seq} as {head}, but the log has no such event: its tail was cut, or all of it was replaced.";
    PLACE_MANIFEST = "备份清单", "backup manifest";
    PLACE_MIRROR = "日志副本", "log mirror";

    NOTE = " ({note})", " ({note})";
    CHANGED = "{what} {from} 改为 {to}", "{what} from {from} to {to}";
    BACK_TO_UNRELEASED = "退回未推", "back to unreleased";
    EV_IMPORTED = "导入: 建筑 {area}㎡, 单价 {price}, 总价 {total}", "imported: {area} m2, unit price {price}, total {total}";
    EV_FACTS_CHANGED = "价目表更新: 建筑面积 {from} 改为 {to}㎡ 等", "facts updated from the price list: gross area from {from} to {to} m2";
    EV_PRICED = "调价: 单价 {from} 改为 {to}, 总价 {total}{note}", "price changed: unit price from {from} to {to}, total {total}{note}";
    EV_RELEASED = "推盘, 许可证 {permit}", "released, permit {permit}";
    EV_WITHHELD = "销控: {reason}{note}", "withheld: {reason}{note}";
    EV_LIFTED = "解控{note}", "lifted{note}";
    EV_HELD = "{who} 锁房至 {until}", "held for {who} until {until}";
    EV_HELD_FOR = "{who} 为客户 {guest} 锁房至 {until}", "held for {who} and guest {guest} until {until}";
    EV_HOLD_RENEWED = "续锁至 {until}", "hold renewed until {until}";
    EV_HOLD_ENDED = "锁房结束: {how}{note}", "hold ended: {how}{note}";
    EV_RESERVED = "{who} 为客户 {guest} 预留至 {until}{note}", "reserved for {guest}, guest of {who}, until {until}{note}";
    EV_RESERVE_ENDED = "预留结束: {how}{note}", "reservation ended: {how}{note}";
    EV_WAITED = "{who} 的客户 {guest} 候补", "{guest}, guest of {who}, on the waitlist";
    EV_UNWAITED = "客户 {guest} 移出候补{note}", "{guest} off the waitlist{note}";
    EV_ENCUMBERED = "登记{kind}, 文号 {document}", "{kind} recorded, document {document}";
    EV_UNENCUMBERED = "解除{kind}, 文号 {document}{note}", "{kind} cancelled, document {document}{note}";
    EV_CORRECTED = "更正: {what}{note}", "corrected: {what}{note}";
    EV_STAFF_ADDED = "入职, 角色: {roles}", "joined as {roles}";
    EV_ROLES_CHANGED = "角色由 {from} 改为 {to}", "roles changed from {from} to {to}";
    EV_PIN_SET = "设置密码", "PIN set";
    EV_PIN_FAILED = "密码错误", "wrong PIN";
    EV_LOCKED_OUT = "密码错误过多, 暂停至 {until}", "too many wrong PINs, paused until {until}";
    EV_PIN_ACCEPTED = "密码正确, 解除暂停", "right PIN after wrong ones";
    EV_DENIED = "无权执行 {action}, 已拒绝", "was denied {action}";
    EV_LEFT = "离职{note}", "left{note}";
    EV_RETURNED = "复职", "came back";
    EV_REVEALED = "查看明文 {what} {rows} 条: {reason}", "looked at {rows} unmasked row(s) of {what}: {reason}";
    EV_EXPORTED = "导出 {what} {rows} 条, {from} 至 {to}, 姓名电话隐去", "exported {rows} row(s) of {what}, {from} to {to}, masked";
    EV_EXPORTED_UNMASKED = "导出 {what} {rows} 条, {from} 至 {to}, 明文", "exported {rows} row(s) of {what}, {from} to {to}, unmasked";
    EV_GUEST_REGISTERED = "登记客户", "guest registered";
    EV_GUEST_REGISTERED_FOR = "登记为 {who} 的客户", "registered as a guest of {who}";
    EV_GUEST_FORGOTTEN = "个人信息已删除{note}", "personal data deleted{note}";
    EV_POLICY_SET = "参数 {name} 由 {from} 改为 {to}{note}", "parameter {name} changed from {from} to {to}{note}";
    EV_PROJECT_CREATED = "建立项目 {name}", "project {name} created";
    EV_LIST_IMPORTED = "导入价目表 {file}: 新增 {added}, 变更 {changed}", "price list {file} imported: {added} new, {changed} changed";
    EV_BATCH_RELEASED = "推盘 {units} 套, 许可证 {permit}", "{units} unit(s) released, permit {permit}";
    EV_CLOCK_SUSPECT = "时钟异常: 由 {last} 跳到 {wall}", "odd clock: from {last} to {wall}";
    EV_CLOCK_CONFIRMED = "确认时钟无误", "clock confirmed";
    EV_RESTORED = "由备份恢复到第 {head} 号事件 (原文件到 {lost})", "restored from a backup at event {head} (the old file had {lost})";
}
