//! What a worker is given: its program, its environment, its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use portcullis_core::Timestamp;

use crate::bootstrap::Bootstraps;
use crate::error_text::Failure;
use crate::interpreter::{self, Interpreter, Language};
use crate::logs::LogSink;
use crate::process::Undertaker;
use crate::spec::{Credentials, FunctionSpec};

/// What workers need to know of their host.
#[derive(Debug)]
pub(crate) struct Surroundings {
    pub(crate) bootstraps: Bootstraps,
    pub(crate) logs: Arc<dyn LogSink>,
    pub(crate) setpriv: Option<PathBuf>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) path: String,
    pub(crate) now: fn() -> Timestamp,
    pub(crate) undertaker: Undertaker,
    /// Where the workers' folders are.
    pub(crate) workers_folder: PathBuf,
    /// Counts workers: each has a folder and a log stream of its own.
    pub(crate) workers: AtomicU64,
}

impl Surroundings {
    pub(crate) fn next_number(&self) -> u64 {
        self.workers.fetch_add(1, Ordering::Relaxed)
    }

    /// `2026/11/20/[$LATEST]0123…`
    pub(crate) fn log_stream(&self, spec: &FunctionSpec, number: u64) -> String {
        let at = (self.now)();
        let day = at.civil();
        format!(
            "{:04}/{:02}/{:02}/[{}]{:016x}{number:016x}",
            day.year, day.month, day.day, spec.version, at.epoch_ms
        )
    }
}

/// The program that a worker runs.
pub(crate) fn bootstrap(
    spec: &FunctionSpec,
    interpreter: &Interpreter,
    around: &Surroundings,
) -> Result<PathBuf, Failure> {
    match interpreter.language {
        Language::Python => Ok(around.bootstraps.python.clone()),
        Language::Node => Ok(around.bootstraps.node.clone()),
        Language::Provided => {
            let places = std::iter::once(&spec.code).chain(spec.layers.iter().rev());
            let mut files = places.map(|folder| folder.join("bootstrap"));
            let file = files.find(|file| file.is_file()).ok_or_else(|| {
                Failure::entrypoint("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]")
            })?;
            if interpreter::is_program(&file) {
                Ok(file)
            } else {
                Err(Failure::entrypoint(
                    "fork/exec /var/task/bootstrap: permission denied",
                ))
            }
        }
    }
}

/// What the environment of a worker is made of, beside its function.
pub(crate) struct Place<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) runtime_api: &'a str,
    pub(crate) log_stream: &'a str,
}

/// The environment of a worker: AWS's names, then the function's own, which do not replace AWS's.
///
/// Source: AWS Lambda developer guide, "Defined runtime environment variables".
pub(crate) fn environment(
    spec: &FunctionSpec,
    interpreter: &Interpreter,
    credentials: Option<Credentials>,
    around: &Surroundings,
    place: &Place<'_>,
) -> Vec<(String, String)> {
    let own = |name: &str| spec.environment.get(name).cloned();
    let code = spec.code.display().to_string();
    let folder = place.folder.display().to_string();
    // Without a private /opt the folders of layers are named to whoever looks for them. The last layer wins.
    let layers: Vec<String> = spec
        .layers
        .iter()
        .rev()
        .map(|folder| folder.display().to_string())
        .collect();
    let below = |parts: &[&str]| -> Vec<String> {
        let each = layers
            .iter()
            .flat_map(|layer| parts.iter().map(move |part| format!("{layer}/{part}")));
        each.collect()
    };
    let joined = |first: Option<String>, rest: Vec<String>| -> Option<String> {
        let all: Vec<String> = first.into_iter().chain(rest).collect();
        (!all.is_empty()).then(|| all.join(":"))
    };
    let mut all = Environment(Vec::new());
    all.set("LANG", own("LANG").unwrap_or_else(|| "en_US.UTF-8".to_owned()));
    all.set("TZ", own("TZ").unwrap_or_else(|| ":UTC".to_owned()));
    if let Some(url) = &around.endpoint_url {
        all.set("AWS_ENDPOINT_URL", url.clone());
    }
    for (name, value) in &spec.environment {
        all.set(name, value.clone());
    }
    let path = own("PATH").unwrap_or_else(|| around.path.clone());
    all.set("PATH", joined(Some(path), below(&["bin"])).unwrap_or_default());
    let mut libraries = vec![code.clone(), format!("{code}/lib")];
    libraries.extend(below(&["lib"]));
    if let Some(libraries) = joined(own("LD_LIBRARY_PATH"), libraries) {
        all.set("LD_LIBRARY_PATH", libraries);
    }
    match interpreter.language {
        Language::Python => {
            if own("PYTHONDONTWRITEBYTECODE").is_none() {
                all.set("PYTHONDONTWRITEBYTECODE", "1".to_owned());
            }
            let site = format!("python/lib/{}/site-packages", spec.runtime);
            if let Some(path) = joined(own("PYTHONPATH"), below(&["python", &site])) {
                all.set("PYTHONPATH", path);
            }
        }
        Language::Node => {
            let version = spec.runtime.trim_start_matches("nodejs").trim_end_matches(".x");
            let versioned = format!("nodejs/node{version}/node_modules");
            if let Some(path) = joined(own("NODE_PATH"), below(&[&versioned, "nodejs/node_modules"])) {
                all.set("NODE_PATH", path);
            }
        }
        Language::Provided => {}
    }
    for (name, value) in [
        ("AWS_LAMBDA_RUNTIME_API", place.runtime_api.to_owned()),
        ("_HANDLER", spec.handler.clone()),
        ("LAMBDA_TASK_ROOT", code),
        (
            "LAMBDA_RUNTIME_DIR",
            around.bootstraps.folder.display().to_string(),
        ),
        ("AWS_LAMBDA_FUNCTION_NAME", spec.name.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", spec.version.clone()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", spec.memory_mb.to_string()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", spec.log_group.clone()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", place.log_stream.to_owned()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
        ("AWS_EXECUTION_ENV", format!("AWS_Lambda_{}", spec.runtime)),
        ("AWS_REGION", spec.region.clone()),
        ("AWS_DEFAULT_REGION", spec.region.clone()),
        ("TMPDIR", folder.clone()),
        ("HOME", folder),
    ] {
        all.set(name, value);
    }
    if let Some(credentials) = credentials {
        all.set("AWS_ACCESS_KEY_ID", credentials.access_key_id);
        all.set("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key);
        all.set("AWS_SESSION_TOKEN", credentials.session_token);
    }
    all.0
}

/// Names with values, of which the last one set counts.
struct Environment(Vec<(String, String)>);

impl Environment {
    fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value));
    }
}
