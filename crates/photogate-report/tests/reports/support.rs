//! The fixture: a run folder whose photos are made up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use photogate::rules::RULES;
use photogate::{
    Finding, Fingerprint, Message, Record, Region, Report as PhotoReport, RulesetName, Status, Verdict,
};
use photogate_batch::journal::{Begun, ContentHash, End, Ended, Entry, Moment, PhotoEntry};
use photogate_batch::{JournalWriter, Shard, TreePath};
use tempfile::TempDir;

/// A folder with `photos/` and `run/`.
pub struct Run {
    folder: TempDir,
    writer: Option<JournalWriter>,
}

/// A photo to be told about.
pub struct Made {
    path: TreePath,
    record: Record,
    content: Vec<u8>,
    picture: Option<Vec<u8>>,
}

impl Run {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let photos = folder.path().join("photos");
        fs::create_dir(&photos).expect("a folder");
        let begun = Begun {
            at: Moment(1_700_000_000_000),
            root: photos.to_string_lossy().into_owned(),
            fingerprint: fingerprint(),
            shard: Shard::WHOLE,
        };
        let (writer, _) = JournalWriter::open(&folder.path().join("run"), begun).expect("a journal");
        Self { folder, writer: Some(writer) }
    }

    /// The run folder.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    /// The folder of everything.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn add(&mut self, photos: Vec<Made>) {
        let writer = self.writer.as_mut().expect("not ended");
        let digest = fingerprint().digest();
        let mut entries = Vec::new();
        for made in photos {
            let mut entry = PhotoEntry {
                path: made.path,
                stamp: None,
                content: Some(ContentHash::of(&made.content)),
                fingerprint: digest.clone(),
                read_at: Moment(1_700_000_001_000),
                thumbnail: None,
                record: made.record,
            };
            if let Some(picture) = &made.picture {
                writer.add_thumbnail(&mut entry, picture).expect("room");
            }
            entries.push(Entry::Photo(Box::new(entry)));
        }
        writer.append(&entries).expect("room");
    }

    pub fn end(&mut self) {
        let ended = Ended { at: Moment(1_700_000_100_000), how: End::Complete };
        self.writer.take().expect("not ended").end(ended).expect("room");
    }
}

fn ruleset() -> RulesetName {
    RulesetName { name: "registry".into(), version: "1".into() }
}

fn fingerprint() -> Fingerprint {
    Fingerprint {
        version: "0.1.0".into(),
        rulesets: BTreeMap::from([("registry 1".to_owned(), "0".repeat(64))]),
        models: BTreeMap::new(),
        max_pixels: 100,
    }
}

impl Made {
    /// A photo of 480 × 640 about which the rules say this; its verdict is the worst of it.
    pub fn judged(path: &str, statuses: &[(&str, Status)]) -> Self {
        let findings: Vec<_> = statuses.iter().map(|(rule, status)| finding(rule, *status)).collect();
        let verdict =
            findings.iter().map(|finding| finding.status).max().map_or(Verdict::Pass, |worst| match worst {
                Status::Pass => Verdict::Pass,
                Status::NotAssessed | Status::Review => Verdict::Review,
                Status::Fail => Verdict::Fail,
            });
        let report =
            PhotoReport { verdict, ruleset: ruleset(), width: 480, height: 640, findings, crop: None };
        Self::new(path, Record::new(path, Ok(report)))
    }

    /// A photo that could not be read.
    pub fn broken(path: &str) -> Self {
        let message = Message::new("The file ends early. Copy it again.", "文件不完整，请重新复制。");
        Self::new(path, Record::failed(path, "truncated", message))
    }

    fn new(path: &str, record: Record) -> Self {
        let content = path.as_bytes().to_vec();
        Self { path: TreePath::new(Path::new(path)), record, content, picture: None }
    }

    /// With these bytes as the file's contents.
    pub fn with_content(self, content: &str) -> Self {
        Self { content: content.as_bytes().to_vec(), ..self }
    }

    /// With all that was measured in `unit`, whatever the rules' own units are.
    pub fn measured_in(mut self, unit: &str) -> Self {
        for finding in &mut self.record.findings {
            finding.unit = String::from(unit);
        }
        self
    }

    /// With a small picture of its own look.
    pub fn with_picture(self, look: u32) -> Self {
        self.with_jpeg(picture(look))
    }

    /// With this small picture.
    pub fn with_jpeg(self, jpeg: Vec<u8>) -> Self {
        Self { picture: Some(jpeg), ..self }
    }
}

fn finding(rule: &str, status: Status) -> Finding {
    let violation = match status {
        Status::NotAssessed => None,
        Status::Pass => Some(0.1),
        Status::Review => Some(0.48),
        Status::Fail => Some(0.9),
    };
    Finding {
        rule: rule.into(),
        status,
        violation,
        measured: violation.map(|violation| violation * 50.0),
        limit: violation.map(|_| 25.0),
        unit: RULES.iter().find(|entry| entry.id == rule).map_or("", |entry| entry.unit).into(),
        parts: BTreeMap::new(),
        region: (status == Status::Fail).then_some(Region { x: 120, y: 400, width: 240, height: 200 }),
        message: Message::new(
            format!("What {rule} says, and what to do."),
            format!("{rule}的说明和处理办法。"),
        ),
    }
}

/// A JPEG of 180 × 240: a person of sorts, whose colours and shape `look` decides.
pub fn picture(look: u32) -> Vec<u8> {
    let bits = |shift: u32| (look.wrapping_mul(2_654_435_761) >> shift) & 0xff;
    let garment = Rgb([bits(0) as u8 / 2, bits(8) as u8 / 2, bits(16) as u8 / 2]);
    let (head, hair) = (28.0 + (bits(4) % 16) as f32, Rgb([bits(12) as u8 / 4, 20, 18]));
    let picture = RgbImage::from_fn(180, 240, |x, y| {
        let (dx, dy) = (x as f32 - 90.0, y as f32 - 100.0);
        let from_head = dx.hypot(dy * 0.8);
        // A raster of its own, so that no two looks are taken for the same.
        let cell = look.wrapping_add((x / 12) * 31 + (y / 15) * 17).wrapping_mul(2_246_822_519) >> 28;
        match () {
            () if from_head < head => Rgb([226, 184, 160]),
            () if from_head < head + 9.0 && dy < 10.0 => hair,
            () if dy > 48.0 && dx.abs() < 40.0 + dy / 2.0 => garment,
            () => Rgb([100 + cell as u8 * 4, 190 + cell as u8 * 2, 250]),
        }
    });
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 80);
    picture.write_with_encoder(encoder).expect("memory");
    jpeg
}
