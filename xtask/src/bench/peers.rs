//! The proxies under test: how each is configured and started.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bench::cases::allow_list;
use crate::control_client::host_of;
use crate::installation::{Installation, Place, Server};
use crate::process::{Running, free_address};
use crate::repository::{self, Scratch};

/// A proxy that listens.
pub(crate) struct Proxy {
    /// As in the report.
    pub(crate) name: &'static str,
    /// Where clients connect.
    pub(crate) address: SocketAddr,
    /// The host that clients name, where it is not the address.
    pub(crate) host: Option<String>,
    /// Its processes.
    pub(crate) running: Running,
}

/// What all proxies of one group share.
pub(crate) struct Setting<'a> {
    /// Worker processes or threads.
    pub(crate) workers: usize,
    /// Length of the allow list.
    pub(crate) cidrs: usize,
    /// The upstream.
    pub(crate) upstream: SocketAddr,
    /// For configurations, logs and state.
    pub(crate) scratch: &'a Scratch,
}

/// nginx: `allow`/`deny` for a short list, `geo` (its lookup tree, far better for many) for a long one.
pub(crate) fn nginx(setting: &Setting<'_>) -> Result<Proxy> {
    /// From this many entries on `geo` is the better form.
    const GEO_FROM: usize = 16;
    let address = free_address()?;
    let list = allow_list(setting.cidrs);
    let (geo, access) = if list.len() < GEO_FROM {
        let lines: String = list
            .iter()
            .map(|cidr| format!("        allow {cidr};\n"))
            .collect();
        (String::new(), format!("{lines}        deny all;"))
    } else {
        let lines: String = list.iter().map(|cidr| format!("        {cidr} 0;\n")).collect();
        (
            format!("    geo $refused {{\n        default 1;\n{lines}    }}"),
            "        if ($refused) { return 403; }".into(),
        )
    };
    // Workers of a master that is root would change to a user who cannot write here.
    let user = if is_root()? { "user root;" } else { "" };
    let text = template("nginx.conf")?
        .replace("@USER@", user)
        .replace("@WORKERS@", &setting.workers.to_string())
        .replace("@UPSTREAM@", &setting.upstream.to_string())
        .replace("@LISTEN@", &address.to_string())
        .replace("@GEO@", &geo)
        .replace("@ACCESS@", &access);
    let folder = setting.scratch.path();
    let file = setting.scratch.write("nginx.conf", &text)?;
    let prefix = format!("{}/", folder.display());
    let arguments = ["-p", &prefix, "-e", "stderr", "-c", &file.to_string_lossy()];
    start("nginx", Path::new("nginx"), &arguments, folder, address)
}

/// HAProxy: the list in a file, which it holds as a tree.
///
/// `buffer_bytes` is its buffer size: 16384 costs least for small answers, 65536 less than half of that for 1 MiB.
pub(crate) fn haproxy(setting: &Setting<'_>, buffer_bytes: usize) -> Result<Proxy> {
    let address = free_address()?;
    let list = setting
        .scratch
        .write("haproxy.list", &(allow_list(setting.cidrs).join("\n") + "\n"))?;
    let text = template("haproxy.cfg")?
        .replace("@WORKERS@", &setting.workers.to_string())
        .replace("@BUFFER_BYTES@", &buffer_bytes.to_string())
        .replace("@UPSTREAM@", &setting.upstream.to_string())
        .replace("@LISTEN@", &address.to_string())
        .replace("@ALLOW_LIST@", &list.to_string_lossy());
    let file = setting
        .scratch
        .write(&format!("haproxy-{buffer_bytes}.cfg"), &text)?;
    start(
        "haproxy",
        Path::new("haproxy"),
        &["-db", "-f", &file.to_string_lossy()],
        setting.scratch.path(),
        address,
    )
}

/// Portcullis with everything on that is on by default.
pub(crate) fn portcullis(setting: &Setting<'_>, binary: &Path) -> Result<Proxy> {
    let (address, control) = (free_address()?, free_address()?);
    let file = setting.scratch.write("bench.yaml", &definition(setting, "")?)?;
    let data = setting.scratch.path().join("data");
    let (listen, control, workers) = (
        address.to_string(),
        control.to_string(),
        setting.workers.to_string(),
    );
    let (file, data) = (file.to_string_lossy(), data.to_string_lossy());
    let mut arguments = vec![
        "serve",
        &file,
        "--listen",
        &listen,
        "--control",
        &control,
        "--workers",
        &workers,
        "--data",
        &data,
    ];
    if setting.cidrs > 100 {
        arguments.extend(["--policy-characters-max", "10000000"]);
    }
    start("portcullis", binary, &arguments, setting.scratch.path(), address)
}

/// The rate of an account is checked, as always, and never reached: what it costs is measured, not what it refuses. The
/// settings file is found in the working folder.
pub(crate) const RATE: &str =
    "[limits]\naccount_requests_per_second = 1_000_000_000\naccount_requests_at_once = 1_000_000_000\n";
/// The throttle of every method of a deployed API, as RATE.
const METHOD_RATE: &str = "1000000000";

/// Portcullis with the same API imported, deployed and throttled through its control plane.
pub(crate) fn deployed_portcullis(setting: &Setting<'_>, binary: &Path) -> Result<Proxy> {
    let folder = setting.scratch.path().join("deployed");
    let mut installation = Installation::new(binary, &folder, Place::Sqlite)?;
    installation.write("portcullis.toml", RATE)?;
    let workers = setting.workers.to_string();
    let mut arguments = vec!["--workers", &workers];
    if setting.cidrs > 100 {
        arguments.extend(["--policy-characters-max", "10000000"]);
    }
    installation.set_arguments(&arguments);
    deployed(setting, "portcullis", installation.start()?)
}

/// Deploys the API on a server that runs.
pub(crate) fn deployed(setting: &Setting<'_>, name: &'static str, server: Server) -> Result<Proxy> {
    let api = deploy(&server, &definition(setting, "")?)?;
    Ok(Proxy {
        name,
        address: server.listen,
        host: Some(host_of(&api)),
        running: server.running,
    })
}

/// Imports a definition, deploys it to `prod` and throttles its methods. Gives the API's id.
pub(crate) fn deploy(server: &Server, definition: &str) -> Result<String> {
    let mut client = server.client();
    let imported = client.send("POST", "/restapis?mode=import", definition)?.json()?;
    let api = imported
        .get("id")
        .and_then(Value::as_str)
        .context("an API without an id")?;
    let stage = json!({ "stageName": "prod" });
    client.ask("POST", &format!("/restapis/{api}/deployments"), Some(&stage))?;
    let limit = |what: &str| json!({ "op": "replace", "path": format!("/*/*/throttling/{what}"), "value": METHOD_RATE });
    let throttle = json!({ "patchOperations": [limit("rateLimit"), limit("burstLimit")] });
    client.ask("PATCH", &format!("/restapis/{api}/stages/prod"), Some(&throttle))?;
    Ok(api.to_owned())
}

/// The API definition Portcullis serves, with further paths when given.
pub(crate) fn definition(setting: &Setting<'_>, more_paths: &str) -> Result<String> {
    let cidrs: Vec<String> = allow_list(setting.cidrs)
        .iter()
        .map(|cidr| format!("            - \"{cidr}\""))
        .collect();
    Ok(template("portcullis.yaml")?
        .replace("@CIDRS@", &cidrs.join("\n"))
        .replace("@UPSTREAM@", &setting.upstream.to_string())
        .replace("@MORE_PATHS@", more_paths))
}

fn start(
    name: &'static str,
    program: &Path,
    arguments: &[&str],
    folder: &Path,
    address: SocketAddr,
) -> Result<Proxy> {
    let mut running = Running::start(name, program, arguments, folder)?;
    running.wait_for_port(address)?;
    Ok(Proxy {
        name,
        address,
        host: None,
        running,
    })
}

fn template(name: &str) -> Result<String> {
    let path: PathBuf = repository::root()?.join("benches/proxy").join(name);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn is_root() -> Result<bool> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    Ok(status
        .lines()
        .any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0")))
}
