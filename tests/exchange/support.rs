//! The published list read without the code under test, and sentences of problems.

use std::path::{Path, PathBuf};

use anchang::domain::price_list::{PriceList, Problem};
use anchang::exchange::price_list::read_bytes;
use anchang::text::Lang;
use calamine::{Data, Reader, Xls};

/// A unit of the published list, by integers.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    pub building: i64,
    pub section: i64,
    pub floor: i64,
    /// Position on the floor, `01`.
    pub position: String,
    /// Fen for one square metre.
    pub price: i64,
    /// 0.01 square metres.
    pub area: i64,
    pub net: i64,
}

impl Unit {
    pub fn id(&self) -> String {
        format!("{}-{}-{}{}", self.building, self.section, self.floor, self.position)
    }
    /// Half-up to the fen.
    pub fn total_fen(&self) -> i64 {
        (self.price * self.area + 50) / 100
    }
    /// Half-up to the yuan.
    pub fn total_yuan(&self) -> i64 {
        (self.price * self.area + 5_000) / 10_000
    }
}

pub fn published_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shenzhen-presale-416-units.xls")
}

fn hundredths(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<2}").parse().unwrap()
}

/// The published list, read by calamine alone.
pub fn published() -> Vec<Unit> {
    let mut book: Xls<_> = calamine::open_workbook(published_path()).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |data: &Data| data.to_string();
    range
        .rows()
        .skip(1)
        .map(|row| Unit {
            building: text(&row[0]).chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap(),
            section: 1, // `1单元` or `--` throughout
            floor: text(&row[2]).parse().unwrap(),
            position: text(&row[3]),
            price: hundredths(&text(&row[4])),
            area: hundredths(&text(&row[5])),
            net: hundredths(&text(&row[6])),
        })
        .collect()
}

/// Problems as `place: sentence`, in Chinese; also checks that the English sentence has no blank left open.
pub fn sentences(result: Result<PriceList, Vec<Problem>>) -> Vec<String> {
    result
        .expect_err("problems expected")
        .iter()
        .map(|p| {
            let (zh, en) = (p.say.in_lang(Lang::Zh), p.say.in_lang(Lang::En));
            assert!(!zh.contains('{') && !en.contains('{'), "a blank stays open: {zh} / {en}");
            format!("{}: {zh}", p.at.as_ref().map(ToString::to_string).unwrap_or_default())
        })
        .collect()
}

pub fn csv(text: &str) -> Result<PriceList, Vec<Problem>> {
    read_bytes("list.csv", text.as_bytes())
}

/// `3-1-1203 floor area unit-price total` of every unit.
pub fn summary(list: &PriceList) -> Vec<String> {
    list.rows
        .iter()
        .map(|r| {
            let (f, q) = (&r.facts, &r.quote);
            format!("{} {} {} {} {}", r.unit, f.floor, f.gross_area, q.unit_price.0, q.total.0)
        })
        .collect()
}

#[track_caller]
pub fn ok(result: Result<PriceList, Vec<Problem>>) -> PriceList {
    match result {
        Ok(list) => list,
        Err(problems) => panic!("{:#?}", sentences(Err(problems)).iter().take(10).collect::<Vec<_>>()),
    }
}
