//! The journal → what all formats tell.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use photogate::rules::RULES;
use photogate::{Finding, Language, Message, Record, Status, unit_in};
use photogate_batch::{Journal, PhotoEntry, Summary};

use crate::error::ReportError;
use crate::notices::notices;
use crate::photo::{Photo, PhotoFinding};
use crate::roster::Attendance;

/// What the journal of a run says, ready for any format.
#[derive(Debug)]
pub struct Report<'j> {
    /// Where it comes from.
    pub journal: &'j Journal,
    /// What a reader must know before believing it: damage, an unfinished run, results of an older ruleset.
    pub notices: Vec<Message>,
    /// The rules about which something was found, in the order of the registry; unknown ones of older rulesets last.
    pub rules: Vec<RuleHeading>,
    /// The folders that hold photos, each as a path below the root, sorted; empty for the root itself.
    pub classes: Vec<String>,
    /// All photos, in the order of their paths.
    pub photos: Vec<Photo>,
    /// Who is there and who is missing, where a roster was given.
    pub attendance: Option<Attendance>,
}

/// A rule as reports name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleHeading {
    /// The identifier, `clothing.dark` for instance.
    pub id: String,
    /// A few words for people; the identifier if this version does not know the rule.
    pub title: Message,
    /// Unit of what it measures.
    pub unit: String,
}

/// How many photos a rule passes, sends to review, and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusCounts {
    /// Photos that meet it.
    pub pass: usize,
    /// Photos that a person should look at.
    pub review: usize,
    /// Photos that break it.
    pub fail: usize,
    /// Photos that cannot show it.
    pub not_assessed: usize,
}

impl<'j> Report<'j> {
    /// Reads all of `journal`.
    ///
    /// # Errors
    /// [`ReportError::Journal`] if a record cannot be read.
    pub fn read(journal: &'j Journal) -> Result<Self, ReportError> {
        let mut reading = Reading::default();
        for entry in journal.latest()? {
            reading.take(entry?);
        }
        let Reading { rules, classes, photos, .. } = reading;
        let mut report =
            Self { journal, notices: notices(journal), rules, classes, photos, attendance: None };
        report.sort_rules();
        report.sort_classes();
        Ok(report)
    }

    /// The verdicts on all photos.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.photos.iter().for_each(|photo| summary.add(photo.verdict));
        summary
    }

    /// The verdicts by folder, in the order of [`Report::classes`].
    #[must_use]
    pub fn by_class(&self) -> Vec<Summary> {
        let mut summaries = vec![Summary::default(); self.classes.len()];
        self.photos.iter().for_each(|photo| summaries[photo.class].add(photo.verdict));
        summaries
    }

    /// What the rules said, in the order of [`Report::rules`].
    #[must_use]
    pub fn by_rule(&self) -> Vec<StatusCounts> {
        let mut counts = vec![StatusCounts::default(); self.rules.len()];
        for finding in self.photos.iter().flat_map(|photo| &photo.findings) {
            let counts = &mut counts[finding.rule];
            *match finding.status {
                Status::Pass => &mut counts.pass,
                Status::Review => &mut counts.review,
                Status::Fail => &mut counts.fail,
                Status::NotAssessed => &mut counts.not_assessed,
            } += 1;
        }
        counts
    }

    fn sort_rules(&mut self) {
        let place = |id: &str| RULES.iter().position(|rule| rule.id == id).unwrap_or(RULES.len());
        let new = sort_with(&mut self.rules, |a, b| (place(&a.id), &a.id).cmp(&(place(&b.id), &b.id)));
        for photo in &mut self.photos {
            photo.findings.iter_mut().for_each(|finding| finding.rule = new[finding.rule]);
            photo.findings.sort_by_key(|finding| finding.rule);
        }
    }

    fn sort_classes(&mut self) {
        let new = sort_with(&mut self.classes, Ord::cmp);
        self.photos.iter_mut().for_each(|photo| photo.class = new[photo.class]);
    }
}

/// Sorts `items` and gives the new place of each by its old one.
fn sort_with<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<usize> {
    let mut numbered: Vec<_> = std::mem::take(items).into_iter().enumerate().collect();
    numbered.sort_by(|(_, a), (_, b)| compare(a, b));
    let mut new = vec![0; numbered.len()];
    for (place, (old, item)) in numbered.into_iter().enumerate() {
        new[old] = place;
        items.push(item);
    }
    new
}

/// What is gathered while records are read.
#[derive(Default)]
struct Reading {
    rules: Vec<RuleHeading>,
    rule_places: HashMap<String, usize>,
    classes: Vec<String>,
    class_places: BTreeMap<String, usize>,
    photos: Vec<Photo>,
    /// Each sentence once: most photos that cannot show something say so in the same words.
    sentences: HashSet<Arc<Message>>,
}

impl Reading {
    fn take(&mut self, entry: PhotoEntry) {
        let folder = entry.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let class = *self.class_places.entry(folder).or_insert_with_key(|folder| {
            self.classes.push(folder.clone());
            self.classes.len() - 1
        });
        let Record { verdict, width, height, findings, error, .. } = entry.record;
        let findings = findings.into_iter().map(|finding| self.finding(finding)).collect();
        let failure = error.map(|failure| self.sentence(failure.message));
        self.photos.push(Photo {
            path: entry.path,
            class,
            verdict,
            size: width.zip(height),
            findings,
            failure,
            content: entry.content,
            has_thumbnail: entry.thumbnail.is_some(),
        });
    }

    fn finding(&mut self, finding: Finding) -> PhotoFinding {
        let Finding { rule, status, violation, measured, limit, unit, region, message, .. } = finding;
        let rule = *self.rule_places.entry(rule).or_insert_with_key(|id| {
            self.rules.push(RuleHeading::new(id, &unit));
            self.rules.len() - 1
        });
        let is_other = self.rules[rule].unit != unit;
        let other_unit = is_other.then(|| self.sentence(unit_words(&unit)));
        let message = (status != Status::Pass).then(|| self.sentence(message));
        PhotoFinding { rule, status, violation, measured, limit, other_unit, region, message }
    }

    fn sentence(&mut self, message: Message) -> Arc<Message> {
        if let Some(known) = self.sentences.get(&message) {
            return Arc::clone(known);
        }
        let new = Arc::new(message);
        self.sentences.insert(Arc::clone(&new));
        new
    }
}

/// `unit` in the languages between which a reader may choose.
pub(crate) fn unit_words(unit: &str) -> Message {
    Message::new(unit_in(unit, Language::En), unit_in(unit, Language::Zh))
}

impl RuleHeading {
    /// The heading of the rule `id`; a rule that this version does not know has the `unit` of its first finding.
    fn new(id: &str, unit: &str) -> Self {
        let rule = RULES.iter().find(|rule| rule.id == id);
        let title = rule.map_or_else(
            || Message::new(id, id),
            |rule| Message::new(rule.page.title.en, rule.page.title.zh),
        );
        Self { id: id.to_owned(), title, unit: rule.map_or(unit, |rule| rule.unit).to_owned() }
    }

    /// The title of a column of measured values: the identifier, and the unit in `language` where there is one.
    #[must_use]
    pub fn with_unit(&self, language: Language) -> String {
        match self.unit.as_str() {
            "" => self.id.clone(),
            unit => format!("{} ({})", self.id, unit_in(unit, language)),
        }
    }
}
