//! Where the results go: stdout, or a file that appears in one step.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use photogate::{Message, Words};
use photogate_batch::identity::resolve;
use tempfile::NamedTempFile;

use crate::language;
use crate::problem::{Explain, because, problem};

const STDOUT: Words = Words::new("stdout", "标准输出");

/// A place for the results.
pub struct Output {
    /// How messages call it.
    name: String,
    has_colour: bool,
    writer: Writer,
}

enum Writer {
    /// Stdout, a device or a pipe: written to straight away.
    Stream(Box<dyn Write>),
    /// A file that takes its place at the end.
    Replace { temporary: BufWriter<NamedTempFile>, target: PathBuf },
}

impl Output {
    /// Opens `path`, or stdout, before any work is done, so that a mistake shows at once.
    pub fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            let choice = AutoStream::choice(&io::stdout());
            // On Windows this also makes an older console understand colours.
            let stdout = AutoStream::new(io::stdout(), choice);
            return Ok(Self {
                name: language::spoken().of(&STDOUT).into(),
                has_colour: choice != ColorChoice::Never,
                writer: Writer::Stream(Box::new(BufWriter::new(stdout))),
            });
        };
        let name = path.display().to_string();
        let writer = Writer::open(path).explain(|| {
            Message::new(
                format!("cannot write the results to {name}; name another --output"),
                format!("无法把结果写入 {name}，请为 --output 另指定一个文件"),
            )
        })?;
        Ok(Self { name, has_colour: false, writer })
    }

    /// Whether colours are welcome.
    pub fn has_colour(&self) -> bool {
        self.has_colour
    }

    /// The unfinished file.
    pub fn temporary(&self) -> Option<PathBuf> {
        match &self.writer {
            Writer::Stream(_) => None,
            Writer::Replace { temporary, .. } => Some(temporary.get_ref().path().to_path_buf()),
        }
    }

    /// Whether a reader may have gone away, as `head` does.
    pub fn is_stream(&self) -> bool {
        matches!(self.writer, Writer::Stream(_))
    }

    /// What to say about `error`, met while writing.
    pub fn explain(&self, error: io::Error) -> anyhow::Error {
        let name = &self.name;
        let message = Message::new(
            format!("cannot write the results to {name}; make room, or name another --output"),
            format!("无法把结果写入 {name}，请腾出空间，或为 --output 另指定一个文件"),
        );
        because(message, error)
    }

    /// Makes the results last. A file is synced and put in its place; without this call nothing of it remains.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let flushed = self.flush();
        let placed = flushed.and_then(|()| match &mut self.writer {
            Writer::Stream(_) => Ok(()),
            Writer::Replace { temporary, .. } => temporary.get_ref().as_file().sync_all(),
        });
        placed.map_err(|error| self.explain(error))?;
        if let Writer::Replace { temporary, target } = self.writer {
            let temporary = temporary.into_inner().map_err(io::IntoInnerError::into_error)?;
            temporary.persist(&target).map_err(|refused| refused.error).explain(|| {
                Message::new(
                    format!("cannot put the results in their place, {}", self.name),
                    format!("无法把结果放到目标位置 {}", self.name),
                )
            })?;
            sync_folder(&target);
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Writer::Stream(stream) => stream.write(bytes),
            Writer::Replace { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Writer::Stream(stream) => stream.flush(),
            Writer::Replace { temporary, .. } => temporary.flush(),
        }
    }
}

impl Writer {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let permissions = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(problem("it is a folder", "这是一个文件夹")),
            Ok(metadata) if !metadata.is_file() => {
                let stream = OpenOptions::new().write(true).open(path)?;
                return Ok(Self::Stream(Box::new(BufWriter::new(stream))));
            }
            Ok(metadata) if metadata.permissions().readonly() => {
                return Err(problem("it is write-protected", "该文件为只读"));
            }
            Ok(metadata) => Some(metadata.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        // A link to a file stays a link: its target is what gets replaced.
        let target = resolve(path);
        let temporary = temporary_beside(&target, permissions)?;
        Ok(Self::Replace { temporary: BufWriter::new(temporary), target })
    }
}

/// A file in the folder of `target`, so that it can take its place in one step. Its name is hidden: a search for
/// photos that runs meanwhile passes it over.
pub fn temporary_beside(target: &Path, permissions: Option<Permissions>) -> anyhow::Result<NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".photogate-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a plain `File::create` asks for; the umask takes its share.
        builder.permissions(Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(folder).explain(|| {
        let folder = folder.display();
        Message::new(
            format!("cannot make a file in the folder {folder}"),
            format!("无法在文件夹 {folder} 中新建文件"),
        )
    })?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    Ok(temporary)
}

/// Makes a rename in the folder of `target` survive a power cut, where the system can.
fn sync_folder(target: &Path) {
    if cfg!(unix)
        && let Some(folder) = target.parent()
    {
        // Not every file system can do it, and the results are there either way.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_file_stays_until_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("results.json");
        fs::write(&path, "earlier").expect("room");
        let mut output = Output::open(Some(&path)).expect("opens");
        output.write_all(b"later").expect("room");
        output.flush().expect("room");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "earlier");
        output.finish().expect("takes its place");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "later");
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1);
    }

    #[test]
    fn nothing_remains_of_an_output_that_is_not_finished() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(Output::open(Some(&folder.path().join("results.json"))).expect("opens"));
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_of_an_earlier_file_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.json"), folder.path().join("link.json"));
        fs::write(&real, "earlier").expect("room");
        fs::set_permissions(&real, Permissions::from_mode(0o640)).expect("ours");
        symlink(&real, &link).expect("a link");
        Output::open(Some(&link)).expect("opens").finish().expect("takes its place");
        assert!(fs::symlink_metadata(&link).expect("exists").is_symlink());
        let metadata = fs::metadata(&real).expect("exists");
        assert_eq!((metadata.len(), metadata.permissions().mode() & 0o777), (0, 0o640));
    }
}
