//! The fixed words of reports, in both languages side by side.

use photogate::{Language, Message, Verdict, Words};

use crate::roster::{Attendance, Kind};

/// Headings of what every photo has.
pub const PHOTO_COLUMNS: [Words; 8] = [
    Words::new("path", "路径"),
    Words::new("folder", "文件夹"),
    Words::new("file", "文件名"),
    Words::new("verdict", "结论"),
    Words::new("rules broken", "不通过的规则"),
    Words::new("rules to review", "待复核的规则"),
    Words::new("rules not assessed", "未评估的规则"),
    Words::new("reasons", "原因"),
];

/// Headings of who is in a photo.
pub const PERSON_COLUMNS: [Words; 4] = [
    Words::new("student number", "学号"),
    Words::new("name", "姓名"),
    Words::new("class", "班级"),
    Words::new("capture code", "采集码"),
];

/// Headings of what a roster brought to light.
pub const ROSTER_COLUMNS: [Words; 7] = [
    Words::new("matter", "事项"),
    PERSON_COLUMNS[0],
    PERSON_COLUMNS[1],
    PERSON_COLUMNS[2],
    PERSON_COLUMNS[3],
    Words::new("photo", "照片"),
    Words::new("explanation", "说明"),
];

/// Headings of the counts by folder.
pub const CLASS_COLUMNS: [Words; 6] = [
    PHOTO_COLUMNS[1],
    Words::new("photos", "照片数"),
    Words::new("pass", "通过"),
    Words::new("review", "复核"),
    Words::new("fail", "不通过"),
    Words::new("error", "错误"),
];

/// Headings of the counts by rule.
pub const RULE_COLUMNS: [Words; 6] = [
    Words::new("rule", "规则"),
    Words::new("what it asks for", "要求"),
    CLASS_COLUMNS[4],
    CLASS_COLUMNS[3],
    Words::new("not assessed", "未评估"),
    CLASS_COLUMNS[2],
];

/// Names of the sheets of a workbook.
pub const SHEETS: [Words; 4] = [
    Words::new("Photos", "照片"),
    Words::new("By folder", "按文件夹"),
    Words::new("By rule", "按规则"),
    Words::new("Roster", "名单核对"),
];

/// Between two sentences; Chinese ones need no space.
pub const BETWEEN_SENTENCES: Words = Words::new(" ", "");

/// `words` in `language`, for as long as anyone wants them.
#[must_use]
pub const fn in_language(language: Language, words: Words) -> &'static str {
    match language {
        Language::En => words.en,
        Language::Zh => words.zh,
    }
}

/// The word for a verdict.
#[must_use]
pub const fn verdict(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Pass => CLASS_COLUMNS[2],
        Verdict::Review => CLASS_COLUMNS[3],
        Verdict::Fail => CLASS_COLUMNS[4],
        Verdict::Error => CLASS_COLUMNS[5],
    }
}

/// One sentence: how many of the roster's people have a photo, and how often what was found.
#[must_use]
pub fn attendance_counts(attendance: &Attendance) -> Message {
    let (people, present) = (attendance.people.len(), attendance.present());
    let mut en = format!("{present} of {people} people on the roster have a photo");
    let mut zh = format!("名单共 {people} 人，其中 {present} 人有照片");
    for kind in Kind::ALL {
        let count = attendance.findings.iter().filter(|finding| finding.kind == kind).count();
        if count > 0 {
            en.extend(["; ", kind.title().en, ": ", &count.to_string()]);
            zh.extend(["；", kind.title().zh, "：", &count.to_string()]);
        }
    }
    Message::new(en + ".", zh + "。")
}
