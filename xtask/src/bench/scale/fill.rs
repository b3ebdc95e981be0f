//! Fills a store with deployed APIs through the control plane.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::control_client::{AccessKey, ControlClient};
use crate::installation::{Installation, Place};

/// APIs of an account: AWS's quota is 600.
const APIS_PER_ACCOUNT: usize = 500;
/// Connections that import and deploy at the same time.
const CONNECTIONS: usize = 8;

/// The key that secrets of a store are sealed with, in the folder of an installation.
pub(super) const KEY_FILE: &str = "data/seal.key";

/// Where the key of a backup is kept.
pub(super) fn key_of(backup: &Path) -> PathBuf {
    backup.with_extension("key")
}

/// Fills a new store and writes its backup, and the key that belongs to it.
pub(super) fn fill(binary: &Path, folder: &Path, apis: usize, routes: usize, backup: &Path) -> Result<()> {
    let mut installation = Installation::new(binary, folder, Place::Sqlite)?;
    // There an access key of twelve digits is that account, whatever it signs with.
    installation.set_arguments(&["--dev"]);
    let server = installation.start()?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= apis {
                return Ok(());
            }
            let key = AccessKey {
                id: format!("1{:011}", number / APIS_PER_ACCOUNT),
                secret: "any".to_owned(),
            };
            let mut client = ControlClient::new(server.control, &key);
            let made = client.ask("POST", "/restapis?mode=import", Some(&document(number, routes)))?;
            let api = made
                .get("id")
                .and_then(Value::as_str)
                .context("an API without an id")?;
            let stage = json!({ "stageName": "prod" });
            client.ask("POST", &format!("/restapis/{api}/deployments"), Some(&stage))?;
        }
    };
    let worked: Result<Vec<()>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(work)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Result<()>>| match thread.join() {
            Ok(worked) => worked,
            Err(_) => bail!("a thread panicked"),
        };
        threads.into_iter().map(join).collect()
    });
    worked.with_context(|| server.last_words())?;
    server.stop()?;
    installation.open_store()?.backup(backup)?;
    // What is sealed in the backup can be read with it alone.
    std::fs::copy(folder.join(KEY_FILE), key_of(backup))?;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// An API as people have them: a policy for two address blocks, routes with a parameter that lead to a service.
fn document(number: usize, routes: usize) -> Value {
    let mut paths = serde_json::Map::new();
    for route in 0..routes {
        let path = match route % 2 {
            0 => format!("/things-{route}"),
            _ => format!("/things-{route}/{{id}}"),
        };
        let operation = json!({
            "responses": { "200": { "description": "ok" } },
            "x-amazon-apigateway-integration": {
                "type": "http_proxy",
                "httpMethod": "GET",
                "uri": format!("http://127.0.0.1:9/service-{number}/things-{route}"),
            },
        });
        paths.insert(path, json!({ "get": operation }));
    }
    json!({
        "openapi": "3.0.1",
        "info": { "title": format!("api {number}"), "version": "1" },
        "x-amazon-apigateway-policy": {
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Principal": "*",
                "Action": "execute-api:Invoke",
                "Resource": "execute-api:/*",
                "Condition": { "IpAddress": { "aws:SourceIp": ["203.0.113.0/24", "127.0.0.0/25"] } },
            }],
        },
        "paths": paths,
    })
}

/// An API that answers which version it is.
pub(super) fn versioned(version: usize) -> Value {
    json!({
        "openapi": "3.0.1",
        "info": { "title": "versioned", "version": "1" },
        "paths": { "/version": { "get": {
            "responses": { "200": { "description": "ok" } },
            "x-amazon-apigateway-integration": {
                "type": "mock",
                "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                "responses": { "default": {
                    "statusCode": "200",
                    "responseTemplates": { "application/json": version_text(version) },
                } },
            },
        } } },
    })
}

/// What it answers.
pub(super) fn version_text(version: usize) -> String {
    format!("version {version}")
}
