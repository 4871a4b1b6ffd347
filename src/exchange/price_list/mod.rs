//! Reads price lists 价目表 from xlsx, xls, ods and csv, as a list (a row a unit) or a matrix (floors by rooms).
//!
//! All or nothing: one problem anywhere and no unit comes out, but every problem is named by sheet and cell. Nothing
//! is guessed about money: what a file says in two ways (total, area x unit price) must agree within rounding.
//!
//! What is read with some tolerance, and how:
//! - Unit prices with more than two decimals (Excel divided them) are rounded half-up to the fen; the total is checked
//!   against the unrounded one. Areas with more than two decimals are a problem, but noise below 0.000001 is not.
//! - A column or sheet that is there must be filled for every unit; only parking spaces may have a bare total.
//! - Rows hidden by a filter are units like all others. Hidden sheets are not read: nobody saw them.
//! - Cells merged in a list are read for every row they span; in a matrix a merged price is one unit, at its top left.

mod block_rows;
mod blocks;
mod check;
mod child;
mod file;
mod grid;
mod header;
mod label;
mod list;
mod list_header;
mod matrix;
mod number;
mod open;
mod xls_size;

use std::path::Path;

use sha2::{Digest, Sha256};

use self::check::Problems;
pub use self::child::{SUBCOMMAND, child_main, read_isolated};
use crate::domain::price_list::{PriceList, Problem, SheetLayout};
use crate::text::price_list as text;

/// Reads a price list in this process.
///
/// # Errors
/// Every problem by cell, or what is wrong with the file as a whole.
pub fn read(path: &Path) -> Result<PriceList, Vec<Problem>> {
    let name = file_name(path);
    let bytes = file::load(path, &name).map_err(whole_file)?;
    read_bytes(&name, &bytes)
}

/// Reads a price list from the bytes of a file. Pure; never panics, whatever the bytes are.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(file_name: &str, bytes: &[u8]) -> Result<PriceList, Vec<Problem>> {
    let sheets = open::open(file_name, bytes).map_err(whole_file)?;
    let mut problems = Problems::default();
    let lists: Vec<_> = sheets.iter().enumerate().filter_map(|(i, s)| list::find(i, s)).collect();
    // A workbook with real lists may also hold an overview drawn as a matrix: the lists are the price list then.
    let (layout, draft) = if lists.is_empty() {
        (SheetLayout::Matrix, matrix::read(file_name, &sheets, &mut problems))
    } else {
        (SheetLayout::List, list::read(file_name, &sheets, &lists, &mut problems))
    };
    if draft.units.is_empty() && problems.is_empty() {
        let say = if file::is_text_named_like_a_workbook(file_name, bytes) {
            crate::say!(text::NOT_A_WORKBOOK, file = file_name)
        } else if let Some(at) = list_header::rooms_without_prices(&sheets) {
            return Err(vec![Problem { at: Some(at), say: text::NO_PRICE_COLUMN.into() }]);
        } else {
            text::NO_UNITS.into()
        };
        return Err(whole_file(say));
    }
    let rows = check::check(&sheets, draft, &mut problems);
    problems.finish()?;
    Ok(PriceList {
        file_name: file_name.to_owned(),
        sha256: crate::domain::hex::hex(&Sha256::digest(bytes)),
        layout,
        rows,
    })
}

fn whole_file(say: crate::text::Say) -> Vec<Problem> {
    vec![Problem { at: None, say }]
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
