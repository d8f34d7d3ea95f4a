//! The two languages, and fixed words in both.

use serde::Serialize;

/// A language in which a crew is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// Every language there is.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its ISO 639-1 code, `en` or `zh`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language with this ISO 639-1 code; `None` if it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// `text` in this language.
    #[must_use]
    pub fn of(self, text: &impl Bilingual) -> &str {
        match self {
            Self::En => text.en(),
            Self::Zh => text.zh(),
        }
    }
}

/// A text that exists in both languages.
pub trait Bilingual {
    /// In English.
    fn en(&self) -> &str;
    /// In simplified Chinese.
    fn zh(&self) -> &str;
}

/// The same words in English and in Chinese, written side by side so that neither can be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Words {
    /// The same words in English and in Chinese.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }
}

impl Bilingual for Words {
    fn en(&self) -> &str {
        self.en
    }

    fn zh(&self) -> &str {
        self.zh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_and_picks_its_own_words() {
        let words = Words::new("ear", "耳");
        assert_eq!(Language::from_code("zh").map(|language| language.of(&words)), Some("耳"));
        assert_eq!(Language::from_code("en").map(|language| language.of(&words)), Some("ear"));
        assert_eq!(Language::from_code("ZH"), None);
    }
}
