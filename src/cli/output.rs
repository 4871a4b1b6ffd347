//! Lists on standard output: as a table for people, as JSON and csv for programs.

use std::io::{BufWriter, StdoutLock, Write};

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::Stop;
use crate::domain::clean::printable;
use crate::text::{Lang, Text};

/// Standard output, in large pieces.
pub(super) fn buffered() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, std::io::stdout().lock())
}

/// One line.
pub(super) fn line(text: &str) -> Result<(), Stop> {
    Ok(writeln!(std::io::stdout().lock(), "{}", printable(text))?)
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Table,
    Json,
    Csv,
}

impl Format {
    pub(super) fn of(matches: &clap::ArgMatches) -> Self {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => Self::Json,
            Some("csv") => Self::Csv,
            _ => Self::Table,
        }
    }
}

/// One column of a list: its name for programs, its heading for people, and its value for both.
struct Column<R> {
    name: &'static str,
    /// For JSON and csv.
    value: Box<dyn Fn(&R) -> Value>,
    /// For the table; `None` leaves the column out of it.
    shown: Option<(Text, Shown<R>)>,
}

type Shown<R> = Box<dyn Fn(&R) -> String>;

/// The columns of a list.
pub(super) struct Columns<R>(Vec<Column<R>>);

impl<R> Default for Columns<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R> Columns<R> {
    /// A column for programs and people.
    pub(super) fn both(
        mut self,
        name: &'static str,
        heading: Text,
        value: impl Fn(&R) -> Value + 'static,
        shown: impl Fn(&R) -> String + 'static,
    ) -> Self {
        self.0.push(Column { name, value: Box::new(value), shown: Some((heading, Box::new(shown))) });
        self
    }

    /// A column of text.
    pub(super) fn text(
        self,
        name: &'static str,
        heading: Text,
        value: impl Fn(&R) -> String + Clone + 'static,
    ) -> Self {
        let same = value.clone();
        self.both(name, heading, move |row| Value::String(value(row)), same)
    }

    /// The rows as objects, for programs.
    pub(super) fn objects(&self, rows: &[R]) -> Vec<Value> {
        let object =
            |row: &R| self.0.iter().map(|c| (c.name.to_owned(), (c.value)(row))).collect::<Map<_, _>>();
        rows.iter().map(|row| Value::Object(object(row))).collect()
    }

    /// A column for programs only.
    pub(super) fn data(mut self, name: &'static str, value: impl Fn(&R) -> Value + 'static) -> Self {
        self.0.push(Column { name, value: Box::new(value), shown: None });
        self
    }
}

/// Prints data for programs.
pub(super) fn json(value: &Value) -> Result<(), Stop> {
    let mut out = buffered();
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

/// Prints a list; a person gets the sentence `none` where it is empty, a program an empty list.
pub(super) fn list<R>(
    rows: &[R],
    columns: &Columns<R>,
    format: Format,
    none: Text,
    lang: Lang,
) -> Result<(), Stop> {
    match format {
        Format::Table if rows.is_empty() => {
            eprintln!("{}", none.get(lang));
            Ok(())
        }
        Format::Table => {
            let shown: Vec<_> = columns.0.iter().filter_map(|c| c.shown.as_ref()).collect();
            let headings: Vec<Text> = shown.iter().map(|(heading, _)| *heading).collect();
            let mut table = Table::new(&headings, lang);
            for row in rows {
                table.row(shown.iter().map(|(_, show)| show(row)).collect());
            }
            table.print()
        }
        Format::Json => json(&Value::Array(columns.objects(rows))),
        Format::Csv => {
            let mut out = csv::Writer::from_writer(buffered());
            let failed = |e: csv::Error| match e.into_kind() {
                csv::ErrorKind::Io(error) => Stop::from(error),
                other => Stop::from(std::io::Error::other(format!("{other:?}"))),
            };
            out.write_record(columns.0.iter().map(|c| c.name)).map_err(failed)?;
            for row in rows {
                out.write_record(columns.0.iter().map(|c| csv_cell(&(c.value)(row)))).map_err(failed)?;
            }
            out.flush()?;
            Ok(())
        }
    }
}

/// A csv cell that no spreadsheet takes for a formula (RELIABILITY 3).
fn csv_cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        number @ (Value::Number(_) | Value::Bool(_)) => return number.to_string(),
        other => other.to_string(),
    };
    crate::exchange::table::disarmed(&text)
}

/// A table for people: columns as wide as what they hold, counted in cells of the terminal.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: &[Text], lang: Lang) -> Self {
        Self { rows: vec![headings.iter().map(|h| h.get(lang).to_owned()).collect()] }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Numbers stand right, words left.
    pub(super) fn print(&self) -> Result<(), Stop> {
        let mut out = buffered();
        for line in self.lines() {
            writeln!(out, "{line}")?;
        }
        out.flush()?;
        Ok(())
    }

    /// Line by line, the heading first.
    pub(super) fn lines(&self) -> Vec<String> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |c: usize| self.rows.iter().map(|r| r.get(c).map_or(0, |t| t.width())).max().unwrap_or(0);
        let numeric = |c: usize| {
            let mut cells =
                self.rows.iter().skip(1).filter_map(|r| r.get(c)).filter(|t| !t.is_empty()).peekable();
            cells.peek().is_some() && cells.all(|t| t.split(CHANGE).all(is_number))
        };
        let layout: Vec<(usize, bool)> = (0..columns).map(|c| (width(c), numeric(c))).collect();
        let line = |row: &Vec<String>| {
            let mut text = String::new();
            for (cell, (width, right)) in row.iter().zip(&layout) {
                let cell = printable(cell);
                let pad = " ".repeat(width.saturating_sub(cell.width()));
                if *right {
                    text.push_str(&pad);
                    text.push_str(&cell);
                } else {
                    text.push_str(&cell);
                    text.push_str(&pad);
                }
                text.push_str("  ");
            }
            text.trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }
}

/// Between what was and what is now.
pub(super) const CHANGE: &str = " -> ";

/// Behind a value that was calculated, not read.
pub(super) const DERIVED: char = '~';

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).trim_end_matches(DERIVED);
    digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_look_like_formulas_are_disarmed() {
        for (value, cell) in
            [("=1+1", "'=1+1"), ("-3-1", "'-3-1"), ("＝x", "'＝x"), ("3-1-1203", "3-1-1203"), ("", "")]
        {
            assert_eq!(csv_cell(&Value::from(value)), cell);
        }
        assert_eq!(csv_cell(&Value::from(-5)), "-5", "a number is no formula");
        assert_eq!(csv_cell(&Value::Null), "");
    }
}
