//! Lists: a row a unit.

use std::collections::BTreeMap;

use anchang::domain::price_list::{PriceBasis, SheetLayout};
use anchang::exchange::price_list::{read, read_bytes};
use rust_xlsxwriter::{Format, Workbook};

use crate::support::{csv, ok, published, published_path, sentences, summary};

#[test]
fn the_published_list_comes_in_as_it_is() {
    let list = ok(read(&published_path()));
    assert_eq!(list.layout, SheetLayout::List);
    assert_eq!(list.file_name, "shenzhen-presale-416-units.xls");
    assert_eq!(list.rows.len(), 416);
    let mut buildings: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &list.rows {
        *buildings.entry(row.unit.building()).or_default() += 1;
    }
    assert_eq!(buildings, BTreeMap::from([("3", 116), ("6", 180), ("7", 120)]));
    let total: i64 = list.rows.iter().map(|r| r.quote.total.0).sum();
    assert_eq!(total, 213_426_165_644, "2,134,261,656.44 yuan");
    let first = &list.rows[0];
    assert_eq!((first.unit.to_string().as_str(), first.at.to_string().ends_with("!D2")), ("3-1-3101", true));
    for (row, unit) in list.rows.iter().zip(published()) {
        assert_eq!(row.unit.to_string(), unit.id());
        assert_eq!(i64::from(row.facts.floor), unit.floor);
        assert_eq!((row.quote.unit_price.0, row.quote.total.0), (unit.price, unit.total_fen()));
        assert_eq!((row.facts.gross_area.0, row.facts.net_area.map(|a| a.0)), (unit.area, Some(unit.net)));
        assert!(!row.facts.area_derived);
    }
}

#[test]
fn every_usual_column_is_read() {
    let list = ok(csv("松风花园价目表,,,,,,,,,,,,\n\
        幢号,单元号,所在层,室号,户型,朝向,房屋用途,建筑面积（㎡）,套内建筑面积(㎡),公摊面积,销售单价(元/㎡),总价（元）,销售状态\n\
        松风花园3幢,--,12,1203室,三室两厅,南,住宅,\"1,25.53\",100.05,25.48,\"52,229.87\",\"6,556,415.58\",可售\n"));
    assert_eq!(summary(&list), ["3-1-1203 12 125.53 5222987 655641558"]);
    let (row, facts) = (&list.rows[0], &list.rows[0].facts);
    assert_eq!(facts.layout.as_deref(), Some("三室两厅"));
    assert_eq!(facts.orientation.as_deref(), Some("南"));
    assert_eq!(facts.usage.as_deref(), Some("住宅"));
    assert_eq!(facts.shared_area.unwrap().0, 2_548);
    assert_eq!(row.status_in_file.as_deref(), Some("可售"));
    assert_eq!(row.at.to_string(), "D3");
}

#[test]
fn floors_rooms_and_buildings_are_understood_in_many_forms() {
    let list = ok(csv("楼栋,单元,楼层,房号,建面,单价\n\
        A座,2单元,-1,05,50,10000\n\
        A座,2单元,B2,B205A,50,10000\n\
        A座,2单元,3层,0301,50,10000\n\
        A座,,31F,1号房,50,10000\n\
        12#楼,1,十二层,3,50,10000\n"));
    let units: Vec<String> = list.rows.iter().map(|r| format!("{} {}", r.unit, r.facts.floor)).collect();
    assert_eq!(units, ["A-2-B105 -1", "A-2-B205A -2", "A-2-301 3", "A-1-3101 31", "12-1-1203 12"]);

    let list = ok(csv("房源,面积,单价\n3栋1单元1203室,50,10000\n3-2-1204,50,10000\n5幢301,50,10000\n"));
    let units: Vec<String> = list.rows.iter().map(|r| r.unit.to_string()).collect();
    assert_eq!(units, ["3-1-1203", "3-2-1204", "5-1-301"]);

    let list = ok(csv("楼栋,房号,面积,单价\n东区3栋,301,50,10000\n西区3栋,301,50,10000\n"));
    let units: Vec<String> = list.rows.iter().map(|r| r.unit.to_string()).collect();
    assert_eq!(units, ["东区3-1-301", "西区3-1-301"]);
}

#[test]
fn what_is_no_unit_is_passed_over() {
    let list = ok(csv(
        "单位：元,,,,\n楼栋,房号,建筑面积,单价,总价\n3栋,301,50,10000,500000\n小计,,50,,500000\n\
        楼栋,房号,建筑面积,单价,总价\n5栋,302,50,10000,500000\n,合计：,100,,1000000\n备注：以合同为准,,,,\n制表人,张三,,,\n",
    ));
    assert_eq!(summary(&list), ["3-1-301 3 50.00 1000000 50000000", "5-1-302 3 50.00 1000000 50000000"]);
}

#[test]
fn totals_in_ten_thousands_and_missing_prices_are_worked_out() {
    let list = ok(csv("楼栋,房号,建筑面积,总价(万元)\n3,301,50,50.5\n"));
    assert_eq!(summary(&list), ["3-1-301 3 50.00 1010000 50500000"]);
    // 500,000 / 51.23 = 9759.906...; without areas they follow from the prices
    let list = ok(csv("楼栋,房号,建筑面积,总价\n3,301,51.23,500000\n"));
    assert_eq!(summary(&list), ["3-1-301 3 51.23 975991 50000000"]);
    let list = ok(csv("楼栋,房号,单价,总价\n3,301,9759.91,500000\n"));
    assert_eq!(summary(&list), ["3-1-301 3 51.23 975991 50000000"]);
    assert!(list.rows[0].facts.area_derived);
    // what Excel divided keeps its digits for the check and is kept to the fen
    let list = ok(csv("楼栋,房号,建筑面积,单价,总价\n3,301,51.23,9759.9063,500000\n"));
    assert_eq!(summary(&list), ["3-1-301 3 51.23 975991 50000000"]);
}

#[test]
fn the_basis_is_what_the_totals_fit() {
    let list = ok(csv(
        "楼栋,房号,建筑面积,套内面积,单价,总价\n3,301,100,80,10000,800000\n3,302,90,70,10000,700000\n",
    ));
    assert!(list.rows.iter().all(|r| r.quote.basis == PriceBasis::Net));
    let list = ok(csv("楼栋,房号,建筑面积,套内面积,套内单价\n3,301,100,80,10000\n"));
    assert_eq!((list.rows[0].quote.basis, list.rows[0].quote.total.0), (PriceBasis::Net, 80_000_000));
    let list = ok(csv(
        "楼栋,房号,用途,建筑面积,单价,总价\n3,301,住宅,100,10000,1000000\nB,-1-025,地下车位,,,200000\n",
    ));
    assert_eq!(list.rows[1].unit.to_string(), "B-1-B1025");
    let parking = &list.rows[1].quote;
    assert_eq!(
        (parking.basis, parking.unit_price.0, parking.total.0),
        (PriceBasis::Whole, 20_000_000, 20_000_000)
    );
}

#[test]
fn every_problem_is_named_by_its_cell() {
    let problems = sentences(csv("楼栋,楼层,房号,建筑面积,套内面积,单价,总价\n\
        3,3,01,100,80,10000,1000000\n\
        3,3,01,100,80,10000,1000000\n\
        3,3,02,,80,10000,1000000\n\
        3,3,03,100,80,-10000,1000000\n\
        3,3,04,100,80,10000,1000001\n\
        3,3,05,100,120,10000,1000000\n\
        3,3,,100,80,10000,1000000\n\
        3,x,07,100,80,10000,1000000\n\
        3,3,08,100.534,80,10000,1005340\n\
        3,3,09,100,80,已售,1000000\n\
        3,3,10,100,80,0,1000000\n\
        3,3,1*1,100,80,10000,1000000\n"));
    let starts = [
        "C3: 3-1-301 在 C2 已经出现过",
        "D4: 没有建筑面积",
        "F5: 单价是 -10000, 必须大于零",
        "G6: 总价 1,000,001.00 与面积 100.00 乘单价 10,000.00 不符：应为 1,000,000.00, 相差 1.00",
        "E7: 套内面积 120.00 大于建筑面积 100.00",
        "C8: 这一行有面积或价格, 但没有房号",
        "B9: 楼层「x」看不懂",
        "D10: 建筑面积是 100.534, 超过两位小数",
        "F11: 单价「已售」不是数字",
        "F12: 单价是 0, 必须大于零",
        "C13: 房号「1*1」看不懂",
    ];
    // Unit prices here are printed in whole yuan, so half a yuan times 100 square metres is rounding: the total that is
    // one yuan off stands in a list of its own below.
    for start in starts.iter().filter(|s| !s.starts_with("G6")) {
        assert!(problems.iter().any(|p| p.starts_with(start)), "{start} not in {problems:#?}");
    }
    assert_eq!(problems.len(), starts.len() - 1, "{problems:#?}");
    let problems = sentences(csv(
        "楼栋,房号,建筑面积,单价,总价\n3,301,100,10000.00,1000000\n3,302,100,10000.01,1000003\n",
    ));
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with("E3: 总价 1,000,003.00 与面积 100.00 乘单价 10,000.01 不符"),
        "{}",
        problems[0]
    );
}

#[test]
fn more_problems_of_a_list() {
    for (text, expected) in [
        ("楼栋,房号,面积,套内,公摊,单价\n3,301,100,80,21,10000\n", "E2: 公摊面积 21.00 不等于"),
        ("房号,面积,单价\n301,100,10000\n", "A2: 看不出这些房源属于哪一栋"),
        ("楼栋,房号,面积,单价\n3,01,100,10000\n", "B2: 房号「01」不带楼层"),
        ("楼栋,房号,面积\n3,301,100\n", "1: 这张表有房号但没有单价或总价"),
        ("楼栋,房号,总价\n3,301,100\n", "B2: 只有总价"),
        ("楼栋,房号,单价\n3,301,100\n", "B2: 只有单价"),
        ("楼栋,房号,户型,面积,单价\n3,301,三\u{200B}室,100,100\n", "C2: 这里有看不见的字符 U+200B"),
        ("甲,乙\n1,2\n", ": 文件里没有找到任何房源"),
    ] {
        let problems = sentences(csv(text));
        assert!(problems.len() == 1 && problems[0].starts_with(expected), "{expected}: {problems:?}");
    }
    let many: String = (0..300).map(|i| format!("3,{},-1,1\n", 301 + i)).collect();
    let problems = sentences(csv(&format!("楼栋,房号,面积,单价\n{many}")));
    assert_eq!(problems.len(), 201);
    assert!(problems[200].contains("还有 100 个问题"), "{}", problems[200]);
}

#[test]
fn several_sheets_two_row_headers_hidden_rows_and_merged_cells() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("封面").unwrap().write(0, 0, "松风花园").unwrap();
    for (name, rooms) in [("3栋", ["101", "102"]), ("5栋", ["101", "102"])] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 5, "商品房价目表", &plain).unwrap();
        sheet.merge_range(1, 0, 2, 0, "房号", &plain).unwrap();
        sheet.merge_range(1, 1, 1, 3, "面积（㎡）", &plain).unwrap();
        sheet.merge_range(1, 4, 1, 5, "价格", &plain).unwrap();
        for (column, text) in ["建筑", "套内", "公摊", "单价", "总价"].iter().enumerate() {
            sheet.write(2, column as u16 + 1, *text).unwrap();
        }
        for (i, room) in rooms.iter().enumerate() {
            let row = 3 + i as u32;
            sheet.write(row, 0, *room).unwrap();
            for (column, value) in [100.0, 80.0, 20.0, 10_000.0, 1_000_000.0].iter().enumerate() {
                sheet.write(row, column as u16 + 1, *value).unwrap();
            }
        }
        sheet.set_row_hidden(4).unwrap();
    }
    let hidden = book.add_worksheet();
    hidden.set_name("旧价").unwrap().set_hidden(true);
    for (column, text) in ["房号", "面积", "单价"].iter().enumerate() {
        hidden.write(0, column as u16, *text).unwrap();
    }
    hidden.write(1, 0, "x").unwrap().write(1, 2, 5).unwrap();
    let list = ok(read_bytes("a.xlsx", &book.save_to_buffer().unwrap()));
    let units: Vec<String> = list.rows.iter().map(|r| format!("{} {}", r.unit, r.at)).collect();
    assert_eq!(units, ["3-1-101 3栋!A4", "3-1-102 3栋!A5", "5-1-101 5栋!A4", "5-1-102 5栋!A5"]);
    assert_eq!(list.rows[1].facts.net_area.unwrap().0, 8_000);
}

#[test]
fn merged_buildings_lists_side_by_side_and_noise_of_excel() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in
        ["楼栋", "楼层", "房号", "建筑面积", "单价", "楼层", "房号", "建筑面积", "单价"].iter().enumerate()
    {
        sheet.write(0, column as u16, *text).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "松风3栋", &Format::new()).unwrap();
    for (row, left, right) in [(1, "01", "03"), (2, "02", "04")] {
        for (column, room) in [(1, left), (5, right)] {
            sheet.write(row, column, 9).unwrap().write(row, column + 1, room).unwrap();
            sheet
                .write(row, column + 2, 125.530_000_000_000_01)
                .unwrap()
                .write(row, column + 3, 100)
                .unwrap();
        }
    }
    let result = read_bytes("a.xlsx", &book.save_to_buffer().unwrap());
    // The second list has no building column of its own.
    let list = ok(result);
    let mut units: Vec<String> =
        list.rows.iter().map(|r| format!("{} {}", r.unit, r.facts.gross_area)).collect();
    units.sort();
    assert_eq!(units, ["3-1-901 125.53", "3-1-902 125.53", "3-1-903 125.53", "3-1-904 125.53"]);
}
