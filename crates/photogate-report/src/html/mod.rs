//! A page for a browser: one file that needs no network, and small pictures in a folder beside it.
//!
//! The page holds its data as JSON and draws one screenful of photos at a time, so that it stays quick with ten
//! thousand of them. Script and style are in `templates/`, plain, for browsers from Chromium 69 on, which old office
//! computers have.

mod data;
mod thumbnails;

use std::io::Write;

use askama::Template;
use photogate::Language;

use crate::error::ReportError;
use crate::link::Links;
use crate::report::Report;
pub use data::Data;
pub use thumbnails::write as write_thumbnails;

#[derive(Template)]
#[template(path = "report.html", escape = "html")]
struct Page<'a> {
    tag: &'static str,
    style: &'static str,
    words: &'static str,
    photo: &'static str,
    script: &'static str,
    /// JSON in which nothing can end the element that it stands in.
    data: &'a str,
}

/// Writes the page in `language`, which the reader can change. `links` lead to the photos; the small pictures are
/// looked for in `pictures`, a folder as seen from the page, where [`write_thumbnails`] puts them.
///
/// # Errors
/// [`ReportError::Write`].
pub fn page(
    report: &Report<'_>,
    language: Language,
    links: &Links,
    pictures: &str,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let data = serde_json::to_string(&Data::new(report, language, links, pictures))?;
    let page = Page {
        tag: language.code(),
        style: include_str!("../../templates/report.css"),
        words: include_str!("../../templates/words.js"),
        photo: include_str!("../../templates/photo.js"),
        script: include_str!("../../templates/report.js"),
        data: &harmless_in_script(&data),
    };
    out.write_all(page.render()?.as_bytes())?;
    Ok(())
}

/// JSON that means the same and holds neither tags nor comments nor line ends of JavaScript: names of files may spell
/// `</script>`. Such characters stand only in strings, where they can be escaped.
fn harmless_in_script(json: &str) -> String {
    let mut harmless = String::with_capacity(json.len() + json.len() / 64);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                harmless.extend(["\\u", &format!("{:04x}", u32::from(c))]);
            }
            _ => harmless.push(c),
        }
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        let text = "</script><!-- & \u{2028} \\ \"";
        let json = harmless_in_script(&serde_json::to_string(text).expect("text"));
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("still JSON"), text);
    }
}
