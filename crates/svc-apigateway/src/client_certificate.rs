//! Client certificates: what the gateway could show to back ends, made here and kept with its key.
//!
//! Source: API Gateway developer guide, "Generate and configure an SSL certificate for backend authentication": a new key
//! for each, valid for a year, signed by itself.

use std::time::Duration;

use aws_model::apigateway::{
    ClientCertificate, ClientCertificates, DeleteClientCertificateRequest, GenerateClientCertificateRequest,
    GetClientCertificateRequest, GetClientCertificatesRequest, UpdateClientCertificateRequest,
};
use control::{Ctx, Error, Result, Stored, aws_wire::Nothing};
use portcullis_core::Timestamp;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde::{Deserialize, Serialize};

use crate::{
    ApiGateway, SavedCertificate, SavedStage, count,
    errors::{bad_request, not_found},
    ids::fresh_id,
    listing::page,
    patch::{Op, Rule, RuleSet, Wording},
    tags,
};

type Context<'a> = Ctx<'a, ApiGateway>;

/// How long a certificate is valid.
const DAYS_VALID: i64 = 365;
/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// A client certificate with its key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedClientCertificate {
    /// What is answered.
    pub(crate) certificate: ClientCertificate,
    /// The certificate again, and its key.
    pub(crate) pair: SavedCertificate,
}

impl Stored for SavedClientCertificate {
    const KIND: &'static str = "apigateway-clientcertificate";
    const VERSION: u32 = 1;
}

/// Source: API Gateway API reference, "Patch operations", UpdateClientCertificate.
static RULES: RuleSet<ClientCertificate> = RuleSet {
    wording: Wording::Listed,
    rules: &[Rule {
        path: "/description",
        ops: &[Op::Replace],
        apply: |certificate, change, ()| {
            certificate.description = change.optional();
            Ok(())
        },
    }],
};

pub(crate) fn generate(
    ctx: &mut Context<'_>,
    input: GenerateClientCertificateRequest,
) -> Result<ClientCertificate> {
    let tags = tags::checked(input.tags)?;
    let max = ctx.env.limits.client_certificates_max;
    count::check::<SavedClientCertificate>(ctx, None, max, "client certificates")?;
    let id = fresh_id(ctx, |ctx, id| {
        Ok(ctx.tx.get::<SavedClientCertificate>(id)?.is_some())
    })?;
    let end = Timestamp {
        epoch_ms: ctx.now.epoch_ms + DAYS_VALID * DAY_MS,
    };
    let pair = make(ctx.now, end)?;
    let certificate = ClientCertificate {
        client_certificate_id: Some(id.clone()),
        description: input.description.filter(|text| !text.is_empty()),
        pem_encoded_certificate: Some(pair.chain.clone()),
        created_date: Some(ctx.now_seconds()),
        expiration_date: Some(aws_wire::EpochSeconds(end.epoch_seconds())),
        tags,
    };
    let saved = SavedClientCertificate {
        certificate: certificate.clone(),
        pair,
    };
    ctx.tx.put(&id, "", &saved)?;
    Ok(certificate)
}

pub(crate) fn get(ctx: &mut Context<'_>, input: GetClientCertificateRequest) -> Result<ClientCertificate> {
    let saved = load(ctx, &input.client_certificate_id)?;
    Ok(answer(saved.certificate))
}

pub(crate) fn list(ctx: &mut Context<'_>, input: GetClientCertificatesRequest) -> Result<ClientCertificates> {
    let saved = ctx.tx.list::<SavedClientCertificate>(None)?;
    let certificates = saved.into_iter().map(|(id, saved)| (id, saved.certificate));
    let page = page(certificates, input.position.as_deref(), input.limit)?;
    Ok(ClientCertificates {
        position: page.position,
        items: Some(page.items),
    })
}

pub(crate) fn update(
    ctx: &mut Context<'_>,
    input: UpdateClientCertificateRequest,
) -> Result<ClientCertificate> {
    let mut saved = load(ctx, &input.client_certificate_id)?;
    saved.certificate = RULES.apply(&saved.certificate, input.patch_operations.as_deref(), &())?;
    ctx.tx.put(&input.client_certificate_id, "", &saved)?;
    Ok(answer(saved.certificate))
}

pub(crate) fn delete(ctx: &mut Context<'_>, input: DeleteClientCertificateRequest) -> Result<Nothing> {
    let id = input.client_certificate_id;
    load(ctx, &id)?;
    for (place, saved) in ctx.tx.list::<SavedStage>(None)? {
        if saved.stage.client_certificate_id.as_ref() == Some(&id) {
            return Err(bad_request(format!(
                "the client certificate `{id}` is used by the stage `{place}`: take it away from there first"
            )));
        }
    }
    ctx.tx.delete::<SavedClientCertificate>(&id);
    Ok(Nothing {})
}

fn load(ctx: &mut Context<'_>, id: &str) -> Result<SavedClientCertificate> {
    let saved = ctx.tx.get::<SavedClientCertificate>(id)?;
    saved.ok_or_else(|| not_found("Invalid Client Certificate identifier specified"))
}

/// One certificate answers its tags, even where there are none.
fn answer(certificate: ClientCertificate) -> ClientCertificate {
    ClientCertificate {
        tags: Some(certificate.tags.unwrap_or_default()),
        ..certificate
    }
}

/// A new key, and a certificate for it that it signs itself.
fn make(begin: Timestamp, end: Timestamp) -> Result<SavedCertificate> {
    let fault = |error: rcgen::Error| Error::internal(format!("no client certificate can be made: {error}"));
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(fault)?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "ApiGateway");
    let mut params = CertificateParams::default();
    params.distinguished_name = name;
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let since = |time: Timestamp| Duration::from_secs(u64::try_from(time.epoch_seconds()).unwrap_or(0));
    params.not_before = epoch + since(begin);
    params.not_after = epoch + since(end);
    params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    let certificate = params.self_signed(&key).map_err(fault)?;
    Ok(SavedCertificate {
        chain: certificate.pem(),
        key: key.serialize_pem(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{OPERATIONS, testing::Account};

    #[test]
    fn a_certificate_is_made_and_its_key_is_not_answered() {
        let account = Account::new();
        let call = |name, input| account.call(OPERATIONS, name, input);
        let made = call("GenerateClientCertificate", json!({"description": "mine"})).unwrap();
        let pem = made["pemEncodedCertificate"].as_str().unwrap();
        assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"));
        assert!(!made.to_string().contains("PRIVATE KEY"));
        let id = made["clientCertificateId"].clone();
        let got = call("GetClientCertificate", json!({"clientCertificateId": id})).unwrap();
        assert_eq!(got["pemEncodedCertificate"], made["pemEncodedCertificate"]);
        let year = got["expirationDate"].as_i64().unwrap() - got["createdDate"].as_i64().unwrap();
        assert_eq!(year, 365 * 86_400);
        let patch = json!([{"op": "replace", "path": "/description", "value": "yours"}]);
        call(
            "UpdateClientCertificate",
            json!({"clientCertificateId": id, "patchOperations": patch}),
        )
        .unwrap();
        let listed = call("GetClientCertificates", json!({})).unwrap();
        assert_eq!(listed["items"][0]["description"], json!("yours"));
        call("DeleteClientCertificate", json!({"clientCertificateId": id})).unwrap();
        let error = call("GetClientCertificate", json!({"clientCertificateId": id})).unwrap_err();
        assert_eq!(error.status, 404);
    }

    #[test]
    fn one_that_a_stage_uses_stays() {
        let account = Account::new();
        let made = account
            .call(OPERATIONS, "GenerateClientCertificate", json!({}))
            .unwrap();
        let id = made["clientCertificateId"].as_str().unwrap().to_owned();
        let mut stage = SavedStage::default();
        stage.stage.client_certificate_id = Some(id.clone());
        account.put("a/prod", "a", &stage);
        let error = account
            .call(
                OPERATIONS,
                "DeleteClientCertificate",
                json!({"clientCertificateId": id}),
            )
            .unwrap_err();
        assert!(error.message.contains("a/prod"), "{}", error.message);
    }

    #[test]
    fn the_certificate_fits_its_key() {
        let begin = Timestamp {
            epoch_ms: 1_760_000_000_000,
        };
        let end = Timestamp {
            epoch_ms: begin.epoch_ms + DAY_MS,
        };
        let (one, other) = (make(begin, end).unwrap(), make(begin, end).unwrap());
        assert!(crate::certificate::read_pair(&one.chain, &one.key).is_ok());
        assert!(crate::certificate::read_pair(&one.chain, &other.key).is_err());
    }
}
