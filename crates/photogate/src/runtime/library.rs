//! ONNX Runtime's shared library: where it is looked for, and loading it once per process.
//!
//! The search is pure, over `Surroundings`, so every order and every miss is tested without touching the
//! process's own environment. An asked-for path is never passed over in silence: where it leads nowhere,
//! that is an error, for else another version might judge than the one that was named.

use std::{
    collections::HashSet,
    env,
    error::Error as _,
    fmt, fs,
    io::Read as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use etcetera::BaseStrategy;
use ort::{LoadDynamicError, environment::Environment};

/// The version of ONNX Runtime that is pinned, tested and fetched.
pub const ONNXRUNTIME_VERSION: &str = "1.32.0";

/// File names that the library goes by on this platform, the pinned one first.
#[cfg(windows)]
const FILE_NAMES: &[&str] = &["onnxruntime.dll"];
/// File names that the library goes by on this platform, the pinned one first.
#[cfg(target_vendor = "apple")]
const FILE_NAMES: &[&str] = &["libonnxruntime.1.32.0.dylib", "libonnxruntime.dylib"];
/// File names that the library goes by on this platform, the pinned one first.
#[cfg(not(any(windows, target_vendor = "apple")))]
const FILE_NAMES: &[&str] = &["libonnxruntime.so.1.32.0", "libonnxruntime.so.1", "libonnxruntime.so"];

/// The environment variable that names the library, shared with other programs that use ONNX Runtime.
const PATH_VARIABLE: &str = "ORT_DYLIB_PATH";
/// How messages call a path that the caller gave.
const EXPLICIT: &str = "--onnxruntime";
/// What mends a missing or wrong library.
const REMEDY: &str =
    "run `cargo xtask setup` in a checkout, or name a library with `--onnxruntime PATH` or ORT_DYLIB_PATH";

/// Why ONNX Runtime cannot be used; every message says what was looked at and what mends it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// No library in any of the places.
    #[error(
        "ONNX Runtime's shared library ({names}) was not found{named}; looked at:{places}\n{REMEDY}",
        names = FILE_NAMES.join(" or "),
        named = NamedBy(*named_by),
        places = Lines(searched),
    )]
    NotFound {
        /// What asked for this very place (`--onnxruntime` or `ORT_DYLIB_PATH`); `None` after the usual search.
        named_by: Option<&'static str>,
        /// Every file and folder that was looked at, in order.
        searched: Vec<PathBuf>,
    },
    /// The file is there but the system cannot load it, or it is no ONNX Runtime.
    #[error("{} cannot be loaded as ONNX Runtime: {reason}; {REMEDY}", path.display())]
    Unloadable {
        /// The file.
        path: PathBuf,
        /// The loader's words.
        reason: String,
    },
    /// An ONNX Runtime whose interface is older than the one this program is built for.
    #[error("{} is ONNX Runtime {found}, needed is {needed}; {REMEDY}", path.display())]
    WrongVersion {
        /// The file.
        path: PathBuf,
        /// The version that it reports.
        found: String,
        /// The versions that would do.
        needed: String,
    },
    /// Another library already serves this process; native code cannot be swapped while it runs.
    #[error(
        "{} cannot be loaded: this process already uses {}, and one process has one ONNX Runtime",
        path.display(),
        loaded.display()
    )]
    AlreadyLoaded {
        /// The file that was asked for now.
        path: PathBuf,
        /// The file in use.
        loaded: PathBuf,
    },
}

/// Tail of a message: who named the place.
struct NamedBy(Option<&'static str>);

impl fmt::Display for NamedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(f, " where {name} points"))
    }
}

/// Paths, each on a line of its own.
struct Lines<'a>(&'a [PathBuf]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|path| write!(f, "\n  {}", path.display()))
    }
}

/// What the search knows of the process and its user.
#[derive(Debug, Default)]
struct Surroundings {
    /// `ORT_DYLIB_PATH`, where it is set and not empty.
    path_variable: Option<PathBuf>,
    /// The program that runs.
    executable: Option<PathBuf>,
    /// `CARGO_MANIFEST_DIR`, set by `cargo run` and `cargo test`: leads to the checkout when the target folder
    /// is elsewhere.
    manifest_dir: Option<PathBuf>,
    /// The user's folder for programs' data.
    user_data: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    fn of_process() -> Self {
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        // A link to the program (a package manager's `bin`) must not hide what lies beside the program itself.
        let executable = env::current_exe().ok().map(|path| fs::canonicalize(&path).unwrap_or(path));
        Self {
            path_variable: variable(PATH_VARIABLE),
            executable,
            manifest_dir: variable("CARGO_MANIFEST_DIR"),
            user_data: user_data_dir(),
        }
    }

    /// The folders to look in when nothing was named, nearest first, each once.
    fn folders(&self) -> Vec<PathBuf> {
        let beside = self.executable.as_deref().and_then(Path::parent);
        let installed = beside.and_then(Path::parent).map(|prefix| prefix.join("lib").join("photogate"));
        let mut folders: Vec<PathBuf> = beside.map(Path::to_path_buf).into_iter().chain(installed).collect();
        for start in [beside, self.manifest_dir.as_deref()].into_iter().flatten() {
            folders.extend(
                start.ancestors().map(|folder| folder.join(".onnxruntime").join(ONNXRUNTIME_VERSION)),
            );
        }
        if let Some(data) = &self.user_data {
            folders.push(data.join("photogate").join("onnxruntime").join(ONNXRUNTIME_VERSION));
        }
        let mut seen = HashSet::new();
        folders.retain(|folder| seen.insert(folder.clone()));
        folders
    }
}

/// The user's folder for programs' data; on Windows the one that does not roam between machines, for the
/// library is large and fits one architecture. `cargo xtask setup` puts the library there by the same rule.
fn user_data_dir() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(if cfg!(windows) { strategy.cache_dir() } else { strategy.data_dir() })
}

/// Finds ONNX Runtime's shared library.
///
/// Looked at in order: `explicit` (a file, or a folder that holds the library under its platform name);
/// `ORT_DYLIB_PATH` (the same); the folder of the running program and `../lib/photogate` from there;
/// `.onnxruntime/1.32.0` in that folder and every one above it, then from `CARGO_MANIFEST_DIR` upwards; the
/// user's data folder. The file is not opened.
///
/// # Errors
/// [`LibraryError::NotFound`] where none of these holds it. A path that was named, by `explicit` or by
/// `ORT_DYLIB_PATH`, must hold it: the search does not go on past it.
pub fn locate(explicit: Option<&Path>) -> Result<PathBuf, LibraryError> {
    locate_in(explicit, &Surroundings::of_process())
}

/// [`locate`] in given surroundings.
fn locate_in(explicit: Option<&Path>, surroundings: &Surroundings) -> Result<PathBuf, LibraryError> {
    let named = explicit
        .map(|path| (EXPLICIT, path))
        .or_else(|| surroundings.path_variable.as_deref().map(|path| (PATH_VARIABLE, path)));
    if let Some((named_by, path)) = named {
        let path = absolute(path);
        let found = if path.is_dir() { library_in(&path) } else { path.is_file().then(|| path.clone()) };
        return found
            .ok_or_else(|| LibraryError::NotFound { named_by: Some(named_by), searched: vec![path] });
    }
    let folders = surroundings.folders();
    folders
        .iter()
        .find_map(|folder| library_in(folder))
        .ok_or(LibraryError::NotFound { named_by: None, searched: folders })
}

/// The library in a folder, under the first of its names that is there.
fn library_in(folder: &Path) -> Option<PathBuf> {
    FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

/// A relative path means the current folder, as everywhere on a command line; `ort` and the system's loader
/// would look beside the program and in the system's folders instead.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The library in use and what came of it.
struct Loaded {
    path: PathBuf,
    /// `None` while building the environment has not succeeded yet.
    environment: Option<Environment>,
}

/// The one library of this process. A failed load leaves it empty, so that a better path can be tried.
static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);

/// Loads ONNX Runtime from `path`, the first time in this process, and returns its environment.
///
/// The environment is kept for the life of the process and shared: a later call with the same file returns it
/// again. ONNX Runtime's telemetry is off.
///
/// # Errors
/// [`LibraryError::Unloadable`] where the system cannot load the file or it is no ONNX Runtime;
/// [`LibraryError::WrongVersion`] where its interface is too old; [`LibraryError::AlreadyLoaded`] where this
/// process already uses another file.
pub fn load(path: &Path) -> Result<Environment, LibraryError> {
    let path = absolute(path);
    let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(other) = loaded.as_ref().filter(|loaded| loaded.path != real) {
        return Err(LibraryError::AlreadyLoaded { path, loaded: other.path.clone() });
    }
    if let Some(environment) = loaded.as_ref().and_then(|loaded| loaded.environment.clone()) {
        return Ok(environment);
    }
    if is_cut_short(&path) {
        return Err(LibraryError::Unloadable { path, reason: "the file is cut short".to_owned() });
    }
    let builder = ort::init_from(&path).map_err(|error| refused(&path, error))?;
    // From here on `ort` holds this library for good, whatever becomes of the environment.
    let loaded = loaded.insert(Loaded { path: real, environment: None });
    let environment = builder
        .with_name("photogate")
        .with_telemetry(false)
        .build()
        .map_err(|error| LibraryError::Unloadable { path, reason: error.to_string() })?;
    Ok(loaded.environment.insert(environment).clone())
}

/// Whether an ELF file ends before its own section table does, as an interrupted copy would: the system's
/// loader maps such a file without complaint and the process dies of a bus error.
fn is_cut_short(path: &Path) -> bool {
    let mut header = [0; 64];
    let read = fs::File::open(path).and_then(|mut file| {
        file.read_exact(&mut header)?;
        file.metadata()
    });
    let Ok(metadata) = read else { return false };
    // 64-bit, little-endian: all that ONNX Runtime is built for on these systems.
    if !header.starts_with(b"\x7fELF\x02\x01") {
        return false;
    }
    let number = |from: usize, bytes: usize| {
        header[from..from + bytes].iter().rev().fold(0_u64, |number, &byte| number << 8 | u64::from(byte))
    };
    let (table_at, entry_size, entries) = (number(0x28, 8), number(0x3a, 2), number(0x3c, 2));
    table_at.saturating_add(entry_size * entries) > metadata.len()
}

/// The loader's complaint about `path` in our words.
fn refused(path: &Path, error: LoadDynamicError) -> LibraryError {
    let path = path.to_path_buf();
    match error {
        LoadDynamicError::Dlopen { error, .. } => {
            // The system's own words ("invalid ELF header") stand in the cause.
            let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
            LibraryError::Unloadable { path, reason: format!("{error}{cause}") }
        }
        LoadDynamicError::MissingApi { .. } => LibraryError::Unloadable {
            path,
            reason: "a library of something else, it exports no `OrtGetApiBase`".to_owned(),
        },
        LoadDynamicError::InvalidVersionString => {
            LibraryError::Unloadable { path, reason: "its version is not readable".to_owned() }
        }
        LoadDynamicError::BadVersion { version_str, .. } => LibraryError::WrongVersion {
            path,
            found: version_str,
            needed: format!("1.{} or newer (tested: {ONNXRUNTIME_VERSION})", ort::MINOR_VERSION),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty file under the library's first name in a fresh folder below `root`.
    fn put_library(root: &Path, folder: &str) -> PathBuf {
        let folder = root.join(folder);
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(FILE_NAMES[0]);
        fs::write(&file, "").unwrap();
        file
    }

    fn pinned(prefix: &str) -> String {
        format!("{prefix}/{ONNXRUNTIME_VERSION}")
    }

    #[test]
    fn the_pinned_file_name_carries_the_version_where_the_platform_has_one() {
        assert!(cfg!(windows) || FILE_NAMES[0].contains(ONNXRUNTIME_VERSION));
    }

    #[test]
    fn an_explicit_file_or_folder_comes_first() {
        let root = tempfile::tempdir().unwrap();
        let explicit = put_library(root.path(), "own");
        let surroundings = Surroundings {
            path_variable: Some(put_library(root.path(), "variable")),
            executable: Some(root.path().join("bin/photogate")),
            ..Surroundings::default()
        };
        put_library(root.path(), "bin");
        assert_eq!(locate_in(Some(&explicit), &surroundings).unwrap(), explicit);
        assert_eq!(locate_in(explicit.parent(), &surroundings).unwrap(), explicit);
    }

    #[test]
    fn the_variable_comes_before_the_search() {
        let root = tempfile::tempdir().unwrap();
        let named = put_library(root.path(), "variable");
        put_library(root.path(), "bin");
        let surroundings = |variable: &Path| Surroundings {
            path_variable: Some(variable.to_path_buf()),
            executable: Some(root.path().join("bin/photogate")),
            ..Surroundings::default()
        };
        assert_eq!(locate_in(None, &surroundings(&named)).unwrap(), named);
        assert_eq!(locate_in(None, &surroundings(named.parent().unwrap())).unwrap(), named);
    }

    #[test]
    fn a_named_path_that_leads_nowhere_is_an_error_although_the_search_would_find_one() {
        let root = tempfile::tempdir().unwrap();
        put_library(root.path(), "bin");
        let surroundings = Surroundings {
            path_variable: Some(root.path().join("gone.so")),
            executable: Some(root.path().join("bin/photogate")),
            ..Surroundings::default()
        };
        let by_variable = locate_in(None, &surroundings).unwrap_err().to_string();
        assert!(by_variable.contains("where ORT_DYLIB_PATH points") && by_variable.contains("gone.so"));
        // A folder that is there but holds no library is no better.
        let explicit = locate_in(Some(root.path()), &surroundings).unwrap_err();
        assert!(matches!(
            &explicit,
            LibraryError::NotFound { named_by: Some(EXPLICIT), searched } if *searched == [root.path()]
        ));
        assert!(explicit.to_string().contains(FILE_NAMES[0]));
    }

    #[test]
    fn the_search_goes_from_the_program_outwards() {
        let root = tempfile::tempdir().unwrap();
        let surroundings = Surroundings {
            path_variable: None,
            executable: Some(root.path().join("target/debug/deps/some_test-0123")),
            manifest_dir: Some(root.path().join("checkout/crates/photogate")),
            user_data: Some(root.path().join("share")),
        };
        // From the last resort to the first: each one placed takes precedence over those before it.
        for folder in [
            &pinned("share/photogate/onnxruntime"),
            &pinned("checkout/.onnxruntime"),
            &pinned(".onnxruntime"),
            &pinned("target/.onnxruntime"),
            "target/debug/lib/photogate",
            "target/debug/deps",
        ] {
            let placed = put_library(root.path(), folder);
            assert_eq!(locate_in(None, &surroundings).unwrap(), placed, "{folder}");
        }
    }

    #[test]
    fn another_version_of_a_checkout_is_not_taken() {
        let root = tempfile::tempdir().unwrap();
        put_library(root.path(), ".onnxruntime/1.0.0");
        let surroundings = Surroundings {
            executable: Some(root.path().join("target/debug/photogate")),
            ..Surroundings::default()
        };
        let error = locate_in(None, &surroundings).unwrap_err().to_string();
        assert!(error.contains(&*root.path().join("target/debug").to_string_lossy()), "{error}");
        assert!(error.contains("cargo xtask setup") && error.contains("--onnxruntime PATH"), "{error}");
    }

    #[test]
    fn no_place_is_listed_twice() {
        let surroundings = Surroundings {
            executable: Some("/work/target/debug/photogate".into()),
            manifest_dir: Some("/work/crates/photogate".into()),
            ..Surroundings::default()
        };
        let folders = surroundings.folders();
        let unique: HashSet<_> = folders.iter().collect();
        assert_eq!(unique.len(), folders.len());
    }

    #[test]
    fn an_old_runtime_is_named_with_both_versions() {
        let complaint =
            LoadDynamicError::BadVersion { version_str: "1.17.3".to_owned(), path: PathBuf::from("other") };
        let message = refused(Path::new("old.so"), complaint).to_string();
        assert!(message.contains("old.so is ONNX Runtime 1.17.3, needed is 1.24 or newer"), "{message}");
    }

    #[test]
    fn a_library_of_something_else_is_unloadable() {
        let complaint = LoadDynamicError::MissingApi { path: PathBuf::from("libm.so") };
        let message = refused(Path::new("libm.so"), complaint).to_string();
        assert!(message.contains("exports no `OrtGetApiBase`"), "{message}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_interrupted_copy_is_recognised() {
        let root = tempfile::tempdir().unwrap();
        let whole = fs::read(env::current_exe().unwrap()).unwrap();
        let path = root.path().join(FILE_NAMES[0]);
        fs::write(&path, &whole).unwrap();
        assert!(!is_cut_short(&path));
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert!(is_cut_short(&path));
        // Text is for the loader to refuse.
        fs::write(&path, "text").unwrap();
        assert!(!is_cut_short(&path));
    }

    #[test]
    fn the_library_of_a_set_up_checkout_loads_once_and_bars_another() {
        let path = locate(None).unwrap();
        load(&path).unwrap();
        load(&path).unwrap();
        let other = path.with_file_name("another.so");
        assert!(matches!(load(&other), Err(LibraryError::AlreadyLoaded { .. })));
    }
}
