//! What the registers ask 来访登记表/来电登记表, and the choices they offer (RULES 3.1).

use super::texts;

texts! {
    VISIT_REGISTER = "来访登记表", "visit register";
    CALL_REGISTER = "来电登记表", "call register";

    SEX = "性别", "sex";
    COMPANIONS = "同行", "companions";
    AGE = "年龄段", "age";
    LIVING_AREA = "居住区域", "lives in";
    WORK_AREA = "工作区域", "works in";
    EMPLOYER = "单位性质", "employer";
    OCCUPATION = "职业", "occupation";
    MOTIVE = "用途/动机", "motive";
    WANTED_AREA = "需求面积", "wanted area";
    LAYOUT = "需求户型", "wanted layout";
    FLOOR = "需求楼层", "wanted floor";
    ORIENTATION = "需求朝向", "wanted orientation";
    UNIT_PRICE = "接受单价", "accepted unit price";
    TOTAL = "接受总价", "accepted total";
    PAYMENT = "付款方式", "payment";
    BOUGHT = "置业次数", "homes bought";
    CONSIDERATIONS = "考量因素", "considerations";
    RESISTANCE = "抗性", "resistance";
    TRANSPORT = "交通工具", "came by";
    LIKES = "认可点", "likes";
    DOUBTS = "疑问点", "doubts";
    ASKED = "问题要点", "asked about";
    REMARK = "备注", "remark";

    MALE = "男", "male";
    FEMALE = "女", "female";
    AGE_UNDER_25 = "25 岁以下", "under 25";
    AGE_25_30 = "25-30 岁", "25-30";
    AGE_31_35 = "31-35 岁", "31-35";
    AGE_36_40 = "36-40 岁", "36-40";
    AGE_41_50 = "41-50 岁", "41-50";
    AGE_51_60 = "51-60 岁", "51-60";
    AGE_OVER_60 = "60 岁以上", "over 60";
    ALONE = "独自", "alone";
    WITH_FAMILY = "家人", "family";
    WITH_FRIENDS = "朋友", "friends";
    EMPLOYER_GOVERNMENT = "机关", "government";
    EMPLOYER_PUBLIC = "事业单位", "public institution";
    EMPLOYER_STATE = "国企", "state-owned company";
    EMPLOYER_PRIVATE = "民企", "private company";
    EMPLOYER_FOREIGN = "外企", "foreign company";
    EMPLOYER_SELF = "自营", "self-employed";
    OTHER = "其他", "other";
    MOTIVE_OWN_USE = "自用", "own use";
    MOTIVE_INVESTMENT = "投资", "investment";
    FLOOR_LOW = "低层", "low";
    FLOOR_MIDDLE = "中层", "middle";
    FLOOR_HIGH = "高层", "high";
    ANY = "不限", "any";
    PAYMENT_AT_ONCE = "一次性", "at once";
    PAYMENT_INSTALMENTS = "分期", "instalments";
    PAYMENT_MORTGAGE = "商业贷款", "mortgage";
    PAYMENT_FUND = "公积金贷款", "housing fund";
    PAYMENT_MIXED = "组合贷款", "mixed loan";
    TRANSPORT_CAR = "自驾", "car";
    TRANSPORT_PUBLIC = "公交地铁", "bus or metro";
    TRANSPORT_TAXI = "打车", "taxi";
    TRANSPORT_SHUTTLE = "看房车", "shuttle";
    TRANSPORT_BICYCLE = "骑车", "bicycle";
    TRANSPORT_ON_FOOT = "步行", "on foot";
}
