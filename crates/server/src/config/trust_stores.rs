//! Where the trust stores of custom domain names are read from.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use invoke::{Scheme, Target};

use super::Check;
use crate::settings::S3Settings;

/// The region requests to the S3 endpoint are signed for when nothing is said.
const REGION_DEFAULT: &str = "us-east-1";

/// The places that trust stores are read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustStorePlaces {
    /// The folder of `file:` trust stores.
    pub folder: Option<PathBuf>,
    /// The S3 endpoint of `s3:` trust stores.
    pub s3: Option<S3Place>,
}

/// An S3 endpoint and the key that reads from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Place {
    /// Scheme, host and port.
    pub endpoint: Target,
    /// Its authority, as `Host` has it.
    pub host: String,
    /// The region that requests are signed for.
    pub region: String,
    /// The access key.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key_file: PathBuf,
}

/// The places; `None` where something is wrong with them, which `check` has been told.
pub(super) fn trust_stores(check: &mut Check<'_>) -> Option<TrustStorePlaces> {
    let settings = &check.loaded.settings;
    let folder = settings.truststores_folder.clone();
    if let Some(folder) = &folder
        && !folder.is_dir()
    {
        let why = format!("`{}` is no folder that can be read", folder.display());
        check.wrong("truststores_folder", why);
        return None;
    }
    let S3Settings {
        endpoint,
        region,
        access_key_id,
        secret_access_key_file,
    } = settings.s3.clone();
    let (Some(endpoint), Some(access_key_id), Some(secret_access_key_file)) =
        (&endpoint, &access_key_id, &secret_access_key_file)
    else {
        let all = [
            ("s3.endpoint", endpoint.is_some()),
            ("s3.access_key_id", access_key_id.is_some()),
            ("s3.secret_access_key_file", secret_access_key_file.is_some()),
        ];
        if region.is_none() && all.iter().all(|(_, given)| !given) {
            return Some(TrustStorePlaces { folder, s3: None });
        }
        for (key, _) in all.iter().filter(|(_, given)| !given) {
            check.wrong(key, "it is missing: the other settings of `[s3]` need it");
        }
        return None;
    };
    let (target, host) = match parse(endpoint) {
        Ok(parsed) => parsed,
        Err(why) => {
            check.wrong("s3.endpoint", why);
            return None;
        }
    };
    if let Err(error) = std::fs::read_to_string(secret_access_key_file) {
        let why = format!("cannot read `{}`: {error}", secret_access_key_file.display());
        check.wrong("s3.secret_access_key_file", why);
        return None;
    }
    let s3 = S3Place {
        endpoint: target,
        host,
        region: region.unwrap_or_else(|| REGION_DEFAULT.to_owned()),
        access_key_id: access_key_id.clone(),
        secret_access_key_file: secret_access_key_file.clone(),
    };
    Some(TrustStorePlaces { folder, s3: Some(s3) })
}

/// The target and its authority. Whoever is between could add an authority of their own to a trust store that comes in the
/// clear, so that it does only from this machine.
fn parse(endpoint: &str) -> Result<(Target, String), String> {
    let target = Target::parse(endpoint).map_err(|error| error.to_string())?;
    if target.scheme() == Scheme::Http && !is_loopback(target.authority()) {
        return Err(format!(
            "`{endpoint}` sends trust stores in the clear: use `https://`; `http://` is for a loopback address"
        ));
    }
    let host = target.authority().to_owned();
    Ok((target, host))
}

/// Whether an authority is this machine.
fn is_loopback(authority: &str) -> bool {
    if let Ok(address) = authority.parse::<SocketAddr>() {
        return address.ip().is_loopback();
    }
    let host = authority.split(':').next().unwrap_or_default();
    host.eq_ignore_ascii_case("localhost")
        || authority
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
