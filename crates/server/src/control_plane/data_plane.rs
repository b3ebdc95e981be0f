//! What the operations of API Gateway ask of the data plane.

use std::sync::Arc;

use api_definition::Definition;
use control::{Error, Result};
use gateway::{Functions, Gateway, GiveBack};
use invoke::ClientSettings;
use store::{Key, Store};
use svc_apigateway::{DataPlane, SavedUsagePlan, TestAnswer, TestRequest, TrustStoreText};

use super::quotas::{SavedUsage, StoredQuotas};
use super::stages::{self, BuildError, StageOptions};
use super::tables;
use super::test_invoke::TestInvoker;
use super::trust_stores::TrustStores;
use control::Stored as _;

/// The running data plane with its counters.
#[derive(Debug)]
pub(crate) struct ServedApis {
    store: Arc<dyn Store>,
    quotas: StoredQuotas,
    gateway: Arc<Gateway>,
    tests: TestInvoker,
    options: StageOptions,
    trust_stores: TrustStores,
}

impl ServedApis {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        gateway: Arc<Gateway>,
        options: StageOptions,
        client: ClientSettings,
        functions: Option<Arc<dyn Functions>>,
        trust_stores: TrustStores,
    ) -> Self {
        Self {
            quotas: StoredQuotas::new(Arc::clone(&store)),
            store,
            gateway,
            tests: TestInvoker::new(client, functions),
            options,
            trust_stores,
        }
    }

    /// The quota of a plan with the period that holds a day: its limit there, and its days.
    fn period(&self, account: &str, region: &str, plan: &str, day: i64) -> Result<Option<(u64, i64, i64)>> {
        let key = Key::new(account, region, SavedUsagePlan::KIND, plan);
        let saved = stages::read::<SavedUsagePlan>(&*self.store, &key).map_err(|error| match error {
            BuildError::Store(why) | BuildError::Stage(why) => Error::internal(why),
        })?;
        let Some(saved) = saved else { return Ok(None) };
        let quota = tables::quota(&saved).map_err(Error::internal)?;
        Ok(quota.map(|quota| {
            let span = quota.period.span(day);
            (quota.limit_on(day), span.begin, span.end)
        }))
    }
}

impl DataPlane for ServedApis {
    fn usage(&self, _: &str, _: &str, plan: &str, key: &str, days: &[String]) -> Result<Vec<i64>> {
        let saved = self.quotas.usage(plan, key).map_err(Error::internal)?;
        let leased = self.gateway.quota_unused(plan, key);
        days.iter()
            .map(|text| {
                let day = day_number(text)?;
                let counted = saved.days.get(&day).copied().unwrap_or(0);
                let unused = leased
                    .filter(|(of, _)| *of == day)
                    .map_or(0, |(_, unused)| unused);
                Ok(i64::try_from(counted.saturating_sub(unused)).unwrap_or(i64::MAX))
            })
            .collect()
    }

    fn remaining(&self, account: &str, region: &str, plan: &str, key: &str, day: &str) -> Result<i64> {
        let day = day_number(day)?;
        let Some((limit, begin, end)) = self.period(account, region, plan, day)? else {
            return Ok(0);
        };
        let saved = self.quotas.usage(plan, key).map_err(Error::internal)?;
        let unused = self
            .gateway
            .quota_unused(plan, key)
            .filter(|(of, _)| (begin..end).contains(of))
            .map_or(0, |(_, unused)| unused);
        let left = saved.left(limit, begin, end).saturating_add(unused);
        Ok(i64::try_from(left).unwrap_or(i64::MAX))
    }

    fn set_remaining(
        &self,
        account: &str,
        region: &str,
        plan: &str,
        key: &str,
        today: &str,
        remaining: i64,
    ) -> Result<()> {
        let Some((limit, begin, end)) = self.period(account, region, plan, day_number(today)?)? else {
            return Err(Error::new(
                "BadRequestException",
                400,
                format!("Usage Plan {plan} has no quota"),
            ));
        };
        let change = |usage: &mut SavedUsage, recalled: Option<&GiveBack>| {
            if let Some(back) = recalled {
                let counted = usage.days.entry(back.of.day).or_default();
                *counted = counted.saturating_sub(back.unused);
            }
            let used: u64 = usage.days.range(begin..end).map(|(_, used)| *used).sum();
            let wanted = i128::from(remaining) + i128::from(used) - i128::from(limit);
            let granted = i64::try_from(wanted).unwrap_or(i64::MAX);
            usage.granted.insert(begin, granted);
        };
        // Without what this process has leased, which else would come on top.
        let changed = self.gateway.quota_recalled(plan, key, |recalled| {
            self.quotas
                .change(plan, key, |usage| change(usage, recalled.as_ref()))
        });
        changed
            .map_err(|error| Error::internal(error.to_string()))?
            .map_err(Error::internal)?;
        self.gateway.quota_changed(plan, key);
        Ok(())
    }

    fn trust_store(&self, uri: &str, version: Option<&str>) -> Result<TrustStoreText> {
        self.trust_stores.read(uri, version)
    }

    /// Of all stages: nobody is let in by that who was not.
    fn flush_authorizers(&self, _: &str, _: &str) {
        self.gateway.flush_authorizers();
    }

    fn test_invoke(
        &self,
        account: &str,
        region: &str,
        definition: &Definition,
        resource: &str,
        verb: &str,
        request: &TestRequest,
    ) -> Result<TestAnswer> {
        self.tests.invoke(
            (account, region),
            definition,
            resource,
            verb,
            request,
            &self.options,
        )
    }
}

/// Days since 1970-01-01 of `YYYY-MM-DD`.
fn day_number(text: &str) -> Result<i64> {
    portcullis_core::Timestamp::parse(text)
        .map(|time| time.epoch_ms.div_euclid(86_400_000))
        .map_err(|_| {
            Error::new(
                "BadRequestException",
                400,
                format!("Invalid date specified: {text}"),
            )
        })
}
