//! The language in which the program speaks, and all that depends on it.
//!
//! Every text stands once, in both languages side by side ([`photogate::Message`], [`photogate::Words`]), and the
//! language is chosen when it is shown. Help texts are the exception: their English is the documentation of
//! [`crate::args`], their Chinese is in [`help`], and a test holds the two together.

pub mod help;
pub mod usage;
mod words;

use std::ffi::OsString;
use std::sync::OnceLock;

pub use photogate::Language;
pub(crate) use words::words;

/// The language of this run.
static SPOKEN: OnceLock<Language> = OnceLock::new();

/// Settles the language of this run; the first call counts.
pub fn settle(language: Language) {
    // A second call, from a test in the same process, changes nothing.
    let _ = SPOKEN.set(language);
}

/// The language of this run: as settled, else the system's.
#[must_use]
pub fn spoken() -> Language {
    *SPOKEN.get_or_init(of_system)
}

/// The language that `arguments` ask for by `--lang`, else the system's. Needed before the arguments are understood:
/// what is wrong with them is told in that language too.
#[must_use]
pub fn of_arguments(arguments: &[OsString]) -> Language {
    let options = arguments.iter().map(|argument| argument.to_str().unwrap_or_default());
    let options: Vec<&str> = options.take_while(|argument| *argument != "--").collect();
    let values =
        options.iter().enumerate().filter_map(|(place, option)| match option.strip_prefix("--lang")? {
            "" => options.get(place + 1).copied(),
            value => value.strip_prefix('='),
        });
    values.filter_map(Language::from_code).next_back().unwrap_or_else(of_system)
}

/// The system's language where it is one of ours, else English.
fn of_system() -> Language {
    of_locale(&sys_locale::get_locale().unwrap_or_default())
}

fn of_locale(locale: &str) -> Language {
    let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
    Language::from_code(&language.to_ascii_lowercase()).unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_chinese_locale_is_understood() {
        for locale in ["zh-CN", "zh_CN.UTF-8", "zh", "zh-Hans-CN", "ZH-cn"] {
            assert_eq!(of_locale(locale), Language::Zh, "{locale}");
        }
        for locale in ["", "C", "en-US", "de_DE.UTF-8", "zha"] {
            assert_eq!(of_locale(locale), Language::En, "{locale}");
        }
    }

    #[test]
    fn the_option_decides_wherever_it_stands() {
        let asked = |line: &str| {
            let arguments: Vec<OsString> = line.split_whitespace().map(Into::into).collect();
            of_arguments(&arguments)
        };
        for line in
            ["p --lang zh check", "p check a.jpg --lang=zh", "p --lang en --lang zh", "p --lang zh --no"]
        {
            assert_eq!(asked(line), Language::Zh, "{line}");
        }
        for line in ["p --lang en", "p --lang=zh --lang=en check"] {
            assert_eq!(asked(line), Language::En, "{line}");
        }
        for line in ["p check -- --lang zh", "p --lang", "p --language zh", "p --lang=fr"] {
            assert_eq!(asked(line), of_system(), "{line}");
        }
    }
}
