//! For people: a table as the photos are done, then the reasons, then the counts.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use photogate::{Finding, Record, Status, Verdict};
use photogate_batch::Summary;

use super::text::{fit, harmless, width};
use super::{Look, Renderer};
use words::Words;

pub(super) mod words;

const GAP: &str = "  ";

/// The format `human`.
pub struct Human {
    look: Look,
    words: Words,
    /// The reasons met so far: they follow the table, and are far smaller than the photos.
    reasons: String,
}

impl Human {
    /// A table that looks like `look`.
    pub fn new(look: Look) -> Self {
        let words = Words::of(look.language);
        Self {
            look: Look { name_width: look.name_width.max(width(words.file)), ..look },
            words,
            reasons: String::new(),
        }
    }

    fn row(&self, file: &str, verdict: &str, style: Style, rules: &str) -> String {
        let file = fit(file, self.look.name_width);
        if rules.is_empty() {
            return format!("{file}{GAP}{}", self.styled(verdict, style));
        }
        let verdict = self.styled(&fit(verdict, self.words.verdict_width()), style);
        format!("{file}{GAP}{verdict}{GAP}{rules}")
    }

    fn styled(&self, text: &str, style: Style) -> String {
        if self.look.has_colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Adds why `record` did not pass.
    fn explain(&mut self, file: &str, record: &Record) {
        let heading = self.styled(file, Style::new().bold());
        let _ = writeln!(self.reasons, "\n{heading}");
        if let Some(error) = &record.error {
            let message = harmless(self.look.language.of(&error.message)).into_owned();
            let _ = writeln!(self.reasons, "  {}{GAP}{message}", error.kind);
        }
        let rule_width = to_judge(record).map(|finding| width(&finding.rule)).max().unwrap_or(0);
        for finding in to_judge(record) {
            let rule = fit(&finding.rule, rule_width);
            let (status, style) = self.words.status(finding.status);
            let status = self.styled(&fit(status, self.words.status_width()), style);
            let message = harmless(self.look.language.of(&finding.message)).into_owned();
            let place = finding.region.map_or_else(String::new, |region| {
                format!("{GAP}[x {}, y {}, {} × {}]", region.x, region.y, region.width, region.height)
            });
            let _ = writeln!(self.reasons, "  {rule}{GAP}{status}{GAP}{message}{place}");
        }
        self.explain_not_assessed(record);
    }

    /// Adds why rules could not be assessed. One cause, such as a missing face, often stops many of them: it is
    /// told once.
    fn explain_not_assessed(&mut self, record: &Record) {
        let mut causes: Vec<(&str, Vec<&str>)> = Vec::new();
        for finding in with_status(record, Status::NotAssessed) {
            let message = self.look.language.of(&finding.message);
            match causes.iter_mut().find(|(known, _)| *known == message) {
                Some((_, rules)) => rules.push(&finding.rule),
                None => causes.push((message, vec![&finding.rule])),
            }
        }
        let (status, style) = self.words.status(Status::NotAssessed);
        let status = self.styled(status, style);
        for (message, rules) in causes {
            let _ = writeln!(self.reasons, "  {status}{GAP}{}{GAP}({})", harmless(message), rules.join(", "));
        }
    }
}

impl Renderer for Human {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let heading = self.row(self.words.file, self.words.verdict, Style::new(), self.words.rules);
        writeln!(out, "{}", self.styled(&heading, Style::new().dimmed()))
    }

    fn record(&mut self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        let file = harmless(&record.file).into_owned();
        let (verdict, style) = self.words.verdict(record.verdict);
        writeln!(out, "{}", self.row(&file, verdict, style, &rules(record, &self.words)))?;
        if record.verdict != Verdict::Pass {
            self.explain(&file, record);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}\n{}", self.reasons, self.words.summary(summary))
    }
}

/// The row of one photo, without its end of line.
pub(super) fn row(record: &Record, look: Look) -> String {
    let human = Human { look, words: Words::of(look.language), reasons: String::new() };
    let (verdict, style) = human.words.verdict(record.verdict);
    human.row(&harmless(&record.file), verdict, style, &rules(record, &human.words))
}

/// The photo's name, and why it did not pass.
pub(super) fn explained(record: &Record, look: Look) -> String {
    let mut human = Human::new(look);
    human.explain(&harmless(&record.file), record);
    human.reasons
}

fn with_status(record: &Record, status: Status) -> impl Iterator<Item = &Finding> {
    record.findings.iter().filter(move |finding| finding.status == status)
}

/// The findings that say something against the photo, the worst first.
fn to_judge(record: &Record) -> impl Iterator<Item = &Finding> {
    with_status(record, Status::Fail).chain(with_status(record, Status::Review))
}

/// The rules that are broken, then those to look at, then how many are open; or what kind of error it was.
fn rules(record: &Record, words: &Words) -> String {
    if let Some(error) = &record.error {
        return error.kind.clone();
    }
    let list = |status| {
        with_status(record, status).map(|finding| finding.rule.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (broken, mut review) = (list(Status::Fail), list(Status::Review));
    if !broken.is_empty() && !review.is_empty() {
        review = format!("{}{}{review}", words.also, words.colon);
    }
    let open = match with_status(record, Status::NotAssessed).count() {
        0 => String::new(),
        count => format!("{count} {}", words.status(Status::NotAssessed).0),
    };
    [broken, review, open].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Green, yellow, red, and red on its back for what is no verdict at all.
fn style_of(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Pass => AnsiColor::Green.on_default(),
        Verdict::Review => AnsiColor::Yellow.on_default(),
        Verdict::Fail => AnsiColor::Red.on_default().bold(),
        Verdict::Error => AnsiColor::Red.on_default().bold().invert(),
    }
}

#[cfg(test)]
mod tests {
    use photogate::{Message, Region, Report};

    use super::*;
    use crate::language::Language;

    fn finding(rule: &str, status: Status) -> Finding {
        Finding {
            rule: rule.into(),
            status,
            violation: None,
            measured: None,
            limit: None,
            unit: "L*".into(),
            parts: std::collections::BTreeMap::new(),
            region: (status == Status::Fail).then_some(Region { x: 12, y: 400, width: 456, height: 240 }),
            message: Message::new(format!("what {rule} says"), format!("{rule} 的说明")),
        }
    }

    fn not_assessed(rule: &str) -> Finding {
        let message = Message::new("the shoulders are not in the frame", "画面中没有肩部");
        Finding { message, ..finding(rule, Status::NotAssessed) }
    }

    fn rendered(language: Language, has_colour: bool) -> String {
        let ruleset = photogate::RulesetName { name: "registry".into(), version: "1".into() };
        let judged = |file: &str, verdict: Verdict, findings: Vec<Finding>| {
            Record::new(
                file,
                Ok(Report {
                    verdict,
                    ruleset: ruleset.clone(),
                    width: 480,
                    height: 640,
                    findings,
                    crop: None,
                }),
            )
        };
        let records = [
            judged("a.jpg", Verdict::Pass, vec![finding("face.single", Status::Pass)]),
            judged(
                "五班/王芳.jpg",
                Verdict::Fail,
                vec![
                    not_assessed("clothing.straps"),
                    not_assessed("clothing.pattern"),
                    finding("clothing.dark", Status::Fail),
                    finding("background.uniform", Status::Review),
                ],
            ),
            judged("b.jpg", Verdict::Review, vec![finding("background.colour", Status::Review)]),
            Record::failed("\x1b[2J.jpg", "truncated", Message::new("the file ends early", "文件不完整")),
        ];
        let look = Look { language, has_colour, name_width: 14 };
        let (mut human, mut out, mut summary) = (Human::new(look), Vec::new(), Summary::default());
        human.begin(&mut out).expect("room");
        for record in &records {
            summary.add(record.verdict);
            human.record(&mut out, record).expect("room");
        }
        human.end(&mut out, &summary).expect("room");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn english() {
        insta::assert_snapshot!(rendered(Language::En, false));
    }

    #[test]
    fn chinese() {
        insta::assert_snapshot!(rendered(Language::Zh, false));
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let coloured = rendered(Language::En, true);
        assert!(coloured.contains('\x1b'));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), rendered(Language::En, false));
    }
}
