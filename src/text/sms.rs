//! Words of short messages 短信.

use super::texts;

texts! {
    THANKS = "来访感谢", "thanks for a visit";
    APPOINTMENT = "预约提醒", "appointment";
    CONGRATULATION = "认购恭喜", "congratulation";
    REMIND = "签约提醒", "reminder of the contract";
    EXTENDED = "延期批准", "extension granted";
    NOT_EXTENDED = "延期不批准", "extension not granted";
    DEMAND = "催签", "demand to sign";
    BALANCE = "补足定金", "rest of the deposit";
    COMPLAINT = "投诉受理", "complaint taken in";
    COMPLAINT_CLOSED = "投诉办结", "complaint closed";
    CUSTOMER = "尊敬的客户", "customer";
    SURNAME = "尊敬的{surname}先生/女士", "{surname}";
}
