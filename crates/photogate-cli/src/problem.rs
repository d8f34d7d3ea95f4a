//! What went wrong, in both languages, on its way to whoever called the program.

use std::error::Error;
use std::fmt;
use std::io;

use photogate::{Language, Message, Words};

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
    Problem { message: Message::new(en, zh), cause: None }.into()
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
fn message_of(error: &(dyn Error + 'static)) -> Message {
    if let Some(problem) = error.downcast_ref::<Problem>() {
        problem.message.clone()
    } else if let Some(error) = error.downcast_ref::<photogate::Error>() {
        error.message()
    } else if let Some(error) = error.downcast_ref::<io::Error>() {
        of_system(error)
    } else {
        Message::new(error.to_string(), error.to_string())
    }
}

/// An error of the operating system. Its own sentence is English or the system's language; the usual ones are ours in
/// Chinese, with the system's number, if there is one, for whoever looks it up.
pub fn of_system(error: &io::Error) -> Message {
    use io::ErrorKind;
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已存在同名文件",
        ErrorKind::StorageFull => "磁盘空间不足",
        ErrorKind::QuotaExceeded => "已超出磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "磁盘为只读",
        ErrorKind::NotADirectory => "路径中有一部分不是文件夹",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::InvalidFilename => "文件名无效或过长",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::ResourceBusy => "文件正被占用",
        ErrorKind::BrokenPipe => "接收方已关闭管道",
        ErrorKind::UnexpectedEof => "文件提前结束",
        ErrorKind::InvalidData => "数据无效",
        ErrorKind::OutOfMemory => "内存不足",
        _ => return Message::new(error.to_string(), error.to_string()),
    };
    let number = error.raw_os_error().map_or_else(String::new, |number| format!("（系统错误 {number}）"));
    Message::new(error.to_string(), format!("{known}{number}"))
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

    #[test]
    fn an_error_of_the_system_keeps_its_number() {
        let message = of_system(&io::Error::from_raw_os_error(2));
        assert_eq!(message.zh, "没有这个文件或文件夹（系统错误 2）");
        assert!(message.en.contains('2'), "{}", message.en);
    }
}
