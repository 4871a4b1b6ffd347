//! How much longer reading a price list takes than calamine reading its cells. By hand:
//! `CARGO_PROFILE_DEV_OPT_LEVEL=3 cargo test --test exchange timing -- --ignored --nocapture`

use std::io::Cursor;
use std::time::{Duration, Instant};

use anchang::exchange::price_list::read_bytes;
use calamine::{Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

fn best(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[4]
}

#[test]
#[ignore = "measures; by hand"]
fn timing_of_twenty_thousand_units() {
    let headers =
        ["楼栋", "单元", "楼层", "房号", "户型", "朝向", "建筑面积", "套内面积", "单价", "总价", "销售状态"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 10, "松风明月花园价目表", &Format::new()).unwrap();
    for (column, text) in headers.iter().enumerate() {
        sheet.write(1, column as u16, *text).unwrap();
    }
    for i in 0..20_000_u32 {
        let (row, building, floor, room) = (i + 2, i / 500 + 1, i % 500 / 10 + 1, i % 10 + 1);
        let (area, price) = (8_000 + i64::from(i % 5_000), 4_000_000 + i64::from(i) * 7);
        sheet.write(row, 0, format!("松风明月花园{building}栋")).unwrap().write(row, 1, "1单元").unwrap();
        sheet.write(row, 2, floor).unwrap().write(row, 3, format!("{floor:02}{room:02}")).unwrap();
        sheet.write(row, 4, "三室两厅").unwrap().write(row, 5, "南").unwrap();
        sheet
            .write(row, 6, area as f64 / 100.0)
            .unwrap()
            .write(row, 7, (area - 2_000) as f64 / 100.0)
            .unwrap();
        sheet.write(row, 8, price as f64 / 100.0).unwrap();
        sheet
            .write(row, 9, ((area * price + 50) / 100) as f64 / 100.0)
            .unwrap()
            .write(row, 10, "可售")
            .unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let calamine = best(|| {
        let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 20_002);
    });
    let ours = best(|| match read_bytes("a.xlsx", &bytes) {
        Ok(list) => assert_eq!(list.rows.len(), 20_000),
        Err(problems) => panic!("{:?}", problems.first()),
    });
    println!("{} KiB; calamine {calamine:?}, read_bytes {ours:?}", bytes.len() / 1024);
}
