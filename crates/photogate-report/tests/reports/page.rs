//! The page in a real browser, opened from the disk.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use photogate::{Language, Status};
use photogate_batch::Journal;
use photogate_report::link::Links;
use photogate_report::roster::{Attendance, ColumnNames, Look, Pattern, Roster};
use photogate_report::{Report, html};
use serde_json::json;

use crate::browser::Browser;
use crate::support::{Made, Run, picture};

const HOSTILE: &str = "六班/<img src=x onerror=document.title='hacked'>'\"&.jpg";

const RULES: [&str; 8] = [
    "clothing.dark",
    "clothing.pattern",
    "hair.ears",
    "hair.brows",
    "ornament.earrings",
    "expression.mouth",
    "background.colour",
    "background.uniform",
];

fn small_run() -> Run {
    use Status::{Fail, NotAssessed, Pass, Review};
    let mut run = Run::new();
    run.add(vec![
        Made::judged("五班/1001_王芳.jpg", &[("clothing.dark", Pass), ("hair.ears", Pass)]).with_picture(1),
        Made::judged("五班/1002_李雷.jpg", &[("clothing.dark", Fail), ("hair.ears", Review)]).with_picture(2),
        Made::judged("五班/1003_韩梅梅.jpg", &[("clothing.dark", Pass), ("hair.ears", Fail)]).with_picture(3),
        Made::judged("六班/2001_Wang.jpg", &[("clothing.dark", NotAssessed), ("hair.ears", Pass)])
            .with_picture(4),
        Made::judged(HOSTILE, &[("clothing.dark", Fail), ("hair.ears", Fail)]).with_picture(5),
        Made::broken("六班/2002.jpg"),
    ]);
    run.end();
    run
}

/// Writes the page about `run` into its folder, with a roster where one is given.
fn write_page(run: &Run, roster: Option<&str>, language: Language) -> PathBuf {
    let journal = Journal::open(run.path()).expect("a journal");
    let mut report = Report::read(&journal).expect("reads");
    if let Some(text) = roster {
        let path = run.folder().join("students.csv");
        fs::write(&path, text).expect("room");
        let roster = Roster::read(&path, &ColumnNames::default()).expect("a roster");
        let looks = Look::of_photos(&journal).expect("pictures");
        let pattern = Pattern::default();
        report.attendance = Some(Attendance::new(roster, &pattern, &report.photos, &looks).expect("numbers"));
    }
    let path = run.folder().join("report.html");
    let links = Links::new(run.folder(), Path::new(&journal.status().begun.root));
    let mut file = File::create(&path).expect("room");
    html::page(&report, language, &links, "report_files", &mut file).expect("a page");
    html::write_thumbnails(&journal, &run.folder().join("report_files")).expect("pictures");
    path
}

/// The originals, so that opening a photo finds one.
fn write_originals(run: &Run) {
    let journal = Journal::open(run.path()).expect("a journal");
    for path in journal.known().keys() {
        let target = run.folder().join("photos").join(path.to_path());
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        image::RgbImage::from_pixel(480, 640, image::Rgb([100, 197, 255])).save(target).expect("room");
    }
}

const NAMES: &str = "#grid b";

#[test]
fn the_page_filters_sorts_and_opens_photos_in_both_languages() {
    let Some(browser) = Browser::start() else { return };
    let run = small_run();
    write_originals(&run);
    let roster = "学号,姓名,班级\n1001,王芳,五班\n1002,李雷,六班\n1009,赵六,五班\n";
    browser.open(&write_page(&run, Some(roster), Language::Zh));

    // Worst first: the error, then the photos that fail, in the order of their paths.
    let hostile = HOSTILE.trim_start_matches("六班/");
    let worst_first =
        ["2002.jpg", "1002_李雷.jpg", "1003_韩梅梅.jpg", hostile, "2001_Wang.jpg", "1001_王芳.jpg"];
    assert_eq!(browser.texts(NAMES), worst_first);
    assert_eq!(browser.texts("#totals strong"), ["6", "3", "1", "1", "1"]);
    assert_eq!(
        browser.run("return document.title;"),
        json!("Photogate 照片审核报告"),
        "no name was run as a script"
    );
    let pictures = "return Promise.all(Array.from(document.querySelectorAll('#grid img')).map(function (i) { \
                    i.loading = 'eager'; return i.decode().then(function () { return i.naturalWidth; }); }));";
    assert_eq!(browser.run(pictures), json!([180, 180, 180, 180, 180]), "the small pictures are shown");
    assert_eq!(
        browser.run("return document.querySelectorAll('#grid rect').length;"),
        json!(4),
        "and the marks"
    );

    // Sorts.
    browser.choose("sort", "name");
    assert_eq!(browser.texts(NAMES)[0], "1001_王芳.jpg");
    browser.choose("sort", "most");
    assert_eq!(browser.texts(NAMES)[0], hostile);

    // Filters: text, verdict, rule, folder, and all of them taken back.
    browser.type_into("#text", "韩梅梅");
    assert_eq!(browser.texts(NAMES), ["1003_韩梅梅.jpg"]);
    browser.click("#reset");
    assert_eq!(browser.texts(NAMES).len(), 6);
    browser.click("#totals .review");
    assert_eq!(browser.texts(NAMES), ["2001_Wang.jpg"]);
    browser.click("#totals .all");
    browser.choose("rule", "1");
    assert_eq!(browser.texts(NAMES), ["1002_李雷.jpg", "1003_韩梅梅.jpg", hostile]);
    browser.choose("status", "1");
    assert_eq!(browser.texts(NAMES), ["1002_李雷.jpg"]);
    browser.click("#reset");
    browser.click("#classes tbody tr:nth-child(2) td:nth-child(2) button");
    assert_eq!(browser.texts(NAMES), [hostile], "a count of the table filters");
    browser.click("#reset");

    // Opens a photo, goes to the next, and shows the reasons in the other language.
    browser.click("#grid li[data-path='五班/1002_李雷.jpg'] button");
    assert_eq!(browser.texts("#photo-name"), ["五班/1002_李雷.jpg"]);
    assert_eq!(browser.texts("#photo .finding p")[0], "clothing.dark的说明和处理办法。");
    assert_eq!(
        browser.run("return decodeURI(document.querySelector('#photo a').getAttribute('href'));"),
        json!("photos/五班/1002_李雷.jpg")
    );
    browser.click("#photo-next");
    assert_eq!(browser.texts("#photo-name"), ["五班/1003_韩梅梅.jpg"]);
    browser.click("#photo-close");
    browser.click("[data-language=en]");
    browser.click("#grid li:nth-child(2) button");
    assert_eq!(browser.texts("#photo .finding p")[0], "What clothing.dark says, and what to do.");
    browser.type_into("#photo-close", "\u{e014}");
    assert_eq!(browser.texts("#photo-name"), ["五班/1003_韩梅梅.jpg"], "the arrow key goes on");
    browser.click("#photo-close");

    // The roster.
    assert!(
        browser.texts("#attendance-body p")[0].starts_with("2 of 3 people"),
        "{:?}",
        browser.texts("#attendance p")
    );
    browser.click("details[data-kind=missing] summary");
    browser.wait_for("details[data-kind=missing] li");
    assert_eq!(browser.texts("details[data-kind=missing] li").len(), 1);
    browser.click("details[data-kind=wrong_folder] summary");
    browser.click("details[data-kind=wrong_folder] li button");
    assert_eq!(browser.texts("#photo-name"), ["五班/1002_李雷.jpg"]);

    assert_eq!(browser.console(), [""; 0], "the console is silent");
}

fn large_run(photos: u32) -> Run {
    let mut run = Run::new();
    let pictures: Vec<_> = (0..50).map(picture).collect();
    let made = |index: u32| {
        let mix = index.wrapping_mul(2_654_435_761) >> 7;
        let statuses: Vec<_> = (0..RULES.len() as u32)
            .map(|rule| {
                let status = match mix.rotate_left(rule * 4) % 29 {
                    0 => Status::Fail,
                    1 | 2 => Status::Review,
                    3 => Status::NotAssessed,
                    _ => Status::Pass,
                };
                (RULES[rule as usize], status)
            })
            .collect();
        let path = format!(
            "{:02}班/{:06}_{}.jpg",
            index % 97,
            200_000 + index,
            ["王芳", "李雷", "韩梅梅"][index as usize % 3]
        );
        Made::judged(&path, &statuses).with_jpeg(pictures[index as usize % pictures.len()].clone())
    };
    run.add((0..photos).map(made).collect());
    run.end();
    run
}

#[test]
fn ten_thousand_photos_are_shown_a_page_at_a_time() {
    let Some(browser) = Browser::start() else { return };
    let run = large_run(10_000);
    browser.open(&write_page(&run, None, Language::En));
    assert_eq!(browser.texts(NAMES).len(), 60);
    assert_eq!(browser.texts("#count"), ["1–60 of 10000 photos (10000 in all)"]);
    browser.click("#pager button[data-page=last]");
    assert_eq!(browser.texts(NAMES).len(), 40);
    browser.type_into("#text", "200777");
    assert_eq!(browser.texts(NAMES), ["200777_王芳.jpg"]);
    assert_eq!(browser.console(), [""; 0], "the console is silent");
}

/// Prints how long the page takes with ten thousand photos:
/// `cargo test --release -p photogate-report --test reports -- --ignored --nocapture measure`
#[test]
#[ignore = "a measurement"]
fn measure_ten_thousand_photos() {
    let Some(browser) = Browser::start() else { return };
    let run = large_run(10_000);
    let start = Instant::now();
    let path = write_page(&run, None, Language::Zh);
    println!("page and small pictures written in {:.2?}", start.elapsed());
    println!("page: {} bytes", fs::metadata(&path).expect("a file").len());
    let mut first_rows = Vec::new();
    for _ in 0..5 {
        browser.open(&path);
        let timing = "const t = performance.timing; return [t.domInteractive - t.navigationStart, \
                      performance.getEntriesByType('paint')[0].startTime, performance.memory.usedJSHeapSize / 1e6];";
        first_rows.push(browser.run(timing));
    }
    println!("first row drawn (ms), first paint (ms), script heap (MB): {first_rows:?}");
    for (what, script) in [
        (
            "text",
            "document.getElementById('text').value = '韩梅梅 03班'; document.getElementById('text').oninput();",
        ),
        ("rule", "document.getElementById('rule').value = '2'; document.getElementById('rule').onchange();"),
        (
            "sort",
            "document.getElementById('sort').value = 'most'; document.getElementById('sort').onchange();",
        ),
        ("language", "document.querySelector('[data-language=en]').onclick();"),
    ] {
        let timed = format!(
            "const times = []; for (let i = 0; i < 9; i += 1) {{ const start = performance.now(); {script} \
             document.body.offsetHeight; times.push(performance.now() - start); }} \
             return times.sort(function (a, b) {{ return a - b; }})[4];"
        );
        println!("{what}: {} ms (median of 9, with layout)", browser.run(&timed));
    }
}

/// Writes pictures of the page into the folder that `PHOTOGATE_PICTURES` names, to be looked at.
#[test]
#[ignore = "for people to look at"]
fn take_pictures() {
    let Some(folder) = std::env::var_os("PHOTOGATE_PICTURES").map(PathBuf::from) else { return };
    let Some(browser) = Browser::start() else { return };
    let run = large_run(700);
    let roster = "学号,姓名,班级\n200000,王芳,00班\n200001,李雷,02班\n299999,赵六,05班\n";
    let path = write_page(&run, Some(roster), Language::Zh);
    write_originals(&run);
    browser.open(&path);
    browser.picture(&folder.join("zh-wide.png"), 1400, 1700);
    browser.click("[data-language=en]");
    browser.picture(&folder.join("en-narrow.png"), 500, 1900);
    browser.click("#grid li:nth-child(3) button");
    browser.picture(&folder.join("en-photo-narrow.png"), 500, 1200);
    browser.picture(&folder.join("en-photo.png"), 1200, 900);
}
