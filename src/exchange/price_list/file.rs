//! What kind of file it is, by its first bytes, and whether it may be opened at all.
//!
//! A workbook is inflated once, here, counting: what its headers claim is not believed. The readers get the inflated
//! parts in a container that is not compressed, so they can inflate nothing further.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read, Write};
use std::path::Path;

use encoding_rs::GB18030;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::say;
use crate::text::Say;
use crate::text::price_list as text;

const MIB: u64 = 1024 * 1024;
/// The greatest file.
const MAX_FILE: u64 = 10 * MIB;
/// The greatest number of parts in a workbook.
const MAX_ENTRIES: usize = 1_000;
/// What all parts may inflate to together.
const MAX_INFLATED: u64 = 64 * MIB;
/// How many times its size a part may inflate to.
const MAX_RATIO: u64 = 100;
/// Below this the ratio says nothing: an empty sheet of styles compresses well.
const RATIO_MATTERS: u64 = MIB;

/// What a file is.
pub(super) enum Kind {
    Xlsx(Parts),
    Ods(Parts),
    Xls,
    Csv(String),
}

/// A workbook inflated.
pub(super) struct Parts {
    /// All parts in a container without compression.
    pub whole: Vec<u8>,
    /// The same with the cells of each sheet cut out, where a sheet has merged cells; they stand behind the cells.
    pub without_cells: Option<Vec<u8>>,
    /// `content.xml` of an ods.
    pub content: Vec<u8>,
}

/// Reads a file of at most [`MAX_FILE`].
pub(super) fn load(path: &Path, name: &str) -> Result<Vec<u8>, Say> {
    let wrong = |e: std::io::Error| match e.kind() {
        ErrorKind::NotFound => say!(text::FILE_MISSING, file = path.display().to_string()),
        ErrorKind::IsADirectory => say!(text::IS_FOLDER, file = name),
        _ => say!(text::FILE_UNREADABLE, file = name, why = e.to_string()),
    };
    // Asked by path first: opening a folder fails differently on every platform, opening a pipe waits for ever.
    let about = std::fs::metadata(path).map_err(wrong)?;
    if about.is_dir() {
        return Err(say!(text::IS_FOLDER, file = name));
    }
    if !about.is_file() {
        return Err(say!(text::NOT_A_WORKBOOK, file = name));
    }
    let mut bytes = Vec::with_capacity(about.len().min(MAX_FILE) as usize);
    File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes)).map_err(wrong)?;
    Ok(bytes)
}

/// Recognises a file and unpacks it.
pub(super) fn recognise(name: &str, bytes: &[u8]) -> Result<Kind, Say> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(say!(text::FILE_TOO_LARGE, file = name, limit = MAX_FILE / MIB));
    }
    if bytes.is_empty() || bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(say!(text::FILE_EMPTY, file = name));
    }
    if bytes.starts_with(b"PK") {
        return unpack(name, bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // A protected xlsx is an xlsx inside an old container, under a name in UTF-16.
        let hidden: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let stride = 64; // a directory entry begins at a multiple of 128 bytes
        if bytes.chunks(stride).any(|chunk| chunk.starts_with(&hidden)) {
            return Err(say!(text::IS_LOCKED, file = name));
        }
        return Ok(Kind::Xls);
    }
    if is_web_page(bytes) {
        return Err(say!(text::IS_WEB_PAGE, file = name));
    }
    // Excel's "Unicode text" is UTF-16, which is full of zero bytes: text, but not one we read.
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(say!(text::BAD_ENCODING, file = name));
    }
    if !is_text(bytes) {
        return Err(say!(text::NOT_A_WORKBOOK, file = name));
    }
    if !matches!(extension(name).as_str(), "csv" | "tsv" | "txt" | "" | "xls" | "xlsx" | "ods") {
        return Err(say!(text::UNKNOWN_KIND, file = name));
    }
    decode(bytes).map(Kind::Csv).ok_or_else(|| say!(text::BAD_ENCODING, file = name))
}

/// Whether a file holds text and is named like a workbook. Such a file is read as csv (some systems write that), but
/// where no price list comes out the name was wrong rather than the headers.
pub(super) fn is_text_named_like_a_workbook(name: &str, bytes: &[u8]) -> bool {
    matches!(extension(name).as_str(), "xls" | "xlsx" | "ods")
        && !bytes.starts_with(b"PK")
        && !bytes.starts_with(&[0xD0, 0xCF])
}

fn extension(name: &str) -> String {
    Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn is_text(bytes: &[u8]) -> bool {
    let magic: &[&[u8]] =
        &[b"\xFF\xD8\xFF", b"\x89PNG", b"GIF8", b"%PDF", b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B", b"{\\rtf"];
    !magic.iter().any(|m| bytes.starts_with(m))
        && !bytes.iter().any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A))
}

fn is_web_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with('<')
        && ["<html", "<!doctype", "<table", "<meta", "<head", "<?xml", "<style", "<div"]
            .iter()
            .any(|t| head.contains(t))
}

/// UTF-8 with or without its mark, or GBK (as GB 18030, which contains it); `None` for anything else.
fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into),
    }
}

/// Inflates a workbook, counting.
fn unpack(name: &str, bytes: &[u8]) -> Result<Kind, Say> {
    let damaged = || say!(text::DAMAGED, file = name);
    let wrong = |e: &ZipError| match e {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            say!(text::IS_LOCKED, file = name)
        }
        _ => damaged(),
    };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| wrong(&e))?;
    if zip.len() > MAX_ENTRIES {
        return Err(say!(text::TOO_MANY_PARTS, file = name, limit = MAX_ENTRIES));
    }
    if zip.index_for_name("xl/workbook.bin").is_some() {
        return Err(say!(text::IS_BINARY_WORKBOOK, file = name));
    }
    let is_xlsx = zip.file_names().flatten().any(|n| n.ends_with("workbook.xml"));
    let is_ods = zip.index_for_name("content.xml").is_some();
    if !is_xlsx && !is_ods {
        return Err(say!(text::NOT_A_WORKBOOK, file = name));
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut whole = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() * 8)));
    let mut without_cells = ZipWriter::new(Cursor::new(Vec::new()));
    let mut content = Vec::new();
    let (mut left, mut merged) = (MAX_INFLATED, false);
    let mut part = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index(index).map_err(|e| wrong(&e))?;
        if entry.is_dir() {
            continue;
        }
        let (entry_name, packed) =
            (entry.name().map_err(|_| damaged())?.into_owned(), entry.compressed_size());
        part.clear();
        let inflated = entry.take(left + 1).read_to_end(&mut part).map_err(|_| damaged())? as u64;
        if inflated > RATIO_MATTERS && inflated / packed.max(1) > MAX_RATIO {
            return Err(say!(text::INFLATES_TOO_STEEPLY, file = name, limit = MAX_RATIO));
        }
        left = left
            .checked_sub(inflated)
            .ok_or_else(|| say!(text::INFLATES_TOO_MUCH, file = name, limit = MAX_INFLATED / MIB))?;
        // Pictures and macros count, but nobody reads them.
        let ending = entry_name.rsplit('.').next().unwrap_or_default();
        let read_later = ending == "xml" || ending == "rels" || entry_name == "mimetype";
        if !read_later {
            continue;
        }
        let add = |to: &mut ZipWriter<Cursor<Vec<u8>>>, parts: &[&[u8]]| {
            to.start_file(entry_name.as_str(), stored).ok()?;
            parts.iter().try_for_each(|p| to.write_all(p)).ok()
        };
        add(&mut whole, &[&part]).ok_or_else(damaged)?;
        if is_xlsx && entry_name.contains("worksheets/") && ending == "xml" {
            let (before, after) = around_cells(&part);
            merged |= find(after, b"mergeCell ").is_some();
            add(&mut without_cells, &[before, after]).ok_or_else(damaged)?;
        } else if is_xlsx && !entry_name.ends_with("sharedStrings.xml") {
            add(&mut without_cells, &[&part]).ok_or_else(damaged)?;
        } else if entry_name == "content.xml" {
            content = std::mem::take(&mut part);
        }
    }
    let whole = whole.finish().map_err(|e| wrong(&e))?.into_inner();
    let without_cells = if merged { without_cells.finish().ok().map(Cursor::into_inner) } else { None };
    let parts = Parts { whole, without_cells, content };
    Ok(if is_xlsx { Kind::Xlsx(parts) } else { Kind::Ods(parts) })
}

/// What stands before and behind the cells of a sheet; everything as "before" where that cannot be told.
fn around_cells(sheet: &[u8]) -> (&[u8], &[u8]) {
    let end = (0..sheet.len()).rev().find(|at| sheet[*at..].starts_with(b"sheetData>"));
    let start =
        find(sheet, b"sheetData").and_then(|at| Some(at + sheet[at..].iter().position(|b| *b == b'>')? + 1));
    match (start, end) {
        (Some(start), Some(end)) => {
            // The closing tag begins with `</` and perhaps a prefix.
            let close = sheet[..end].iter().rposition(|b| *b == b'<').unwrap_or(end);
            if start <= close { (&sheet[..start], &sheet[close..]) } else { (sheet, &sheet[end..]) }
        }
        _ => (sheet, &[]),
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}
