//! Values that people type come back as they were said: money, areas, unit names, and the order of names.

use std::cmp::Ordering;

use anchang::domain::area::Area;
use anchang::domain::money::Fen;
use anchang::domain::unit_id::{UnitId, natural};
use proptest::prelude::*;

/// Parts of unit names as building signs and price lists have them.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}",
        "[A-Za-z][0-9]{0,3}",
        "[东西南北]?(门|区|座|楼|栋|单元|梯|号|室|苑|海)[0-9]{0,2}",
        "[0-9]{1,3}(号楼|栋|幢|座|#|单元|号|室|号房)",
        "[A-Z0-9东商_+/.&]{1,5}",
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof!["[0-9]{1,3}", "[A-Z]", Just("东".to_owned()), Just("0".into()), Just("-".into())],
        0..5,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn money_is_read_as_it_is_shown(fen in -Fen::MOST.0..=Fen::MOST.0) {
        prop_assert_eq!(Fen::parse(&Fen(fen).to_string()), Some(Fen(fen)));
    }

    #[test]
    fn money_beyond_all_reason_is_not_read(fen in Fen::MOST.0 + 1..=i64::MAX) {
        prop_assert_eq!(Fen::parse(&Fen(fen).to_string()), None);
    }

    #[test]
    fn money_in_wan_is_ten_thousand_times_as_much(yuan in -9_000_000i64..9_000_000, hundredths in 0i64..100) {
        let typed = format!("{yuan}.{hundredths:02}万");
        let fen = yuan.signum().abs().max(1) * (yuan.abs() * 1_000_000 + hundredths * 10_000);
        let expected = if yuan < 0 { -fen } else { fen };
        prop_assert_eq!(Fen::parse(&typed), Some(Fen(expected)), "{}", typed);
    }

    #[test]
    fn an_area_is_read_as_it_is_shown(hundredths in -Area::MOST.0..=Area::MOST.0) {
        let area = Area(hundredths);
        prop_assert_eq!(Area::parse(&area.to_string()), Some(area));
        prop_assert_eq!(Area::parse(&format!("{area}㎡")), Some(area));
    }

    #[test]
    fn no_typed_text_panics(text in "\\PC{0,20}") {
        let _ = Fen::parse(&text);
        let _ = Area::parse(&text);
        let _ = text.parse::<UnitId>();
        let _ = anchang::domain::unit_id::floor_and_room(Some(&text), &text);
        let _ = anchang::domain::unit_id::floor_and_room(None, &text);
        let _ = anchang::domain::person::parse_phone(&text);
    }

    #[test]
    fn a_product_and_its_quotient_agree_to_half_a_fen_a_square_metre(
        price in 1i64..100_000_000, area in 1i64..1_000_000,
    ) {
        let total = Fen(price).times_area(Area(area));
        // By hand: half-up means the doubled error is at most the divisor.
        let exact = i128::from(price) * i128::from(area);
        prop_assert!((i128::from(total.0) * 100 - exact).abs() * 2 <= 100);
        prop_assert!(i128::from(total.0) * 100 - exact != -50, "a half goes up");
        let back = Fen(total.0).per_area(Area(area)).unwrap();
        let error = i128::from(back.0) * i128::from(area) - i128::from(total.0) * 100;
        prop_assert!(error.abs() * 2 <= i128::from(area));
    }

    #[test]
    fn a_unit_is_found_by_the_name_it_shows(building in part(), section in part(), room in part()) {
        if let Some(unit) = UnitId::new(&building, &section, &room) {
            let shown = unit.to_string();
            prop_assert_eq!(shown.parse::<UnitId>().ok(), Some(unit.clone()), "{}", shown);
            prop_assert_eq!(UnitId::try_from(shown).ok(), Some(unit));
        }
    }

    #[test]
    fn a_typed_unit_is_found_by_the_name_it_shows(typed in "\\PC{1,12}") {
        if let Ok(unit) = typed.parse::<UnitId>() {
            prop_assert_eq!(unit.to_string().parse::<UnitId>().ok(), Some(unit));
        }
    }

    #[test]
    fn natural_order_is_a_total_order(a in name(), b in name(), c in name()) {
        prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
        prop_assert_eq!(natural(&a, &b) == Ordering::Equal, a == b);
        if natural(&a, &b) != Ordering::Greater && natural(&b, &c) != Ordering::Greater {
            prop_assert_ne!(natural(&a, &c), Ordering::Greater, "{} {} {}", a, b, c);
        }
    }

    #[test]
    fn rooms_sort_by_number(a in 0u32..100_000, b in 0u32..100_000) {
        prop_assert_eq!(natural(&format!("A{a}"), &format!("A{b}")), a.cmp(&b));
    }
}

#[test]
fn building_names_with_section_words_in_them_are_found_again() {
    for (building, shown) in
        [("东门", "东门-1-101"), ("电梯公寓", "电梯公寓-1-101"), ("海门花园", "海门花园-1-101")]
    {
        let unit = UnitId::new(building, "", "101").unwrap();
        assert_eq!(unit.to_string(), shown);
        assert_eq!(shown.parse(), Ok(unit));
    }
}
