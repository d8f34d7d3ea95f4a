//! One original → the picture that a ruleset wants, and the record of it.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use photogate::crop::{PictureTargets, encode, plan, render};
use photogate::rules::crop_finding;
use photogate::{Checker, Failure, Inspection, Message, Record, Ruleset, RulesetName, Verdict};
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
    /// The ruleset that was named; results on originals that give no picture name it.
    pub named: &'a RulesetName,
    /// That ruleset, if it has the rule about crops in force, with its own limit for what may be missing.
    pub originals: Option<&'a Ruleset>,
    /// What the pictures have to be like.
    pub targets: PictureTargets,
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
/// If a picture would have an ending that is refused, might take the place of an original, or the next search might take
/// pictures for originals.
pub fn plan_places(
    out: &Path,
    paths: &[PathBuf],
    found: &Found,
) -> anyhow::Result<HashMap<PathBuf, PathBuf>> {
    let ends_in = |ending: &str| out.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    let may_be_file = !out.is_dir() && found.folders.is_empty();
    let targets = match found.items.as_slice() {
        [only] if may_be_file && ends_in("jpg") => HashMap::from([(only.path.clone(), resolve(out))]),
        [_] if may_be_file && ends_in("jpeg") => {
            let (shown, better) = (out.display(), out.with_extension("jpg"));
            let better = better.display();
            return Err(problem(
                format!(
                    "upload sites take no picture named {shown}: the name must end in .jpg; write --out {better}"
                ),
                format!("上传平台不接收名为 {shown} 的照片：名称必须以 .jpg 结尾，请写 --out {better}"),
            ));
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
        let unplanned =
            || unwritable(&problem("no place was planned for the picture", "没有为该照片安排位置"));
        let target = self.places.get(&item.path).ok_or_else(unplanned)?;
        let report = checker.check_named(&picture, target).map_err(|error| of_library(&error))?;
        self.write(target, &picture).map_err(|error| unwritable(&error))?;
        Ok(Record::new(item.name(), Ok(report)))
    }

    /// The file of the cropped picture; `None` if the original holds no compliant crop.
    fn picture(&self, original: &Inspection) -> Result<Option<Vec<u8>>, Failure> {
        let Ok(geometry) = &original.measurements.geometry else { return Ok(None) };
        let Ok(head_top) = &geometry.head_top else { return Ok(None) };
        let size = (original.photo.width(), original.photo.height());
        let PictureTargets { crop: targets, file } = &self.targets;
        let Ok(crop) = plan(geometry, head_top, size, targets) else { return Ok(None) };
        let picture = render(original.photo.pixels(), &crop, targets.width, targets.height);
        let file = encode(&picture, file);
        file.map(Some).map_err(|error| Failure { kind: "too_detailed".into(), message: error.message() })
    }

    /// The record of an original without a crop: what the rule about crops says, and nothing else.
    fn refusal(&self, item: &Item, original: &Inspection) -> Record {
        let findings = match self.originals {
            Some(ruleset) => {
                let (_, findings) = ruleset.judge(&original.measurements);
                findings.into_iter().filter(|finding| finding.rule == RULE).collect()
            }
            None => vec![crop_finding(&self.targets.crop, &original.measurements)],
        };
        let report = photogate::Report {
            verdict: Verdict::Fail,
            ruleset: self.named.clone(),
            findings,
            crop: None,
            ..original.report.clone()
        };
        Record::new(item.name(), Ok(report))
    }

    /// Writes the picture in one step.
    fn write(&self, target: &Path, picture: &[u8]) -> anyhow::Result<()> {
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
