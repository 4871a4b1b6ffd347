//! Words about the log: what an event means, what verify finds.

use super::texts;

texts! {
    UNREADABLE = "文件读不下去: {detail}", "The file cannot be read on: {detail}";
    SQLITE_SAYS = "SQLite 完整性检查: {what}", "SQLite integrity check: {what}";
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
}
