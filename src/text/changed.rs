//! Words of the forms and lists of changes, complaints and the day sheet. The clauses of the forms stand in their
//! templates, where an office's lawyer can read and change them.

use super::texts;

texts! {
    EXTENSION = "延迟签约申请单", "application for a later signing";
    REPLAN = "付款方式变更申请表暨补充约定", "change of the pay plan and supplement";
    EXTENSION_ANSWER = "延迟签约申请答复函", "answer to a later signing";
    RELEASE = "退房/退定申请表", "application to end a subscription";
    FORFEIT = "挞定审批单", "approval of a forfeiture";
    SWAP = "换房申请表", "application for a swap";
    RENAME = "更名申请表", "application for other buyers";
    DEMAND = "催签通知书", "demand to sign";
    RESCISSION = "解除认购协议通知书", "notice of rescission";
    COMPLAINT = "客户投诉接收单", "complaint form";
    VOUCHER = "转账单/换票单", "voucher";
    DAY = "日结单", "day sheet";
    TRANSFER_SLIP = "转账单", "transfer voucher";
    EXCHANGE_SLIP = "换票单", "exchange of receipts";
    CHANGES = "变更清单", "changes";
    COMPLAINTS = "投诉清单", "complaints";

    C_PRINT_EXTENSION = "延迟签约申请单", "the application for a later signing";
    C_PRINT_ANSWER = "延迟签约申请的答复函", "the answer to an application for a later signing";
    C_PRINT_RELEASE = "退房/退定申请表", "the application to end a subscription";
    C_PRINT_FORFEIT = "挞定审批单: 催签与送达记录、责任、20% 上限", "the approval of a forfeiture: reminders, delivery, fault, 20% cap";
    C_PRINT_SWAP = "换房申请表: 原房与新房对照", "the application for a swap, old and new side by side";
    C_PRINT_REPLAN = "付款方式变更申请表暨补充约定", "the application for another pay plan, and the supplement";
    C_PRINT_RENAME = "更名/增减权益人申请表", "the application for other buyers";
    C_PRINT_DEMAND = "催签通知书", "the demand to sign";
    C_PRINT_RESCISSION = "解除认购协议通知书", "the notice of rescission";
    C_PRINT_COMPLAINT = "客户投诉接收单", "the form of a complaint";
    C_PRINT_VOUCHER = "转账单或换票单", "the voucher of money that moves within the office";
    C_PRINT_DAY = "某天的日结单", "the day sheet of a day";
    C_PRINT_SMS = "一条短信的文本, 供复制发送", "the text of a short message, to be copied and sent";
    C_SHOW_COMPLAINTS = "客户投诉, 未结的在前", "complaints, open ones first";
    C_SHOW_DAY = "一天的日结: 数字、需说明的、逾期及下一步; 已结的按签字时的数", "the close of a day: figures, findings, overdue signings with the next step; a signed day as it was signed";
    C_EXPORT_DAY = "导出日结单", "day sheets as a list";
    C_EXPORT_CHANGES = "导出变更 (延期、退定、挞定、换房、更名) 及合计", "changes (extensions, refunds, forfeitures, swaps, other buyers) with sums";
    C_EXPORT_COMPLAINTS = "导出投诉", "complaints as a list";
    O_CHANGE = "申请号如 SP-0031, 或认购号如 RG-0012, 或房号", "an application like SP-0031, a subscription like RG-0012, or its unit";
    O_NEW = "打印待填写的新表, 不带以前的申请", "a new form to be filled, without an earlier application";
    O_COMPLAINT = "投诉号, 如 TS-0004", "a complaint, like TS-0004";
    O_VOUCHER = "转账单的收据号, 如 SJ-000012", "the receipt of a voucher, like SJ-000012";
    O_ABOUT_SMS = "认购号或房号、投诉号, 或客户", "a subscription or its unit, a complaint, or a guest";
    O_SMS_KIND = "thanks, appointment, congratulation, remind, extended, not_extended, demand, balance, complaint, complaint_closed", "thanks, appointment, congratulation, remind, extended, not_extended, demand, balance, complaint, complaint_closed";
    O_WHICH_DAY = "哪一天 (默认今天)", "which day (default: today)";
    O_OPEN = "只看未结的", "open ones only";

    NO_SUCH_APPLICATION = "没有申请「{text}」。", "There is no application `{text}`.";
    APPLICATION_OF_ANOTHER = "{application} 不能打印成「{form}」。", "{application} cannot be printed as: {form}.";
    NO_VOUCHER_OF = "{deal} 没有转账单或换票单: 变更执行后才有。", "{deal} has no voucher: there is one once a change is carried out.";
    NO_VOUCHER = "{receipt} 不是转账单。", "{receipt} is no voucher.";
    SMS_WRONG = "短信模板 {path} 有误: {what}", "The texts in {path} are wrong: {what}";
    SMS_BLANK = "这条短信缺少 {what}, 写不出来。", "This message cannot be written: it has no {what}.";
    SMS_NOT_SO = "{about} 的情况还不是「{kind}」, 不写这条短信。", "This is not so for {about}, and no such message is written: {kind}.";
    BLANK_PHONE = "顾问的电话 (登记员工时填写 phone)", "phone number of the consultant (staff.add has phone)";
    BLANK_DAY = "日期", "day";
    NO_COMPLAINTS = "没有投诉", "no complaints";

    LAW_F1 = "《最高人民法院关于审理商品房买卖合同纠纷案件适用法律若干问题的解释》第四条; 《民法典》第五百八十七条", "L1 4, L2 587";
    LAW_F2 = "同上解释第十九条; 《民法典》第五百八十八条 (违约金与定金择一)", "L1 19, L2 588";
    LAW_F3 = "同上解释第四条、第十九条; 《民法典合同编通则解释》第六十八条", "L1 4, L1 19, L3 68";
    LAW_F4 = "《民法典》第五百八十七条", "L2 587";
    LAW_F5 = "《民法典》第五百六十二条", "L2 562";
    LAW_F6 = "《民法典合同编通则解释》第六十八条", "L3 68";
    RULE_F1 = "定金在成交总价 20% 以内的部分不予返还, 超过部分返还认购人", "kept up to 20% of the price, the rest returned";
    RULE_F3 = "全额返还", "returned in full";
    RULE_F4 = "20% 以内的部分双倍返还, 超过部分返还", "returned twice up to 20% of the price, the rest once";
    RULE_F5 = "按协商约定, 不超过买方原因时的数额", "as agreed, never more than by the buyer's own fault";
    RULE_F6 = "不适用定金罚则, 按约定返还", "no deposit rule; returned as agreed";

    H_CARRIED_OUT = "执行日", "carried out";
    H_BEFORE = "原", "before";
    H_AFTER = "新", "after";
    H_UNITS = "套数", "units";
    H_KEPT = "没收", "kept";
    H_BACK = "应退", "owed back";
    H_ON_TOP = "赔付", "paid on top";
    SUM_REFUNDS = "合计: 退定", "sum: refunds";
    SUM_FORFEITS = "合计: 挞定", "sum: forfeitures";
    H_RECEIVED = "受理", "received";
    H_REPLY_BY = "首次答复时限", "answer due";
    H_LATE = "超时", "late";
    H_CLOSED = "结案", "closed";
    C_RECEIVED = "待判责", "to be judged";
    C_JUDGED = "待答复", "to be answered";
    C_ANSWERED = "待结案", "to be closed";

    H_PART = "部分", "part";
    H_VALUE = "数", "value";
    H_ACTED = "今天办理", "acted today";
    H_CARRIED = "结转原因", "carried over";
    PART_FIGURES = "业绩", "figures";
    PART_MONEY = "款项", "money";
    PART_GRID = "销控", "grid";
    PART_FINDINGS = "需看需说明", "findings";
    PART_OVERDUE = "逾期签约", "overdue";
    PART_SIGNED = "签字", "signed";
    G_CALLS = "来电 (组)", "calls";
    G_NEW = "新访 (组)", "new visits";
    G_RETURNS = "回访 (组)", "further visits";
    G_SUBSCRIBED = "认购 (套)", "subscribed (units)";
    G_ENDED = "退、挞、换 (套)", "refunded, forfeited, swapped (units)";
    G_AREA_PRICE = "{area} 平方米, {price} 元", "{area} m2, {price}";
    G_OVERDUE = "逾期签约 (套)", "overdue signings";
    G_RECEIVED = "当日实收", "received today";
    G_PAID_BACK = "当日退款", "paid back today";
    G_DEPOSITS = "在手定金", "deposits held";
    G_PAYABLE = "应退未退", "owed to buyers";
    G_FORFEITED = "累计没收", "forfeited so far";
    G_UNEXPLAINED = "待说明", "to be explained";
    G_SIGNED = "经理、财务签字", "signed by manager and finance";
    G_HEAD = "日志头", "head of the log";
    G_NOT_SIGNED = "尚未日结", "not closed yet";
    O_MONEY = "定金 {money}", "deposit {money}";
    O_ACTED = "今天已办理", "acted on today";
    O_CARRIED = "结转: {why}", "carried over: {why}";
    O_NEXT = "下一步: {next}", "next: {next}";

    CALENDAR_WRONG = "节假日表 {path} 第 {line} 行有误: {what}。改正或删除该文件后再试。", "The holidays in {path} are wrong at line {line}: {what}. Correct or remove the file and try again.";
    CALENDAR_NONE = "没有一组 [[year]]", "there is no [[year]] in it";
    CALENDAR_TWICE = "{year} 年写了两次", "the year {year} is there twice";
    CALENDAR_BACKWARDS = "假期的起止写反了: {first} 在 {last} 之后", "a holiday ends before it begins: {first} is later than {last}";
    CALENDAR_OFF_YEAR = "{day} 不在 {year} 年", "{day} is not in {year}";
    CALENDAR_NO_WEEKEND = "调休上班日 {day} 不是周六或周日", "{day} is no Saturday or Sunday and is worked anyway";
}
