//! What a wrong call is told, in Chinese. English is clap's own.

use std::fmt::Write as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Language;
use crate::messages;

/// Shows what clap has to say instead of a command line: help, the version, or what is wrong with the call.
///
/// Nothing is lost if nobody listens.
pub fn show(error: &Error, language: Language) {
    match (language, reason(error)) {
        (Language::Zh, Some(reason)) => messages::say_text(&complaint(error, &reason)),
        // Help is in the right language already.
        _ => drop(error.print()),
    }
}

/// clap's line of usage with its own words in Chinese.
#[must_use]
pub fn in_chinese(usage: &str) -> String {
    [("Usage: ", "用法："), ("[OPTIONS]", "[选项]"), ("COMMAND", "命令")]
        .into_iter()
        .fold(usage.to_owned(), |usage, (english, chinese)| usage.replace(english, chinese))
}

/// The reason with what may have been meant, the usage, and where to read more.
fn complaint(error: &Error, reason: &str) -> String {
    let mut text = format!("错误：{reason}");
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let meant = words(error, kind);
        if !meant.is_empty() {
            let _ = write!(text, "\n\n  提示：是否想写 {}？", quoted(&meant));
        }
    }
    if let Some(ContextValue::Bool(true)) = error.get(ContextKind::TrailingArg) {
        let argument = words(error, ContextKind::InvalidArg).concat();
        let _ = write!(text, "\n\n  提示：若“{argument}”是文件名而不是选项，请在它前面写 “--”");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let _ = write!(text, "\n\n{}", in_chinese(&usage.to_string()));
    }
    text.push_str("\n\n完整说明请用 --help。\n");
    text
}

/// What is wrong; `None` for what is no error.
fn reason(error: &Error) -> Option<String> {
    let argument = words(error, ContextKind::InvalidArg).join("、");
    let value = words(error, ContextKind::InvalidValue).concat();
    let command = words(error, ContextKind::InvalidSubcommand).concat();
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    let given = number(ContextKind::ActualNumValues);
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => return None,
        ErrorKind::UnknownArgument => format!("无法识别参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{command}”"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("“{argument}”缺少取值{}", possible(error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            format!("“{argument}”的取值“{value}”无效{}", possible(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("“{argument}”的取值“{value}”无效{}", cause(error)),
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数：{argument}"),
        ErrorKind::MissingSubcommand => {
            format!("“{command}”之后缺少命令{}", possible(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict => {
            let prior = words(error, ContextKind::PriorArg);
            if prior.is_empty() || prior == [argument.as_str()] {
                format!("参数“{argument}”只能使用一次")
            } else {
                format!("参数“{argument}{command}”不能与 {} 同时使用", quoted(&prior))
            }
        }
        ErrorKind::NoEquals => format!("“{argument}”与其取值之间须写等号"),
        ErrorKind::TooManyValues => format!("“{argument}”的取值“{value}”多余"),
        ErrorKind::TooFewValues => {
            format!("“{argument}”至少需要 {} 个取值，只给出了 {given} 个", number(ContextKind::MinValues))
        }
        ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”需要 {} 个取值，给出了 {given} 个", number(ContextKind::ExpectedNumValues))
        }
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文本".to_owned(),
        // Kinds of a later clap, and failures of the output: better in English than not at all.
        _ => format!("命令有误：{}", error.to_string().trim_start_matches("error: ").trim_end()),
    })
}

/// Why a value is refused. Numbers are what our options take; other reasons keep their own words.
fn cause(error: &Error) -> String {
    let Some(cause) = std::error::Error::source(error) else { return String::new() };
    if cause.is::<std::num::ParseIntError>() {
        return "：应为整数，且在允许的范围之内".to_owned();
    }
    format!("：{cause}")
}

fn possible(error: &Error, kind: ContextKind) -> String {
    let values = words(error, kind);
    if values.is_empty() { String::new() } else { format!("\n  [可选值：{}]", values.join("、")) }
}

/// The texts of that kind in `error`, as many as there are.
fn words(error: &Error, kind: ContextKind) -> Vec<&str> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word],
        Some(ContextValue::Strings(words)) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;
    use crate::language::help::translated;

    fn told(line: &str) -> String {
        let command = translated(Cli::command(), Language::Zh);
        let error = command.try_get_matches_from(line.split_whitespace()).expect_err("it is wrong");
        complaint(&error, &reason(&error).expect("an error"))
    }

    #[test]
    fn the_usual_slips_are_told_in_chinese_with_what_was_meant() {
        for (line, parts) in [
            ("photogate check a.jpg --formt json", &["无法识别参数“--formt”", "“--format”", "用法："][..]),
            ("photogate chekc a.jpg", &["没有命令“chekc”", "“check”"]),
            (
                "photogate check a.jpg --format xml",
                &["“--format <FORMAT>”的取值“xml”无效", "human、json、jsonl"],
            ),
            ("photogate check a.jpg --format jsn", &["“jsn”无效", "是否想写 “json”"]),
            ("photogate check a.jpg --format", &["“--format <FORMAT>”缺少取值"]),
            ("photogate check a.jpg --jobs many", &["“--jobs <N>”的取值“many”无效：应为整数"]),
            ("photogate check", &["缺少必需的参数：<PATH>...", "用法：photogate check"]),
            ("photogate check a.jpg --lang fr", &["“fr”无效", "en、zh"]),
            ("photogate check a.jpg --output a --output b", &["“--output <FILE>”只能使用一次"]),
            (
                "photogate evaluate a.jpg --labels l.csv --findings f.jsonl",
                &["不能与", "--findings <FILE>", "[PATH]..."],
            ),
        ] {
            let told = told(line);
            assert!(told.starts_with("错误：") && told.ends_with("完整说明请用 --help。\n"), "{told}");
            for part in parts {
                assert!(told.contains(part), "{part} in {told}");
            }
            for english in ["Usage", "error", "OPTIONS", "tip", "COMMAND"] {
                assert!(!told.contains(english), "{english} in {told}");
            }
        }
    }
}
