//! Words about the file: why it cannot be opened or written, and what to do.

use super::texts;

texts! {
    NOT_FOUND = "{path} 处还没有项目。请先执行 anchang init, 或用 --db 指定文件。", "There is no project at {path}. Run `anchang init` first, or name a file with --db.";
    EXISTS = "{path} 已经存在, 没有覆盖。换一个 --db, 或直接使用它。", "{path} exists already and was not overwritten. Use another --db, or work with this one.";
    NEWER = "该文件由更新的程序写成 (版本 {found}, 本程序到 {known})。没有改动。请使用新版 anchang。", "This file was written by a newer program (version {found}; this one knows {known}). Nothing was changed. Use the newer anchang.";
    NEWER_EVENT = "日志里有本程序不认识的事件 {kind} v{version}。没有改动。请使用新版 anchang。", "The log holds an event this program does not know, {kind} v{version}. Nothing was changed. Use the newer anchang.";
    FOREIGN = "{path} 不是 anchang 的项目文件, 没有改动。请检查 --db; 若它原是项目文件, 则已被截断或损坏, 请用 anchang restore 恢复。", "{path} is not an anchang project; nothing was changed. Check --db. If it was one, it is cut off or damaged: use `anchang restore`.";
    A_FOLDER = "{path} 是文件夹, 不是 anchang 的项目文件, 没有改动。请写出里面的文件, 如 {path}/anchang.db。", "{path} is a folder and not an anchang project; nothing was changed. Name the file inside it, like {path}/anchang.db.";
    READ_ONLY_FILE = "项目文件不可写: {path}。请检查文件权限, 或换用有权限的账户。", "The project file cannot be written: {path}. Check its permissions, or use an account that may write it.";
    READ_ONLY_FOLDER = "文件夹不可写: {path}。项目文件旁边必须能建立文件, 请检查权限。", "The folder cannot be written: {path}. Files must be created beside the project; check its permissions.";
    NETWORK_SHARE = "{path} 在网络共享上 ({kind})。多台电脑共用会损坏数据, 已拒绝。请放在本机磁盘; 多人可开多个窗口, 或用 SSH 登录这台电脑。", "{path} is on a network share ({kind}). Sharing it between computers would damage it, so it is refused. Keep it on a local disk; several people can use several windows, or SSH to this computer.";
    LOCKED = "项目文件被另一个程序占用超过 5 秒。请关闭占用它的程序后重试; 没有改动。", "Another program kept the project file locked for more than 5 seconds. Close it and try again; nothing was changed.";
    IN_USE = "还有别的窗口开着这个项目。请先全部关闭再试; 没有改动。", "Another window has this project open. Close them all and try again; nothing was changed.";
    DAMAGED = "项目文件已损坏 ({detail})。请不要删除它。只是数据表不符时, anchang rebuild 可由日志重建; 否则用 anchang restore 恢复最近的备份, 原文件会保留。", "The project file is damaged ({detail}). Do not delete it. If only its tables differ, `anchang rebuild` makes them anew from the log; otherwise `anchang restore` the newest backup, which keeps this file.";
    OLD_SQLITE = "内置的 SQLite {version} 太旧, 有已知的损坏缺陷 (需要 3.51.3 或更新)。请重新编译 anchang。", "The SQLite inside, {version}, is too old and has a known corruption bug (3.51.3 or newer is needed). Rebuild anchang.";
    NO_SECOND_PLACE = "第二备份位置 {path} 不在 (config.toml 的 second_backup)。本机的备份已完成; 请接上该盘。", "The second place for backups, {path}, is not there (second_backup in config.toml). The backup on this computer is complete; connect that disk.";
    OTHER_PROJECT = "这份备份属于另一个项目, 没有使用。要恢复到别处, 请用 --db 指定新文件。", "This backup belongs to another project and was not used. To restore it elsewhere, name a new file with --db.";
    FULL = "磁盘已满, 没有记录。请腾出空间后再试; 已记录的都在。", "The disk is full; this was not recorded. Free some space and try again; all that was recorded is there.";
    OUTCOME_UNKNOWN = "写入时磁盘出错 ({detail}), 是否已记录尚不确定。", "The disk failed while writing ({detail}); whether it was recorded is not known.";
    OUTDATED = "项目文件已被更新的程序升级, 本窗口不再写入。请关闭并打开新版 anchang。", "The project file was upgraded by a newer program, so this window no longer writes. Close it and open the new anchang.";
    SELF_CHECK = "提交前自检未通过 ({what})。没有记录。请报告此问题。", "The check before commit failed ({what}). Nothing was recorded. Please report this.";
    CONFLICT = "与别的操作冲突 ({what})。没有记录。请刷新后再试。", "This collided with another action ({what}). Nothing was recorded. Look again and retry.";
    IO = "读写出错: {what}", "Reading or writing failed: {what}";
    BACKUP_BAD = "备份 {path} 没有使用, 校验不通过: {what}", "The backup {path} was not used, its check failed: {what}";
    RECORDED_AFTER_ALL = "磁盘曾报错, 但查实该操作已记录。", "The disk reported an error, but the action was recorded.";
    NOT_RECORDED = "磁盘报错, 查实该操作没有记录。请检查磁盘后重试。", "The disk reported an error and the action was not recorded. Check the disk and try again.";
}
