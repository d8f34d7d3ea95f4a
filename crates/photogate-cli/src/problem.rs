//! What went wrong, in both languages, on its way to whoever called the program.

use std::error::Error;
use std::fmt;
use std::io;

use photogate::{Language, Message, Words};
use photogate_batch::BatchError;
use photogate_batch::system_error::of_system;
use photogate_report::ReportError;
use photogate_report::roster::{PatternError, RosterError};

use crate::language;
use crate::messages::say_text;

const ERROR: Words = Words::new("error: ", "错误：");
const CAUSED_BY: Words = Words::new("  caused by: ", "  原因：");

/// A sentence on what went wrong and what to do, and the cause if there is one.
#[derive(Debug)]
struct Problem {
    message: Message,
    cause: Option<anyhow::Error>,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message.en)
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(AsRef::as_ref)
    }
}

/// An error of our own finding.
pub fn problem(en: impl Into<String>, zh: impl Into<String>) -> anyhow::Error {
    of_message(Message::new(en, zh))
}

/// An error with that sentence.
pub fn of_message(message: Message) -> anyhow::Error {
    Problem { message, cause: None }.into()
}

/// An error with the failure that led to it.
pub fn because(message: Message, cause: impl Into<anyhow::Error>) -> anyhow::Error {
    Problem { message, cause: Some(cause.into()) }.into()
}

/// Says what a failure means for the user. In place of anyhow's `Context`, whose texts have one language.
pub trait Explain<T> {
    /// The value, or the failure as the cause of a problem.
    fn explain(self, message: impl FnOnce() -> Message) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> Explain<T> for Result<T, E> {
    fn explain(self, message: impl FnOnce() -> Message) -> anyhow::Result<T> {
        self.map_err(|cause| because(message(), cause))
    }
}

/// Says `error` and its causes on stderr, one a line, in the language of this run.
pub fn say_error(error: &anyhow::Error) {
    say_text(&told(error, language::spoken()));
}

fn told(error: &anyhow::Error, language: Language) -> String {
    let lead = |place| if place == 0 { &ERROR } else { &CAUSED_BY };
    let line = |(place, error)| format!("{}{}", language.of(lead(place)), language.of(&message_of(error)));
    error.chain().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// The sentence in both languages, where the error has one; errors of other libraries speak English.
pub fn message_of(error: &(dyn Error + 'static)) -> Message {
    if let Some(problem) = error.downcast_ref::<Problem>() {
        problem.message.clone()
    } else if let Some(error) = error.downcast_ref::<photogate::Error>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<BatchError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<ReportError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<RosterError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<PatternError>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<io::Error>() {
        of_system(error)
    } else {
        Message::new(error.to_string(), error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_with_all_its_causes_in_either_language() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let middle = Err::<(), _>(full).explain(|| Message::new("cannot write a.json", "无法写入 a.json"));
        let error = middle.explain(|| Message::new("no results", "没有结果")).expect_err("failed");
        assert_eq!(
            told(&error, Language::Zh),
            "错误：没有结果\n  原因：无法写入 a.json\n  原因：磁盘空间不足"
        );
        assert!(
            told(&error, Language::En).starts_with("error: no results\n  caused by: cannot write a.json\n")
        );
    }
}
