//! Who calls: the signature, or in development mode the access key id alone.

use portcullis_core::Timestamp;
use sigv4::{FaultForm, Form, Parsed, PayloadHash, Policy, RequestParts, SignatureFault};
use store::Store;

use crate::{
    Caller, CallerKind, Error, Incoming,
    error::Result,
    identity::{CredentialFault, Identities},
};
use aws_wire::Protocol;

/// A caller, and the region its signature names.
#[derive(Debug, Clone)]
pub(crate) struct Authenticated {
    pub(crate) caller: Caller,
    pub(crate) region: String,
}

/// How development mode takes callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevMode {
    /// The account of every access key id that is not twelve digits.
    pub account: String,
}

/// The service a request is for, as its signature says (`apigateway`); `None` without a readable one.
pub(crate) fn signed_service(request: &Incoming) -> Option<String> {
    let headers = parts_headers(request);
    let parts = parts(request, &headers);
    Parsed::from_request(&parts)
        .ok()
        .map(|parsed| parsed.scope().service.to_owned())
}

/// Verifies the signature.
pub(crate) fn authenticate(
    request: &Incoming,
    protocol: Protocol,
    store: &dyn Store,
    identities: &dyn Identities,
    dev: Option<&DevMode>,
    now: Timestamp,
) -> Result<Authenticated> {
    let form = form(protocol);
    let refuse = |fault: &SignatureFault| refusal(fault, form);
    let headers = parts_headers(request);
    let parsed = Parsed::from_request(&parts(request, &headers)).map_err(|fault| refuse(&fault))?;
    // A call acts in one region: one signed for a set of them names none.
    let policy = Policy::default();
    parsed.check_algorithm(&policy).map_err(|fault| refuse(&fault))?;
    let region = parsed.scope().region.to_owned();
    if let Some(dev) = dev {
        // A web page can make a browser send any address, but not this header: a signature in the query is no proof that
        // the sender is a client of the user's.
        if parsed.form() != Form::Header {
            return Err(refuse(&SignatureFault::MissingToken));
        }
        return in_dev(&parsed, store, identities, dev, region, form, now);
    }
    parsed.check(now, &policy).map_err(|fault| refuse(&fault))?;
    let found = identities.credential(store, parsed.access_key_id(), parsed.session_token(), now)?;
    let credential = found.map_err(|fault| refuse(&fault_of(fault)))?;
    let key = parsed.signing_key(&credential.secret);
    parsed
        .verify(&key, PayloadHash::of(&request.body), now, &policy)
        .map_err(|fault| refuse(&fault))?;
    Ok(Authenticated {
        caller: credential.caller,
        region,
    })
}

/// Any signature: a known access key is whose it is, twelve digits are the root of that account, the rest are the default
/// account's root. As the local emulators of AWS do.
fn in_dev(
    parsed: &Parsed,
    store: &dyn Store,
    identities: &dyn Identities,
    dev: &DevMode,
    region: String,
    form: FaultForm,
    now: Timestamp,
) -> Result<Authenticated> {
    let id = parsed.access_key_id();
    match identities.credential(store, id, parsed.session_token(), now)? {
        Ok(known) => {
            return Ok(Authenticated {
                caller: known.caller,
                region,
            });
        }
        Err(CredentialFault::Unknown) => {}
        // A key that is known and not good any more is nobody's, and never root's.
        Err(fault) => return Err(refusal(&fault_of(fault), form)),
    }
    let account = if id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit()) {
        id
    } else {
        &dev.account
    };
    Ok(Authenticated {
        caller: root(account, id),
        region,
    })
}

fn fault_of(fault: CredentialFault) -> SignatureFault {
    match fault {
        CredentialFault::Unknown | CredentialFault::Inactive => SignatureFault::UnknownAccessKey,
        CredentialFault::Expired => SignatureFault::SessionExpired,
        CredentialFault::TokenMismatch => SignatureFault::SessionToken,
    }
}

fn root(account: &str, access_key_id: &str) -> Caller {
    Caller {
        account: account.to_owned(),
        arn: format!("arn:aws:iam::{account}:root"),
        user_id: account.to_owned(),
        access_key_id: access_key_id.to_owned(),
        kind: CallerKind::Root,
    }
}

fn refusal(fault: &SignatureFault, form: FaultForm) -> Error {
    Error::new(fault.code(form), fault.status(form), fault.message(form))
}

fn form(protocol: Protocol) -> FaultForm {
    match protocol {
        Protocol::RestJson => FaultForm::RestJson,
        Protocol::RestXml => FaultForm::S3,
        Protocol::Query => FaultForm::Query,
        Protocol::Json10 | Protocol::Json11 => FaultForm::Json,
    }
}

fn parts_headers(request: &Incoming) -> Vec<(&str, &[u8])> {
    request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_slice()))
        .collect()
}

fn parts<'a>(request: &'a Incoming, headers: &'a [(&'a str, &'a [u8])]) -> RequestParts<'a> {
    RequestParts {
        method: &request.method,
        path: &request.path,
        query: &request.query,
        headers,
    }
}
