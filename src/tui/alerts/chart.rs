//! A flow as a chart in signs that every terminal draws one column wide: the steps one below the other, `v` to the next,
//! and a rail at the right for every step that is come to from elsewhere.

use crate::domain::flow::Flow;

/// Something on the rails, at a row and a column right of the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// What is drawn there.
    pub sign: char,
}

/// A flow as it is drawn: every step has a row of its own, and one below it for what leads away from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// Whether `v` leads from a step to the next.
    pub down: Vec<bool>,
    /// Everything on the rails.
    pub marks: Vec<Mark>,
    /// Columns of the rails.
    pub width: usize,
}

/// A rail: the steps that lead to one which is not the next.
struct Rail {
    to: usize,
    from: Vec<usize>,
    /// Rows from the first to the last.
    rows: (usize, usize),
    column: usize,
}

/// The row of a step.
const fn row_of(step: usize) -> usize {
    step * 2
}

/// The row below it.
const fn row_below(step: usize) -> usize {
    step * 2 + 1
}

impl Chart {
    /// Draws a flow.
    pub fn of(flow: &Flow) -> Self {
        let place = |id: &str| flow.steps.iter().position(|step| step.id == id);
        let leads =
            |at: usize, to: usize| flow.steps[at].next.iter().filter_map(|id| place(id)).any(|n| n == to);
        let down = (0..flow.steps.len()).map(|at| leads(at, at + 1)).collect();
        let mut rails: Vec<Rail> = Vec::new();
        for to in 0..flow.steps.len() {
            let from: Vec<usize> =
                (0..flow.steps.len()).filter(|at| at + 1 != to && leads(*at, to)).collect();
            let rows = from.iter().map(|at| row_below(*at)).chain([row_of(to)]);
            if let (Some(first), Some(last), false) = (rows.clone().min(), rows.max(), from.is_empty()) {
                rails.push(Rail { to, from, rows: (first, last), column: 0 });
            }
        }
        // Short ones nearest to the steps; two share a column where they do not touch.
        rails.sort_by_key(|rail| rail.rows.1 - rail.rows.0);
        for at in 0..rails.len() {
            let (before, rest) = rails.split_at_mut(at);
            let Some(rail) = rest.first_mut() else { continue };
            let touches = |other: &Rail| other.rows.0 <= rail.rows.1 && rail.rows.0 <= other.rows.1;
            let taken: Vec<usize> = before.iter().filter(|r| touches(r)).map(|r| r.column).collect();
            rail.column = (0..).find(|column| !taken.contains(column)).unwrap_or(0);
        }
        let width = rails.iter().map(|rail| rail.column * 2 + 2).max().unwrap_or(0);
        let mut grid = vec![vec![' '; width]; flow.steps.len() * 2];
        // What lies across first: a rail stays whole where it is crossed.
        for rail in &rails {
            let end = rail.column * 2 + 1;
            for row in rail.from.iter().map(|at| row_below(*at)).chain([row_of(rail.to)]) {
                grid[row][..end].fill('-');
            }
        }
        for rail in &rails {
            let column = rail.column * 2 + 1;
            for row in &mut grid[rail.rows.0..=rail.rows.1] {
                row[column] = '|';
            }
        }
        for rail in &rails {
            let column = rail.column * 2 + 1;
            for row in rail.from.iter().map(|at| row_below(*at)).chain([row_of(rail.to)]) {
                grid[row][column] = '+';
            }
            grid[row_of(rail.to)][0] = '<';
        }
        let signs = grid.into_iter().enumerate().flat_map(|(row, signs)| {
            signs.into_iter().enumerate().map(move |(column, sign)| Mark { row, column, sign })
        });
        Self { down, marks: signs.filter(|mark| mark.sign != ' ').collect(), width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flow::FLOWS;

    /// Where the rails lead, read off the drawing alone.
    fn leads(chart: &Chart, rows: usize, from: usize) -> Vec<usize> {
        let at = |row: usize, column: usize| {
            chart.marks.iter().find(|m| (m.row, m.column) == (row, column)).map_or(' ', |m| m.sign)
        };
        let mut found = Vec::new();
        for column in (0..chart.width).filter(|column| at(row_below(from), *column) == '+') {
            // Up and down the rail as far as it goes, to the arrow at its end.
            for up in [true, false] {
                let mut row = row_below(from);
                loop {
                    let next = if up { row.checked_sub(1) } else { Some(row + 1).filter(|r| *r < rows) };
                    let Some(next) = next.filter(|r| matches!(at(*r, column), '|' | '+')) else { break };
                    row = next;
                    if row % 2 == 0 && at(row, column) == '+' {
                        found.push(row / 2);
                        break;
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_flow_is_drawn_as_the_table_has_it() {
        for flow in FLOWS {
            let chart = Chart::of(flow);
            assert!(chart.width <= 30, "{}: {} columns of rails at 80", flow.id, chart.width);
            for (at, step) in flow.steps.iter().enumerate() {
                let mut drawn = leads(&chart, flow.steps.len() * 2, at);
                drawn.extend(chart.down[at].then_some(at + 1));
                drawn.sort_unstable();
                drawn.dedup();
                let place = |id: &&str| flow.steps.iter().position(|s| s.id == *id).unwrap();
                let mut meant: Vec<usize> = step.next.iter().map(place).collect();
                meant.sort_unstable();
                assert_eq!(drawn, meant, "{}: {}", flow.id, step.id);
            }
        }
    }
}
