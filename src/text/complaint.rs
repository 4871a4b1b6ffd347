//! Words of complaints 客户投诉.

use super::texts;

texts! {
    BY_CALL = "来电", "by phone";
    BY_VISIT = "到访", "in person";
    BY_LETTER = "书面", "in writing";
    OWN_DEPARTMENT = "本部门", "our own department";
    PROPERTY = "物业服务中心", "property service";
    WORKS = "工程", "works";
    OTHER_DEPARTMENT = "其他部门", "another department";
    SATISFIED = "满意", "satisfied";
    UNSATISFIED = "不满意", "not satisfied";
    ESCALATED = "升级", "escalated";
    NO_SUCH_COMPLAINT = "没有投诉 {complaint}。", "There is no complaint {complaint}.";
    COMPLAINT_CLOSED = "投诉 {complaint} 已结案。", "Complaint {complaint} is closed.";
    JUDGE_FIRST = "请先判责, 写明承办人。", "Say first whose it is and who handles it.";
    ANSWER_FIRST = "还没有答复过客户, 不能结案。", "Nobody has answered the guest yet; it cannot be closed.";
    EV_RECEIVED = "{how}投诉: {what}, {until} 前首次答复", "complaint {how}: {what}, first answer by {until}";
    EV_JUDGED = "判责 {department}, 承办 {who}{note}", "judged {department}, handled by {who}{note}";
    EV_ANSWERED = "答复: {what}", "answered: {what}";
    EV_CLOSED = "结案, 客户{verdict}{note}", "closed, the guest is {verdict}{note}";
    A_RECEIVE = "受理投诉", "take a complaint in";
    A_JUDGE = "投诉判责", "judge whose complaint it is";
    A_ANSWER = "答复投诉", "answer a complaint";
    A_CLOSE = "投诉结案", "close a complaint";
    F_COMPLAINT = "投诉", "complaint";
    F_HOW = "方式", "how";
    F_WHAT = "投诉内容", "what it is about";
    F_DEPARTMENT = "责任部门", "department";
    F_HANDLER = "承办人", "handled by";
    F_ANSWER = "答复内容", "answer";
    F_VERDICT = "回访结果", "what the guest says";
    K_COMPLAINT = "投诉号, 如 TS-0004", "a complaint, like TS-0004";
    DUE_REPLY = "投诉首复", "complaint answer";
    DUTY_COMPLAINT = "受理与处理投诉", "take and handle complaints";
    FLOW_COMPLAINT = "客户投诉", "Complaint";
}
