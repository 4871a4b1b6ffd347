//! How far a window is scrolled. Only the one who draws knows how much fits.

use std::cell::Cell;

/// A place in a long text or list.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    from: usize,
    most: Cell<usize>,
}

impl Scroll {
    /// Moves by lines, not past the last page as it was last drawn.
    pub fn by(&mut self, lines: i32) {
        let most = self.most.get() as i64;
        self.from = (self.from as i64 + i64::from(lines)).clamp(0, most) as usize;
    }

    /// The first line of `all` to draw where `rows` fit.
    pub fn first(&self, all: usize, rows: usize) -> usize {
        self.most.set(all.saturating_sub(rows));
        self.from.min(self.most.get())
    }
}
