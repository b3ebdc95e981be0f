//! The data folder: what this installation keeps between starts. Today that is the control token.
//!
//! The token is 256 random bits in hex, made at the first start, in a file only its owner can read. It never appears in the
//! log, in an answer or on a command line. A token file that others can read is refused rather than repaired: whoever read
//! it before would keep it.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use subtle::ConstantTimeEq as _;

/// The token's file inside the data folder.
pub const TOKEN_FILE: &str = "control-token";

const TOKEN_BYTES: usize = 32;

/// Why the data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// A file or folder cannot be made or read.
    #[error("cannot {action} `{path}`")]
    Io {
        /// What was tried.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Others may read the token.
    #[error(
        "`{path}` may be read by others (mode {mode:04o}): remove it, a new one is made at the next start"
    )]
    Exposed {
        /// The token's file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The token's file holds something else.
    #[error("`{0}` does not hold a control token: remove it, a new one is made at the next start")]
    Damaged(PathBuf),
    /// The system gave no random bits.
    #[error("the system gave no random bits for the control token: {0}")]
    Random(String),
}

/// The secret that callers of the control listener present. Its text is shown nowhere.
pub struct ControlToken(String);

impl std::fmt::Debug for ControlToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ControlToken(…)")
    }
}

impl ControlToken {
    /// Whether `presented` is the token; takes the same time wherever the two differ.
    pub fn matches(&self, presented: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(presented).into()
    }

    /// The value of an `Authorization` header that presents it.
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// Reads the token of `folder`.
    pub fn read(folder: &Path) -> Result<Self, DataFolderError> {
        let path = folder.join(TOKEN_FILE);
        let io = |source| DataFolderError::Io {
            action: "read",
            path: path.clone(),
            source,
        };
        let mode = fs::metadata(&path).map_err(io)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(DataFolderError::Exposed { path, mode });
        }
        let text = fs::read_to_string(&path).map_err(io)?;
        let text = text.trim_end();
        if text.len() != TOKEN_BYTES * 2 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(DataFolderError::Damaged(path));
        }
        Ok(Self(text.to_owned()))
    }

    /// Reads the token of `folder`, making folder (mode 0700) and token (mode 0600) where they are missing.
    pub fn open(folder: &Path) -> Result<Self, DataFolderError> {
        let path = folder.join(TOKEN_FILE);
        let making = |action, path: &Path| {
            let path = path.to_owned();
            move |source| DataFolderError::Io { action, path, source }
        };
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(making("make the data folder", folder))?;
        if !path.exists() {
            Self::write_new(&path)?;
        }
        Self::read(folder)
    }

    fn write_new(path: &Path) -> Result<(), DataFolderError> {
        let mut bits = [0u8; TOKEN_BYTES];
        getrandom::fill(&mut bits).map_err(|error| DataFolderError::Random(error.to_string()))?;
        let text: String = bits.iter().map(|byte| format!("{byte:02x}")).collect();
        write_secret(path, &text).map_err(|source| DataFolderError::Io {
            action: "write",
            path: path.to_owned(),
            source,
        })
    }
}

/// Writes a secret's line into a new file that only its owner can read; nothing happens where there is one. It is written
/// beside its place and linked there, so that nobody reads half of it and the first of two processes that start at once wins.
pub(crate) fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    // Not by process id: two containers that share the folder may both be the first process of theirs.
    let mut number = [0u8; 8];
    getrandom::fill(&mut number).map_err(|error| io::Error::other(error.to_string()))?;
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{:016x}", u64::from_ne_bytes(number)));
    let draft = PathBuf::from(draft);
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .and_then(|mut file| writeln!(file, "{text}").and_then(|()| file.sync_all()))
        .and_then(|()| match fs::hard_link(&draft, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        })
        // What is sealed with a key outlives a loss of power, so the key's name must too.
        .and_then(|()| sync_folder_of(path));
    let removed = fs::remove_file(&draft);
    written.and(removed)
}

/// Waits until the names in the folder of a file are on disk.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("portcullis-data-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_token_is_made_once_for_its_owner_only() {
        let folder = folder("once");
        let first = ControlToken::open(&folder).unwrap();
        let second = ControlToken::open(&folder).unwrap();
        assert!(first.matches(second.0.as_bytes()));
        assert!(!first.matches(b""));
        assert!(!first.matches(&second.0.as_bytes()[1..]));
        assert_eq!(
            fs::metadata(folder.join(TOKEN_FILE))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(format!("{first:?}"), "ControlToken(…)");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_exposed_or_damaged_token_is_refused() {
        let folder = folder("exposed");
        ControlToken::open(&folder).unwrap();
        let path = folder.join(TOKEN_FILE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            ControlToken::open(&folder),
            Err(DataFolderError::Exposed { mode: 0o644, .. })
        ));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, "short\n").unwrap();
        assert!(matches!(
            ControlToken::open(&folder),
            Err(DataFolderError::Damaged(_))
        ));
        fs::remove_dir_all(folder).unwrap();
    }
}
