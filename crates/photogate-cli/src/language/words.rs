//! Tables of words.

/// A type `Words` with the words of a table or a page, each written once with both languages side by side: name, English,
/// Chinese. `Words::of` gives those of one language.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)+) => {
        /// The words of one language.
        #[derive(Debug, Clone, Copy)]
        pub struct Words {
            $($(#[$doc])* pub $name: &'static str,)+
        }

        impl Words {
            /// The words of `language`.
            #[must_use]
            pub fn of(language: $crate::language::Language) -> Self {
                Self { $($name: language.of(const { &photogate::Words::new($en, $zh) }),)+ }
            }
        }
    };
}
pub(crate) use words;
