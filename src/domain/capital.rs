//! Amounts in Chinese capitals 人民币大写, as contracts and receipts print them beside the figures.
//!
//! By the rules for filling in bills 正确填写票据和结算凭证的基本规定, articles 1 to 3. Where they leave a choice: zeros
//! in front of a thousand are not written when the digits before it already end in one (article 3.3: 可以不写零), a zero
//! in the yuan in front of 角 is; 整 stands behind 元 and behind 角.

use super::money::Fen;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
/// The place within four digits, from the lowest.
const PLACES: [Option<char>; 4] = [None, Some('拾'), Some('佰'), Some('仟')];

/// The amount in capitals, without a heading: `陆佰肆拾万伍仟贰佰捌拾柒元贰角柒分`. Every amount has one.
pub fn capital(amount: Fen) -> String {
    let (yuan, jiao, fen) =
        (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() / 10 % 10, amount.0.unsigned_abs() % 10);
    let digit = |value: u64| DIGITS[value as usize % 10];
    let mut out = String::new();
    if amount.0 < 0 {
        out.push('负');
    }
    if yuan > 0 || amount.0 == 0 {
        whole(yuan, &mut out);
        out.push('元');
    }
    let in_yuan = yuan > 0;
    if jiao > 0 {
        // 1,680.32: the yuan end in a zero and more follows.
        if in_yuan && yuan.is_multiple_of(10) {
            out.push('零');
        }
        out.extend([digit(jiao), '角']);
    } else if fen > 0 && in_yuan {
        out.push('零');
    }
    if fen > 0 {
        out.extend([digit(fen), '分']);
    } else {
        out.push('整');
    }
    out
}

/// A whole number in capitals.
fn whole(value: u64, out: &mut String) {
    if value == 0 {
        out.push('零');
        return;
    }
    let digits: Vec<u64> = value.to_string().bytes().map(|b| u64::from(b - b'0')).collect();
    let (mut skipped, mut section_said, mut section_before_said) = (false, false, true);
    for (i, &digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - i;
        if digit == 0 {
            skipped = true;
        } else {
            // 6,405,287: the zero is the last of its four digits and a thousand follows, so it may stay out.
            if skipped && !(place % 4 == 3 && section_before_said) {
                out.push('零');
            }
            out.push(DIGITS[digit as usize]);
            out.extend(PLACES[place % 4]);
            (skipped, section_said) = (false, true);
        }
        if place.is_multiple_of(4) {
            match place % 8 {
                4 if section_said => out.push('万'),
                0 if place > 0 => out.push('亿'),
                _ => {}
            }
            (section_before_said, section_said) = (section_said, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_official_rules() {
        // Articles 2 and 3; where two spellings are allowed, the one chosen above.
        for (fen, text) in [
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (10_700_053, "壹拾万柒仟元零伍角叁分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(capital(Fen(fen)), text);
        }
    }

    #[test]
    fn amounts_of_the_trade() {
        for (fen, text) in [
            (640_528_727, "陆佰肆拾万伍仟贰佰捌拾柒元贰角柒分"),
            (5_000_000, "伍万元整"),
            (1_000_000, "壹万元整"),
            (120_000_000, "壹佰贰拾万元整"),
            (1_050_000, "壹万零伍佰元整"),
            (1_000_500, "壹万零伍元整"),
            (100_050_000, "壹佰万零伍佰元整"),
            (100_500_000, "壹佰万伍仟元整"),
            (10_005_000_000, "壹亿零伍万元整"),
            (10_000_500_000, "壹亿零伍仟元整"),
            (10_000_000_000, "壹亿元整"),
            (105_000_000_000, "壹拾亿伍仟万元整"),
            (10_000_000_001, "壹亿元零壹分"),
            (655_641_558, "陆佰伍拾伍万陆仟肆佰壹拾伍元伍角捌分"),
        ] {
            assert_eq!(capital(Fen(fen)), text);
        }
    }

    #[test]
    fn less_than_a_yuan_nothing_and_less_than_nothing() {
        assert_eq!(capital(Fen::ZERO), "零元整");
        assert_eq!(capital(Fen(5)), "伍分");
        assert_eq!(capital(Fen(50)), "伍角整");
        assert_eq!(capital(Fen(57)), "伍角柒分");
        assert_eq!(capital(Fen(105)), "壹元零伍分");
        assert_eq!(capital(Fen(1_000)), "壹拾元整");
        assert_eq!(capital(Fen(20_005)), "贰佰元零伍分");
        assert_eq!(capital(Fen(-2_400_000)), "负贰万肆仟元整");
    }

    #[test]
    fn the_largest_amounts() {
        assert_eq!(capital(Fen::MOST), "壹仟亿元整");
        assert_eq!(capital(Fen(9_876_543_210_987)), "玖佰捌拾柒亿陆仟伍佰肆拾叁万贰仟壹佰零玖元捌角柒分");
        assert!(capital(Fen(i64::MIN)).starts_with("负玖"), "no amount has none");
    }
}
