//! The roster held against photos.

use std::fs;

use photogate::Status;
use photogate_batch::{Journal, panics};
use photogate_report::Report;
use photogate_report::roster::{Attendance, ColumnNames, Kind, Look, Pattern, Person, Problem, Roster};
use rust_xlsxwriter::Workbook;

use crate::support::{Made, Run};

fn judged(path: &str, look: u32) -> Made {
    Made::judged(path, &[("clothing.dark", Status::Pass)]).with_picture(look)
}

/// What is found, with the names of people and photos.
fn findings(roster: &str, pattern: &str, photos: Vec<Made>) -> Vec<(Kind, Vec<String>, Vec<String>)> {
    let mut run = Run::new();
    run.add(photos);
    run.end();
    let path = run.folder().join("students.csv");
    fs::write(&path, roster).expect("room");
    let roster = Roster::read(&path, &ColumnNames::default()).expect("a roster");
    let journal = Journal::open(run.path()).expect("a journal");
    let report = Report::read(&journal).expect("reads");
    let looks = Look::of_photos(&journal).expect("pictures");
    let pattern: Pattern = pattern.parse().unwrap_or_default();
    let attendance = Attendance::new(roster, &pattern, &report.photos, &looks).expect("numbers");
    let people =
        |places: &[usize]| places.iter().map(|&place| attendance.people[place].number.clone()).collect();
    let photos =
        |places: &[usize]| places.iter().map(|&place| report.photos[place].name().to_owned()).collect();
    attendance
        .findings
        .iter()
        .map(|found| (found.kind, people(&found.people), photos(&found.photos)))
        .collect()
}

fn found(kind: Kind, people: &[&str], photos: &[&str]) -> (Kind, Vec<String>, Vec<String>) {
    let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    (kind, texts(people), texts(photos))
}

const ROSTER: &str = "学号,姓名,班级\n1001,王芳,五班\n1002,李雷,五班\n1003,韩梅梅,六班\n";

#[test]
fn a_complete_campaign_is_in_order() {
    let photos = vec![judged("五班/1001.jpg", 1), judged("五班/1002.jpg", 2), judged("六班/1003.jpg", 3)];
    assert_eq!(findings(ROSTER, "", photos), []);
}

#[test]
fn everything_that_is_wrong_is_told_once() {
    let photos = vec![
        judged("五班/1001.jpg", 1),
        judged("五班/1001 (2).jpg", 4),
        judged("五班/1003.jpg", 3),
        judged("五班/DSC_0042.jpg", 5),
        judged("五班/1001_1003.jpg", 6),
    ];
    assert_eq!(
        findings(ROSTER, "", photos),
        [
            found(Kind::Missing, &["1002"], &[]),
            found(Kind::Unknown, &[], &["DSC_0042.jpg"]),
            found(Kind::Ambiguous, &["1001", "1003"], &["1001_1003.jpg"]),
            found(Kind::Several, &["1001"], &["1001 (2).jpg", "1001.jpg"]),
            found(Kind::WrongFolder, &["1003"], &["1003.jpg"]),
        ]
    );
}

#[test]
fn one_file_under_two_numbers_is_found_and_so_is_one_look() {
    let photos = vec![
        judged("五班/1001.jpg", 1).with_content("same"),
        judged("五班/1002.jpg", 1).with_content("same"),
        judged("六班/1003.jpg", 1).with_content("exported again"),
    ];
    assert_eq!(
        findings(ROSTER, "", photos),
        [
            found(Kind::SameContent, &["1001", "1002"], &["1001.jpg", "1002.jpg"]),
            found(Kind::Alike, &["1001", "1002", "1003"], &["1001.jpg", "1002.jpg", "1003.jpg"]),
        ]
    );
}

#[test]
fn a_name_that_contradicts_the_roster_is_told() {
    let photos = vec![judged("1001_王芳.jpg", 1), judged("1002_李蕾.jpg", 2), judged("1003_韩梅梅.jpg", 3)];
    let contradiction = found(Kind::Contradiction, &["1002"], &["1002_李蕾.jpg"]);
    assert_eq!(findings(ROSTER, "{number}_{name}", photos), [contradiction]);
}

#[test]
fn a_workbook_is_a_roster_with_its_numbers_as_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("students.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "2024届毕业生").expect("room");
    for (column, heading) in (0..).zip(["学号", "姓名", "班级"]) {
        sheet.write(2, column, heading).expect("room");
    }
    sheet.write(3, 0, 20_240_001).expect("room");
    sheet.write(3, 1, "王芳").expect("room");
    sheet.write(4, 0, "0042").expect("room");
    workbook.save(&path).expect("room");
    let roster = Roster::read(&path, &ColumnNames::default()).expect("a roster");
    let person =
        |number: &str, name: &str| Person { number: number.into(), name: name.into(), ..Person::default() };
    assert_eq!(roster.people, [person("20240001", "王芳"), person("0042", "")]);

    let sheet = workbook.worksheet_from_index(0).expect("the sheet");
    sheet.write(5, 0, 1.23e17).expect("room");
    workbook.save(&path).expect("room");
    let error = Roster::read(&path, &ColumnNames::default()).expect_err("a rounded number");
    assert_eq!(error.line, Some(6));
    assert!(matches!(error.problem, Problem::Shortened(_)), "{error}");
}

/// The format of Excel 97, in which many offices still export.
fn excel_97() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/rosters/excel-97.xls");
    fs::read(path).expect("the file is in the repository")
}

#[test]
fn a_workbook_of_excel_97_is_a_roster_too() {
    let roster = Roster::parse("a.xls".as_ref(), &excel_97(), &ColumnNames::default()).expect("a roster");
    let people: Vec<_> = roster.people.iter().map(|person| [&person.number, &person.name]).collect();
    assert_eq!(people, [["20240001", "王芳"], ["20240002", "李娜"]]);
}

#[test]
fn a_workbook_of_excel_97_that_was_cut_off_is_an_error_wherever_it_ends() {
    panics::install();
    let whole = excel_97();
    for end in (0..whole.len()).step_by(97) {
        let cut = Roster::parse("a.xls".as_ref(), &whole[..end], &ColumnNames::default());
        let error = cut.expect_err("half a workbook");
        assert!(matches!(error.problem, Problem::Workbook(_)), "at {end}: {error}");
    }
}

#[test]
fn no_workbook_is_an_error_that_names_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("students.xlsx");
    fs::write(&path, "学号\n1\n").expect("room");
    let error = Roster::read(&path, &ColumnNames::default()).expect_err("no workbook");
    assert!(matches!(error.problem, Problem::Workbook(_)), "{error}");
    assert!(error.to_string().contains("students.xlsx"), "{error}");
}
