//! The programs that run Python and Node functions, written to the host's folder.

use std::io;
use std::path::{Path, PathBuf};

const PYTHON: &str = include_str!("python.py");
const NODE: &str = include_str!("node.mjs");

/// Where the programs are.
#[derive(Debug, Clone)]
pub(crate) struct Bootstraps {
    pub(crate) folder: PathBuf,
    pub(crate) python: PathBuf,
    pub(crate) node: PathBuf,
}

impl Bootstraps {
    /// Writes them below `folder`.
    pub(crate) fn write(folder: &Path) -> io::Result<Self> {
        let folder = folder.join("bootstrap");
        std::fs::create_dir_all(&folder)?;
        let write = |name: &str, text: &str| {
            let file = folder.join(name);
            std::fs::write(&file, text).map(|()| file)
        };
        Ok(Self {
            python: write("portcullis_python.py", PYTHON)?,
            node: write("portcullis_node.mjs", NODE)?,
            folder,
        })
    }
}
