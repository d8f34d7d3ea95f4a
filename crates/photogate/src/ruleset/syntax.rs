//! What the TOML reader says about a text that is not TOML, which it says in English, in Chinese too.

use crate::finding::Message;
use crate::words::Words;

/// What stands between what is wrong and what belongs there.
const EXPECTED: &str = ", expected ";

/// What can be wrong, in the words of `toml` 1.2.
const REASONS: &[Words] = &[
    Words::new("duplicate key", "键重复"),
    Words::new("string values must be quoted", "值无效，文本要加引号"),
    Words::new("missing comma between array elements", "数组元素之间缺少逗号"),
    Words::new("missing comma between key-value pairs", "键值之间缺少逗号"),
    Words::new("missing assignment between key-value pairs", "键与值之间缺少等号"),
    Words::new("extra assignment between key-value pairs", "等号多余"),
    Words::new("extra `=`", "等号多余"),
    Words::new("unexpected `=` in array", "数组中不能有等号"),
    Words::new("extra comma in array", "数组中逗号多余"),
    Words::new("extra comma in inline table", "表中逗号多余"),
    Words::new("unexpected leading zero", "数字不能以 0 开头"),
    Words::new("unexpected sign", "`+` 或 `-` 位置不对"),
    Words::new("redundant numeric sign", "`+` 或 `-` 重复"),
    Words::new("`_` may only go between digits", "`_` 只能在数字之间"),
    Words::new("invalid unquoted key", "键名中有不允许的字符，需要加引号"),
    Words::new("unquoted keys cannot be empty", "键名为空"),
    Words::new("key with no value", "键没有值"),
    Words::new("missing value for key", "键没有值"),
    Words::new("missing value", "缺少值"),
    Words::new("invalid value", "值无效"),
    Words::new("invalid key-value pair", "键值格式不对"),
    Words::new("unexpected key or value", "此处不应有键或值"),
    Words::new("unexpected content", "此处有多余内容"),
    Words::new("unclosed table", "表头的方括号没有闭合"),
    Words::new("unclosed array table", "表头的方括号没有闭合"),
    Words::new("unclosed inline table", "花括号没有闭合"),
    Words::new("unclosed array", "数组的方括号没有闭合"),
    Words::new("invalid key", "键名格式不对"),
    Words::new("invalid table", "表头格式不对"),
    Words::new("invalid string", "文本格式不对，引号可能没有闭合"),
    Words::new("invalid basic string", "文本格式不对，引号可能没有闭合"),
    Words::new("invalid literal string", "文本格式不对，引号可能没有闭合"),
    Words::new("invalid multi-line basic string", "文本格式不对，引号可能没有闭合"),
    Words::new("invalid multi-line literal string", "文本格式不对，引号可能没有闭合"),
    Words::new("invalid boolean", "布尔值应为 true 或 false"),
    Words::new("invalid integer number", "整数格式不对"),
    Words::new("invalid float", "小数格式不对"),
    Words::new("invalid mantissa", "小数点前缺少数字"),
    Words::new("invalid fraction", "小数点后缺少数字"),
    Words::new("invalid exponent", "指数缺少数字"),
    Words::new("invalid date-time", "日期时间格式不对"),
    Words::new("missing escaped value", "`\\` 后的字符不对"),
    Words::new("invalid comment character", "`#` 之后有不允许的字符"),
    Words::new("carriage return must be followed by newline", "换行符不完整"),
    Words::new(
        "cannot extend value of type inline table with a dotted key",
        "花括号中的表不能再用带点的键添加内容",
    ),
    Words::new("cannot extend value of type array with a dotted key", "数组不能用带点的键添加内容"),
];

/// What may belong there, in the same words; signs are left as they are.
const BELONGS: &[Words] = &[
    Words::new("newline", "换行"),
    Words::new("key", "键"),
    Words::new("value", "值"),
    Words::new("letters", "a–z"),
    Words::new("numbers", "数字"),
    Words::new("digits", "数字"),
    Words::new("characters", "字符"),
    Words::new("basic string", "带引号的文本"),
    Words::new("literal string", "带引号的文本"),
    Words::new("unquoted string", "不加引号的键名"),
    Words::new("printable characters", "可见字符"),
    Words::new("non-double-quote visible characters", "双引号以外的字符"),
    Words::new("non-single-quote visible characters", "单引号以外的字符"),
];

/// The reader's `reason` in both languages; one that is not known stays English.
pub(super) fn bilingual(reason: &str) -> Message {
    let (wrong, belongs) =
        reason.split_once(EXPECTED).map_or((reason, None), |(wrong, belongs)| (wrong, Some(belongs)));
    let Some(wrong) = in_chinese(wrong, REASONS) else { return Message::new(reason, reason) };
    let zh = match belongs {
        None | Some("nothing") => wrong.to_owned(),
        Some(belongs) => {
            let pieces = belongs.split(", ").map(|piece| in_chinese(piece, BELONGS).unwrap_or(piece));
            format!("{wrong}（应为{}）", pieces.collect::<Vec<_>>().join("、"))
        }
    };
    Message::new(reason, zh)
}

fn in_chinese(english: &str, words: &[Words]) -> Option<&'static str> {
    words.iter().find(|words| words.en == english).map(|words| words.zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_mistakes_are_told_in_chinese() {
        for (text, zh) in [
            ("name = campus", "值无效，文本要加引号（应为带引号的文本）"),
            ("name = \"campus", "文本格式不对，引号可能没有闭合（应为`\"`）"),
            ("[rules", "表头的方括号没有闭合（应为`]`）"),
            ("规则 = 1", "键名中有不允许的字符，需要加引号（应为a–z、数字、`-`、`_`）"),
            ("a = 1\na = 2", "键重复"),
            ("a = [1,,2]", "数组中逗号多余（应为值）"),
            ("a = { b = 1", "花括号没有闭合（应为`}`）"),
            ("a = 1,5", "此处不应有键或值（应为换行、`#`）"),
            ("a", "键没有值（应为`=`）"),
            ("a = 1.", "小数点后缺少数字（应为数字）"),
            ("a = 01", "数字不能以 0 开头"),
        ] {
            let error = toml::de::DeTable::parse(text).expect_err("not TOML");
            let message = bilingual(error.message());
            assert_eq!((message.en.as_str(), message.zh.as_str()), (error.message(), zh), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_stays_as_it_is() {
        assert_eq!(bilingual("something new").zh, "something new");
    }
}
