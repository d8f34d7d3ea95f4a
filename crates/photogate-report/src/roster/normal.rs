//! Forms of names and numbers under which the same ones are equal.

use unicode_normalization::UnicodeNormalization;

/// `text` with full-width letters and digits made narrow, composed one way, in lower case, without white space around
/// it: what a person takes for the same number.
pub fn plain(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_lowercase()
}

/// [`plain`], also without white space and the dots inside of names (买买提·艾力), which everybody types differently.
pub fn name(text: &str) -> String {
    let is_dot = |c| matches!(c, '·' | '•' | '・' | '‧' | '⋅' | '.');
    plain(text).chars().filter(|&c| !c.is_whitespace() && !is_dot(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_equal_however_it_is_typed() {
        assert_eq!(plain(" ２０２４０００１Ａ "), "20240001a");
        assert_eq!(name("买买提·艾力"), name("买买提 • 艾力"));
        assert_eq!(name("王　芳"), "王芳");
        assert_ne!(name("王芳"), name("王方"));
    }
}
