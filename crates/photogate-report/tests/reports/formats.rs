//! CSV, JSON lines, Excel, and what the page is given.

use std::path::Path;

use calamine::{Data as Cell, Reader, Xlsx};
use photogate::{Language, Status};
use photogate_batch::Journal;
use photogate_report::html::Data;
use photogate_report::link::Links;
use photogate_report::roster::{Attendance, ColumnNames, Look, Pattern, Roster};
use photogate_report::{Report, csv, jsonl, xlsx};

use crate::support::{Made, Run};

fn run() -> Run {
    let mut run = Run::new();
    run.add(vec![
        Made::judged(
            "五班/20240001_王芳.jpg",
            &[("clothing.dark", Status::Pass), ("hair.ears", Status::Pass)],
        )
        .with_picture(1),
        Made::judged(
            "五班/20240002_李雷.jpg",
            &[
                ("hair.ears", Status::Review),
                ("clothing.dark", Status::Fail),
                ("old.rule", Status::NotAssessed),
            ],
        )
        .with_picture(2),
        Made::judged("=cmd|'-C calc'!A0.jpg", &[("clothing.dark", Status::Pass)]),
        Made::broken("六班/<script>alert(1)<img src=x>, \"a\".jpg"),
    ]);
    run.end();
    run
}

fn with_roster<'j>(journal: &'j Journal, run: &Run) -> Report<'j> {
    let path = run.folder().join("students.csv");
    std::fs::write(&path, "学号,姓名,班级\n20240001,王芳,五班\n20240002,李雷,六班\n20240003,=韩梅梅,五班\n")
        .expect("room");
    let roster = Roster::read(&path, &ColumnNames::default()).expect("a roster");
    let mut report = Report::read(journal).expect("reads");
    let looks = Look::of_photos(journal).expect("pictures");
    let attendance = Attendance::new(roster, &Pattern::default(), &report.photos, &looks).expect("numbers");
    report.attendance = Some(attendance);
    report
}

fn csv_text(report: &Report<'_>, language: Language) -> String {
    let mut out = Vec::new();
    csv::photos(report, language, &mut out).expect("room");
    String::from_utf8(out).expect("text")
}

#[test]
fn csv_opens_in_a_spreadsheet_program() {
    let run = run();
    let journal = Journal::open(run.path()).expect("a journal");
    let report = Report::read(&journal).expect("reads");
    let text = csv_text(&report, Language::Zh);
    assert!(text.starts_with('\u{feff}'), "a byte order mark");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "lines end in CR LF");
    assert!(text.contains("\"'=cmd|'-C calc'!A0.jpg\""), "a formula is made harmless: {text}");
    insta::assert_snapshot!("csv_in_chinese", text.replace('\r', "␍"));
    insta::assert_snapshot!("csv_in_english", csv_text(&report, Language::En).replace('\r', "␍"));
}

#[test]
fn the_roster_is_in_every_format() {
    let run = run();
    let journal = Journal::open(run.path()).expect("a journal");
    let report = with_roster(&journal, &run);
    let attendance = report.attendance.as_ref().expect("a roster");
    let mut text = Vec::new();
    csv::roster(&report, attendance, Language::Zh, &mut text).expect("room");
    text.extend(b"\n");
    jsonl::roster(&report, attendance, &mut text).expect("room");
    insta::assert_snapshot!("roster", String::from_utf8(text).expect("text").replace('\r', "␍"));
    assert!(
        csv_text(&report, Language::En).contains("\"20240002\",\"李雷\",\"六班\""),
        "who is in the photo"
    );
}

#[test]
fn json_lines_are_the_records() {
    let run = run();
    let journal = Journal::open(run.path()).expect("a journal");
    let mut out = Vec::new();
    jsonl::photos(&Report::read(&journal).expect("reads"), &mut out).expect("room");
    let lines: Vec<photogate::Record> = String::from_utf8(out)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect();
    let records: Vec<_> =
        journal.latest().expect("reads").map(|entry| entry.expect("a record").record).collect();
    assert_eq!(lines, records);
}

#[test]
fn the_page_is_given_all_there_is() {
    let run = run();
    let journal = Journal::open(run.path()).expect("a journal");
    let report = with_roster(&journal, &run);
    let links = Links::new(Path::new("/u/run"), Path::new("/u/photos"));
    let data = Data::new(&report, Language::Zh, &links, "report_files");
    insta::assert_json_snapshot!("page_data", data, { ".root" => "[root]" });
}

#[test]
fn what_was_measured_in_another_unit_than_the_rules_is_told_with_it_and_kept_out_of_its_column() {
    let mut run = Run::new();
    run.add(vec![
        Made::judged("a.jpg", &[("image.border", Status::Fail)]).measured_in("letters"),
        Made::judged("b.jpg", &[("image.border", Status::Fail)]),
    ]);
    run.end();
    let journal = Journal::open(run.path()).expect("a journal");
    let report = Report::read(&journal).expect("reads");
    let text = csv_text(&report, Language::En);
    let mut lines = text.lines();
    assert!(lines.next().expect("headings").ends_with("image.border (share)\""), "{text}");
    assert!(lines.next().expect("a.jpg").ends_with(",\"\""), "{text}");
    assert!(lines.next().expect("b.jpg").ends_with(",\"45\""), "{text}");

    let links = Links::new(Path::new("/u/run"), Path::new("/u/photos"));
    let data = Data::new(&report, Language::Zh, &links, "report_files");
    let data = serde_json::to_value(&data).expect("plain data");
    let finding = |photo: usize| data["photos"][photo]["findings"][0].as_array().expect("a list").clone();
    let unit = finding(0)[7].as_u64().expect("a number") as usize;
    assert_eq!(data["messages"][unit], serde_json::json!({ "en": "letters", "zh": "个字符" }));
    assert_eq!(finding(1).len(), 7);
}

#[test]
fn the_workbook_holds_photos_counts_and_roster() {
    let run = run();
    let journal = Journal::open(run.path()).expect("a journal");
    let report = with_roster(&journal, &run);
    let links = Links::new(Path::new("/u/run"), Path::new("/u/photos"));
    let bytes = xlsx::workbook(&report, Language::Zh, &links).expect("a workbook");
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["照片", "按文件夹", "按规则", "名单核对"]);
    let mut sheet = |name: &str| -> Vec<Vec<String>> {
        let range = workbook.worksheet_range(name).expect("a sheet");
        range.rows().map(|row| row.iter().map(Cell::to_string).collect()).collect()
    };
    let photos = sheet("照片");
    assert_eq!(photos.len(), 5);
    assert_eq!(photos[0][..4], ["路径", "文件夹", "文件名", "结论"]);
    assert_eq!(photos[1][0], "=cmd|'-C calc'!A0.jpg", "a text stays what it is");
    assert_eq!(photos[3][3..6], ["不通过", "clothing.dark", "hair.ears"]);
    assert_eq!(photos[3][8..12], ["20240002", "李雷", "六班", ""]);
    assert_eq!(sheet("按文件夹")[2], ["五班", "2", "1", "0", "1", "0"]);
    assert_eq!(sheet("按规则")[1][2..], ["1", "0", "0", "2"]);
    assert!(sheet("名单核对").iter().any(|row| row[0] == "缺照片" && row[2] == "=韩梅梅"));
    for name in ["照片", "名单核对"] {
        assert!(
            workbook.worksheet_formula(name).expect("a sheet").is_empty(),
            "nothing is calculated in {name}"
        );
    }
}

#[test]
fn an_unfinished_run_is_reported_as_far_as_it_is_and_says_so() {
    let mut run = Run::new();
    run.add(vec![Made::judged("a.jpg", &[("clothing.dark", Status::Pass)])]);
    let journal = Journal::open(run.path()).expect("a journal");
    run.add(vec![Made::judged("b.jpg", &[("clothing.dark", Status::Pass)])]);
    let report = Report::read(&journal).expect("reads");
    assert_eq!(report.photos.len(), 1, "what stood in the journal when it was opened");
    assert!(report.notices[0].en.contains("still goes on"), "{:?}", report.notices);
}
