//! What the page's script is given.

use std::collections::HashMap;
use std::sync::Arc;

use photogate::{Language, Message, Region, Status, Verdict};
use serde::Serialize;

use super::thumbnails::file_name;
use crate::link::Links;
use crate::photo::{Photo, PhotoFinding};
use crate::report::{Report, unit_words};
use crate::roster::{Attendance, Kind};
use crate::words;

/// All that the page knows. Sentences are numbered, and findings are lists, since there are hundreds of thousands.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    language: &'static str,
    /// The tree's root.
    root: &'a str,
    /// Names and versions of the rulesets that may have judged.
    rulesets: Vec<&'a str>,
    version: &'a str,
    /// Milliseconds since 1970.
    begun: u64,
    ended: Option<u64>,
    notices: &'a [Message],
    rules: Vec<Rule<'a>>,
    classes: &'a [String],
    /// The folder of the small pictures, as seen from the page.
    pictures: &'a str,
    photos: Vec<PhotoData<'a>>,
    attendance: Option<AttendanceData<'a>>,
    messages: Vec<&'a Message>,
}

#[derive(Debug, Serialize)]
struct Rule<'a> {
    id: &'a str,
    title: &'a Message,
    unit: Message,
}

#[derive(Debug, Serialize)]
struct PhotoData<'a> {
    path: &'a str,
    link: String,
    class: usize,
    /// 0 pass, 1 review, 2 fail, 3 error.
    verdict: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<(u32, u32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<usize>,
    findings: Vec<FindingData>,
}

/// Rule, status (0 pass, 1 review, 2 fail, 3 not assessed), violation, measured, limit, message, region; and, where it is not the
/// rule's, the unit of what was measured, which is numbered among the sentences.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum FindingData {
    InTheRulesUnit(usize, u8, Option<f64>, Option<f64>, Option<f64>, Option<usize>, Option<[u32; 4]>),
    InAnother(usize, u8, Option<f64>, Option<f64>, Option<f64>, Option<usize>, Option<[u32; 4]>, usize),
}

#[derive(Debug, Serialize)]
struct AttendanceData<'a> {
    /// How many have a photo, in one sentence.
    counts: Message,
    notes: &'a [Message],
    /// Number, name, class, code.
    people: Vec<[&'a str; 4]>,
    kinds: Vec<KindData>,
}

#[derive(Debug, Serialize)]
struct KindData {
    id: &'static str,
    title: photogate::Words,
    findings: Vec<RosterData>,
}

#[derive(Debug, Serialize)]
struct RosterData {
    people: Vec<usize>,
    photos: Vec<usize>,
    message: Message,
}

impl<'a> Data<'a> {
    /// What the page of `report` knows; see [`page`](super::page).
    #[must_use]
    pub fn new(report: &'a Report<'_>, language: Language, links: &Links, pictures: &'a str) -> Self {
        let status = report.journal.status();
        let mut messages = Messages::default();
        let photo = |(place, photo): (usize, &'a Photo)| PhotoData {
            path: photo.path.as_str(),
            link: links.to(&photo.path),
            class: photo.class,
            verdict: verdict(photo.verdict),
            size: photo.size,
            picture: photo.content.filter(|_| photo.has_thumbnail).map(file_name),
            failure: photo.failure.as_ref().map(|message| messages.number(message)),
            person: report.attendance.as_ref().and_then(|attendance| attendance.place_in(place)),
            findings: photo.findings.iter().map(|finding| messages.finding(finding)).collect(),
        };
        let photos = report.photos.iter().enumerate().map(photo).collect();
        Self {
            language: language.code(),
            root: &status.begun.root,
            rulesets: status.begun.fingerprint.rulesets.keys().map(String::as_str).collect(),
            version: &status.begun.fingerprint.version,
            begun: status.begun.at.0,
            ended: status.ended.as_ref().map(|ended| ended.at.0),
            notices: &report.notices,
            rules: report
                .rules
                .iter()
                .map(|rule| Rule { id: &rule.id, title: &rule.title, unit: unit_words(&rule.unit) })
                .collect(),
            classes: &report.classes,
            pictures,
            photos,
            attendance: report.attendance.as_ref().map(|attendance| AttendanceData::new(attendance, report)),
            messages: messages.in_order,
        }
    }
}

impl<'a> AttendanceData<'a> {
    fn new(attendance: &'a Attendance, report: &Report<'_>) -> Self {
        let of_kind = |kind: Kind| {
            let findings: Vec<_> = attendance
                .findings
                .iter()
                .filter(|finding| finding.kind == kind)
                .map(|finding| RosterData {
                    people: finding.people.clone(),
                    photos: finding.photos.clone(),
                    message: finding.message(attendance, &report.photos),
                })
                .collect();
            (!findings.is_empty()).then(|| KindData { id: kind.id(), title: kind.title(), findings })
        };
        Self {
            counts: words::attendance_counts(attendance),
            notes: &attendance.notes,
            people: attendance
                .people
                .iter()
                .map(|person| [&*person.number, &*person.name, &*person.class, &*person.code])
                .collect(),
            kinds: Kind::ALL.into_iter().filter_map(of_kind).collect(),
        }
    }
}

/// Numbers each sentence once.
#[derive(Default)]
struct Messages<'a> {
    numbers: HashMap<*const Message, usize>,
    in_order: Vec<&'a Message>,
}

impl<'a> Messages<'a> {
    /// Equal sentences of a report are the same one, so the address tells them apart.
    fn number(&mut self, message: &'a Arc<Message>) -> usize {
        *self.numbers.entry(Arc::as_ptr(message)).or_insert_with(|| {
            self.in_order.push(message);
            self.in_order.len() - 1
        })
    }

    fn finding(&mut self, finding: &'a PhotoFinding) -> FindingData {
        let message = finding.message.as_ref().map(|message| self.number(message));
        let region = finding.region.map(|Region { x, y, width, height }| [x, y, width, height]);
        let status = match finding.status {
            Status::Pass => 0,
            Status::Review => 1,
            Status::Fail => 2,
            Status::NotAssessed => 3,
        };
        let PhotoFinding { rule, violation, measured, limit, ref other_unit, .. } = *finding;
        match other_unit {
            None => FindingData::InTheRulesUnit(rule, status, violation, measured, limit, message, region),
            Some(unit) => {
                let unit = self.number(unit);
                FindingData::InAnother(rule, status, violation, measured, limit, message, region, unit)
            }
        }
    }
}

fn verdict(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Pass => 0,
        Verdict::Review => 1,
        Verdict::Fail => 2,
        Verdict::Error => 3,
    }
}
