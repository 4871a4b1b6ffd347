//! Whatever the bytes are: no panic. Whatever the list is: what was written comes back.

use anchang::exchange::price_list::read_bytes;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::support::{ok, published_path};

fn small_xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["楼栋", "楼层", "01", "02"].iter().enumerate() {
        sheet.write(0, column as u16, *text).unwrap();
    }
    sheet.write(1, 0, "3").unwrap().write(1, 1, 3).unwrap().write(1, 2, 50).unwrap();
    book.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), magic in 0..5_usize) {
        let magic: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF", b"<html"][magic];
        let _ = read_bytes("a.csv", &[magic, &bytes].concat());
    }

    #[test]
    fn random_tables_never_panic(cells in proptest::collection::vec(
        proptest::sample::select(vec!["", "楼栋", "楼层", "房号", "面积", "单价", "总价", "3栋", "1单元", "01", "02", "-1", "31层", "B1", "99.5", "--", "合计", "栋", "单元", "12A", "1-", "-", "一", "十", "层", "()", "(", "万元", "3-1-", "室", "x01"]), 0..80), width in 1..8_usize) {
        let text: String = cells.chunks(width).map(|row| row.join(",") + "\n").collect();
        let _ = read_bytes("a.csv", text.as_bytes());
    }

    #[test]
    fn a_written_list_comes_back(units in proptest::collection::btree_map((1..40_u32, 1..4_u32, 1..60_u32, 1..30_u32), (100..100_000_i64, 1..10_000_000_i64), 1..60)) {
        let mut text = String::from("楼栋,单元,楼层,房号,建筑面积,单价\n");
        for ((building, section, floor, room), (area, price)) in &units {
            text += &format!("松风{building}栋,{section}单元,{floor},{room:02},{}.{:02},{}.{:02}\n", area / 100, area % 100, price / 100, price % 100);
        }
        let list = ok(read_bytes("a.csv", text.as_bytes()));
        let found: Vec<_> = list.rows.iter().map(|r| (r.unit.to_string(), r.facts.gross_area.0, r.quote.unit_price.0)).collect();
        let expected: Vec<_> = units.iter().map(|((b, s, f, r), (area, price))| (format!("{b}-{s}-{f}{r:02}"), *area, *price)).collect();
        prop_assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn damaged_workbooks_never_panic(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20), cut in any::<proptest::sample::Index>(), xls in any::<bool>()) {
        let mut bytes = if xls { std::fs::read(published_path()).unwrap() } else { small_xlsx() };
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = read_bytes("a.xls", &bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = read_bytes("a.xls", &bytes);
    }
}
