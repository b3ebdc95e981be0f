//! Where things are in this repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder that holds the workspace.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .map(Path::to_owned)
        .context("xtask has no parent folder")
}

/// The build folder of the workspace.
pub(crate) fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(root()?.join("target")),
    }
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// A new empty folder below the build folder, gone when dropped.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// `name` says what it is for; the process id keeps two runs apart.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let target = target()?;
        remove_left_behind(&target, name);
        let path = target.join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self { path })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file in it and tells its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays below the build folder, which is not kept either.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Removes the folders of runs that were killed: their process is gone.
fn remove_left_behind(target: &Path, name: &str) {
    for entry in std::fs::read_dir(target).into_iter().flatten().flatten() {
        let folder = entry.file_name().to_string_lossy().into_owned();
        let process = folder
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('-')?.parse::<u32>().ok());
        if process.is_some_and(|id| id == std::process::id() || !Path::new(&format!("/proc/{id}")).exists()) {
            // As above.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
