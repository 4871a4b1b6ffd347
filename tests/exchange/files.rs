//! Files that are not what they seem, and files made to hurt.

use std::io::{Cursor, Write};
use std::path::Path;

use anchang::exchange::price_list::{read, read_bytes, read_isolated};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{csv, ok, published_path, sentences, summary};

const LIST: &str = "楼栋,房号,建筑面积,单价\n3栋,301,50,10000\n";
const UNIT: &str = "3-1-301 3 50.00 1000000 50000000";

#[test]
fn csv_comes_in_utf8_with_or_without_mark_and_in_gbk() {
    assert_eq!(summary(&ok(csv(LIST))), [UNIT]);
    assert_eq!(summary(&ok(csv(&format!("\u{FEFF}{LIST}")))), [UNIT]);
    let (gbk, _, _) = encoding_rs::GBK.encode(LIST);
    assert_eq!(summary(&ok(read_bytes("a.csv", &gbk))), [UNIT]);
    assert_eq!(summary(&ok(csv(&LIST.replace(',', "\t")))), [UNIT]);
    assert_eq!(summary(&ok(csv(&LIST.replace('\n', "\r\n")))), [UNIT]);
}

#[test]
fn rows_of_a_csv_are_counted_as_a_spreadsheet_counts_them() {
    for end in ["\n", "\r\n"] {
        let text = "标题,\"两\n行\"\n\n\n楼栋,房号,面积,单价\n\n3,301,50,x\n".replace('\n', end);
        assert_eq!(sentences(csv(&text))[0].split(':').next(), Some("D6"), "{text:?}");
    }
}

#[test]
fn wrong_files_are_told_apart() {
    let utf16: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut locked = vec![0_u8; 2048];
    locked[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    locked[1024..1024 + name.len()].copy_from_slice(&name);
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "x").unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let published = std::fs::read(published_path()).unwrap();
    for (name, bytes, expected) in [
        ("a.xlsx", &b""[..], "是空的"),
        ("a.xlsx", b"\xFF\xD8\xFF\xE0\x00\x10JFIF", "不是工作簿"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页"),
        ("a.xls", "\u{FEFF}<?xml version=\"1.0\"?><Workbook/>".as_bytes(), "其实是网页"),
        ("a.xlsx", b"hello, this is no workbook", "不是工作簿"),
        ("a.docx", b"hello", "不认识"),
        ("a.csv", &[&b"\xFF\xFE"[..], &utf16].concat(), "既不是 UTF-8 也不是 GBK"),
        ("a.csv", b"abc\xFF\xFF,1\n", "既不是 UTF-8 也不是 GBK"),
        ("a.xlsx", &locked, "有打开密码"),
        ("a.xlsx", &xlsx[..xlsx.len() / 2], "不完整或已损坏"),
        ("a.xls", &published[..published.len() / 2], "不完整或已损坏"),
        ("a.csv", &vec![b'1'; 10 * 1024 * 1024 + 1], "超过 10 MiB"),
        ("a.xlsx", &zipped(&[("word/document.xml", b"<x/>")]), "不是工作簿"),
        ("a.xlsb", &zipped(&[("xl/workbook.bin", b"x")]), "xlsb"),
    ] {
        let problems = sentences(read_bytes(name, bytes));
        assert!(problems.len() == 1 && problems[0].contains(expected), "{expected}: {problems:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(sentences(read(folder.path()))[0].contains("是文件夹"));
    let none = folder.path().join("none.xlsx");
    assert!(sentences(read(&none))[0].contains(&format!("找不到文件「{}」", none.display())));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Noise that deflate can make about a tenth of: no steep ratio, only much of it.
fn noise(size: usize) -> Vec<u8> {
    let mut seed = 1_u64;
    (0..size / 16)
        .flat_map(|_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut block = [b' '; 16];
            block[0] = (seed >> 56) as u8;
            block
        })
        .collect()
}

#[test]
fn bombs_are_refused_before_they_burst() {
    let steep = zipped(&[("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 20 << 20])]);
    assert!(steep.len() < 100_000);
    assert!(sentences(read_bytes("a.xlsx", &steep))[0].contains("压缩率超过 100 倍"));
    let part = noise(17 << 20);
    let parts: Vec<(String, &[u8])> =
        (0..4).map(|i| (format!("xl/media/{i}.png"), part.as_slice())).collect();
    let mut named: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<x/>")];
    named.extend(parts.iter().map(|(n, b)| (n.as_str(), *b)));
    let wide = zipped(&named);
    assert!(wide.len() < 10 << 20, "{}", wide.len());
    assert!(sentences(read_bytes("a.xlsx", &wide))[0].contains("解压后超过 64 MiB"));
    let names: Vec<String> = (0..1_001).map(|i| format!("p{i}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    assert!(sentences(read_bytes("a.ods", &zipped(&many)))[0].contains("超过 1000 个部件"));
}

#[test]
fn headers_that_lie_about_the_size_change_nothing() {
    let content = vec![b' '; 20 << 20];
    let mut bytes = zipped(&[("content.xml", &content)]);
    // Wherever the true size is written, in the local header and in the directory, write 5 instead.
    let size = (content.len() as u32).to_le_bytes();
    let mut lies = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&5_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies >= 2);
    let problems = sentences(read_bytes("a.ods", &bytes));
    assert!(problems[0].contains("压缩率") || problems[0].contains("已损坏"), "{problems:?}");
}

#[test]
fn a_far_corner_cell_costs_nothing_and_rows_are_counted() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["楼栋", "房号", "面积", "单价"].iter().enumerate() {
        sheet.write(0, column as u16, *text).unwrap();
    }
    sheet
        .write(1, 0, "3")
        .unwrap()
        .write(1, 1, "301")
        .unwrap()
        .write(1, 2, 50)
        .unwrap()
        .write(1, 3, 10_000)
        .unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    assert_eq!(summary(&ok(read_bytes("a.xlsx", &book.save_to_buffer().unwrap()))), [UNIT]);
    let rows: String = (0..100_001).map(|i| format!("{i}\n")).collect();
    assert!(sentences(csv(&rows))[0].contains("超过 100000 行"));
    let row = format!("{}\n", vec!["1"; 1_000].join(","));
    assert!(sentences(csv(&row.repeat(2_001)))[0].contains("超过 2000000 个单元格"));
}

#[test]
fn ods_is_read_with_its_merged_cells() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let header = ["楼栋", "房号", "面积", "单价"].map(cell);
    let merged = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>3栋</text:p></table:table-cell>";
    let number = |n: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{n}\"><text:p>{n}</text:p></table:table-cell>"
        )
    };
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"表\">{}{}{}</table:table></office:spreadsheet></office:body></office:document-content>",
        row(&header),
        row(&[merged.into(), cell("301"), number("50"), number("10000")]),
        row(&["<table:covered-table-cell/>".into(), cell("302"), number("50"), number("10000")]),
    );
    let bytes = zipped(&[
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let units: Vec<String> =
        ok(read_bytes("a.ods", &bytes)).rows.iter().map(|r| r.unit.to_string()).collect();
    assert_eq!(units, ["3-1-301", "3-1-302"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_dies_is_one_problem() {
    let problems = sentences(read_isolated(Path::new("/bin/false"), &published_path()));
    assert!(
        problems.len() == 1 && problems[0].contains("读取「shenzhen-presale-416-units.xls」时中断"),
        "{problems:?}"
    );
    let problems = sentences(read_isolated(Path::new("/bin/true"), &published_path()));
    assert!(problems[0].contains("时中断"), "exit 0 without an answer is no answer");
    assert!(sentences(read_isolated(Path::new("/no/program"), &published_path()))[0].contains("无法启动"));
}
