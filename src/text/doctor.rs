//! Words of `anchang doctor`: what is well, what is not, and what to do.

use super::texts;

texts! {
    OK = "好", "ok";
    LOOK = "!", "!";
    WRONG = "x", "x";
    DO = "    请做: {what}", "    to do: {what}";
    ALL_WELL = "一切正常。", "All is well.";
    SOME_TO_LOOK = "没有错误; {count} 处请留意 (标 !)。", "Nothing is wrong; {count} thing(s) to look at (marked !).";
    SOME_WRONG = "{count} 处有错 (标 x), 请按上面所说处理。", "{count} thing(s) (is|are) wrong (marked x); do what is said above.";

    PROGRAM = "程序", "program";
    PROJECT = "项目", "project";
    FOLDERS = "位置", "places";
    DISK = "磁盘", "disk";
    TERMINAL = "终端", "terminal";
    CLOCK = "时钟", "clock";
    BACKUP = "备份", "backups";
    INTEGRITY = "完整性", "integrity";
    SETTINGS = "设置", "settings";

    PROGRAM_IS = "anchang {version} ({build}), {os} {arch}, SQLite {sqlite}", "anchang {version} ({build}), {os} {arch}, SQLite {sqlite}";
    BUILD_RELEASE = "正式版", "release build";
    BUILD_DEBUG = "开发版, 较慢", "development build, slower";

    PATH_FILE = "{what}: {path}, {size}, 权限 {mode}", "{what}: {path}, {size}, permissions {mode}";
    PATH_NONE = "{what}: {path} (还没有)", "{what}: {path} (not there yet)";
    PATH_UNREADABLE = "{what}: {path} 读不到 ({error})", "{what}: {path} cannot be read ({error})";
    PATH_FILES = "{what}: {path}, {count} 个文件, 共 {size}, 权限 {mode}", "{what}: {path}, {count} file(s), {size} in all, permissions {mode}";
    FIX_UNREADABLE = "检查该处的权限, 或换用有权限的账户。", "check the permissions there, or use an account that has them.";
    OPEN_TO_OTHERS = "这台电脑的其他账户也能读到它; 里面有客户信息。", "other accounts of this computer can read it, and it holds personal data.";
    FIX_OPEN = "chmod {mode} '{path}'", "chmod {mode} '{path}'";
    P_PROJECT = "项目文件", "project file";
    P_DATA = "数据文件夹", "data folder";
    P_CONFIG = "设置文件", "config file";
    P_BACKUPS = "备份", "backups";
    P_SECOND = "第二备份位置", "second place for backups";
    P_MIRROR = "日志副本", "mirror of the log";
    P_LOGS = "程序日志", "program log";
    P_FORMS = "单据模板", "templates of forms";
    NO_SECOND = "没有设第二备份位置: 一块硬盘坏了, 文件和备份就都没了。", "no second place for backups is set: one bad disk would take the file and its backups.";
    FIX_NO_SECOND = "在 {path} 里写 second_backup = \"U 盘或另一块硬盘上的文件夹\"。", "write second_backup = \"a folder on a USB stick or another disk\" in {path}.";
    FIX_SECOND = "接上该盘, 或在 {path} 里改正 second_backup。", "connect that disk, or correct second_backup in {path}.";

    TEMPLATE_OWN = "自己的模板: {names}", "your own templates: {names}";
    TEMPLATE_UNKNOWN = "{path} 不是任何单据的模板, 不会用到。", "{path} is no form's template and is never used.";
    FIX_TEMPLATE_UNKNOWN = "改成单据的文件名, 如 subscription.html, 或删除。", "rename it to a form's file, like subscription.html, or remove it.";
    TEMPLATE_WRONG = "模板 {path} 第 {line} 行写法不对: {what}", "the template {path} is wrong at line {line}: {what}";
    FIX_TEMPLATE = "改正该行, 或移走该文件以用回自带的模板。", "correct that line, or move the file away to use the shipped one.";
    SMS_WRONG = "短信文字 {path} 写法不对: {what}", "the wordings of short messages {path} are wrong: {what}";

    LOCAL_DISK = "项目在本机磁盘 ({kind})", "the project is on a local disk ({kind})";
    UNKNOWN_DISK = "项目所在的文件系统种类未知", "the kind of file system of the project is not known";
    MEMORY_DISK = "项目在内存盘 (tmpfs) 上, 关机就没有了。", "the project is on a memory disk (tmpfs) and is gone when the computer is switched off.";
    FIX_MEMORY_DISK = "把项目放到硬盘上: anchang backup, 再用 --db 恢复到硬盘上的位置。", "keep it on a disk: `anchang backup`, then restore it with --db to a place on one.";
    NETWORK_DISK = "项目在网络共享上 ({kind}), 不能使用: 多台电脑共用会损坏数据。", "the project is on a network share ({kind}) and cannot be used: sharing it between computers would damage it.";
    FIX_NETWORK_DISK = "移到本机磁盘; 多人可开多个窗口, 或用 SSH 登录这台电脑。", "move it to a local disk; several people can use several windows, or SSH to this computer.";
    FREE = "剩余 {size}", "{size} free";
    FREE_LITTLE = "只剩 {size}。", "only {size} free.";
    FIX_FREE = "腾出空间; 磁盘满了就不能再登记。", "free some space; on a full disk nothing can be recorded.";

    NO_TERMINAL = "输出不在终端上, 屏幕界面和字宽没有检查", "the output is no terminal; screens and widths were not looked at";
    TERMINAL_IS = "{columns} 列 {rows} 行, TERM={term}, COLORTERM={colour}, NO_COLOR={none}", "{columns} columns, {rows} rows, TERM={term}, COLORTERM={colour}, NO_COLOR={none}";
    TERMINAL_SMALL = "终端只有 {columns} 列 {rows} 行。", "the terminal has only {columns} columns and {rows} rows.";
    FIX_SMALL = "把窗口放大到至少 80 列 24 行。", "make the window at least 80 columns by 24 rows.";
    UTF8 = "语言环境用 UTF-8 ({locale})", "the locale uses UTF-8 ({locale})";
    NOT_UTF8 = "语言环境不是 UTF-8 ({locale}), 中文可能显示不对。", "the locale is not UTF-8 ({locale}); Chinese may come out wrong.";
    FIX_UTF8 = "设置 LANG=zh_CN.UTF-8 (或 C.UTF-8) 后再打开。", "set LANG=zh_CN.UTF-8 (or C.UTF-8) and open it again.";
    WIDTHS = "字宽: 汉字 2 列, 线条 1 列", "widths: a Chinese character 2 columns, a line of a frame 1";
    HAN_WIDTH = "这个终端把汉字画成 {columns} 列, 表格会错位。", "this terminal draws a Chinese character {columns} column(s) wide; tables will not line up.";
    FIX_HAN_WIDTH = "换一种等宽中文字体, 或换一个终端。", "use a monospaced Chinese font, or another terminal.";
    LINE_WIDTH = "这个终端把线条画成 2 列, 边框会错位。", "this terminal draws the lines of frames 2 columns wide; frames will not line up.";
    FIX_LINE_WIDTH = "在设置文件里写 borders = \"ascii\"。", "write borders = \"ascii\" in the config file.";
    NO_WIDTHS = "终端没有回答字宽。", "the terminal did not answer how wide characters are.";
    FIX_NO_WIDTHS = "若边框错位, 在设置文件里写 borders = \"ascii\"。", "if frames do not line up, write borders = \"ascii\" in the config file.";

    TIME_IS = "电脑时间 {at}, 时区 {zone}", "the computer says {at}, time zone {zone}";
    OTHER_ZONE = "电脑时间 {at}, 时区 {zone}, 不是北京时间 (UTC+08:00); 期限按电脑的时区计算。", "the computer says {at}, time zone {zone}, which is not China's (UTC+08:00); deadlines are counted in the computer's.";
    FIX_ZONE = "如案场在中国大陆, 把电脑时区设为 Asia/Shanghai。", "if the office is in mainland China, set the computer's time zone to Asia/Shanghai.";
    LAST_EVENT = "最后一次登记在 {at}", "the last thing was recorded at {at}";
    FIX_CLOCK = "核对电脑的日期和时间, 然后执行 anchang do clock.confirm --as 姓名。", "check the computer's date and time, then run `anchang do clock.confirm --as NAME`.";

    NO_PROJECT_YET = "{path} 处还没有项目", "there is no project at {path} yet";
    FIX_NO_PROJECT = "执行 anchang (或 anchang init) 建立, 或用 --db 指定文件。", "make one with `anchang` (or `anchang init`), or name a file with --db.";
    PROJECT_IS = "项目「{name}」, {events} 个事件, 日志头 {head}", "project {name}, {events} events, head of the log {head}";
    OLDER = "文件由旧版程序写成, 下次打开时自动升级。", "an older program wrote the file; it is brought up to date when it is next opened.";
    FIX_OLDER = "升级前先备份: anchang backup。", "take a backup first: `anchang backup`.";
    SEE_ABOVE = "按上一句处理; 不要删除文件。", "as the line above says; do not delete the file.";
    FIX_NEWER = "打开写它的那个程序, 或安装比本程序 ({version}) 新的 anchang; 文件本身没有坏, 不用处理。", "open it with the program that wrote it, or install an anchang newer than this one ({version}); the file itself is well and needs nothing.";

    NO_BACKUP = "还没有备份。", "there is no backup yet.";
    FIX_BACKUP = "执行 anchang backup。", "run `anchang backup`.";
    NEWEST = "最近的备份 {file}, {at} ({age}), 到第 {seq} 号事件, 与校验时一致", "the newest backup {file}, {at} ({age}), up to event {seq}, is as it was verified";
    AGE_MINUTES = "{count} 分钟前", "{count} minute(s) ago";
    AGE_HOURS = "{count} 小时前", "{count} hour(s) ago";
    AGE_DAYS = "{count} 天前", "{count} day(s) ago";
    OLD_BACKUP = "最近的备份 {file} 是 {age} 的, 之后又登记了 {more} 个事件。", "the newest backup {file} is from {age}, and {more} event(s) (was|were) recorded since.";
    CHANGED_BACKUP = "最近的备份 {file} 与校验时不同了, 不能信任。", "the newest backup {file} is not what was verified any more and cannot be trusted.";
    FIX_CHANGED_BACKUP = "立即再备份一次: anchang backup; 并检查这块硬盘。", "take another at once: `anchang backup`; and check this disk.";
    SECOND_COPY = "第二份在 {path}", "a second copy is at {path}";
    REMEMBERS = "{count} 份副本里还有已删除的客户信息: {path}", "{count} copy(ies) still hold the data of forgotten guests: {path}";
    FIX_REMEMBERS = "接上第二备份盘后执行任意操作 (如 anchang backup), 会自动删去; 或删除该文件。", "Connect the second disk and do any action (such as anchang backup), which takes them out; or delete the file.";
    NO_SECOND_COPY = "第二备份位置没有最近的备份 {file}。", "the newest backup {file} is not at the second place.";

    GLANCED = "SQLite 快速检查、最后 {events} 个事件的链、备份和副本记住的日志头都对 (--full 全部校验)", "SQLite's quick check, the chain of the last {events} events and the remembered heads are right (--full verifies everything)";
    VERIFIED = "全部校验通过: {events} 个事件, {rows} 行数据", "everything verified: {events} events, {rows} rows";

    CONFIG_FINE = "设置文件没有错误", "nothing is wrong with the config file";
    CONFIG_NONE = "没有设置文件, 全用默认值", "there is no config file; everything has its default";
    FIX_SETTING = "改正那一行, 或移走该文件。", "correct that line, or move the file away.";
    RATES_FROM = "税费与利率: {whose}, 从 {days} 起", "rates of taxes and loans: {whose}, from {days} on";
    CALENDAR_FOR = "节假日: {whose}, 有 {years} 年", "holidays: {whose}, for {years}";
    SHIPPED = "程序自带", "the shipped ones";
    YOUR_OWN = "自己的文件", "your own file";
    YEAR_MISSING = "节假日没有 {year} 年: 按工作日计的期限到那一年就算不出。", "{year} is not among the holidays: deadlines in working days that reach into it cannot be counted.";
    FIX_YEAR = "国务院公布后, 写进 {path} (可从 assets/holidays.toml 抄起)。", "once the State Council has published it, enter it in {path} (start from assets/holidays.toml).";
}
