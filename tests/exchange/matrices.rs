//! Matrices: the published prices drawn in many shapes must come in as the same units.

use std::collections::BTreeMap;

use anchang::domain::price_list::SheetLayout;
use anchang::exchange::price_list::read_bytes;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::support::{Unit, csv, ok, published, sentences, summary};

/// How a matrix is drawn.
#[derive(Clone, Copy)]
struct Shape {
    sheets: &'static [(&'static str, fn(&Unit) -> f64)],
    merged: bool,
    /// The building's text on every row instead of the first.
    repeated: bool,
    section_column: bool,
    building: fn(i64) -> String,
    floor: fn(i64) -> String,
    position: fn(&str) -> String,
    titles: bool,
    header_per_building: bool,
    text: bool,
    corner: [&'static str; 3],
}

fn total(unit: &Unit) -> f64 {
    unit.total_yuan() as f64
}
fn price(unit: &Unit) -> f64 {
    unit.price as f64 / 100.0
}
fn area(unit: &Unit) -> f64 {
    unit.area as f64 / 100.0
}
fn net(unit: &Unit) -> f64 {
    unit.net as f64 / 100.0
}

const PLAIN: Shape = Shape {
    sheets: &[("总价", total), ("单价", price)],
    merged: true,
    repeated: false,
    section_column: false,
    building: |b| format!("松风明月花园{b}栋"),
    floor: |f| f.to_string(),
    position: ToOwned::to_owned,
    titles: false,
    header_per_building: false,
    text: false,
    corner: ["楼栋", "单元", "楼层"],
};

fn put(sheet: &mut Worksheet, row: u32, column: u16, value: f64, text: bool) {
    if text {
        sheet.write(row, column, format!("{value:.2}")).unwrap();
    } else {
        sheet.write(row, column, value).unwrap();
    }
}

fn draw(units: &[Unit], shape: Shape) -> Vec<u8> {
    let mut book = Workbook::new();
    let merge = Format::new();
    let mut buildings: BTreeMap<i64, BTreeMap<i64, Vec<&Unit>>> = BTreeMap::new();
    for unit in units {
        buildings.entry(unit.building).or_default().entry(unit.floor).or_default().push(unit);
    }
    for (name, value) in shape.sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        let mut row = 0;
        let first = if shape.section_column { 3 } else { 2 };
        if shape.titles {
            sheet.merge_range(0, 0, 0, 8, "松风明月花园商品房销售价目表", &merge).unwrap();
            sheet.write(1, 0, "开发企业：某某置业有限公司").unwrap().write(1, 5, "2024年6月1日").unwrap();
            row = 3;
        }
        let header = |sheet: &mut Worksheet, row: u32, positions: &[String]| {
            sheet.write(row, 0, shape.corner[0]).unwrap();
            if shape.section_column {
                sheet.write(row, 1, shape.corner[1]).unwrap();
            }
            sheet.write(row, first - 1, shape.corner[2]).unwrap();
            for (i, position) in positions.iter().enumerate() {
                let text = (shape.position)(position);
                match text.parse::<f64>() {
                    Ok(number) if !text.starts_with('0') => {
                        sheet.write(row, first + i as u16, number).unwrap()
                    }
                    _ => sheet.write(row, first + i as u16, text).unwrap(),
                };
            }
        };
        let positions = |units: &mut dyn Iterator<Item = &&Unit>| {
            let mut all: Vec<String> = units.map(|u| u.position.clone()).collect();
            all.sort();
            all.dedup();
            all
        };
        let all = positions(&mut buildings.values().flat_map(|f| f.values()).flatten());
        if !shape.header_per_building {
            header(sheet, row, &all);
            row += 1;
        }
        for (building, floors) in &buildings {
            let here = if shape.header_per_building {
                positions(&mut floors.values().flatten())
            } else {
                all.clone()
            };
            if shape.header_per_building {
                header(sheet, row, &here);
                row += 1;
            }
            let label = (shape.building)(*building);
            let last = row + floors.len() as u32 - 1;
            if shape.merged {
                sheet.merge_range(row, 0, last, 0, &label, &merge).unwrap();
                if shape.section_column {
                    sheet.merge_range(row, 1, last, 1, "1单元", &merge).unwrap();
                }
            }
            for (i, (floor, units)) in floors.iter().rev().enumerate() {
                if !shape.merged && (i == 0 || shape.repeated) {
                    sheet.write(row, 0, &label).unwrap();
                    if shape.section_column {
                        sheet.write(row, 1, if *building == 3 { "1单元" } else { "--" }).unwrap();
                    }
                }
                let floor = (shape.floor)(*floor);
                match floor.parse::<f64>() {
                    Ok(number) => sheet.write(row, first - 1, number).unwrap(),
                    Err(_) => sheet.write(row, first - 1, floor).unwrap(),
                };
                for (column, position) in here.iter().enumerate() {
                    match units.iter().find(|u| u.position == *position) {
                        Some(unit) => put(sheet, row, first + column as u16, value(unit), shape.text),
                        None => {
                            sheet.write(row, first + column as u16, "--").unwrap();
                        }
                    }
                }
                row += 1;
            }
            if shape.header_per_building {
                row += 1;
            }
        }
        sheet.write(row, 0, "合计").unwrap().write(row, first, 123_456.0).unwrap();
        sheet.write(row + 2, 0, "备注：本表价格以备案为准。").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[track_caller]
fn same(bytes: &[u8], derived: bool, whole_yuan: bool) {
    let list = ok(read_bytes("matrix.xlsx", bytes));
    assert_eq!(list.layout, SheetLayout::Matrix);
    let mut found: Vec<String> = list
        .rows
        .iter()
        .map(|r| {
            assert_eq!(r.facts.area_derived, derived);
            format!(
                "{} {} {} {} {}",
                r.unit, r.facts.floor, r.facts.gross_area.0, r.quote.unit_price.0, r.quote.total.0
            )
        })
        .collect();
    let mut expected: Vec<String> = published()
        .iter()
        .map(|u| {
            let total = if whole_yuan { u.total_yuan() * 100 } else { u.total_fen() };
            format!("{} {} {} {} {}", u.id(), u.floor, u.area, u.price, total)
        })
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found.len(), expected.len());
    assert_eq!(found, expected);
}

#[test]
fn the_published_prices_as_a_matrix_are_the_same_units() {
    same(&draw(&published(), PLAIN), true, true);
}

#[test]
fn shapes_of_labels_do_not_matter() {
    let units = published();
    let shapes = [
        Shape { merged: false, ..PLAIN },
        Shape { merged: false, repeated: true, section_column: true, ..PLAIN },
        Shape { section_column: true, titles: true, ..PLAIN },
        Shape { building: |b| format!("{b}栋1单元"), floor: |f| format!("{f}层"), ..PLAIN },
        Shape {
            building: |b| b.to_string(),
            floor: |f| format!("{f}F"),
            position: |p| format!("{p}室"),
            ..PLAIN
        },
        Shape { merged: false, building: |b| b.to_string(), ..PLAIN },
        Shape { position: |p| p.trim_start_matches('0').to_owned(), text: true, ..PLAIN },
        Shape {
            position: |p| format!("{}号房", p.trim_start_matches('0')),
            header_per_building: true,
            ..PLAIN
        },
        Shape {
            position: |p| format!("{p}户"),
            header_per_building: true,
            titles: true,
            merged: false,
            ..PLAIN
        },
        Shape {
            sheets: &[("附表1 总价表", total), ("附表2 单价表", price)], titles: true, ..PLAIN
        },
        Shape {
            sheets: &[("总价(元)", total), ("单价(元／㎡)", price)], corner: ["", "", ""], ..PLAIN
        },
        Shape {
            sheets: &[("Unit price", price), ("Total price", total)],
            corner: ["Building", "Section", "Floor"],
            ..PLAIN
        },
        Shape { corner: ["幢号", "单元号", "层\\房号"], ..PLAIN },
        Shape { corner: ["栋", "", "层"], titles: true, header_per_building: true, ..PLAIN },
        Shape { corner: ["", "", ""], section_column: true, ..PLAIN },
        Shape { corner: ["楼栋", "单元", "楼层"], position: |p| format!("X{p}"), ..PLAIN },
        Shape { sheets: &[("单价", price), ("总价万元", |u| total(u) / 10_000.0)], ..PLAIN },
    ];
    for (i, shape) in shapes.into_iter().enumerate() {
        println!("shape {i}");
        same(&draw(&units, shape), true, true);
    }
}

#[test]
fn sheets_of_areas_are_used_where_there_are_any() {
    let units = published();
    same(
        &draw(&units, Shape { sheets: &[("总价", total), ("单价", price), ("建筑面积", area)], ..PLAIN }),
        false,
        true,
    );
    same(
        &draw(&units, Shape { sheets: &[("面积", area), ("单价", price), ("套内面积", net)], ..PLAIN }),
        false,
        false,
    );
}

#[test]
fn buildings_stand_side_by_side_or_above() {
    let table = |title: &str, values: [&str; 4]| {
        format!(
            "{title},,,,,,,\n3栋,,,,6栋,,,\n楼层,01,02,,楼层,01,02,\n2,{},{},,2,{},{},\n",
            values[0], values[1], values[2], values[3]
        )
    };
    let text =
        table("单价表", ["100", "200", "100", "--"]) + &table("总价表", ["5000", "12000", "6000", "--"]);
    let list = ok(csv(&text));
    assert_eq!(
        summary(&list),
        ["3-1-201 2 50.00 10000 500000", "3-1-202 2 60.00 20000 1200000", "6-1-201 2 60.00 10000 600000"]
    );
    // One column of floors for several buildings, their names above the positions.
    let text = "单价表,,,,\n,3栋,,6栋1单元,6栋2单元\n楼层,01,02,01,01\n-1,100,200,100,100\n总价表,,,,\n\
        ,3栋,,6栋1单元,6栋2单元\n楼层,01,02,01,01\n-1,5000,12000,6000,7000\n";
    let units: Vec<String> = ok(csv(text)).rows.iter().map(|r| r.unit.to_string()).collect();
    assert_eq!(units, ["3-1-B101", "3-1-B102", "6-1-B101", "6-2-B101"]);
}

#[test]
fn measures_stand_under_the_positions_or_beside_the_floors() {
    let list = ok(csv(
        "3栋,,,,,,\n楼层,01,,,02,,\n,面积,单价,总价,面积,单价,总价\n2,50,100,5000,60,200,12000\n1,50,100,5000,,,\n",
    ));
    assert_eq!(
        summary(&list),
        ["3-1-201 2 50.00 10000 500000", "3-1-202 2 60.00 20000 1200000", "3-1-101 1 50.00 10000 500000"]
    );
    let list = ok(csv("3栋,,,\n楼层,,01,02\n2,面积,50,60\n,单价,100,200\n,总价,5000,12000\n"));
    assert_eq!(summary(&list), ["3-1-201 2 50.00 10000 500000", "3-1-202 2 60.00 20000 1200000"]);
    let list = ok(csv("3栋单价表,,\n房号,01,02\n户型,A,B\n建筑面积,50,60\n2层,100,200\n1层,100,架空层\n"));
    assert_eq!(
        summary(&list),
        ["3-1-201 2 50.00 10000 500000", "3-1-202 2 60.00 20000 1200000", "3-1-101 1 50.00 10000 500000"]
    );
    assert_eq!(list.rows[1].facts.layout.as_deref(), Some("B"));
}

#[test]
fn problems_of_a_matrix_are_named_by_sheet_and_cell() {
    let book = |edit: &dyn Fn(&mut Worksheet, &mut Worksheet)| {
        let mut book = Workbook::new();
        for (name, values) in [("总价", [5000, 6000]), ("单价", [100, 100])] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            for (column, text) in ["楼栋", "楼层", "01", "02"].iter().enumerate() {
                sheet.write(0, column as u16, *text).unwrap();
            }
            sheet.write(1, 0, "3栋").unwrap().write(1, 1, 2).unwrap();
            sheet.write(1, 2, values[0]).unwrap().write(1, 3, values[1]).unwrap();
        }
        let (left, right) = book.worksheets_mut().split_at_mut(1);
        edit(&mut left[0], &mut right[0]);
        read_bytes("m.xlsx", &book.save_to_buffer().unwrap())
    };
    assert_eq!(ok(book(&|_, _| {})).rows.len(), 2);
    let one = |result, start: &str| {
        let problems = sentences(result);
        assert!(problems.len() == 1 && problems[0].starts_with(start), "{start}: {problems:?}");
    };
    one(
        book(&|_, price| {
            price.write(1, 3, "").unwrap();
            price.write(1, 3, "--").unwrap();
        }),
        "总价!D2: 3-1-202 没有单价",
    );
    one(
        book(&|total, _| {
            total.write(1, 2, "已售").unwrap();
        }),
        "总价!C2: 总价「已售」不是数字",
    );
    one(
        book(&|_, price| {
            price.write(1, 2, -100).unwrap();
        }),
        "单价!C2: 单价是 -100",
    );
    one(
        book(&|total, _| {
            total.write(2, 1, "夹层").unwrap().write(2, 2, 5).unwrap();
        }),
        "总价!B3: 楼层「夹层」看不懂",
    );
    let twice = sentences(book(&|total, price| {
        for sheet in [total, price] {
            sheet.write(2, 0, "3栋").unwrap().write(2, 1, 2).unwrap().write(2, 2, 100).unwrap();
        }
    }));
    assert!(twice.iter().any(|p| p.starts_with("总价!C3: 3-1-201 的总价在 总价!C2 已经出现过")), "{twice:?}");
    one(csv("3栋总价表,,\n楼层,01,02\n2,5000,6000\n"), "B3: 只有总价");
    one(csv("3栋,,\n楼层,01,02\n2,5000,6000\n"), "3: 看得出这是楼层对房号的表");
    let nowhere = sentences(csv("总价表,,\n楼层,01,02\n2,5000,6000\n"));
    assert!(nowhere[0].starts_with("B3: 看不出这些房源属于哪一栋"), "{nowhere:?}");
}

#[test]
fn a_price_merged_over_two_floors_is_one_unit() {
    let mut book = Workbook::new();
    for (name, value) in [("总价", 5000), ("单价", 100)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, text) in ["楼栋", "楼层", "01", "02"].iter().enumerate() {
            sheet.write(0, column as u16, *text).unwrap();
        }
        sheet.merge_range(1, 0, 2, 0, "3栋", &Format::new()).unwrap();
        sheet.write(1, 1, 2).unwrap().write(2, 1, 1).unwrap();
        sheet.merge_range(1, 2, 2, 2, "", &Format::new()).unwrap();
        sheet.write(1, 2, value).unwrap().write(1, 3, value).unwrap().write(2, 3, value).unwrap();
    }
    let list = ok(read_bytes("m.xlsx", &book.save_to_buffer().unwrap()));
    let units: Vec<String> = list.rows.iter().map(|r| r.unit.to_string()).collect();
    assert_eq!(units, ["3-1-201", "3-1-202", "3-1-102"]);
}
