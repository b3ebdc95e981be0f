//! The AWS control plane of this process: store, identities, services, and the way from a deployment to the data plane.

#[cfg(test)]
mod admission_tests;
mod callers;
mod data_plane;
mod follow;
mod functions;
mod quotas;
mod s3;
mod stages;
mod tables;
mod test_invoke;
mod trust_stores;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use control::{Control, DevMode, SealedStore, Service};
use gateway::Gateway;
use invoke::ClientSettings;
use portcullis_core::{Partition, Timestamp};
use store::Store;
use svc_apigateway::{ApiGateway, Limits};
use svc_iam::{Iam, Identities, Organizations};

use crate::config::TrustStorePlaces;
use crate::log::Log;
use crate::tls_certificates::TlsCertificates;
use crate::{clock, error_chain};

pub(crate) use callers::StoredCallers;
use data_plane::ServedApis;
use follow::Follower;
pub(crate) use functions::LocalFunctions;
pub(crate) use quotas::StoredQuotas;
use s3::S3Packages;
use stages::StageOptions;
pub(crate) use tables::scan_each;
use trust_stores::TrustStores;

/// The store's file in the data folder.
pub const STORE_FILE: &str = "store.sqlite";

/// Where the store is.
#[derive(Clone, PartialEq, Eq)]
pub enum StorePlace {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL URL, which may hold a password.
    Postgres(String),
}

impl std::fmt::Debug for StorePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

impl StorePlace {
    /// Reads the setting `store`; without one it is a SQLite file in the data folder.
    pub fn new(setting: Option<&str>, data: &Path) -> Result<Self, String> {
        match setting {
            None => Ok(Self::Sqlite(data.join(STORE_FILE))),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            Some(text) if text.contains("://") => {
                // The URL may hold a password: only its kind is told.
                let kind = text.split("://").next().unwrap_or_default();
                Err(format!(
                    "`{kind}://` is no store: give `postgres://…`, or the path of a SQLite file"
                ))
            }
            Some(path) => Ok(Self::Sqlite(PathBuf::from(path))),
        }
    }
}

/// How the control plane works.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlPlaneConfig {
    /// Where the store is.
    pub store: StorePlace,
    /// The key that secrets in the store are sealed with.
    pub key_file: PathBuf,
    /// The organizations that accounts belong to.
    pub organizations: Organizations,
    /// Where trust stores of custom domain names are read from.
    pub trust_stores: TrustStorePlaces,
    /// Whether any signature is taken.
    pub dev: bool,
    /// The account that is made in a new data folder, and that development mode falls back to.
    pub account: String,
    /// The partition in ARNs.
    pub partition: Partition,
    /// Whether a saved policy holds without a deployment.
    pub policy_live: bool,
    /// The user pools that issuers stand for.
    pub issued_pools: Vec<String>,
    /// Limits of API Gateway.
    pub limits: Limits,
}

/// The control plane, running.
#[derive(Debug)]
pub(crate) struct ControlPlane {
    /// Answers requests; blocks.
    pub(crate) control: Arc<Control>,
    follower: Arc<Follower>,
    thread: Option<JoinHandle<()>>,
}

/// Opens the store.
pub fn open_store(place: &StorePlace) -> Result<Arc<dyn Store>, String> {
    let opened = match place {
        StorePlace::Sqlite(file) => store::open_sqlite(file),
        StorePlace::Postgres(url) => store::open_postgres(url),
    };
    opened.map_err(|error| format!("cannot open the store: {}", error_chain(&error)))
}

impl ControlPlane {
    /// Makes the first account where there is none, serves everything that is stored, and follows the store from then on.
    #[expect(clippy::too_many_arguments, reason = "one caller; each part is named there")]
    pub(crate) fn start(
        config: &ControlPlaneConfig,
        sealed: &Arc<SealedStore>,
        gateway: &Arc<Gateway>,
        certificates: &Arc<TlsCertificates>,
        functions: Option<&Arc<LocalFunctions>>,
        data: &Path,
        client: ClientSettings,
        log: Log,
    ) -> Result<Self, String> {
        let store: Arc<dyn Store> = Arc::clone(sealed) as _;
        if let Some(note) = crate::accounts::ensure_first(&*store, data, &config.account)? {
            log.warn("no root key", &[("why", &note)]);
        }
        let options = StageOptions {
            partition: config.partition.clone(),
            timeout_ms_max: config.limits.timeout_ms_max,
            policy_characters_max: config.limits.policy_characters_max,
            policy_live: config.policy_live,
            issued_pools: config.issued_pools.clone(),
            functions: functions.is_some(),
        };
        let (follower, thread) = Follower::start(
            Arc::clone(sealed),
            Arc::clone(gateway),
            Arc::clone(certificates),
            functions.map(Arc::clone),
            options.clone(),
            log,
        )?;
        let trust_stores = TrustStores::new(config.trust_stores.clone(), client.clone());
        let buckets =
            config.trust_stores.s3.clone().map(|place| {
                Arc::new(S3Packages::new(place, client.clone())) as Arc<dyn svc_lambda::Packages>
            });
        let served = ServedApis::new(
            Arc::clone(&store),
            Arc::clone(gateway),
            options,
            client,
            functions
                .and_then(|functions| functions.for_data_plane())
                .map(|functions| functions as _),
            trust_stores,
        );
        let env = ApiGateway {
            limits: config.limits.clone(),
            data_plane: Arc::new(served),
            partition: config.partition.to_string(),
            functions: functions.is_some(),
            principal_exists: svc_iam::principal_exists,
        };
        let dev = config.dev.then(|| DevMode {
            account: config.account.clone(),
        });
        let observer: Arc<dyn control::Observer> = Arc::clone(&follower) as _;
        let organizations = config.organizations.clone();
        let iam = Iam {
            organizations: organizations.clone(),
            ..Iam::default()
        };
        let identities = Identities { organizations };
        let mut control = Control::new(store, Arc::new(identities), observer, dev, wall_time)
            .with(Service {
                model: &aws_model::apigateway::SERVICE,
                operations: svc_apigateway::OPERATIONS,
                models: aws_model::apigateway::OPERATIONS,
                unsupported: svc_apigateway::UNSUPPORTED,
                permissions: svc_apigateway::permissions,
                env,
            })
            .with(Service {
                model: &aws_model::iam::SERVICE,
                operations: svc_iam::IAM_OPERATIONS,
                models: aws_model::iam::OPERATIONS,
                unsupported: svc_iam::IAM_UNSUPPORTED,
                permissions: svc_iam::left_to_guard,
                env: iam.clone(),
            })
            .with(Service {
                model: &aws_model::sts::SERVICE,
                operations: svc_iam::STS_OPERATIONS,
                models: aws_model::sts::OPERATIONS,
                unsupported: svc_iam::STS_UNSUPPORTED,
                permissions: svc_iam::sts_permissions,
                env: iam,
            });
        if let Some(functions) = functions {
            let env = functions.for_operations(buckets);
            control = control.with(Service {
                model: &aws_model::lambda::SERVICE,
                operations: svc_lambda::OPERATIONS,
                models: aws_model::lambda::OPERATIONS,
                unsupported: svc_lambda::UNSUPPORTED,
                permissions: svc_lambda::permissions,
                env,
            });
            control = control.with(Service {
                model: &aws_model::logs::SERVICE,
                operations: svc_logs::OPERATIONS,
                models: aws_model::logs::OPERATIONS,
                unsupported: svc_logs::UNSUPPORTED,
                permissions: svc_logs::permissions,
                env: functions.logs_for_operations(),
            });
        }
        Ok(Self {
            control: Arc::new(control),
            follower,
            thread: Some(thread),
        })
    }

    /// Stops following the store.
    pub(crate) fn stop(&mut self) {
        self.follower.stop();
        if let Some(thread) = self.thread.take() {
            // It holds nothing that could be lost.
            let _ = thread.join();
        }
    }
}

fn wall_time() -> Timestamp {
    clock::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_store_shows_no_password() {
        let folder = Path::new("/d");
        let shown = |setting| format!("{:?}", StorePlace::new(setting, folder).unwrap());
        assert_eq!(shown(Some("postgres://u:secret@h/d")), "Postgres(…)");
        assert_eq!(shown(None), r#"Sqlite("/d/store.sqlite")"#);
        let refused = StorePlace::new(Some("mysql://u:secret@h/d"), folder).unwrap_err();
        assert!(!refused.contains("secret"), "{refused}");
    }
}
