//! A table of texts, from whatever file.

use super::error::Problem;

/// Rows with their lines, from 1; empty rows are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    pub rows: Vec<Row>,
}

/// A row of cells, with its line.
pub type Row = (u64, Vec<String>);

/// What is wrong, and in which line.
pub type Misread = (Option<u64>, Problem);

impl Sheet {
    pub fn push(&mut self, line: u64, cells: Vec<String>) {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.rows.push((line, cells));
        }
    }
}
