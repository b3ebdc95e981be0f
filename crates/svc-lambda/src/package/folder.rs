//! The folder that packages are in.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use control::{Error, Result, Stored, decode, random_text};
use portcullis_core::Timestamp;
use sha2::{Digest as _, Sha256};
use store::{Key, Store};

use super::{PackageError, unpack::unpack};
use crate::stored::{SavedCode, SavedFunction, SavedFunctionVersion, SavedLayerVersion};

/// How long a package stays when nothing uses it any more: the longest call there is, and something to spare.
const UNUSED_TIME_MS: i64 = 1_800_000;

/// How often unused packages are looked for at most.
const SWEEP_TIME_MS: i64 = 60_000;

/// Documents read at once.
const PAGE: usize = 500;

/// The file that says since when a package is unused.
const UNUSED: &str = "unused-since";

/// The beginning of the names of folders that are being made.
const NEW: &str = "new-";

/// The folder that packages are in.
#[derive(Debug)]
pub struct PackageFolder {
    root: PathBuf,
    /// When unused packages were last looked for. Held while one is added or removed.
    swept: Mutex<Option<i64>>,
}

impl PackageFolder {
    /// Opens it, and removes what a stop has left half done. There must be no other with the same folder.
    pub fn open(root: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&root)?;
        for entry in fs::read_dir(&root)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(NEW) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(Self {
            root,
            swept: Mutex::new(None),
        })
    }

    /// Where what is in a package lies.
    pub fn tree(&self, sha256: &str) -> PathBuf {
        self.root.join(sha256).join("tree")
    }

    /// Where the zip of a package lies.
    pub fn zip(&self, sha256: &str) -> PathBuf {
        self.root.join(sha256).join("code.zip")
    }

    /// Unpacks a package, unless it is there.
    pub(crate) fn add(&self, zip: &[u8]) -> std::result::Result<SavedCode, PackageError> {
        let sha256 = hexadecimal(&Sha256::digest(zip));
        let place = self.root.join(&sha256);
        if let Some(unpacked) = self.keep(&place)? {
            return Ok(saved(sha256, zip, unpacked));
        }
        let random =
            random_text("0123456789abcdef", 16).map_err(|error| io::Error::other(error.to_string()))?;
        let new = self.root.join(format!("{NEW}{random}"));
        let made = self.make(zip, &new, &place);
        if made.is_err() {
            // The error that is answered is the first one.
            let _ = fs::remove_dir_all(&new);
        }
        Ok(saved(sha256, zip, made?))
    }

    fn make(&self, zip: &[u8], new: &Path, place: &Path) -> std::result::Result<u64, PackageError> {
        let tree = new.join("tree");
        fs::create_dir_all(&tree)?;
        let unpacked = unpack(zip, &tree)?;
        fs::write(new.join("code.zip"), zip)?;
        fs::write(new.join("unpacked-bytes"), unpacked.to_string())?;
        sync(new)?;
        let _adding = self.lock();
        match fs::rename(new, place) {
            Ok(()) => sync(&self.root)?,
            // Somebody else was faster with the same zip.
            Err(_) if place.is_dir() => {
                fs::remove_dir_all(new)?;
                let _ = fs::remove_file(place.join(UNUSED));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(unpacked)
    }

    /// The unpacked bytes of a package that is there; it is used again.
    fn keep(&self, place: &Path) -> io::Result<Option<u64>> {
        let _adding = self.lock();
        let unpacked = match fs::read_to_string(place.join("unpacked-bytes")) {
            Ok(text) => text.parse().map_err(io::Error::other)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        match fs::remove_file(place.join(UNUSED)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(Some(unpacked)),
        }
    }

    /// Marks what is not used, and removes what has been marked for long.
    pub(crate) fn sweep(&self, used: &BTreeSet<String>, now: Timestamp) -> io::Result<()> {
        let _sweeping = self.lock();
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let mark = entry.path().join(UNUSED);
            if name.starts_with(NEW) {
                continue;
            }
            if used.contains(&name) {
                let _ = fs::remove_file(mark);
                continue;
            }
            let since = fs::read_to_string(&mark)
                .ok()
                .and_then(|text| text.parse::<i64>().ok());
            match since {
                None => fs::write(mark, now.epoch_ms.to_string())?,
                Some(since) if now.epoch_ms.saturating_sub(since) >= UNUSED_TIME_MS => {
                    // First out of its place, so that it is never there in part.
                    let away = self.root.join(format!("{NEW}{name}"));
                    fs::rename(entry.path(), &away)?;
                    fs::remove_dir_all(away)?;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Whether it is time to look for unused packages again; it is then taken as done.
    fn is_time(&self, now: Timestamp) -> bool {
        let mut swept = self.lock();
        let due = swept.is_none_or(|before| now.epoch_ms.saturating_sub(before) >= SWEEP_TIME_MS);
        if due {
            *swept = Some(now.epoch_ms);
        }
        due
    }

    fn lock(&self) -> MutexGuard<'_, Option<i64>> {
        self.swept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn saved(sha256: String, zip: &[u8], unpacked: u64) -> SavedCode {
    SavedCode {
        sha256,
        bytes: i64::try_from(zip.len()).unwrap_or(i64::MAX),
        unpacked_bytes: i64::try_from(unpacked).unwrap_or(i64::MAX),
    }
}

/// Everything on the file system of this folder is on disk afterwards: a store must not know a package that is lost with the
/// power.
#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(fs::File::open(folder)?).map_err(io::Error::from)
}

/// See above; what other systems offer for one folder.
#[cfg(not(target_os = "linux"))]
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Removes packages that nothing in the store has used for long, if it is time to look.
pub(crate) fn sweep_unused(store: &dyn Store, folder: &PackageFolder, now: Timestamp) -> Result<()> {
    if !folder.is_time(now) {
        return Ok(());
    }
    let mut used = BTreeSet::new();
    each::<SavedFunction>(store, |function| {
        used.extend(function.latest.layers.into_iter().map(|layer| layer.code.sha256));
        used.insert(function.latest.code.sha256);
    })?;
    each::<SavedFunctionVersion>(store, |version| {
        used.extend(
            version
                .published
                .layers
                .into_iter()
                .map(|layer| layer.code.sha256),
        );
        used.insert(version.published.code.sha256);
    })?;
    each::<SavedLayerVersion>(store, |layer| {
        used.insert(layer.code.sha256);
    })?;
    folder
        .sweep(&used, now)
        .map_err(|error| Error::internal(format!("unused packages cannot be removed: {error}")))
}

/// Every document of a kind. One that cannot be read ends it: what it uses is not known.
fn each<T: Stored>(store: &dyn Store, mut take: impl FnMut(T)) -> Result<()> {
    let mut after: Option<Key> = None;
    loop {
        let page = store.scan(T::KIND, after.as_ref(), PAGE)?;
        for document in &page {
            take(decode::<T>(&document.key, &document.body)?);
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.key.clone()),
            _ => return Ok(()),
        }
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
