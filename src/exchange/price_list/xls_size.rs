//! How large the sheets of an xls claim to be. calamine makes room for what a record says before it looks for a cell;
//! here the records are walked first, and a file that speaks of more than a price list may have is not given to it.
//!
//! Reads no values. Follows the container exactly as far as the stream with the sheets.

use std::collections::HashSet;

/// The cells that the corners of a sheet may enclose.
const MAX_ENCLOSED: u64 = 4_000_000;
/// The last column an xls can have.
const MAX_COLUMN: u16 = 255;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    TooMany,
    Damaged,
    NotAWorkbook,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The container: sectors chained by a table.
struct Container<'a> {
    bytes: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self { bytes, size, next: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + i * 4)).collect();
        let (mut more, mut seen) = (u32_at(bytes, 68)?, HashSet::new());
        while more < 0xFFFF_FFFA && seen.insert(more) {
            let sector = container.sector(more)?;
            tables.extend((0..size / 4 - 1).filter_map(|i| u32_at(sector, i * 4)));
            more = u32_at(sector, size - 4)?;
        }
        for table in tables.into_iter().filter(|t| *t < 0xFFFF_FFFC) {
            let sector = container.sector(table)?;
            container.next.extend((0..size / 4).filter_map(|i| u32_at(sector, i * 4)));
            if container.next.len() > bytes.len() {
                return None;
            }
        }
        Some(container)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.size)?;
        // The last sector may be cut short.
        self.bytes.get(start..).filter(|s| !s.is_empty()).map(|s| &s[..s.len().min(self.size)])
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let (mut all, mut id) = (Vec::new(), first);
        while id < 0xFFFF_FFFA {
            all.extend_from_slice(self.sector(id)?);
            // A chain longer than the file runs in a circle.
            if all.len() > self.bytes.len() {
                return None;
            }
            id = *self.next.get(id as usize)?;
        }
        Some(all)
    }

    /// The stream of a workbook.
    fn workbook(&self) -> Result<Vec<u8>, Refused> {
        let directory = u32_at(self.bytes, 48).and_then(|d| self.chain(d)).ok_or(Refused::Damaged)?;
        let entries = || directory.chunks_exact(128);
        let named = |wanted: &str| {
            entries().find(|entry| {
                let units = entry[..64].chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
                let name: String = char::decode_utf16(units.take_while(|u| *u != 0)).flatten().collect();
                name.eq_ignore_ascii_case(wanted)
            })
        };
        let entry = named("Workbook").or_else(|| named("Book")).ok_or(Refused::NotAWorkbook)?;
        let (first, length) = (u32_at(entry, 116), u32_at(entry, 120));
        let (first, length) = first.zip(length).ok_or(Refused::Damaged)?;
        if length >= 4096 {
            return self.chain(first).ok_or(Refused::Damaged);
        }
        // Short streams stand in a stream of their own, cut into pieces of 64 bytes.
        let short = || {
            let root = entries().next()?;
            let pieces = self.chain(u32_at(root, 116)?)?;
            let next = self.chain(u32_at(self.bytes, 60)?)?;
            let (mut all, mut id) = (Vec::new(), first);
            while id < 0xFFFF_FFFA && all.len() <= 4096 {
                let start = id as usize * 64;
                all.extend_from_slice(pieces.get(start..(start + 64).min(pieces.len()))?);
                id = u32_at(&next, id as usize * 4)?;
            }
            Some(all)
        };
        short().ok_or(Refused::Damaged)
    }
}

/// Walks all records of an xls; `Err` where a sheet would be larger than is read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refused> {
    let stream = Container::open(bytes).ok_or(Refused::Damaged)?.workbook()?;
    let mut at = 0;
    let (mut first, mut last) = ((u16::MAX, u16::MAX), (0, 0));
    let mut enclosed = 0;
    while let (Some(kind), Some(length)) = (u16_at(&stream, at), u16_at(&stream, at + 2)) {
        let data = stream.get(at + 4..at + 4 + usize::from(length)).unwrap_or_default();
        at += 4 + usize::from(length);
        let columns = match kind {
            0x0809 => {
                (first, last) = ((u16::MAX, u16::MAX), (0, 0)); // the next sheet begins
                continue;
            }
            0x0200 => {
                dimensions(data)?;
                continue;
            }
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 => u16_at(data, 2).map(|c| (c, c)),
            0x00BD if data.len() >= 6 => u16_at(data, 2).zip(u16_at(data, data.len() - 2)),
            _ => continue,
        };
        let Some((row, (left, right))) = u16_at(data, 0).zip(columns) else { continue };
        if right > MAX_COLUMN || left > right {
            return Err(Refused::Damaged);
        }
        first = (first.0.min(row), first.1.min(left));
        last = (last.0.max(row), last.1.max(right));
        enclosed = enclosed.max(u64::from(last.0 - first.0 + 1) * u64::from(last.1 - first.1 + 1));
    }
    if enclosed > MAX_ENCLOSED { Err(Refused::TooMany) } else { Ok(()) }
}

/// The corners a sheet announces, in either of the two forms.
fn dimensions(data: &[u8]) -> Result<(), Refused> {
    let corners = match data.len() {
        10 => u16_at(data, 0).zip(u16_at(data, 2)).map(|(a, b)| (u32::from(a), u32::from(b), 4)),
        // Some writers add two bytes more.
        14 | 16 => u32_at(data, 0).zip(u32_at(data, 4)).map(|(a, b)| (a, b, 8)),
        _ => return Err(Refused::Damaged),
    };
    let (top, bottom, at) = corners.ok_or(Refused::Damaged)?;
    let right = u16_at(data, at + 2).ok_or(Refused::Damaged)?;
    // Room made and not used costs nothing: whole formatted columns are announced by honest files too.
    let possible = bottom <= 65_536 && right <= MAX_COLUMN + 1 && top <= bottom;
    if possible { Ok(()) } else { Err(Refused::Damaged) }
}
