//! Unpacks a zip that somebody else made.
//!
//! Nothing is written outside the folder: names with `..`, absolute ones and ones with backslashes are refused, links are made
//! after all files, so that no file is written through one, and each must lead to something inside. Sizes are counted as they
//! are written, whatever the zip says of them.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::{self, Cursor, Read};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::PackageError;

/// Bytes of everything in a package, and of a function with its layers.
///
/// Source: AWS Lambda developer guide, quotas: 250 MB, unzipped, with all layers.
pub const UNPACKED_BYTES_MAX: u64 = 262_144_000;

/// Files, folders and links of a package.
///
/// Chosen: several times what the largest published runtimes have.
pub const ENTRIES_MAX: usize = 100_000;

/// What every entry in the list of a zip begins with. Source: APPNOTE.TXT of PKWARE, 4.3.12.
const ENTRY_MARK: &[u8] = b"PK\x01\x02";

/// How many times larger than its zip a package may be, if it is larger than [`RATIO_FREE_BYTES`].
///
/// Chosen: source code shrinks to a fifth, text that repeats to a fiftieth.
pub const RATIO_MAX: u64 = 100;

/// See [`RATIO_MAX`].
const RATIO_FREE_BYTES: u64 = 10 * 1024 * 1024;

/// Bytes of what a link leads to.
const LINK_BYTES_MAX: u64 = 4_096;

/// Folders inside each other.
const DEPTH_MAX: usize = 64;

/// The kind of an entry in the upper bits of its mode.
const KIND_MASK: u32 = 0o170_000;
/// A regular file.
const KIND_FILE: u32 = 0o100_000;
/// A folder.
const KIND_FOLDER: u32 = 0o040_000;
/// A symbolic link.
const KIND_LINK: u32 = 0o120_000;

/// The permissions of files whose zip names none.
const MODE_DEFAULT: u32 = 0o644;

/// Unpacks into a folder that is there and empty; the bytes of all files.
pub(super) fn unpack(zip: &[u8], into: &Path) -> Result<u64, PackageError> {
    // Before its list is read into memory: no entry is without this mark.
    let marks = memchr::memmem::find_iter(zip, ENTRY_MARK)
        .take(ENTRIES_MAX + 1)
        .count();
    if marks > ENTRIES_MAX {
        return Err(refused(format!("it has more than {ENTRIES_MAX} entries")));
    }
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|error| refused(error.to_string()))?;
    let ratio_max = (zip.len() as u64).saturating_mul(RATIO_MAX).max(RATIO_FREE_BYTES);
    let mut room = Room {
        left: UNPACKED_BYTES_MAX.min(ratio_max),
        by_ratio: ratio_max < UNPACKED_BYTES_MAX,
    };
    let before = room.left;
    let mut links = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| refused(error.to_string()))?;
        let name = entry
            .name()
            .map_err(|error| refused(error.to_string()))?
            .into_owned();
        let place = into.join(safe_name(&name)?);
        let mode = entry.unix_mode();
        let kind = mode.map_or(0, |mode| mode & KIND_MASK);
        if kind == KIND_FOLDER || (kind == 0 && entry.is_dir()) {
            folder(&place)?;
            continue;
        }
        // Also of links, and before any is made: nothing is put into a folder through a link.
        if let Some(parent) = place.parent() {
            folder(parent)?;
        }
        match kind {
            KIND_LINK => links.push((place, target(&mut entry, &mut room)?)),
            // A zip made elsewhere than on Unix has no kinds.
            KIND_FILE | 0 => {
                let mode = mode.map(|mode| mode & 0o777).filter(|mode| *mode != 0);
                file(&mut entry, &place, mode.unwrap_or(MODE_DEFAULT), &mut room)?;
            }
            _ => return Err(refused(format!("`{name}` is neither file nor folder nor link"))),
        }
    }
    let root = fs::canonicalize(into)?;
    for (place, target) in &links {
        symlink(target, place).map_err(|error| twice(place, error))?;
    }
    // All links are there: what each really leads to, through others too.
    for (place, _) in &links {
        let inside = fs::canonicalize(place).is_ok_and(|found| found.starts_with(&root));
        if !inside {
            return Err(refused("a link leads out of it, or nowhere".to_owned()));
        }
    }
    Ok(before.saturating_sub(room.left))
}

fn refused(why: String) -> PackageError {
    PackageError::Refused(why)
}

/// Bytes that may still be written.
struct Room {
    left: u64,
    by_ratio: bool,
}

impl Room {
    fn take(&mut self, bytes: u64) -> Result<(), PackageError> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None if self.by_ratio => Err(refused(format!(
                "it is more than {RATIO_MAX} times larger than its zip"
            ))),
            None => Err(PackageError::TooLarge),
        }
    }
}

/// The name as a path that stays where it is put.
fn safe_name(name: &str) -> Result<PathBuf, PackageError> {
    let bad = || refused(format!("the name `{}` leads out of it", name.escape_default()));
    if name.starts_with('/') || name.contains(['\\', '\0']) {
        return Err(bad());
    }
    let mut path = PathBuf::new();
    let mut depth = 0;
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err(bad()),
            part => {
                path.push(part);
                depth += 1;
            }
        }
    }
    if depth > DEPTH_MAX {
        return Err(refused(format!(
            "it has more than {DEPTH_MAX} folders inside each other"
        )));
    }
    Ok(path)
}

fn folder(place: &Path) -> Result<(), PackageError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o755)
        .create(place)
        .map_err(|error| twice(place, error))
}

/// A name that is there already, as a file or a folder, is a fault of the zip.
fn twice(place: &Path, error: io::Error) -> PackageError {
    let is_there = [
        io::ErrorKind::AlreadyExists,
        io::ErrorKind::NotADirectory,
        io::ErrorKind::IsADirectory,
    ];
    if is_there.contains(&error.kind()) {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        refused(format!(
            "`{name}` is in it twice, as a file and as something else"
        ))
    } else if error.kind() == io::ErrorKind::InvalidFilename {
        refused("a name in it is too long".to_owned())
    } else {
        PackageError::Disk(error)
    }
}

fn file<R: Read>(
    entry: &mut ZipFile<'_, R>,
    place: &Path,
    mode: u32,
    room: &mut Room,
) -> Result<(), PackageError> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(place)
        .map_err(|error| twice(place, error))?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        let count = entry
            .read(&mut piece)
            .map_err(|error| refused(error.to_string()))?;
        let Some(bytes) = piece.get(..count).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        room.take(bytes.len() as u64)?;
        io::Write::write_all(&mut out, bytes)?;
    }
    // The owner must be able to read what it runs.
    out.set_permissions(Permissions::from_mode(mode | 0o400))?;
    Ok(())
}

fn target<R: Read>(entry: &mut ZipFile<'_, R>, room: &mut Room) -> Result<PathBuf, PackageError> {
    let mut text = String::new();
    entry
        .take(LINK_BYTES_MAX + 1)
        .read_to_string(&mut text)
        .map_err(|error| refused(error.to_string()))?;
    room.take(text.len() as u64)?;
    if text.is_empty() || text.len() as u64 > LINK_BYTES_MAX || text.starts_with('/') || text.contains('\0') {
        return Err(refused("a link leads out of it".to_owned()));
    }
    Ok(PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::testing::{Folder, zip_with};

    /// Zips with some bytes changed: each is unpacked or refused, and nothing stands or leads outside.
    #[test]
    fn damaged_zips_do_no_damage() {
        let plain = || SimpleFileOptions::default().unix_permissions(0o644);
        let zip = zip_with(|zip| {
            for name in ["a", "b/c", "b/d/e"] {
                zip.start_file(name, plain()).unwrap();
                zip.write_all(name.repeat(20).as_bytes()).unwrap();
            }
            zip.add_directory("f", plain()).unwrap();
            zip.add_symlink("b/up", "../a", plain()).unwrap();
            zip.add_symlink("g", "b/d", plain()).unwrap();
        });
        // Any sequence does that is the same every time (Knuth's constants for linear congruence).
        let mut state = 1_u64;
        let mut next = move |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let (mut unpacked, mut refused) = (0, 0);
        for _ in 0..300 {
            let folder = Folder::new();
            let tree = folder.path().join("tree");
            fs::create_dir(&tree).unwrap();
            let mut damaged = zip.clone();
            for _ in 0..=next(3) {
                let at = next(damaged.len());
                // What names and links are made of, so that they are hit often.
                let with = [b'.', b'/', b'\\', 0, b'a', u8::try_from(next(256)).unwrap()];
                damaged[at] = with[next(with.len())];
            }
            match unpack(&damaged, &tree) {
                Ok(_) => {
                    unpacked += 1;
                    leads_inside(&tree, &fs::canonicalize(&tree).unwrap());
                }
                Err(PackageError::Refused(_)) => refused += 1,
                Err(error) => panic!("{error}"),
            }
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
        assert!(unpacked > 20 && refused > 20, "{unpacked} {refused}");
    }

    fn leads_inside(folder: &Path, root: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            assert!(fs::canonicalize(entry.path()).unwrap().starts_with(root));
            if entry.file_type().unwrap().is_dir() {
                leads_inside(&entry.path(), root);
            }
        }
    }
}
