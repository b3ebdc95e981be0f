//! A gateway in this process: the fixture's definition, imported as a file would be, behind real sockets.

use std::net::{IpAddr, SocketAddr, TcpStream};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use api_model::{Deployment, Identity, Origin, StageSettings};
use gateway::{
    CertificatePem, DenialTexts, Gateway, GatewayConfig, Limits, ListenerConfig, PlaneSettings,
    PrivateListener, Snapshot, SourceRule, TlsConfig, TlsVersion, TransportConfig, WallClock,
};
use openapi::{Format, ImportOptions};
use portcullis_core::{Cidr, Timestamp};
use rustls::pki_types::{CertificateDer, ServerName};

use crate::callers::CorpusCallers;
use crate::client::{Connection, PATIENCE, proxy_v2};
use crate::client_certificates::client_certificates;
use crate::fixture;
use crate::functions::CorpusFunctions;
use crate::plans::{Setup, VPCES, memory_quotas};
use crate::tokens::KeySets;

/// The stages the fixture is deployed to.
pub const STAGES: [&str; 2] = ["prod", "test"];

/// How a fixture is served.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// A fixed time, or the system's.
    pub time: Option<Timestamp>,
    /// The older denial texts.
    pub legacy_texts: bool,
    /// What a definition cannot say.
    pub setup: Setup,
}

/// A running gateway with two listeners, cleartext and TLS, that learn the client's address by the PROXY protocol.
pub struct Served {
    gateway: Gateway,
    functions: Arc<CorpusFunctions>,
    authority: CertificateDer<'static>,
    // Read while the gateway runs.
    _key_sets: KeySets,
}

impl Served {
    /// Imports `definition`, deploys it to every stage of [`STAGES`] and serves it.
    pub fn start(definition: &str, serving: &Serving) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned(), "api.example.com".to_owned()])
            .expect("a certificate");
        let certificate = CertificatePem {
            name: "test".to_owned(),
            chain: made.cert.pem().into_bytes(),
            key: made.signing_key.serialize_pem().into_bytes(),
        };
        let (sender, _) = Cidr::parse("127.0.0.0/8").unwrap();
        let listener = |tls| ListenerConfig {
            tls,
            source: SourceRule::ProxyProtocol {
                senders: vec![sender],
            },
            ..ListenerConfig::cleartext("127.0.0.1:0".parse().unwrap())
        };
        let private = |vpce: &str| ListenerConfig {
            private: Some(PrivateListener {
                vpc: "vpc-0fedcba9876543210".to_owned(),
                vpce: vpce.to_owned(),
            }),
            ..listener(None)
        };
        let tls = TlsConfig {
            certificates: vec![certificate],
            minimum_version: TlsVersion::V1_2,
        };
        let trust = invoke::TlsSettings::from_authorities(&[made.cert.der().clone()]).expect("an authority");
        let key_sets = KeySets::write();
        let functions = Arc::new(CorpusFunctions::default());
        let plane = PlaneSettings {
            denial_texts: if serving.legacy_texts {
                DenialTexts::Legacy
            } else {
                DenialTexts::Current
            },
            wall_clock: serving.time.map_or(WallClock::System, WallClock::Fixed),
            quota_store: Some(memory_quotas()),
            vpc_endpoints: serving.setup.vpc_endpoints(),
            callers: Some(CorpusCallers::read()),
            issuers: key_sets.issuers(),
            functions: Some(functions.clone()),
            ..PlaneSettings::new(invoke::ClientSettings::new(trust))
        };
        let transport = TransportConfig {
            threads: NonZeroUsize::MIN,
            listeners: [listener(None), listener(Some(tls))]
                .into_iter()
                .chain(VPCES.map(private))
                .collect(),
            limits: Limits::default(),
        };
        let config = GatewayConfig { transport, plane };
        let gateway = Gateway::start(config, Self::snapshot(definition, &serving.setup)).expect("starts");
        Self {
            gateway,
            functions,
            authority: made.cert.der().clone(),
            _key_sets: key_sets,
        }
    }

    /// The definition deployed to every stage.
    pub fn snapshot(definition: &str, setup: &Setup) -> Snapshot {
        let options = ImportOptions {
            functions: true,
            ..ImportOptions::default()
        };
        let mut imported = openapi::import(definition, Format::Detect, options).unwrap_or_else(|found| {
            let shown: String = found
                .iter()
                .map(|finding| source_text::render("definition", definition, finding))
                .collect();
            panic!("{shown}")
        });
        setup.change(&mut imported.api);
        let deploy = |stage: &str| {
            let iam_policy::Scope {
                partition,
                region,
                account,
                api_id,
            } = fixture::scope();
            let identity = Identity {
                partition,
                region,
                account,
                api: api_id,
            };
            let stage = StageSettings {
                method_settings: setup.method_settings(),
                ..StageSettings::new(stage.parse().unwrap())
            };
            let origin = Origin {
                file: "definition.json".to_owned(),
                text: definition.to_owned(),
            };
            Arc::new(Deployment::new(&imported.api, identity, stage, origin).expect("deploys"))
        };
        Snapshot::new(STAGES.map(deploy).into())
            .and_then(|snapshot| snapshot.update(setup.tables()))
            .expect("a snapshot")
    }

    /// What runs its functions.
    pub fn functions(&self) -> &CorpusFunctions {
        &self.functions
    }

    /// The gateway.
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// A connection from `client`, as far as the gateway can tell.
    pub fn connect(&self, client: IpAddr) -> Connection {
        self.connect_to(0, client)
    }

    /// The same through a VPC endpoint.
    pub fn connect_through(&self, vpce: &str, client: IpAddr) -> Connection {
        let at = VPCES.iter().position(|known| *known == vpce);
        self.connect_to(2 + at.expect("an endpoint with a listener"), client)
    }

    fn connect_to(&self, listener: usize, client: IpAddr) -> Connection {
        let address = self.gateway.addresses()[listener];
        let mut connection = Connection::open(address);
        connection.send(proxy_v2(SocketAddr::new(client, 40_000), address));
        connection
    }

    /// The same over TLS.
    pub fn connect_tls(
        &self,
        client: IpAddr,
    ) -> Connection<rustls::StreamOwned<rustls::ClientConnection, TcpStream>> {
        self.connect_tls_with(client, "localhost", None)
    }

    /// The same for a name, with a client certificate of the authority that is trusted or of another.
    pub fn connect_tls_with(
        &self,
        client: IpAddr,
        name: &str,
        certificate_trusted: Option<bool>,
    ) -> Connection<rustls::StreamOwned<rustls::ClientConnection, TcpStream>> {
        let mut plain = self.connect_to(1, client);
        let stream = plain.stream().try_clone().expect("clones");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut roots = rustls::RootCertStore::empty();
        roots.add(self.authority.clone()).expect("an authority");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots);
        let config = match certificate_trusted {
            None => config.with_no_client_auth(),
            Some(trusted) => {
                let (certificate, key) = client_certificates().client(trusted);
                config
                    .with_client_auth_cert(vec![certificate], key)
                    .expect("a client certificate")
            }
        };
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        let session = rustls::ClientConnection::new(Arc::new(config), name).expect("a session");
        Connection::over(rustls::StreamOwned::new(session, stream))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.gateway.shutdown(Duration::from_millis(200));
    }
}
