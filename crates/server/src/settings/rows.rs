//! Every setting, one row each: the environment, the command line, the documentation and its test read the rows.

/// How the text of an environment variable is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A path; relative ones are resolved against the settings file's folder when they stand there.
    Path,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Texts with commas between them.
    List,
    /// Paths with commas between them.
    PathList,
}

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its key in the TOML file; a dot stands for a table.
    pub key: &'static str,
    /// How it is read from the environment.
    pub kind: Kind,
    /// What holds when it is not set, as documented.
    pub default: &'static str,
    /// What it does, in one sentence.
    pub about: &'static str,
}

impl Row {
    /// The environment variable: `limits.connections_max` is `PORTCULLIS_LIMITS_CONNECTIONS_MAX`.
    pub fn variable(&self) -> String {
        format!("PORTCULLIS_{}", self.key.replace('.', "_").to_ascii_uppercase())
    }
}

const fn row(key: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Row {
    Row {
        key,
        kind,
        default,
        about,
    }
}

/// All settings that have one value or one list of values; `[[api]]` and `[[listener]]` tables exist in the file only.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row("files", Kind::PathList, "every `[[api]]`", "the API definitions to serve"),
    row("stage", Kind::Text, "prod", "the stage of files that name none"),
    row("partition", Kind::Text, "aws", "the partition in ARNs of files that name none"),
    row("region", Kind::Text, "us-east-1", "the region in ARNs of files that name none"),
    row("account", Kind::Text, "000000000000", "the account in ARNs of files that name none"),
    row("allow_unenforced", Kind::Bool, "false", "serve definitions that hold extensions this version does not enforce; each is told in the log at every start and by the control listener"),
    row("data", Kind::Path, "`portcullis` in the XDG data folder", "the folder that holds the control token, the root access keys, the key file and the store"),
    row("store", Kind::Text, "`store.sqlite` in the data folder", "where the control plane keeps what it is told: a PostgreSQL URL, or the path of a SQLite file"),
    row("key_file", Kind::Path, "`seal.key` in the data folder", "the key that secrets in the store are sealed with; made at the first start"),
    row("dev", Kind::Bool, "false", "take any signature on the control listener, which then must be a loopback address: for development"),
    row("policy_live", Kind::Bool, "false", "a resource policy that is saved through the control plane holds at once, without the deployment AWS asks for"),
    row("truststores_folder", Kind::Path, "none", "the folder that `file:NAME` trust stores of mutual TLS are read from"),
    row("ready_file", Kind::Path, "none", "a file written when everything listens: JSON with the addresses and the process id"),
    row("workers", Kind::Number, "one a processor", "data-plane threads"),
    row("denial_texts", Kind::Text, "current", "`current`, or `older` for the refusal texts AWS used before 2025"),
    row("listen", Kind::List, "127.0.0.1:8080", "addresses of the data plane"),
    row("tls_certificate_file", Kind::Path, "none", "PEM certificate chain for the addresses of `listen`"),
    row("tls_key_file", Kind::Path, "none", "PEM private key for the addresses of `listen`"),
    row("tls_minimum_version", Kind::Text, "1.2", "the oldest TLS version the addresses of `listen` accept: `1.2` or `1.3`"),
    row("dual_stack", Kind::Bool, "false", "IPv6 addresses of `listen` take IPv4 clients too"),
    row("source_address", Kind::Text, "socket", "where the addresses of `listen` take the client's address from: `socket`, `proxy-protocol` or `header`"),
    row("source_header", Kind::Text, "x-forwarded-for", "the header read with `source_address = \"header\"`: `x-forwarded-for` or `forwarded`"),
    row("trusted", Kind::List, "none", "address blocks of the proxies that may state a client's address"),
    row("trust_forwarded_scheme", Kind::Bool, "false", "believe those proxies about the scheme (`X-Forwarded-Proto`, PROXY protocol), which `aws:SecureTransport` tells"),
    row("method_override", Kind::Text, "honoured", "`honoured`: the header `X-HTTP-Method-Override` changes the verb as on AWS; or `ignored`"),
    row("policy.characters_max", Kind::Number, "8192", "the most characters a resource policy may have; AWS refuses more than 8192"),
    row("policy.private_clients", Kind::Bool, "whether a listener has a private or loopback address", "clients come from private networks, so private address blocks in a policy are meant (lints)"),
    row("control.address", Kind::Text, "127.0.0.1:4566", "address of the control listener"),
    row("control.allow_remote", Kind::Bool, "false", "permit a control address that other machines reach"),
    row("control.host_names", Kind::List, "none", "names other than `localhost` that requests to the control listener may carry as `Host`"),
    row("records.kept_max", Kind::Number, "1024", "decision records of answered requests kept in memory, per thread"),
    row("records.refusals_kept_max", Kind::Number, "1024", "decision records of refused requests kept in memory, per thread"),
    row("access_log.file", Kind::Path, "none", "where the access log goes; `-` is standard output"),
    row("access_log.format", Kind::Text, "json", "`json`, or a format of `$context` variables"),
    row("log.format", Kind::Text, "text", "`text` or `json`"),
];

/// The rows of all tables, `[limits]`, `[quotas]`, `[upstream]`, `[s3]` and `[functions]` last.
pub fn all_rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter()
        .chain(super::LIMIT_ROWS)
        .chain(super::QUOTA_ROWS)
        .chain(super::UPSTREAM_ROWS)
        .chain(super::S3_ROWS)
        .chain(super::FUNCTION_ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_variable_is_named_once() {
        let mut names: Vec<String> = all_rows().map(Row::variable).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
