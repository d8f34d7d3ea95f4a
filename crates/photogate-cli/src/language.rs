//! The languages in which people are spoken to.

use clap::ValueEnum;
use photogate::Message;

/// A language of the human format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English
    En,
    /// Simplified Chinese
    Zh,
}

impl Language {
    /// The system's language where it is one of ours, else English.
    #[must_use]
    pub fn of_system() -> Self {
        Self::of_locale(&sys_locale::get_locale().unwrap_or_default())
    }

    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Self::Zh } else { Self::En }
    }

    /// `message` in this language.
    #[must_use]
    pub fn of(self, message: &Message) -> &str {
        match self {
            Self::En => &message.en,
            Self::Zh => &message.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_chinese_locale_is_understood() {
        for locale in ["zh-CN", "zh_CN.UTF-8", "zh", "zh-Hans-CN", "ZH-cn"] {
            assert_eq!(Language::of_locale(locale), Language::Zh, "{locale}");
        }
        for locale in ["", "C", "en-US", "de_DE.UTF-8", "zha"] {
            assert_eq!(Language::of_locale(locale), Language::En, "{locale}");
        }
    }
}
