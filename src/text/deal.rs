//! Words of the deal 成交: documents, price make-up, loans, pay plans, taxes, deposits.

use super::texts;

texts! {
    // figures

    // Documents of buyers. No sentence repeats the number.
    ID_RESIDENT = "居民身份证", "resident identity card";
    ID_PASSPORT = "护照", "passport";
    ID_HK_MACAO = "港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents";
    ID_TAIWAN = "台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents";
    ID_FOREIGNER = "外国人永久居留身份证", "foreign permanent resident card";
    ID_COMPANY = "统一社会信用代码", "unified social credit code";
    SEX_MALE = "男", "male";
    SEX_FEMALE = "女", "female";
    ID_EMPTY = "没有填写{kind}号码。", "The number of the {kind} is missing.";
    ID_OLD = "15 位的旧身份证号已停止使用。", "Identity numbers of 15 digits are no longer in use.";
    ID_OLD_REMEDY = "请按第二代身份证填写 18 位号码。", "Enter the 18 digits of the second-generation card.";
    ID_LENGTH = "{kind}号码应为 {length} 位, 现在是 {count} 位。", "The number of a {kind} has {length} characters, not {count}.";
    ID_CHARACTER = "{kind}号码第 {place} 位的字符不对。", "Character {place} of the {kind} number cannot stand there.";
    ID_REGION = "身份证号前 2 位不是任何省级地区的代码。", "The first 2 digits of the identity number are the code of no province.";
    ID_DATE = "身份证号第 7 至 14 位不是真实的出生日期。", "Digits 7 to 14 of the identity number are no real date of birth.";
    ID_FUTURE = "身份证号里的出生日期在今天以后。", "The date of birth in the identity number lies after today.";
    ID_CHECK = "{kind}号码的校验位不符, 有字符输错或顺序颠倒。", "The check character of the {kind} number does not fit: a character is wrong or two are swapped.";
    ID_SHAPE_PASSPORT = "护照号码应为 5 至 12 位字母和数字, 其中有数字。", "A passport number has 5 to 12 letters and digits, digits among them.";
    ID_SHAPE_HK_MACAO = "港澳通行证号码应为字母 H 或 M 加 8 位数字 (旧证加 10 位)。", "The permit number is the letter H or M and 8 digits (10 on old permits).";
    ID_SHAPE_TAIWAN = "台湾通行证号码应为 8 位数字 (旧证 10 位)。", "The permit number has 8 digits (10 on old permits).";
    ID_SHAPE_FOREIGNER = "永久居留身份证号码应为 9 开头的 18 位数字, 旧证为 3 位字母加 12 位数字。", "The card number has 18 digits and begins with 9; on old cards it is 3 letters and 12 digits.";
    ID_REMEDY = "请对照证件原件重新输入, 或用读卡器读取。", "Enter it again from the original, or use the card reader.";
    ID_REMEDY_KIND = "请对照证件原件检查号码和证件类型。", "Check the number and the kind of document against the original.";
    ID_REMEDY_LICENCE = "请对照营业执照原件重新输入。", "Enter it again from the original business licence.";

    // Price make-up.
    DISCOUNT_GENERAL = "一般性折扣", "general discount";
    DISCOUNT_SPECIAL = "特例折扣", "special discount";
    BY_PERCENT = "按 {share} 计", "{share} of the price remains";
    BY_FIXED_UNIT_PRICE = "单价定为 {price} 元/平方米", "unit price set to {price} yuan a square metre";
    BY_UNIT_PRICE = "单价减 {price} 元/平方米", "unit price less {price} yuan a square metre";
    BY_AMOUNT = "总价减 {amount} 元", "total less {amount} yuan";
    DISCOUNT_ORDER = "优惠依次计算：先折扣率, 再单价, 后总价；每项四舍五入到分。", "Discounts apply in this order: percentages, then unit price, then total; each is rounded half-up to the fen.";
    ROUND_NONE = "不取整", "no rounding";
    ROUND_YUAN_DOWN = "舍去元以下", "down to the yuan";
    ROUND_YUAN_HALF_UP = "四舍五入到元", "half-up to the yuan";
    LIST_PRICE_NOTHING = "表价不大于零, 不能计算优惠。", "The list price is not above zero, so no discount can be worked out.";
    LIST_PRICE_REMEDY = "请先更正价目表。", "Correct the price list first.";
    DISCOUNT_EXPIRED = "优惠「{name}」的有效期到 {until} 为止。", "The discount {name} was valid until {until}.";
    DISCOUNT_USED_UP = "优惠「{name}」的 {quota} 套名额已经用完。", "All {quota} units of the discount {name} are used.";
    DISCOUNT_SPECIAL_TWICE = "「{first}」和「{name}」都是特例折扣, 只能用一项。", "{first} and {name} are both special discounts; only one may be used.";
    DISCOUNT_VALUE = "优惠「{name}」的数值不对：折扣率在 0% 与 100% 之间, 金额大于零。", "The value of the discount {name} is wrong: a percentage lies between 0% and 100%, an amount is above zero.";
    DISCOUNT_NO_AREA = "优惠「{name}」按单价计算, 这套房按套计价, 没有单价。", "The discount {name} goes by the unit price; this unit is priced as a whole and has none.";
    DISCOUNT_RAISES = "优惠「{name}」的单价不低于现在的单价, 没有优惠。", "The unit price of the discount {name} is not below the present one: nothing is saved.";
    DISCOUNT_EATS_PRICE = "用上优惠「{name}」以后, 房价不大于零。", "With the discount {name} the price is not above zero.";
    DISCOUNT_REMEDY_DROP = "请去掉这项优惠, 或选另一项。", "Leave it out or choose another one.";
    DISCOUNT_REMEDY_VALUE = "请更正优惠的数值。", "Correct its value.";

    // Loans.
    EQUAL_INSTALMENTS = "等额本息", "equal instalments";
    EQUAL_PRINCIPAL = "等额本金", "equal principal";
    LOAN_AMOUNT = "贷款金额应在 {least} 元至 {most} 元之间。", "A loan is {least} to {most} yuan.";
    LOAN_MONTHS = "贷款期限应在 1 至 {most} 个月之间, 现在是 {months} 个月。", "The term of a loan is 1 to {most} months, not {months}.";
    LOAN_RATE = "贷款年利率应在 0% 至 {most} 之间, 现在是 {rate}。", "The yearly rate of a loan is 0% to {most}, not {rate}.";
    LOAN_ESTIMATE = "按所列利率估算, 最终以银行测算为准。", "An estimate at the rates shown; the bank's calculation decides.";

    // Pay plans.
    PLAN_ONE_PAYMENT = "一次性付款", "one payment";
    PLAN_INSTALMENTS = "分期付款", "instalments";
    PLAN_COMMERCIAL = "商业贷款", "commercial loan";
    PLAN_FUND = "公积金贷款", "housing-fund loan";
    PLAN_COMBINED = "组合贷款", "combined loan";
    DUE_FULL_PRICE = "全款", "full price";
    DUE_INSTALMENT = "第 {no} 期房款", "instalment {no}";
    DUE_DOWN_PAYMENT = "首付款", "down payment";
    DUE_COMMERCIAL = "商业贷款放款", "commercial loan paid out";
    DUE_FUND = "公积金贷款放款", "housing-fund loan paid out";
    PLAN_PRICE_NOTHING = "成交总价应大于零。", "The deal price must be above zero.";
    PLAN_NO_ROWS = "分期付款没有填写任何一期。", "There are no instalments.";
    PLAN_ROW_NOTHING = "第 {no} 期的金额应大于零。", "Instalment {no} must be above zero.";
    PLAN_ROW_ORDER = "第 {no} 期的日期早于上一期。", "Instalment {no} is due before the one in front of it.";
    PLAN_SUM_SHORT = "各期合计 {sum} 元, 比成交总价 {price} 元少 {gap} 元。", "The instalments sum to {sum} yuan, {gap} yuan less than the deal price of {price} yuan.";
    PLAN_SUM_OVER = "各期合计 {sum} 元, 比成交总价 {price} 元多 {gap} 元。", "The instalments sum to {sum} yuan, {gap} yuan more than the deal price of {price} yuan.";
    PLAN_SUM_REMEDY = "请更正各期金额；末期应为 {last} 元。", "Correct the amounts; the last one would be {last} yuan.";
    PLAN_SUM_REMEDY_ROWS = "请更正各期金额。", "Correct the amounts.";
    PLAN_DEPOSIT_OVER_FIRST = "定金 {deposit} 元多于首笔应付的 {first} 元。", "The deposit of {deposit} yuan is more than the first payment of {first} yuan.";
    PLAN_DEPOSIT_REMEDY = "请提高首笔金额, 或减少定金。", "Raise the first payment or lower the deposit.";
    PLAN_DOWN_SHARE = "首付比例应在 0% 与 100% 之间, 现在是 {share}。", "The share of the down payment lies between 0% and 100%, not {share}.";
    PLAN_LOAN_UNIT = "贷款取整单位应大于零。", "The unit to which loans are rounded must be above zero.";
    PLAN_NO_LOAN = "首付之外不足一个取整单位 ({unit} 元), 不能贷款。", "What is left after the down payment is less than one unit of {unit} yuan: nothing can be lent.";
    PLAN_NO_COMMERCIAL = "公积金贷款已够, 不需要组合贷款。", "The housing-fund loan is enough; no combined loan is needed.";
    PLAN_ANOTHER = "请选另一种付款方式。", "Choose another way to pay.";
    PLAN_FIX_FIELD = "请更正后再试。", "Correct it and try again.";

    // Taxes and fees.
    HOLDING_SOLE = "家庭唯一住房", "the family's only home";
    HOLDING_SECOND = "家庭第二套住房", "the family's second home";
    HOLDING_FURTHER = "第三套及以上住房", "a third or further home";
    HOLDING_NON_HOME = "非住宅", "not a home";
    TAX_DEED = "契税", "deed tax";
    TAX_STAMP = "印花税", "stamp duty";
    TAX_MAINTENANCE = "维修资金", "maintenance fund";
    TAX_REGISTRATION = "不动产登记费", "registration fee";
    TAX_STAMP_HOME = "个人购买住房暂免征收印花税。", "Individuals who buy homes are exempt from stamp duty for the time being.";
    TAX_ESTIMATE = "税费按成交总价估算, 以税务和登记机关核定为准。", "Taxes and fees are estimated on the deal price; the authorities' figures decide.";

    // The deposit.
    DEPOSIT_NOTHING = "定金应大于零。", "The deposit must be above zero.";
    DEPOSIT_OVER_CAP = "定金 {deposit} 元超过总价 {price} 元的 {share}, 超过部分没有定金效力。", "The deposit of {deposit} yuan is more than {share} of the price of {price} yuan; what is above has no force as a deposit.";
    DEPOSIT_AT_MOST = "定金最多 {most} 元, 其余可作房款收取。", "At most {most} yuan may be deposit; the rest can be taken towards the price.";
}
