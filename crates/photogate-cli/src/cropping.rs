//! One original → the picture that the registry wants, and the record of it.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use photogate::crop::{CropTargets, JpegTargets, encode, plan, render};
use photogate::{Checker, Failure, Inspection, Message, Record, Ruleset, Verdict};
use photogate_batch::identity::{Identities, resolve};
use photogate_batch::read::read;
use photogate_batch::walk::{Found, Item};
use photogate_batch::{failure, panics};

use crate::annotate::{places, refuse_searched};
use crate::output::temporary_beside;
use crate::problem::{message_of, problem};

/// The rule that says why an original gives no picture.
const RULE: &str = "geometry.crop";

/// What is needed to crop; shared by all workers.
pub struct Cropping<'a> {
    /// The library, which judges the cropped pictures; `None` if no original can be read anyway.
    pub checker: Option<&'a Checker>,
    /// The ruleset whose rule about crops says why an original gives none.
    pub originals: &'a Ruleset,
    /// What the pictures have to look like.
    pub targets: CropTargets,
    /// Where each goes, by the path of the original.
    pub places: HashMap<PathBuf, PathBuf>,
    /// The originals, which are never replaced.
    pub photos: &'a Identities,
    /// The longest file that is read.
    pub max_bytes: u64,
}

/// Where the picture of each original goes: `out` itself, or a name in the folder `out`.
///
/// # Errors
/// If a picture might take the place of an original, or the next search might take pictures for originals.
pub fn plan_places(
    out: &Path,
    paths: &[PathBuf],
    found: &Found,
) -> anyhow::Result<HashMap<PathBuf, PathBuf>> {
    let is_jpeg = out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg"));
    let targets = match found.items.as_slice() {
        [only] if is_jpeg && !out.is_dir() && found.folders.is_empty() => {
            HashMap::from([(only.path.clone(), resolve(out))])
        }
        _ => {
            if out.is_file() {
                let out = out.display();
                return Err(problem(
                    format!("cannot write pictures to {out}: it is a file; name a folder for --out"),
                    format!("无法把照片写入 {out}：它是一个文件，请为 --out 指定文件夹"),
                ));
            }
            refuse_searched(out, found, "--out")?;
            places(out, paths, found)
        }
    };
    for (original, target) in &targets {
        if found.identities.contains(target) {
            let original = original.display();
            return Err(problem(
                format!("the picture of {original} would replace an original; name another --out"),
                format!("{original} 的裁剪结果会替换原片，请为 --out 另指定位置"),
            ));
        }
    }
    Ok(targets)
}

impl Cropping<'_> {
    /// Reads, crops, writes and judges. Whatever goes wrong, even a panic, is a record.
    pub fn crop(&self, item: &Item) -> Record {
        let name = item.name();
        let outcome = panics::catch(|| self.attempt(item));
        outcome
            .unwrap_or_else(|panic| Err(failure::internal(&panic)))
            .unwrap_or_else(|failure| Record::failed(name, failure.kind, failure.message))
    }

    fn attempt(&self, item: &Item) -> Result<Record, Failure> {
        let (Some(checker), None) = (self.checker, &item.failure) else {
            return Err(item.failure.clone().unwrap_or_else(failure::not_found));
        };
        let original =
            checker.inspect(&read(&item.path, self.max_bytes)?.bytes).map_err(|error| of_library(&error))?;
        let Some(picture) = self.picture(&original)? else {
            return Ok(self.refusal(item, &original));
        };
        let report = checker.check(&picture).map_err(|error| of_library(&error))?;
        self.write(item, &picture).map_err(|error| unwritable(&error))?;
        Ok(Record::new(item.name(), Ok(report)))
    }

    /// The file of the cropped picture; `None` if the original holds no compliant crop.
    fn picture(&self, original: &Inspection) -> Result<Option<Vec<u8>>, Failure> {
        let Ok(geometry) = &original.measurements.geometry else { return Ok(None) };
        let Ok(head_top) = &geometry.head_top else { return Ok(None) };
        let size = (original.photo.width(), original.photo.height());
        let Ok(crop) = plan(geometry, head_top, size, &self.targets) else { return Ok(None) };
        let picture = render(original.photo.pixels(), &crop, self.targets.width, self.targets.height);
        let file = encode(&picture, &JpegTargets::default());
        file.map(Some).map_err(|error| Failure { kind: "too_detailed".into(), message: error.message() })
    }

    /// The record of an original without a crop: what the rule about crops says, and nothing else.
    fn refusal(&self, item: &Item, original: &Inspection) -> Record {
        let (_, findings) = self.originals.judge(&original.measurements);
        let findings = findings.into_iter().filter(|finding| finding.rule == RULE).collect();
        let report = photogate::Report {
            verdict: Verdict::Fail,
            ruleset: self.originals.name().clone(),
            findings,
            crop: None,
            ..original.report.clone()
        };
        Record::new(item.name(), Ok(report))
    }

    /// Writes the picture in one step.
    fn write(&self, item: &Item, picture: &[u8]) -> anyhow::Result<()> {
        let Some(target) = self.places.get(&item.path) else {
            return Err(problem("no place was planned for the picture", "没有为该照片安排位置"));
        };
        fs::create_dir_all(target.parent().unwrap_or(target))?;
        // Links inside the folder are seen only now that all of the path exists.
        if self.photos.contains(target) {
            return Err(problem("it would replace an original", "它会替换原片"));
        }
        let mut file = temporary_beside(target, None)?;
        file.write_all(picture)?;
        file.as_file().sync_all()?;
        file.persist(target)?;
        Ok(())
    }
}

fn of_library(error: &photogate::Error) -> Failure {
    Failure { kind: error.kind().into(), message: error.message() }
}

/// A picture was made, but the system does not let it be written.
fn unwritable(error: &anyhow::Error) -> Failure {
    let Message { en, zh } = message_of(error.as_ref());
    let message = Message::new(
        format!("The picture cannot be written: {en}. Make room, or name another --out."),
        format!("无法写入照片：{zh}。请腾出空间，或更换 --out。"),
    );
    Failure { kind: "unwritable".into(), message }
}
