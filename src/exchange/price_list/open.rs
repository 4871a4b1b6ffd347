//! Opens a file as sheets of cells. Everything calamine does is caught here; prices are nobody's business yet.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx};

use super::file::{Kind, Parts, recognise};
use super::grid::{Budget, Cell, Grid, MAX_CELLS, MAX_ROWS, Merge, TooMany};
use super::xls_size::{self, Refused};
use crate::say;
use crate::text::Say;
use crate::text::price_list as text;

enum Trouble {
    TooMany(TooMany),
    Locked,
    NotAWorkbook,
    Damaged,
}

impl From<TooMany> for Trouble {
    fn from(too_many: TooMany) -> Self {
        Self::TooMany(too_many)
    }
}

type Opened = Result<Vec<Grid>, Trouble>;

/// The visible sheets of a file.
pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, Say> {
    let kind = recognise(name, bytes)?;
    // calamine is careful, but a file of random bytes is not its first concern: a panic is a damaged file to us.
    let opened = catch_unwind(AssertUnwindSafe(|| match &kind {
        Kind::Xlsx(parts) => xlsx(parts),
        Kind::Ods(parts) => ods(parts),
        Kind::Xls => xls(bytes),
        Kind::Csv(text) => csv(text),
    }));
    opened.unwrap_or(Err(Trouble::Damaged)).map_err(|trouble| match trouble {
        Trouble::TooMany(TooMany::Rows) => say!(text::TOO_MANY_ROWS, file = name, limit = MAX_ROWS),
        Trouble::TooMany(TooMany::Cells) => say!(text::TOO_MANY_CELLS, file = name, limit = MAX_CELLS),
        Trouble::Locked => say!(text::IS_LOCKED, file = name),
        Trouble::NotAWorkbook => say!(text::NOT_A_WORKBOOK, file = name),
        Trouble::Damaged => say!(text::DAMAGED, file = name),
    })
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    sheets
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet)
        .map(|s| s.name.clone())
        .collect()
}

fn xlsx(parts: &Parts) -> Opened {
    let mut book = Xlsx::new(Cursor::new(parts.whole.as_slice())).map_err(|_| Trouble::Damaged)?;
    let mut merges = Vec::new();
    if let Some(bytes) = &parts.without_cells {
        let mut outline = Xlsx::new(Cursor::new(bytes.as_slice())).map_err(|_| Trouble::Damaged)?;
        for sheet in visible(outline.sheets_metadata()) {
            let here = outline.merge_cells_by_sheet_name(&sheet).map_err(|_| Trouble::Damaged)?;
            merges.push((sheet, here.iter().map(merge).collect::<Vec<_>>()));
        }
    }
    let (mut grids, mut budget) = (Vec::new(), Budget::default());
    for name in visible(book.sheets_metadata()) {
        let mut grid = Grid::new(&name);
        // Cell by cell: a range would be as large as the farthest cell says.
        let mut cells = book.worksheet_cells_reader(&name).map_err(|_| Trouble::Damaged)?;
        while let Some(cell) = cells.next_cell().map_err(|_| Trouble::Damaged)? {
            let (row, column) = cell.get_position();
            let value = match cell.get_value() {
                DataRef::SharedString(text) => Cell::Text((*text).into()),
                DataRef::String(text) => Cell::Text(text.as_str().into()),
                DataRef::Float(value) => Cell::Number(*value),
                DataRef::Int(value) => Cell::Number(*value as f64),
                other => plain(&Data::from(other.clone())),
            };
            grid.push(row, column, value, &mut budget)?;
        }
        if let Some((_, here)) = merges.iter().find(|(sheet, _)| *sheet == name) {
            grid.fill(here, &mut budget)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn merge(at: &calamine::Dimensions) -> Merge {
    Merge { rows: (at.start.0, at.end.0), columns: (at.start.1, at.end.1) }
}

fn plain(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(value) => Cell::Number(*value as f64),
        Data::Float(value) => Cell::Number(*value),
        Data::DateTime(value) => Cell::Number(value.as_f64()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cell::Text(text.as_str().into())
        }
        Data::Bool(_) | Data::Error(_) => Cell::Text(data.to_string().into()),
    }
}

fn from_range(
    name: &str,
    range: &Range<Data>,
    merges: &[Merge],
    budget: &mut Budget,
) -> Result<Grid, Trouble> {
    let mut grid = Grid::new(name);
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        grid.push(top + row as u32, left + column as u32, plain(data), budget)?;
    }
    grid.fill(merges, budget)?;
    Ok(grid)
}

fn xls(bytes: &[u8]) -> Opened {
    xls_size::check(bytes).map_err(|refused| match refused {
        Refused::TooMany => Trouble::TooMany(TooMany::Cells),
        Refused::Damaged => Trouble::Damaged,
        Refused::NotAWorkbook => Trouble::NotAWorkbook, // a .doc, for one
    })?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsError::Password => Trouble::Locked,
        _ => Trouble::Damaged,
    })?;
    let (mut grids, mut budget) = (Vec::new(), Budget::default());
    for name in visible(book.sheets_metadata()) {
        let range = book.worksheet_range(&name).map_err(|_| Trouble::Damaged)?;
        let merges: Vec<Merge> =
            book.merge_cells_by_sheet_name(&name).unwrap_or_default().iter().map(merge).collect();
        grids.push(from_range(&name, &range, &merges, &mut budget)?);
    }
    Ok(grids)
}

fn ods(parts: &Parts) -> Opened {
    let mut book = Ods::new(Cursor::new(parts.whole.as_slice())).map_err(|e| match e {
        calamine::OdsError::Password => Trouble::Locked,
        calamine::OdsError::CellLimitExceeded { .. } => Trouble::TooMany(TooMany::Cells),
        _ => Trouble::Damaged,
    })?;
    let merges = ods_merges(&String::from_utf8_lossy(&parts.content));
    let all: Vec<String> = book.sheet_names();
    let (mut grids, mut budget) = (Vec::new(), Budget::default());
    for name in visible(book.sheets_metadata()) {
        let range = book.worksheet_range(&name).map_err(|_| Trouble::Damaged)?;
        let at = all.iter().position(|n| *n == name).and_then(|i| merges.get(i));
        grids.push(from_range(&name, &range, at.map_or(&[][..], Vec::as_slice), &mut budget)?);
    }
    Ok(grids)
}

/// The merged cells of each table of an ods; calamine does not tell them.
fn ods_merges(content: &str) -> Vec<Vec<Merge>> {
    let mut sheets: Vec<Vec<Merge>> = Vec::new();
    let (mut row, mut next_row, mut column) = (0_u32, 0_u32, 0_u32);
    for tag in content.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let number = |name: &str| -> u32 {
            let after = tag.split_once(name).map_or("", |(_, after)| after);
            after.strip_prefix("=\"").and_then(|v| v.split('"').next()?.parse().ok()).unwrap_or(1)
        };
        match tag.split([' ', '/', '\n', '\t', '\r']).next().unwrap_or_default() {
            "table:table" => {
                sheets.push(Vec::new());
                next_row = 0;
            }
            "table:table-row" => {
                (row, column) = (next_row, 0);
                next_row = next_row.saturating_add(number("number-rows-repeated"));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let (down, across) = (number("number-rows-spanned"), number("number-columns-spanned"));
                if let Some(sheet) = sheets.last_mut().filter(|_| down > 1 || across > 1) {
                    sheet.push(Merge {
                        rows: (row, row.saturating_add(down.saturating_sub(1))),
                        columns: (column, column.saturating_add(across.saturating_sub(1))),
                    });
                }
                column = column.saturating_add(number("number-columns-repeated"));
            }
            _ => {}
        }
    }
    sheets
}

fn csv(text: &str) -> Opened {
    let head: String = text.lines().take(20).collect();
    let count = |c: char| head.matches(c).count();
    let separator = [',', '\t', ';'].into_iter().max_by_key(|c| (count(*c), *c == ',')).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .from_reader(text.as_bytes());
    let (mut grid, mut budget) = (Grid::new(""), Budget::default());
    let mut record = csv::StringRecord::new();
    let mut row = 0_u32;
    while reader.read_record(&mut record).map_err(|_| Trouble::Damaged)? {
        // The reader skips empty lines; the person counts them. A cell over several lines is one row to both.
        let start = record.position().map_or(0, |p| p.byte() as usize).min(text.len());
        let split_line_end =
            text.as_bytes()[..start].ends_with(b"\r") && text.as_bytes()[start..].starts_with(b"\n");
        let before = text.as_bytes()[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        row += before.filter(|b| **b == b'\n').count() as u32 - u32::from(split_line_end);
        for (column, field) in record.iter().enumerate() {
            grid.push(row, column as u32, Cell::Text(field.into()), &mut budget)?;
        }
        row += 1;
    }
    Ok(vec![grid])
}
