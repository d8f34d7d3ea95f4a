//! What a run over a tree says on stdout: lines for programs, or the counts for people.

use std::io::{self, Write};

use photogate::{Language, Verdict};
use photogate_batch::journal::End;
use photogate_batch::{Event, Outcome};
use serde::Serialize;

use super::human::words::Words;

/// One thing that happened, as programs read it.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line<'a> {
    /// The run folder has a journal already.
    Resumed { lost_lines: u64, torn_bytes: u64 },
    /// So much is to be done.
    Planned { due: usize, kept: usize, gone: usize },
    /// A photo was judged, or could not be.
    Judged {
        file: &'a str,
        verdict: Verdict,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'a str>,
    },
    /// What is known about a photo holds.
    Kept { file: &'a str, verdict: Verdict },
    /// A photo is no longer there.
    Gone { file: &'a str },
    /// The run is over.
    Ended {
        end: End,
        photos: usize,
        judged: usize,
        kept: usize,
        pass: usize,
        review: usize,
        fail: usize,
        error: usize,
    },
}

impl<'a> Line<'a> {
    fn of(event: &'a Event<'_>) -> Option<Self> {
        Some(match event {
            Event::Resumed(status) => {
                let damage = status.damage;
                Self::Resumed { lost_lines: damage.lost_lines, torn_bytes: damage.torn_bytes }
            }
            Event::Planned { due, kept, gone } => Self::Planned { due: *due, kept: *kept, gone: *gone },
            Event::Judged(photo) => Self::Judged {
                file: photo.path.as_str(),
                verdict: photo.record.verdict,
                error: photo.record.error.as_ref().map(|failure| failure.kind.as_str()),
            },
            Event::Kept { path, verdict, .. } => Self::Kept { file: path.as_str(), verdict: *verdict },
            Event::Gone(path) => Self::Gone { file: path.as_str() },
            _ => return None,
        })
    }
}

/// Writes `event` as a line of JSON.
pub fn write_event(out: &mut dyn Write, event: &Event<'_>) -> io::Result<()> {
    Line::of(event).map_or(Ok(()), |line| write(out, &line))
}

/// Writes how the run ended as a line of JSON.
pub fn write_end(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let Outcome { summary, photos, judged, kept, end } = outcome;
    let line = Line::Ended {
        end: *end,
        photos: *photos,
        judged: *judged,
        kept: *kept,
        pass: summary.passed,
        review: summary.review,
        fail: summary.failed,
        error: summary.errors,
    };
    write(out, &line)
}

fn write(out: &mut dyn Write, line: &Line<'_>) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    out.write_all(&text)
}

/// The counts for people, without a line feed.
pub fn counts(outcome: &Outcome, language: Language) -> String {
    let counts = Words::of(language).summary(&outcome.summary);
    let (judged, kept) = (outcome.judged, outcome.kept);
    match language {
        Language::En => format!("{counts} ({judged} judged now, {kept} known before)"),
        Language::Zh => format!("{counts}（本次检查 {judged}，此前已有结果 {kept}）"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use photogate_batch::{Summary, TreePath};

    use super::*;

    fn outcome() -> Outcome {
        let summary = Summary { passed: 2, review: 0, failed: 1, errors: 0 };
        Outcome { summary, photos: 3, judged: 1, kept: 2, end: End::Complete }
    }

    #[test]
    fn each_event_is_one_line_that_names_it() {
        let path = TreePath::new(Path::new("五班/王芳.jpg"));
        let mut out = Vec::new();
        write_event(&mut out, &Event::Planned { due: 1, kept: 2, gone: 0 }).expect("room");
        write_event(&mut out, &Event::Kept { path: &path, verdict: Verdict::Pass, was_read: false })
            .expect("room");
        write_end(&mut out, &outcome()).expect("room");
        let expected = "{\"event\":\"planned\",\"due\":1,\"kept\":2,\"gone\":0}\n\
            {\"event\":\"kept\",\"file\":\"五班/王芳.jpg\",\"verdict\":\"pass\"}\n\
            {\"event\":\"ended\",\"end\":\"complete\",\"photos\":3,\"judged\":1,\"kept\":2,\"pass\":2,\"review\":0,\
            \"fail\":1,\"error\":0}\n";
        assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), expected);
    }

    #[test]
    fn the_counts_say_what_was_judged_now() {
        let text = counts(&outcome(), Language::En);
        assert_eq!(text, "3 photos: 2 pass, 0 review, 1 fail, 0 error (1 judged now, 2 known before)");
        assert!(counts(&outcome(), Language::Zh).ends_with("（本次检查 1，此前已有结果 2）"));
    }
}
