//! The ready file: where a gateway listens, for whoever started it with port 0.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use serde_json::json;

/// Writes addresses and process id as JSON; the file appears whole or not at all.
pub(crate) fn write(path: &Path, listen: &[SocketAddr], control: SocketAddr) -> io::Result<()> {
    let listen: Vec<String> = listen.iter().map(ToString::to_string).collect();
    let value = json!({ "pid": std::process::id(), "listen": listen, "control": control.to_string() });
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}", std::process::id()));
    std::fs::write(&draft, format!("{value:#}\n"))?;
    std::fs::rename(&draft, path)
}
