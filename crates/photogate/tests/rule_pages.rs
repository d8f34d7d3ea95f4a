//! `docs/rules/` is made of what the rules say about themselves.
//!
//! `REGENERATE=1 cargo test -p photogate --test rule_pages` writes the pages; without it, a page that is missing, stale
//! or left over fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use photogate::rules::{RULES, RuleEntry, written};
use photogate::{Language, Words, unit_in};

/// The pages' folder, and the pictures' seen from there.
const FOLDER: &str = "../../docs/rules";
const PICTURES: &str = "../../testdata";
/// Says that editing is in vain.
const NOTE: &str = "<!-- Made from the rule's own documentation by the test `rule_pages`; do not edit. -->";

const WHY: Words = Words::new("Why", "原因");
const SOURCES: Words = Words::new("Who says so", "依据");
const MEASURED: Words = Words::new("Measured", "测量方法");
const UNIT: Words = Words::new("unit", "单位");
const REMEDY: Words = Words::new("At the camera", "现场处理");
const LIMITS: Words = Words::new(
    "| limit | default | allowed | unit | what it limits |",
    "| 界限 | 默认值 | 允许范围 | 单位 | 含义 |",
);
const REVIEW_BAND: Words = Words::new(
    "What follows ± is half of the review band around the limit.",
    "± 之后是界限两侧复核区间的半宽。",
);
const PASSES: Words = Words::new("passes", "通过");
const FAILS: Words = Words::new("fails or goes to review", "不通过或待复核");
const PICTURES_HEADING: Words = Words::new("Examples", "示例");
const FULL_STOP: Words = Words::new(".", "。");
const COLON: Words = Words::new(": ", "：");
const SEMICOLON: Words = Words::new("; ", "；");

fn page(entry: &RuleEntry) -> String {
    let title = entry.page.title;
    let mut page = format!("{NOTE}\n\n# `{}`\n\n[All rules · 全部规则](README.md)\n", entry.id);
    for language in Language::ALL {
        let _ = write!(page, "\n## {}\n\n{}", capitalised(language.of(&title)), body(entry, language));
    }
    let _ = write!(
        page,
        "\n## {} · {}\n\n| {} · {} | {} · {} |\n|---|---|\n| {} | {} |\n",
        PICTURES_HEADING.en,
        PICTURES_HEADING.zh,
        PASSES.en,
        PASSES.zh,
        FAILS.en,
        FAILS.zh,
        picture(entry.page.passes),
        picture(entry.page.fails),
    );
    page
}

fn body(entry: &RuleEntry, language: Language) -> String {
    let page = &entry.page;
    let of = |words: &Words| language.of(words).to_owned();
    let sources: Vec<_> = page.sources.iter().map(|source| of(&source.name())).collect();
    let unit = format!("{}{}{}", of(&UNIT), of(&COLON), unit_in(entry.unit, language));
    let mut text = format!("{}{}\n\n", capitalised(language.of(&page.demand)), of(&FULL_STOP));
    for (name, said) in [
        (WHY, of(&page.reason)),
        (SOURCES, sources.join(language.of(&SEMICOLON))),
        (MEASURED, format!("{}{}{unit}", of(&page.measurement), of(&SEMICOLON))),
        (REMEDY, of(&page.remedy)),
    ] {
        let _ = writeln!(text, "- **{}**{}{said}", of(&name), of(&COLON));
    }
    if page.limits.is_empty() {
        return text;
    }
    let _ = write!(text, "\n{}\n|---|---|---|---|---|\n", of(&LIMITS));
    let values = (entry.defaults)();
    for limit in page.limits {
        let value = values.get(limit.key).map(written).unwrap_or_default();
        let _ = writeln!(
            text,
            "| `{}` | {value} | {}–{} | {} | {} |",
            limit.key,
            limit.lowest,
            limit.highest,
            unit_in(limit.unit, language),
            of(&limit.about)
        );
    }
    if values.values().map(written).any(|value| value.contains('±')) {
        let _ = writeln!(text, "\n{}", of(&REVIEW_BAND));
    }
    text
}

fn picture(path: &str) -> String {
    format!("![{path}]({PICTURES}/{path})")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn index() -> String {
    let mut index = format!(
        "{NOTE}\n\n# Rules · 规则\n\nThe same is said by `photogate explain RULE`. 命令 `photogate explain RULE --lang zh` \
         给出同样的说明。\n\n| rule · 规则 | English | 中文 |\n|---|---|---|\n"
    );
    for RuleEntry { id, page, .. } in RULES {
        let _ = writeln!(index, "| [`{id}`]({id}.md) | {} | {} |", page.title.en, page.title.zh);
    }
    index
}

/// Every page by the name of its file.
fn pages() -> BTreeMap<String, String> {
    let rules = RULES.iter().map(|entry| (format!("{}.md", entry.id), page(entry)));
    rules.chain([("README.md".to_owned(), index())]).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)
}

#[test]
fn the_pages_are_those_of_the_rules() {
    let (folder, pages) = (folder(), pages());
    let left_over = |pages: &BTreeMap<String, String>| -> Vec<PathBuf> {
        let files = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
        files
            .map(|file| file.path())
            .filter(|path| path.file_name().is_none_or(|name| !pages.contains_key(&*name.to_string_lossy())))
            .collect()
    };
    if std::env::var_os("REGENERATE").is_some() {
        fs::create_dir_all(&folder).expect("the checkout is writable");
        for path in left_over(&pages) {
            fs::remove_file(path).expect("the checkout is writable");
        }
        for (name, page) in &pages {
            fs::write(folder.join(name), page).expect("the checkout is writable");
        }
    }
    let stale: Vec<_> = pages
        .iter()
        .filter(|(name, page)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(*page))
        .map(|(name, _)| name)
        .collect();
    let how = "run REGENERATE=1 cargo test -p photogate --test rule_pages";
    assert!(stale.is_empty(), "stale or missing: {stale:?}; {how}");
    assert!(left_over(&pages).is_empty(), "of no rule: {:?}; {how}", left_over(&pages));
}

#[test]
fn every_page_has_every_part_in_both_languages() {
    for entry in RULES {
        let page = page(entry);
        for words in [WHY, SOURCES, MEASURED, REMEDY] {
            for name in [words.en, words.zh] {
                let line = page.lines().find(|line| line.starts_with(&format!("- **{name}**")));
                let said = line.and_then(|line| line.split_once("**：").or(line.split_once("**: ")));
                assert!(said.is_some_and(|(_, said)| !said.trim().is_empty()), "{}: {name}", entry.id);
            }
        }
        for limit in entry.page.limits {
            let rows = page.lines().filter(|line| line.starts_with(&format!("| `{}` |", limit.key)));
            assert_eq!(rows.count(), 2, "{}: {}", entry.id, limit.key);
        }
        for path in [entry.page.passes, entry.page.fails] {
            assert!(page.contains(&format!("({PICTURES}/{path})")), "{}: {path}", entry.id);
            assert!(folder().join(PICTURES).join(path).is_file(), "{}: there is no {path}", entry.id);
        }
    }
}
