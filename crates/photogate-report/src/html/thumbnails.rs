//! The small pictures beside the page.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use photogate_batch::Journal;
use photogate_batch::journal::ContentHash;

use crate::error::ReportError;

/// So many of the 64 digits of a hash are the name of its picture: enough for no two to meet.
const DIGITS: usize = 32;

const ENDING: &str = ".jpg";

/// The file of the small picture of the photo with the bytes `content`: equal photos share one.
pub fn file_name(content: ContentHash) -> String {
    let digits = hex::encode(content.0);
    format!("{}{ENDING}", &digits[..DIGITS])
}

/// Writes the small pictures of all photos in `journal` to `folder`, which is made if need be, and removes those of
/// photos that are no longer in it; other files are left alone. Pictures of an earlier report are not written again.
///
/// # Errors
/// [`ReportError::Journal`] or [`ReportError::Write`].
pub fn write(journal: &Journal, folder: &Path) -> Result<(), ReportError> {
    fs::create_dir_all(folder)?;
    let mut wanted = HashSet::new();
    for entry in journal.latest()? {
        let entry = entry?;
        let Some(name) = entry.content.map(file_name) else { continue };
        if let Some(jpeg) = journal.thumbnail(&entry)? {
            let path = folder.join(&name);
            let is_there = fs::metadata(&path).is_ok_and(|metadata| metadata.len() == jpeg.len() as u64);
            if !is_there {
                fs::write(&path, jpeg)?;
            }
            wanted.insert(name);
        }
    }
    remove_others(folder, &wanted)?;
    Ok(())
}

fn remove_others(folder: &Path, wanted: &HashSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = name.strip_suffix(ENDING).is_some_and(|digits| {
            digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        if is_ours && !wanted.contains(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
