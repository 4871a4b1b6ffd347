//! The figures of a deal, whatever they are: parts sum to the whole to the fen, and what was written is read back.

use anchang::domain::area::Area;
use anchang::domain::area_gap;
use anchang::domain::capital::capital;
use anchang::domain::day::Day;
use anchang::domain::deposit::{self, Split};
use anchang::domain::identity::{Document, IdKind, read_card};
use anchang::domain::loan::{Loan, Month, Repayment, together};
use anchang::domain::make_up::{Discount, DiscountKind, Floor, ListPrice, MakeUp, Method, Rounding, Terms};
use anchang::domain::money::Fen;
use anchang::domain::pay_plan::{self, PayPlan, Price};
use anchang::domain::ppm::Ppm;
use anchang::domain::price_list::{PriceBasis, Quote};
use anchang::text::Lang;
use proptest::prelude::*;

fn today() -> Day {
    "2026-11-28".parse().unwrap()
}

/// Reads capitals back, by what the characters mean and nothing else; `None` for what is no amount.
fn read_capital(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('负').map_or((1, text), |rest| (-1, rest));
    let text = text.strip_suffix('整').unwrap_or(text);
    let (yuan, below) = text.split_once('元').unwrap_or(("", text));
    let (mut hundred_millions, mut ten_thousands, mut section, mut digit) = (0, 0, 0, 0);
    for c in yuan.chars() {
        match c {
            '拾' | '佰' | '仟' => {
                section += digit
                    * if c == '拾' {
                        10
                    } else if c == '佰' {
                        100
                    } else {
                        1000
                    };
                digit = 0;
            }
            '万' => (ten_thousands, section, digit) = ((section + digit) * 10_000, 0, 0),
            '亿' => {
                hundred_millions = (hundred_millions + ten_thousands + section + digit) * 100_000_000;
                (ten_thousands, section, digit) = (0, 0, 0);
            }
            _ => digit = "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c)? as i64,
        }
    }
    let mut fen = (hundred_millions + ten_thousands + section + digit) * 100;
    for c in below.chars() {
        match c {
            '角' => (fen, digit) = (fen + digit * 10, 0),
            '分' => (fen, digit) = (fen + digit, 0),
            _ => digit = "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c)? as i64,
        }
    }
    Some(sign * fen)
}

fn method() -> impl Strategy<Value = Method> {
    prop_oneof![
        (1i64..1_000_000).prop_map(|ppm| Method::Percent(Ppm(ppm))),
        (1i64..10_000_000).prop_map(|fen| Method::FixedUnitPrice(Fen(fen))),
        (1i64..500_000).prop_map(|fen| Method::UnitPriceOff(Fen(fen))),
        (1i64..50_000_000).prop_map(|fen| Method::Amount(Fen(fen))),
    ]
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(Rounding::ALL)
}

fn loan() -> impl Strategy<Value = Loan> {
    let principal = prop_oneof![100_000i64..10_000_000_000, Just(Fen::MOST.0)];
    let how = prop::sample::select(Repayment::ALL);
    (principal, 0i64..=240_000, 1u32..=480, how)
        .prop_map(|(principal, rate, months, how)| Loan::new(Fen(principal), Ppm(rate), months, how).unwrap())
}

/// 17 digits with a real date.
fn id_body() -> impl Strategy<Value = String> {
    let province = prop::sample::select(&[11, 12, 31, 44, 50, 65, 71, 81][..]);
    (province, 0u32..10_000, 1930u32..2026, 1u32..=12, 1u32..=28, 0u32..1000).prop_map(
        |(province, district, year, month, day, no)| {
            format!("{province}{district:04}{year}{month:02}{day:02}{no:03}")
        },
    )
}

/// The one character that makes 17 digits a number.
fn completed(body: &str) -> Vec<String> {
    let numbers = "0123456789X".chars().map(|check| format!("{body}{check}"));
    numbers.filter(|number| Document::read(IdKind::Resident, number, today(), "id").is_ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn capitals_are_read_back(fen in prop_oneof![-100_000i64..100_000, -Fen::MOST.0..=Fen::MOST.0], zeros in 0u32..12) {
        // Amounts of the trade have many zeros.
        let fen = fen / 10i64.pow(zeros) * 10i64.pow(zeros);
        let text = capital(Fen(fen));
        prop_assert_eq!(read_capital(&text), Some(fen), "{}", text);
        prop_assert!(!text.contains("零零") && !text.contains("零万") && !text.contains("零亿"), "{}", text);
        prop_assert!(text.ends_with('分') || text.ends_with("角整") || text.ends_with("元整"), "{}", text);
    }

    #[test]
    fn a_price_is_its_list_price_less_its_lines_and_its_rounding(
        methods in prop::collection::vec(method(), 0..5), rounding in rounding(),
        unit_price in 100_000i64..10_000_000, area in 100i64..50_000, share in 500_000i64..1_000_000,
    ) {
        let total = Fen(unit_price).times_area(Area(area));
        let quote = Quote { unit_price: Fen(unit_price), total, basis: PriceBasis::Net };
        let list = ListPrice { quote, area: Area(area), version: 1 };
        let discounts: Vec<Discount> = methods.iter().map(|method| Discount {
            kind: DiscountKind::General, method: *method, name: "x".into(),
            evidence: None, approver: None, until: None, quota: None,
        }).collect();
        let floor = Some(Floor::Share(Ppm(share)));
        let terms = Terms { today: today(), rounding, floor, specials_stack: false };
        let Ok(made) = MakeUp::new(list, &discounts, &terms) else { return Ok(()) };
        let off: Fen = made.lines.iter().map(|line| line.off).sum();
        prop_assert_eq!(made.deal, total - off + made.rounding);
        prop_assert!(made.deal > Fen::ZERO && made.rounding.0.abs() < 100);
        prop_assert_eq!(made.lines.len(), discounts.len());
        let mut price = total;
        for line in &made.lines {
            prop_assert_eq!(line.before, price);
            prop_assert!(line.off > Fen::ZERO);
            prop_assert_eq!(line.after, line.before - line.off);
            price = line.after;
        }
        let lowest = Ppm(share).of(total);
        prop_assert_eq!(made.below_floor.map_or(Fen::ZERO, |below| below.by), (lowest - made.deal).max(Fen::ZERO));
    }

    #[test]
    fn a_loan_is_repaid_to_the_fen(loan in loan()) {
        let months: Vec<Month> = loan.schedule().collect();
        prop_assert_eq!(months.len(), loan.months() as usize);
        prop_assert_eq!(months.iter().map(|m| m.principal).sum::<Fen>(), loan.principal());
        let mut owed = loan.principal();
        for month in &months {
            prop_assert!(month.principal >= Fen::ZERO && month.interest >= Fen::ZERO);
            prop_assert_eq!(month.payment, month.principal + month.interest);
            owed = owed - month.principal;
            prop_assert_eq!(month.rest, owed);
        }
        if loan.how() == Repayment::EqualPrincipal {
            prop_assert_eq!(months.iter().map(|m| m.interest).sum::<Fen>(), loan.interest());
            prop_assert_eq!(months[0].payment, loan.first_payment());
            let last = months[months.len() - 1].payment;
            prop_assert!((last - loan.last_payment()).0.abs() <= 1, "{} {}", last, loan.last_payment());
        }
        // The exact payment repays the exact total within the roundings of every month.
        if loan.how() == Repayment::EqualInstalments {
            let all = Fen(loan.first_payment().0 * i64::from(loan.months()));
            prop_assert!((all - loan.total()).0.abs() <= i64::from(loan.months()) / 2 + 1);
        }
    }

    #[test]
    fn loans_together_are_their_sum(loans in prop::collection::vec(loan(), 0..3)) {
        let sum: Fen = together(&loans).map(|m| m.payment).sum();
        let apart: Fen = loans.iter().flat_map(Loan::schedule).map(|m| m.payment).sum();
        prop_assert_eq!(sum, apart);
    }

    #[test]
    fn every_plan_sums_to_the_deal_price(
        deal in 1i64..100_000_000_000, deposit in 0i64..20_000_000, down in -1i64..=1_000_000,
        unit in prop::sample::select(&[1i64, 1_000, 10_000][..]), fund_most in 0i64..200_000_000,
    ) {
        let price = Price { deal: Fen(deal), deposit: Fen(deposit) };
        let terms = pay_plan::Terms {
            down_share: Ppm(down), unit: Fen::yuan(unit), fund_most: Fen(fund_most),
            bank: pay_plan::Lender { rate: Ppm(35_000), months: 360 },
            fund: pay_plan::Lender { rate: Ppm(26_000), months: 240 },
            how: Repayment::EqualPrincipal, first_due: today(), loans_due: today().plus(60),
        };
        let [one, bank, combined] = PayPlan::side_by_side(price, &terms);
        for plan in [one, bank, combined, PayPlan::fund(price, &terms)].into_iter().flatten() {
            prop_assert_eq!(plan.price(), price.deal);
            prop_assert!(plan.rows().iter().all(|row| row.amount > Fen::ZERO));
            prop_assert!(plan.first_to_pay() >= Fen::ZERO);
            prop_assert!(plan.loans().iter().all(|loan| loan.principal().0 % (unit * 100) == 0));
            let down_paid = plan.rows()[0].amount;
            prop_assert!(i128::from(down_paid.0) * 1_000_000 >= i128::from(deal) * i128::from(down));
        }
    }

    #[test]
    fn parts_of_an_amount_sum_to_it(total in 0i64..100_000_000_000, cuts in prop::collection::vec(0i64..=1_000_000, 0..6), count in 1u32..60) {
        let mut cuts = cuts;
        cuts.extend([0, 1_000_000]);
        cuts.sort_unstable();
        let shares: Vec<Ppm> = cuts.windows(2).map(|pair| Ppm(pair[1] - pair[0])).collect();
        let parts = pay_plan::spread(Fen(total), &shares);
        prop_assert_eq!(parts.iter().copied().sum::<Fen>(), Fen(total));
        for (part, share) in parts.iter().zip(&shares) {
            prop_assert!((*part - share.of(Fen(total))).0.abs() <= 1);
        }
        let monthly = pay_plan::spread_monthly(Fen(total), count, Fen::yuan(1), today());
        prop_assert_eq!(monthly.iter().map(|part| part.1).sum::<Fen>(), Fen(total));
    }

    #[test]
    fn a_deposit_splits_without_a_rest(price in 0i64..100_000_000_000, paid in 0i64..100_000_000_000) {
        let split = Split::of(Fen(price), Fen(paid));
        prop_assert_eq!(split.forfeitable + split.refund, Fen(paid));
        prop_assert!(split.forfeitable.0 * 5 <= price, "never above 20 %");
        prop_assert!(split.refund == Fen::ZERO || (split.forfeitable.0 + 1) * 5 > price, "and not below it either");
        prop_assert_eq!(split.double_return(), Fen(paid) + split.forfeitable);
        let agreed = deposit::check(Fen(price), Fen(paid), deposit::LEGAL_CAP, "deposit").is_ok();
        prop_assert_eq!(agreed, paid > 0 && paid * 5 <= price);
    }

    #[test]
    fn the_price_of_an_area_difference_is_shared_out(contract in 1i64..50_000, surveyed in 0i64..60_000, unit_price in 1i64..20_000_000) {
        let gap = area_gap::settle(Area(contract), Area(surveyed), Fen(unit_price), area_gap::LIMIT).unwrap();
        let whole = Fen(unit_price).times_area(Area((surveyed - contract).abs()));
        if surveyed >= contract {
            prop_assert_eq!((gap.buyer_pays + gap.seller_bears, gap.refund), (whole, Fen::ZERO));
        } else {
            prop_assert!(gap.refund >= whole && gap.refund <= whole + whole);
            prop_assert_eq!((gap.buyer_pays, gap.seller_bears), (Fen::ZERO, Fen::ZERO));
            prop_assert_eq!(gap.refund > whole, gap.may_rescind && gap.refund > whole);
        }
        prop_assert_eq!(gap.may_rescind, (surveyed - contract).abs() * 100 > contract * 3);
    }

    #[test]
    fn one_wrong_digit_and_two_swapped_ones_are_seen(body in id_body(), at in 0usize..17, by in 1u8..10) {
        let numbers = completed(&body);
        prop_assert_eq!(numbers.len(), 1, "one check character fits");
        let read = |number: &[u8]| {
            let number = String::from_utf8(number.to_vec()).unwrap();
            Document::read(IdKind::Resident, &number, today(), "id")
        };
        let right = numbers[0].as_bytes();
        let mut wrong = right.to_vec();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        prop_assert!(read(&wrong).is_err());
        let mut swapped = right.to_vec();
        swapped.swap(at, at + 1);
        prop_assert_eq!(read(&swapped).is_ok(), swapped == right);
    }

    #[test]
    fn no_typed_number_panics_and_no_refusal_repeats_it(kind in prop::sample::select(IdKind::ALL), typed in "([0-9A-Z]{5,20}|\\PC{0,20})") {
        if let Err(refusal) = Document::read(kind, &typed, today(), "id") {
            let parts: Vec<char> = typed.chars().filter(char::is_ascii_alphanumeric).collect();
            for part in parts.windows(6) {
                let part: String = part.iter().collect();
                prop_assert!(!refusal.in_lang(Lang::Zh).contains(&part) && !refusal.in_lang(Lang::En).contains(&part));
            }
        }
        let _ = read_card(&typed, today());
    }

    #[test]
    fn a_card_is_read_with_whatever_stands_around_its_number(body in id_body(), before in "\\PC{0,12}", after in "\\PC{0,12}") {
        let burst = format!("{before}\t{}\t{after}", completed(&body)[0]);
        prop_assert!(read_card(&burst, today()).is_some());
    }
}
