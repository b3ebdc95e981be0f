//! Which program runs a runtime.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A language with its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Python,
    Node,
    /// The package's own `bootstrap`.
    Provided,
}

/// What runs a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interpreter {
    pub(crate) language: Language,
    /// `None` for [`Language::Provided`].
    pub(crate) program: Option<PathBuf>,
    /// What its user should know.
    pub(crate) warning: Option<String>,
}

/// Python versions that are looked for, the newest first.
const PYTHON_MINORS: std::ops::RangeInclusive<u32> = 9..=14;

/// Finds what runs `runtime`, blocking: the program that is set for it, else the one of its version in `path`, else the nearest newer, else
/// any of its language.
pub(crate) fn find(
    runtime: &str,
    set: &BTreeMap<String, PathBuf>,
    path: Option<&std::ffi::OsStr>,
) -> Result<Interpreter, String> {
    let language = language(runtime)?;
    if language == Language::Provided {
        return Ok(Interpreter {
            language,
            program: None,
            warning: None,
        });
    }
    if let Some(program) = set.get(runtime) {
        return if program.is_file() {
            Ok(found(language, program.clone(), None))
        } else {
            Err(format!(
                "the program set for runtime `{runtime}` is not there: `{}`",
                program.display()
            ))
        };
    }
    // A program may be there and not run: a shim for a version that is switched off.
    let in_path = |name: &str| programs(name, path).find(|program| version(program).is_some());
    match language {
        Language::Python => python(runtime, &in_path),
        Language::Node | Language::Provided => node(runtime, path),
    }
}

fn language(runtime: &str) -> Result<Language, String> {
    if runtime.starts_with("python3.") {
        Ok(Language::Python)
    } else if runtime.starts_with("nodejs") {
        Ok(Language::Node)
    } else if matches!(runtime, "provided.al2023" | "provided.al2" | "provided") {
        Ok(Language::Provided)
    } else {
        Err(format!(
            "runtime `{runtime}` is not run here: use python3.9 or newer, nodejs18.x or newer, provided.al2023 or provided.al2"
        ))
    }
}

fn python(runtime: &str, in_path: &dyn Fn(&str) -> Option<PathBuf>) -> Result<Interpreter, String> {
    let wanted: u32 = runtime
        .strip_prefix("python3.")
        .and_then(|minor| minor.parse().ok())
        .ok_or_else(|| format!("`{runtime}` is no runtime"))?;
    if let Some(program) = in_path(&format!("python3.{wanted}")) {
        return Ok(found(Language::Python, program, None));
    }
    let newer = PYTHON_MINORS.filter(|minor| *minor > wanted);
    let older = PYTHON_MINORS.rev().filter(|minor| *minor < wanted);
    let mut names = newer
        .chain(older)
        .map(|minor| format!("python3.{minor}"))
        .chain(["python3".to_owned()]);
    let (name, program) = names
        .find_map(|name| in_path(&name).map(|program| (name, program)))
        .ok_or_else(|| missing(runtime, "python3"))?;
    let warning = format!("runtime `{runtime}` is not installed and is run by `{name}`");
    Ok(found(Language::Python, program, Some(warning)))
}

fn node(runtime: &str, path: Option<&std::ffi::OsStr>) -> Result<Interpreter, String> {
    let wanted = runtime
        .strip_prefix("nodejs")
        .and_then(|rest| rest.strip_suffix(".x"))
        .ok_or_else(|| format!("`{runtime}` is no runtime"))?;
    let (program, version) = programs("node", path)
        .find_map(|program| version(&program).map(|version| (program, version)))
        .ok_or_else(|| missing(runtime, "node"))?;
    let is_wanted = version.starts_with(&format!("v{wanted}."));
    let warning =
        (!is_wanted).then(|| format!("runtime `{runtime}` is not installed and is run by node {version}"));
    Ok(found(Language::Node, program, warning))
}

fn found(language: Language, program: PathBuf, warning: Option<String>) -> Interpreter {
    Interpreter {
        language,
        program: Some(program),
        warning,
    }
}

fn missing(runtime: &str, program: &str) -> String {
    format!(
        "runtime `{runtime}` needs `{program}`, which is not installed: install it, or set the program for this runtime"
    )
}

/// The first program of this name in the folders of `path`.
pub(crate) fn look(name: &str, path: Option<&std::ffi::OsStr>) -> Option<PathBuf> {
    programs(name, path).next()
}

/// The programs of this name in the folders of `path`.
fn programs(name: &str, path: Option<&std::ffi::OsStr>) -> impl Iterator<Item = PathBuf> {
    let folders: Vec<PathBuf> = path
        .map(|path| std::env::split_paths(path).collect())
        .unwrap_or_default();
    let files: Vec<PathBuf> = folders.into_iter().map(|folder| folder.join(name)).collect();
    files.into_iter().filter(|file| is_program(file))
}

/// What a program says its version is; `None` if it does not run.
fn version(program: &Path) -> Option<String> {
    let said = std::process::Command::new(program)
        .arg("--version")
        .stdin(std::process::Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

/// Whether a file can be run.
pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o111 != 0)
}
