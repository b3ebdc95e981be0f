//! The ready file: where a gateway listens, for whoever started it with port 0.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde_json::json;

/// A ready file in the making: it is begun before anything listens, so that a place where none can be written starts
/// nothing, and appears whole when everything does.
#[derive(Debug)]
pub(crate) struct Draft {
    draft: PathBuf,
    path: PathBuf,
}

impl Draft {
    /// Begins the file.
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        let mut draft = path.as_os_str().to_owned();
        draft.push(format!(".{}", std::process::id()));
        let draft = PathBuf::from(draft);
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        std::fs::write(&draft, "")?;
        Ok(Self {
            draft,
            path: path.to_owned(),
        })
    }

    /// Writes addresses and process id as JSON; the file appears.
    pub(crate) fn publish(self, listen: &[SocketAddr], control: SocketAddr) -> io::Result<()> {
        let listen: Vec<String> = listen.iter().map(ToString::to_string).collect();
        let value = json!({ "pid": std::process::id(), "listen": listen, "control": control.to_string() });
        std::fs::write(&self.draft, format!("{value:#}\n"))?;
        std::fs::rename(&self.draft, &self.path)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Gone already if it was published.
        let _ = std::fs::remove_file(&self.draft);
    }
}
