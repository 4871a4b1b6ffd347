//! Lists out: xlsx, and csv that Excel opens as UTF-8 (DESIGN 6).

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its heading.
    pub heading: &'a str,
    /// Holds numbers: amounts, areas, counts. What is no number in it stays text.
    pub numeric: bool,
}

/// Why a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// As a workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// As csv.
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// What a file of either kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// Comma-separated, UTF-8 with BOM: without it Excel takes the system's code page.
    Csv,
}

impl Kind {
    /// By the file's ending.
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe in front where it begins like one (RELIABILITY 3).
pub fn disarmed(text: &str) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous { format!("'{text}") } else { text.to_owned() }
}

/// The bytes of a file with this list.
///
/// # Errors
/// More rows or longer cells than the format has room for.
pub fn bytes(kind: Kind, name: &str, columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>, Unwritten> {
    match kind {
        Kind::Xlsx => Ok(xlsx(name, columns, rows)?),
        Kind::Csv => Ok(csv(columns, rows)?),
    }
}

fn xlsx(name: &str, columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let head = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    for (at, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, at, column.heading, &head)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for ((at, column), cell) in (0u16..).zip(columns).zip(row) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) if column.numeric => drop(sheet.write_number(line, at, number)?),
                // As text, whatever it begins with: in this format a formula is another kind of cell.
                _ => drop(sheet.write_string(line, at, cell)?),
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    book.save_to_buffer()
}

fn csv(columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    out.write_record(columns.iter().map(|column| disarmed(column.heading)))?;
    for row in rows {
        out.write_record(columns.iter().zip(row).map(|(column, cell)| {
            if column.numeric && cell.parse::<f64>().is_ok() { cell.clone() } else { disarmed(cell) }
        }))?;
    }
    out.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] =
        &[Column { heading: "name", numeric: false }, Column { heading: "area", numeric: true }];

    #[test]
    fn csv_begins_with_a_bom_and_disarms_formulas_but_not_numbers() {
        let rows = [vec!["=1+1".to_owned(), "-3.50".to_owned()], vec!["a,\"b".to_owned(), "@x".to_owned()]];
        let text = String::from_utf8(bytes(Kind::Csv, "x", COLUMNS, &rows).unwrap()).unwrap();
        assert_eq!(text, "\u{FEFF}name,area\r\n'=1+1,-3.50\r\n\"a,\"\"b\",'@x\r\n");
    }

    #[test]
    fn the_kind_follows_from_the_ending() {
        let kind = |name: &str| Kind::of(std::path::Path::new(name));
        assert_eq!((kind("a.XLSX"), kind("a.csv")), (Some(Kind::Xlsx), Some(Kind::Csv)));
        assert_eq!((kind("a.xls"), kind("csv")), (None, None));
    }
}
