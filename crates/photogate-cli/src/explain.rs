//! A rule's own documentation → text for a person, or JSON.

use std::fmt::Write as _;

use photogate::rules::{RuleEntry, written};
use photogate::{Language, Words, unit_in};
use serde_json::{Value, json};

use crate::render::text::{fit, width, wrapped};

const DEMAND: Words = Words::new("Demand", "要求");
const WHY: Words = Words::new("Why", "原因");
const SOURCES: Words = Words::new("Who says so", "依据");
const MEASURED: Words = Words::new("Measured", "测量方法");
const UNIT: Words = Words::new("unit: ", "单位：");
const LIMITS: Words = Words::new(
    "Limits, ± half of the review band, and the values that make sense",
    "界限（± 之后为复核区间的半宽）及允许范围",
);
const FROM: Words = Words::new(", from ", "，允许 ");
const TO: Words = Words::new(" to ", " 至 ");
const COLON: Words = Words::new(": ", "：");
const SEMICOLON: Words = Words::new("; ", "；");
const REMEDY: Words = Words::new("At the camera", "现场处理");
const PASSES: Words = Words::new("A picture that passes", "通过的示例");
const FAILS: Words = Words::new("A picture that fails or goes to review", "不通过或待复核的示例");

/// The folder of the example pictures in the project.
const PICTURES: &str = "testdata";
/// Columns before what a section says.
const INDENT: &str = "  ";

/// Rule `entry`, judged by `limits`, in lines of at most `columns`.
#[must_use]
pub fn human(entry: &RuleEntry, limits: &toml::Table, language: Language, columns: usize) -> String {
    let page = &entry.page;
    let of = |words: &Words| language.of(words).to_owned();
    let colon = of(&COLON);
    let sources: Vec<_> = page.sources.iter().map(|source| of(&source.name())).collect();
    let limits: Vec<_> = page
        .limits
        .iter()
        .map(|limit| {
            let value = limits.get(limit.key).map(written).unwrap_or_default();
            let value = format!("{value} {}", unit_in(limit.unit, language));
            let range = format!("{}{}{}{}", of(&FROM), limit.lowest, of(&TO), limit.highest);
            format!("{} = {}{range}{colon}{}", limit.key, value.trim_end(), language.of(&limit.about))
        })
        .collect();
    let measured =
        format!("{}{}{}{}", of(&page.measurement), of(&SEMICOLON), of(&UNIT), unit_in(entry.unit, language));
    let mut text = format!("{}{colon}{}\n", entry.id, language.of(&page.title));
    for (heading, said) in [
        (DEMAND, of(&page.demand)),
        (WHY, of(&page.reason)),
        (SOURCES, sources.join("\n")),
        (MEASURED, measured),
        (LIMITS, limits.join("\n")),
        (REMEDY, of(&page.remedy)),
        (PASSES, format!("{PICTURES}/{}", page.passes)),
        (FAILS, format!("{PICTURES}/{}", page.fails)),
    ] {
        if !said.is_empty() {
            let _ = write!(text, "\n{}\n{}\n", language.of(&heading), wrapped(&said, INDENT, columns));
        }
    }
    text
}

/// `rules` with their titles, one a line.
#[must_use]
pub fn list<'a>(rules: impl Iterator<Item = &'a RuleEntry> + Clone, language: Language) -> String {
    let widest = rules.clone().map(|entry| width(entry.id)).max().unwrap_or(0);
    let line = |entry: &RuleEntry| format!("{}  {}", fit(entry.id, widest), language.of(&entry.page.title));
    rules.map(line).collect::<Vec<_>>().join("\n")
}

/// Rule `entry`, judged by `limits`, in both languages.
#[must_use]
pub fn json(entry: &RuleEntry, limits: &toml::Table) -> Value {
    let page = &entry.page;
    let sources: Vec<_> =
        page.sources.iter().map(|source| json!({ "source": source, "name": source.name() })).collect();
    let limits: Vec<_> = page
        .limits
        .iter()
        .map(|limit| {
            json!({
                "key": limit.key,
                "value": limits.get(limit.key),
                "unit": limit.unit,
                "lowest": limit.lowest,
                "highest": limit.highest,
                "about": limit.about,
            })
        })
        .collect();
    json!({
        "rule": entry.id,
        "unit": entry.unit,
        "title": page.title,
        "demand": page.demand,
        "reason": page.reason,
        "sources": sources,
        "measurement": page.measurement,
        "limits": limits,
        "remedy": page.remedy,
        "passes": format!("{PICTURES}/{}", page.passes),
        "fails": format!("{PICTURES}/{}", page.fails),
    })
}
