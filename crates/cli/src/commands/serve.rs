//! `portcullis serve [FILE…]`

use std::path::PathBuf;

use serde_json::json;
use server::findings::{self, Problem};
use server::{DataFolderError, Inputs, StartFailure};

use crate::report::{Failure, Format, Outcome, Report};

/// Serves API definitions, and what AWS's own tools deploy, until SIGTERM or SIGINT.
///
/// Everything can also be set in a TOML file and by environment variables (docs/settings.md); flags win. Definitions with
/// any error start nothing: every error is shown and the exit code is 2. SIGHUP and `portcullis reload` read everything anew.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis serve
  portcullis serve examples/ai-gateway/openapi.yaml
  portcullis serve pets.yaml orders.yaml --stage dev --listen 127.0.0.1:8080 --listen '[::1]:8080'
  portcullis serve openapi.yaml --listen 0.0.0.0:8443 --tls-cert chain.pem --tls-key key.pem
  portcullis serve --config /etc/portcullis/portcullis.toml")]
pub(crate) struct Arguments {
    /// API definitions: OpenAPI 2.0 or 3, JSON or YAML, with x-amazon-apigateway extensions.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The stage of files whose `[[api]]` names none [default: prod].
    #[arg(long, value_name = "NAME")]
    stage: Option<String>,
    /// An address of the data plane; may be given several times [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDR")]
    listen: Vec<String>,
    /// The address of the control listener [default: 127.0.0.1:4566].
    #[arg(long, value_name = "ADDR")]
    control: Option<String>,
    /// Permit a control address that other machines reach.
    #[arg(long)]
    control_allow_remote: bool,
    /// The data folder, which holds the control token [default: `portcullis` in the XDG data folder].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where the control plane keeps what it is told: a PostgreSQL URL, or the path of a SQLite file [default:
    /// `store.sqlite` in the data folder].
    #[arg(long, value_name = "URL|FILE")]
    store: Option<String>,
    /// Take any signature on the control listener, on loopback only: for development.
    #[arg(long)]
    dev: bool,
    /// Data-plane threads [default: one a processor].
    #[arg(long, value_name = "N")]
    workers: Option<u32>,
    /// The settings file [default: portcullis.toml, if it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Serve definitions that hold extensions this version does not enforce; each is told at every start.
    #[arg(long)]
    allow_unenforced: bool,
    /// The most characters a resource policy may have; AWS refuses more than 8192.
    #[arg(long, value_name = "N")]
    policy_characters_max: Option<u32>,
    /// Where the access log goes; `-` is standard output [default: none].
    #[arg(long, value_name = "FILE")]
    access_log: Option<PathBuf>,
    /// `json`, or a format of `$context` variables [default: json].
    #[arg(long, value_name = "FORMAT")]
    access_log_format: Option<String>,
    /// PEM certificate chain for the data plane.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// PEM private key for the data plane.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Where the client's address comes from [default: socket].
    #[arg(long, value_name = "RULE", value_parser = ["socket", "proxy-protocol", "header"])]
    source_address: Option<String>,
    /// An address block of proxies that may state a client's address; may be given several times.
    #[arg(long, value_name = "CIDR")]
    trusted: Vec<String>,
    /// The refusal texts: those of today, or those AWS used before 2025 [default: current].
    #[arg(long, value_name = "WHICH", value_parser = ["current", "older"])]
    denial_texts: Option<String>,
    /// A file written when everything listens: JSON with addresses and process id.
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// The program's own log: lines for people, or JSON [default: text].
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"])]
    log_format: Option<String>,
}

pub(crate) fn run(arguments: Arguments, format: Format) -> Outcome {
    if arguments.store.as_deref().is_some_and(has_password) {
        crate::report::note(
            "the password in `--store` can be read in the list of processes: give the URL in the variable PORTCULLIS_STORE or \
             in the settings file",
        );
    }
    let inputs = Inputs::of_process(arguments.config.clone(), flags(arguments));
    match server::serve(&inputs) {
        Ok(()) => Ok(Report {
            text: String::new(),
            json: json!({ "stopped": true }),
            good: true,
        }),
        Err(failure) => Err(refusal(failure, format)),
    }
}

/// Whether a URL names a user with a password.
fn has_password(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || rest.contains("password=")
}

/// Every finding; the log is not open yet, so the command itself tells.
fn refusal(failure: StartFailure, format: Format) -> Failure {
    match failure {
        StartFailure::Definitions(problems) => {
            if format == Format::Text {
                let errors = findings::error_count(&problems);
                crate::report::note(&format!(
                    "nothing was started: {}",
                    crate::report::count(errors, "error")
                ));
            }
            Failure::Problems(problems)
        }
        StartFailure::Settings(errors) => Failure::Problems(
            errors
                .iter()
                .map(|error| Problem::Plain(error.to_string()))
                .collect(),
        ),
        StartFailure::DataFolder(error @ DataFolderError::Io { .. }) => Failure::message(format!(
            "{}; choose another folder with `--data`",
            server::error_chain(&error)
        )),
        other @ (StartFailure::DataFolder(_)
        | StartFailure::Seal(_)
        | StartFailure::Gateway(_)
        | StartFailure::ControlPlane(_)
        | StartFailure::Listen { .. }
        | StartFailure::ReadyFile { .. }
        | StartFailure::System { .. }) => Failure::message(server::error_chain(&other)),
    }
}

/// The flags as settings.
fn flags(arguments: Arguments) -> Vec<(&'static str, toml::Value, &'static str)> {
    let path = |path: PathBuf| toml::Value::String(path.to_string_lossy().into_owned());
    let list = |values: Vec<String>| (!values.is_empty()).then(|| toml::Value::from(values));
    let files: Vec<String> = arguments
        .files
        .iter()
        .map(|file| file.to_string_lossy().into_owned())
        .collect();
    let switch = |on: bool| on.then_some(toml::Value::Boolean(true));
    let number = |value: Option<u32>| value.map(|value| toml::Value::Integer(value.into()));
    let all = [
        ("files", list(files), "FILE"),
        ("stage", arguments.stage.map(Into::into), "--stage"),
        ("listen", list(arguments.listen), "--listen"),
        ("control.address", arguments.control.map(Into::into), "--control"),
        (
            "control.allow_remote",
            switch(arguments.control_allow_remote),
            "--control-allow-remote",
        ),
        ("data", arguments.data.map(path), "--data"),
        ("store", arguments.store.map(Into::into), "--store"),
        ("dev", switch(arguments.dev), "--dev"),
        ("workers", number(arguments.workers), "--workers"),
        (
            "allow_unenforced",
            switch(arguments.allow_unenforced),
            "--allow-unenforced",
        ),
        (
            "policy.characters_max",
            number(arguments.policy_characters_max),
            "--policy-characters-max",
        ),
        ("access_log.file", arguments.access_log.map(path), "--access-log"),
        (
            "access_log.format",
            arguments.access_log_format.map(Into::into),
            "--access-log-format",
        ),
        ("tls_certificate_file", arguments.tls_cert.map(path), "--tls-cert"),
        ("tls_key_file", arguments.tls_key.map(path), "--tls-key"),
        (
            "source_address",
            arguments.source_address.map(Into::into),
            "--source-address",
        ),
        ("trusted", list(arguments.trusted), "--trusted"),
        (
            "denial_texts",
            arguments.denial_texts.map(Into::into),
            "--denial-texts",
        ),
        ("ready_file", arguments.ready_file.map(path), "--ready-file"),
        ("log.format", arguments.log_format.map(Into::into), "--log-format"),
    ];
    all.into_iter()
        .filter_map(|(key, value, flag)| Some((key, value?, flag)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::has_password;

    #[test]
    fn passwords_in_urls_are_seen() {
        for url in ["postgres://a:b@db/x", "postgres://db/x?user=a&password=b"] {
            assert!(has_password(url), "{url}");
        }
        for url in [
            "postgres://a@db:5432/x",
            "postgres://db/x",
            "/var/lib/a:b@c.sqlite",
            "",
        ] {
            assert!(!has_password(url), "{url}");
        }
    }
}
