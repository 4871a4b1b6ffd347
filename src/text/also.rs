//! Other words that people type for an action or a command in the palette, blanks between them.

use super::texts;

texts! {
    IMPORT = "价格表 房源表 导价格", "upload prices";
    RELEASE = "开盘 放盘 上架 加推", "launch open sell";
    WITHHOLD = "下架 封盘 停售", "block stop";
    LIFT = "放盘 上架 解封 恢复销售", "unblock unwithhold";
    HOLD = "锁定 锁盘 占房 临定", "lock block";
    RENEW = "延长锁房 延锁", "extend prolong";
    RESERVE = "保留 留房 预定 转预留", "keep book";
    GIVE_BACK = "解锁 退房 释放 取消锁房 取消预留", "unlock release free cancel";
    WAIT = "排队 排号", "queue";
    UNWAIT = "取消候补 取消排队", "leave the queue";
    PRICE = "改价 变价 价格", "reprice";
    PRICE_BACK = "改价 撤回价格 还原价格", "revert restore";
    ENCUMBER = "冻结", "freeze";
    UNENCUMBER = "解冻 解押 解封", "unfreeze";
    CORRECT = "修改 改错 冲销", "fix mend";
    GUEST_ADD = "新客户 来访 添加客户", "new customer client visitor";
    GUEST_FORGET = "注销客户", "delete erase customer client";
    STAFF_ADD = "新员工 入职 添加人员", "new employee hire";
    STAFF_ROLES = "改角色 权限 岗位", "permissions";
    STAFF_PIN = "改密码", "password";
    STAFF_RESET_PIN = "改密码 忘记密码", "password forgotten";
    STAFF_LEAVE = "辞职 停用员工", "resign deactivate";
    POLICY_SET = "规则 设定 改参数", "rule setting";
    PERSON = "登录 切换用户", "sign in log in user";
    SIGN_OUT = "注销 下班", "log out";
    PAST = "回放 时光", "replay history";
    BOARD = "投屏 全屏", "full screen monitor";
    UNDO = "撤回 取消", "take back";
}
