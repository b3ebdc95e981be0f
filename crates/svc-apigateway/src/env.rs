//! What the operations have besides the store: limits, and the data plane.

use std::sync::Arc;

use control::{Result, Tx};

/// Limits of an account, with AWS's defaults.
///
/// Source: API Gateway developer guide, "Quotas for configuring and running a REST API".
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// REST APIs per account and region. AWS: 600 regional and private, 120 edge; here one number.
    pub apis_max: usize,
    /// Resources of an API. AWS: 300.
    pub resources_max: usize,
    /// Stages of an API. AWS: 10.
    pub stages_max: usize,
    /// Authorizers of an API. AWS: 10.
    pub authorizers_max: usize,
    /// API keys of an account and region. AWS: 10,000.
    pub api_keys_max: usize,
    /// Usage plans of an account and region. AWS: 300.
    pub usage_plans_max: usize,
    /// Usage plans of an API key. AWS: 10.
    pub usage_plans_per_key_max: usize,
    /// Client certificates of an account and region. AWS: 60.
    pub client_certificates_max: usize,
    /// VPC links of an account and region. AWS: 20.
    pub vpc_links_max: usize,
    /// Documentation parts of an API. AWS: 2,000.
    pub documentation_parts_max: usize,
    /// Custom domain names of an account and region. AWS: 120.
    pub domain_names_max: usize,
    /// Base path mappings of a domain name. AWS: 200.
    pub base_path_mappings_max: usize,
    /// Bytes of an imported definition. AWS: 6 MiB.
    pub import_bytes_max: usize,
    /// Characters of a resource policy. AWS: 8,192.
    pub policy_characters_max: usize,
    /// Milliseconds an integration may take. AWS: 29,000.
    pub timeout_ms_max: u32,
    /// Requests of all APIs of an account and region, per second and at once; `None` for no limit. AWS: 10,000 and 5,000.
    pub account_rate: Option<(f64, i32)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            apis_max: 600,
            resources_max: 300,
            stages_max: 10,
            authorizers_max: 10,
            api_keys_max: 10_000,
            usage_plans_max: 300,
            usage_plans_per_key_max: 10,
            client_certificates_max: 60,
            vpc_links_max: 20,
            documentation_parts_max: 2_000,
            domain_names_max: 120,
            base_path_mappings_max: 200,
            import_bytes_max: 6 * 1024 * 1024,
            policy_characters_max: iam_policy::POLICY_CHARACTERS_MAX,
            timeout_ms_max: 29_000,
            account_rate: Some((10_000.0, 5_000)),
        }
    }
}

/// A request for [`DataPlane::test_invoke`].
#[derive(Debug, Clone, Default)]
pub struct TestRequest {
    /// The verb of the method that is tested; for `ANY` the verb that was asked for.
    pub verb: String,
    /// `/pets/1?type=cat`
    pub path_with_query: String,
    /// Header lines, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// Stage variables.
    pub stage_variables: std::collections::BTreeMap<String, String>,
}

/// What a tested method answered.
#[derive(Debug, Clone, Default)]
pub struct TestAnswer {
    /// The status.
    pub status: u16,
    /// Header lines, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The execution log, in AWS's form.
    pub log: String,
    /// Milliseconds it took.
    pub latency_ms: i64,
}

/// A trust store as it was read: certificates that clients may have theirs from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustStoreText {
    /// The certificates, as PEM.
    pub pem: String,
    /// What is wrong with single ones, which trust nobody then.
    pub warnings: Vec<String>,
}

/// What the operations ask of the data plane.
pub trait DataPlane: Send + Sync + std::fmt::Debug {
    /// The requests that a key was admitted for under a plan, per day of `days` (`YYYY-MM-DD`), as counted until now.
    fn usage(&self, account: &str, region: &str, plan: &str, key: &str, days: &[String]) -> Result<Vec<i64>>;

    /// What is left of a key's quota in the period that holds `day`.
    fn remaining(&self, account: &str, region: &str, plan: &str, key: &str, day: &str) -> Result<i64>;

    /// Sets what a key has left of its quota in the period that holds `today`: UpdateUsage `/remaining`.
    fn set_remaining(
        &self,
        account: &str,
        region: &str,
        plan: &str,
        key: &str,
        today: &str,
        remaining: i64,
    ) -> Result<()>;

    /// Reads and checks the trust store of a custom domain name.
    fn trust_store(&self, uri: &str, version: Option<&str>) -> Result<TrustStoreText>;

    /// Forgets what Lambda authorizers said of a stage's requests; it may forget more.
    fn flush_authorizers(&self, api: &str, stage: &str);

    /// Calls a method of a saved API as `TestInvokeMethod` does: without its authorization and the resource policy.
    fn test_invoke(
        &self,
        account: &str,
        region: &str,
        definition: &api_definition::Definition,
        resource: &str,
        verb: &str,
        request: &TestRequest,
    ) -> Result<TestAnswer>;
}

/// Whether a principal exists, by its ARN: of a user, role or session. `None` where that cannot be known.
pub type PrincipalExists = fn(&mut Tx<'_>, &str) -> Result<Option<bool>>;

/// The surroundings of the operations.
#[derive(Debug, Clone)]
pub struct ApiGateway {
    /// Limits.
    pub limits: Limits,
    /// The data plane.
    pub data_plane: Arc<dyn DataPlane>,
    /// `aws` unless the region says otherwise.
    pub partition: String,
    /// Whether the data plane runs functions: methods that need them are refused otherwise.
    pub functions: bool,
    /// Whom resource policies may name.
    pub principal_exists: PrincipalExists,
}
