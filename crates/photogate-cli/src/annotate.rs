//! Marked copies: which photo's goes where, and writing it.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use photogate::Message;
use photogate_batch::identity::{Identities, resolve};
use photogate_batch::walk::{Found, Item};

use crate::output::temporary_beside;
use crate::problem::{Explain, problem};

/// Lines and letters stay crisp, and a folder of copies is not much larger than its photos.
const JPEG_QUALITY: u8 = 90;

/// Where each marked copy goes.
#[derive(Debug)]
pub struct Annotations<'a> {
    /// By the path of the photo.
    targets: HashMap<PathBuf, PathBuf>,
    photos: &'a Identities,
}

impl<'a> Annotations<'a> {
    /// Makes `folder`, and gives each photo of `found` a name in it that no other has.
    ///
    /// # Errors
    ///
    /// If a copy might take the place of a photo, or the next search might take copies for photos.
    pub fn plan(folder: &Path, paths: &[PathBuf], found: &'a Found) -> anyhow::Result<Self> {
        let shown = folder.display();
        refuse_searched(folder, found, "--annotate")?;
        let targets = places(folder, paths, found);
        for (photo, target) in &targets {
            if found.identities.contains(target) {
                let photo = photo.display();
                return Err(problem(
                    format!(
                        "cannot write marked copies to {shown}: that of {photo} would replace a photo that is \
                         being judged; name another folder for --annotate"
                    ),
                    format!(
                        "无法把标注副本写入 {shown}：{photo} 的副本会替换正在审核的照片，请为 --annotate 另指定文件夹"
                    ),
                ));
            }
        }
        fs::create_dir_all(folder).explain(|| {
            Message::new(
                format!("cannot make the folder {shown} for marked copies; name another for --annotate"),
                format!("无法新建存放标注副本的文件夹 {shown}，请为 --annotate 另指定一个"),
            )
        })?;
        Ok(Self { targets, photos: &found.identities })
    }

    /// Puts each photo's copy where `targets` says, but never in the place of one of `photos`.
    pub fn at(targets: HashMap<PathBuf, PathBuf>, photos: &'a Identities) -> Self {
        Self { targets, photos }
    }

    /// Writes the marked copy of `item`, in one step.
    pub fn write(&self, item: &Item, picture: &RgbImage) -> anyhow::Result<()> {
        let Some(target) = self.targets.get(&item.path) else {
            return Err(problem("no place was planned for the copy", "没有为该副本安排位置"));
        };
        let attempt = || -> anyhow::Result<()> {
            fs::create_dir_all(target.parent().unwrap_or(target))?;
            // Links inside the folder are seen only now that all of the path exists.
            if self.photos.contains(target) {
                return Err(problem(
                    "it would replace a photo that is being judged",
                    "它会替换正在审核的照片",
                ));
            }
            let mut file = BufWriter::new(temporary_beside(target, None)?);
            picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY))?;
            file.into_inner()?.persist(target)?;
            Ok(())
        };
        attempt().explain(|| {
            let (photo, target) = (item.path.display(), target.display());
            Message::new(
                format!("cannot write the marked copy of {photo} to {target}"),
                format!("无法把 {photo} 的标注副本写入 {target}"),
            )
        })
    }
}

/// A place in `folder` for the copy of each photo of `found`, by the path of the photo; no two are the same.
pub fn places(folder: &Path, paths: &[PathBuf], found: &Found) -> HashMap<PathBuf, PathBuf> {
    let place = resolve(folder);
    let several = found.arguments() > 1;
    let mut taken = HashSet::new();
    let mut targets = HashMap::new();
    for item in found.items.iter().filter(|item| item.failure.is_none()) {
        let argument = &paths[item.argument];
        let root = if several && argument != &item.path { folder_name(argument) } else { OsString::new() };
        let target = free_name(&place.join(root).join(as_jpeg(&item.relative)), &mut taken);
        targets.insert(item.path.clone(), target);
    }
    targets
}

/// Refuses a `folder` for copies, named by `option`, in which the next search would take them for photos.
///
/// # Errors
/// If `folder` lies in one that was searched.
pub fn refuse_searched(folder: &Path, found: &Found, option: &str) -> anyhow::Result<()> {
    let place = resolve(folder);
    let Some(searched) = found.folders.iter().find(|searched| place.starts_with(resolve(searched))) else {
        return Ok(());
    };
    let (folder, searched) = (folder.display(), searched.display());
    Err(problem(
        format!(
            "cannot write copies to {folder}: it lies in {searched}, where photos are searched; name a folder \
             outside for {option}"
        ),
        format!(
            "无法把副本写入 {folder}：它位于搜索照片的文件夹 {searched} 之内，请为 {option} 指定其外的文件夹"
        ),
    ))
}

/// The name of the folder that `path` means, also where it is spelled `.` or `..`.
fn folder_name(path: &Path) -> OsString {
    path.file_name().map_or_else(|| resolve(path).file_name().unwrap_or_default().into(), Into::into)
}

/// `path` with an ending that says what the copy is: `a.png` becomes `a.png.jpg`, beside that of `a.jpg`.
fn as_jpeg(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jpg")) {
        return path.to_path_buf();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".jpg");
    name.into()
}

/// `path`, or with a number if that is taken. Capitals do not count: many file systems do not keep them apart.
fn free_name(path: &Path, taken: &mut HashSet<OsString>) -> PathBuf {
    let mut free = path.to_path_buf();
    for number in 2.. {
        // Case folding of what is no Unicode text is left alone, as file systems do.
        let key =
            free.to_str().map_or_else(|| free.as_os_str().to_owned(), |text| text.to_lowercase().into());
        if taken.insert(key) {
            break;
        }
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!(" ({number}).jpg"));
        free = path.with_file_name(name);
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use photogate_batch::walk;

    /// The copies of the photos that `paths` lead to, below the folder of the copies, with `/` between.
    fn planned(root: &Path, files: &[&str], paths: &[&str]) -> Vec<String> {
        for file in files {
            let file = root.join(file);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, "").expect("a file");
        }
        let paths: Vec<_> = paths.iter().map(|path| root.join(path)).collect();
        let found = walk::find(&paths);
        let folder = root.join("marked");
        let annotations = Annotations::plan(&folder, &paths, &found).expect("nothing in the way");
        let place = resolve(&folder);
        let below = |item: &Item| {
            let target = annotations.targets[&item.path].strip_prefix(&place).expect("inside");
            target.to_string_lossy().replace('\\', "/")
        };
        found.items.iter().map(below).collect()
    }

    #[test]
    fn sub_folders_are_kept_and_endings_tell_copies_apart() {
        let root = tempfile::tempdir().expect("a folder");
        let copies = planned(root.path(), &["in/a.jpg", "in/a.png", "in/sub/a.JPG"], &["in"]);
        assert_eq!(copies, ["a.jpg", "a.png.jpg", "sub/a.JPG"]);
    }

    #[test]
    fn several_folders_get_one_each_and_equal_names_a_number() {
        let root = tempfile::tempdir().expect("a folder");
        let files = ["x/line/a.jpg", "y/line/A.jpg", "a.jpg", "z/b.jpg"];
        let copies = planned(root.path(), &files, &["x/line", "y/line", "a.jpg", "z"]);
        assert_eq!(copies, ["line/a.jpg", "line/A (2).jpg", "a.jpg", "z/b.jpg"]);
    }

    #[test]
    fn photos_are_never_replaced() {
        let root = tempfile::tempdir().expect("a folder");
        let photo = root.path().join("a.jpg");
        fs::write(&photo, "photo").expect("a file");
        for (paths, folder) in [
            (vec![root.path().to_path_buf()], root.path().to_path_buf()),
            (vec![root.path().to_path_buf()], root.path().join("new/marked")),
            (vec![photo.clone()], root.path().to_path_buf()),
        ] {
            let found = walk::find(&paths);
            let refusal = Annotations::plan(&folder, &paths, &found).expect_err("refused").to_string();
            assert!(refusal.contains("--annotate"), "{refusal}");
            assert!(!root.path().join("new").exists(), "nothing is made before the refusal");
        }
    }
}
