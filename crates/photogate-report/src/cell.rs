//! Texts for spreadsheet cells.

use std::borrow::Cow;

/// First characters by which spreadsheet programs take a cell of a CSV file for a formula, as OWASP lists them; the
/// full-width ones where the program is a Chinese or Japanese one.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// `text`, which may be the name of a file from anywhere, as a cell that no spreadsheet program calculates: an
/// apostrophe goes before what would start a formula.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_texts_stay() {
        for formula in ["=1+1", "+86", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["", "五班/王芳.jpg", "a=b", "'=1"] {
            assert!(matches!(harmless(text), Cow::Borrowed(same) if same == text));
        }
    }
}
