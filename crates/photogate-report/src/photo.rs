//! One photo of a report.

use std::sync::Arc;

use photogate::{Message, Region, Status, Verdict};
use photogate_batch::TreePath;
use photogate_batch::journal::ContentHash;

/// What a report says about one photo. Much smaller than its record: sentences that many photos share are there once,
/// and rules that are met bring none.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Where it lies below the tree's root.
    pub path: TreePath,
    /// Place of its folder in [`Report::classes`](crate::Report::classes).
    pub class: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Width and height of the upright photo in pixels; `None` if it could not be read.
    pub size: Option<(u32, u32)>,
    /// One a rule that was judged.
    pub findings: Vec<PhotoFinding>,
    /// Why it could not be judged.
    pub failure: Option<Arc<Message>>,
    /// Hash of its bytes; `None` if they could not be read.
    pub content: Option<ContentHash>,
    /// Whether the journal keeps a small picture of it.
    pub has_thumbnail: bool,
}

/// What one rule says about a photo.
#[derive(Debug, Clone)]
pub struct PhotoFinding {
    /// Place of the rule in [`Report::rules`](crate::Report::rules).
    pub rule: usize,
    /// Pass, review, fail or not assessed.
    pub status: Status,
    /// 0 to 1, 0.5 on the ruleset's line.
    pub violation: Option<f64>,
    /// The measured quantity, in the rule's unit or in `other_unit`.
    pub measured: Option<f64>,
    /// The ruleset's limit, in the same unit.
    pub limit: Option<f64>,
    /// Unit of both where it is not the rule's: another of its quantities decided.
    pub other_unit: Option<Arc<Message>>,
    /// Where to look, in pixels of the upright photo.
    pub region: Option<Region>,
    /// What was found and what to do; `None` if the rule is met.
    pub message: Option<Arc<Message>>,
}

impl Photo {
    /// The name of the file without its folders.
    #[must_use]
    pub fn name(&self) -> &str {
        let path = self.path.as_str();
        path.rsplit('/').next().unwrap_or(path)
    }

    /// The name without folders and ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The names of the folders that it lies in, the outermost first.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        let path = self.path.as_str();
        path.rsplit_once('/').map(|(folders, _)| folders).into_iter().flat_map(|folders| folders.split('/'))
    }

    /// The findings with `status`, in the order of the rules.
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = &PhotoFinding> {
        self.findings.iter().filter(move |finding| finding.status == status)
    }
}
