//! Which stores are taken, and what is left out of them. Who is let in by them: the pipeline's tests of mutual TLS.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, PKCS_ECDSA_P384_SHA384,
    PKCS_ECDSA_P521_SHA512, PKCS_ED25519, SignatureAlgorithm,
};

use super::*;

/// Self-signed, an RSA key of 1,024 bits.
const RSA_1024: &str = "\
-----BEGIN CERTIFICATE-----\n\
MIIB/jCCAWegAwIBAgIUfPyemOVhFn/q7lT3ip5Et+r5Xk0wDQYJKoZIhvcNAQEL\n\
BQAwEDEOMAwGA1UEAwwFc2hvcnQwIBcNMjYxMTIwMTc0MTI2WhgPMjEyNjEwMjcx\n\
NzQxMjZaMBAxDjAMBgNVBAMMBXNob3J0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB\n\
iQKBgQDMFN75D6u91l+R7OupcTWyHrGbhKv54sx7lu5PZS9t4oPxj7mfBWSB3WOr\n\
if20ezp48ozAqKEP8YuK/cqnoY92NBSUVpIcrHaXj+9vI71LbhSaIkICdlbDa+5w\n\
NEsvFbnY5gjZ5s+ICHRJVZI1oqjzx2ESR+/HVFtD8JSLxPYtaQIDAQABo1MwUTAd\n\
BgNVHQ4EFgQUasKkce2eamLpLdMmIfKyKO5bc/IwHwYDVR0jBBgwFoAUasKkce2e\n\
amLpLdMmIfKyKO5bc/IwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOB\n\
gQACrsgjs7ARr8jfhgfQ+txQB5taVtgfXRa+TpENOGFLbF1yGzugRBlnjRilNRqq\n\
gVNXMGDNLqpVRzycecAJcLqWVtHkjpGIx2pJGCUbiv2tYOyHViUHEEX+8XoD7/Dn\n\
mcXrUkbh5QW2gs4Yn5LIQsID4XTrLB+GE7ohbhR3fmzbOg==\n\
-----END CERTIFICATE-----\n\
";

/// Self-signed with SHA-1.
const SHA_1: &str = "\
-----BEGIN CERTIFICATE-----\n\
MIIDATCCAemgAwIBAgIUZR+SaMfNAmySknQGrky7mMA4ZQYwDQYJKoZIhvcNAQEF\n\
BQAwDzENMAsGA1UEAwwEc2hhMTAgFw0yNjExMjAxNzQxMjZaGA8yMTI2MTAyNzE3\n\
NDEyNlowDzENMAsGA1UEAwwEc2hhMTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC\n\
AQoCggEBAKVghVRnZbOi8iQbkKT/umXn5WVD7u2jZol2NBTn3VRokKOrTv6ihIeg\n\
wHqqFxkU107NPWhjutgJXHMG90AGpjTUwOJewZmt7qitq0bzhmtlQETa2yxmnSBp\n\
SFspldO5mgjNYGU0ps2+TLMs2kXU0NG266RcYAPtO5rMwiqLNtBdPqh7dr2S3CoA\n\
LD0I/53Hk6+UrSoOoe9SYEIkpdXYwfaka5MZkGsrhH4Ut72hqsWCmJhcGXlA1DMY\n\
a4nqBlTfZTWCHfrG7fixiZaXIH6wtLBVzPAG0XEjS+rcM1E3Tm0ZofvfCsmrzwtg\n\
SY5hjVskcbiOfRzw+b0LEjFJXY/I2HcCAwEAAaNTMFEwHQYDVR0OBBYEFPhT1AIO\n\
5Fj15e8Q4lBwOM//0+NhMB8GA1UdIwQYMBaAFPhT1AIO5Fj15e8Q4lBwOM//0+Nh\n\
MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQEFBQADggEBADsHDcW9ZWOiSD2P\n\
LREb9pqvIKDN422PhaRFtH4shK5iOTiJdCzH8UO3HZoP1DewFnACfeNEyTkQOyJi\n\
/VWhEMQtiiBZxPAlYtCBDJOu+hwCbZZsMMzL1YV+HJH97RepywEK6oUtuUpNbtfV\n\
6mbYVz6I+r3THfvMr2/HG7n9TbFXbXLC0L4JUPTc9rGH7GMndpDXCD/2Ko0MZBXG\n\
3LhHPzHuk6OplFQv3X+Q27RdBKZhaM5TVQKOSQ1R0VHGCm2dVoycuCBQH5aStpmr\n\
gSHuQVd0hqH6zpfA6aqBr2+awiE2tfQlpxC4Bj8OdjsFj0QXpIcCMNkCu+nQ5LSn\n\
omsPQ8c=\n\
-----END CERTIFICATE-----\n\
";

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn root(name: &str) -> String {
    let key = KeyPair::generate().unwrap();
    params(name).self_signed(&key).unwrap().pem()
}

fn root_with(algorithm: &'static SignatureAlgorithm) -> String {
    let key = KeyPair::generate_for(algorithm).unwrap();
    params("other key").self_signed(&key).unwrap().pem()
}

/// A certificate issued by `issuer`, which need not be in the store.
fn issued(name: &str, issuer: &str, is_ca: bool) -> String {
    let (issuer, key) = (params(issuer), KeyPair::generate().unwrap());
    let mut params = params(name);
    if !is_ca {
        params.is_ca = IsCa::NoCa;
    }
    let own = KeyPair::generate().unwrap();
    params
        .signed_by(&own, &Issuer::from_params(&issuer, &key))
        .unwrap()
        .pem()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn read(parts: &[String]) -> Result<TrustStore, TrustStoreError> {
    TrustStore::from_pem("store.pem", parts.concat().as_bytes())
}

#[test]
fn what_cannot_help_any_client_is_left_out_and_told() {
    let check = |certificate: String, expect: &str| {
        let store = read(&[root("root"), certificate, root("another")]).unwrap();
        assert_eq!(store.anchors.len() + store.intermediates.len(), 2, "{expect}");
        let warnings = store.warnings(at("2026-06-01"));
        let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings, [expect]);
    };
    let short = "certificate 2 (`CN=short`) is not used: its RSA key has 1024 bits, at least 2048 are needed";
    check(RSA_1024.to_owned(), short);
    check(
        SHA_1.to_owned(),
        "certificate 2 (`CN=sha1`) is not used: it is signed with `1.2.840.113549.1.1.5`; RSA or ECDSA with SHA-256 or \
         stronger is needed",
    );
    check(
        root_with(&PKCS_ECDSA_P521_SHA512),
        "certificate 2 (`CN=other key`) is not used: its elliptic curve is neither P-256 nor P-384",
    );
    check(
        root_with(&PKCS_ED25519),
        "certificate 2 (`CN=other key`) is not used: its key is neither RSA nor ECDSA",
    );
    check(
        issued("client", "root", false),
        "certificate 2 (`CN=client`) is not used: it is neither self-signed nor an authority (basic constraints)",
    );
    check(
        issued("middle", "absent", true),
        "certificate 2 (`CN=middle`) is not used: its issuer `CN=absent` is not in the trust store",
    );
    check(
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".to_owned(),
        "certificate 2 (``) is not used: it cannot be read as an X.509 certificate",
    );
}

#[test]
fn what_is_used_has_no_warning_but_of_its_time() {
    let mut timed = params("timed");
    timed.not_before = rcgen::date_time_ymd(2026, 1, 1);
    timed.not_after = rcgen::date_time_ymd(2026, 7, 1);
    let key = KeyPair::generate().unwrap();
    let timed = timed.self_signed(&key).unwrap().pem();
    let middle = issued("middle", "root", true);
    let store = read(&[middle, root("root"), root_with(&PKCS_ECDSA_P384_SHA384), timed]).unwrap();
    assert_eq!((store.anchors.len(), store.intermediates.len()), (3, 1));
    let warnings = |time| {
        let warnings = store.warnings(at(time));
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(warnings("2026-06-01").is_empty());
    let told = |why| vec![format!("certificate 4 (`CN=timed`) is not used: it {why}")];
    assert_eq!(warnings("2025-12-31"), told("is not valid yet"));
    assert_eq!(warnings("2026-07-02"), told("has expired"));
}

#[test]
fn a_store_that_trusts_nobody_is_refused() {
    let check = |text: &str, expect: &str| {
        let error = TrustStore::from_pem("store.pem", text.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), expect);
    };
    check(
        "",
        "the trust store `store.pem` holds no certificate; it must hold those of the authorities, roots included",
    );
    check(
        "-----BEGIN CERTIFICATE-----\nMIIB",
        "the trust store `store.pem` cannot be read; it must be PEM text",
    );
    check(
        &format!("{RSA_1024}{}", issued("middle", "absent", true)),
        "the trust store `store.pem` holds no root that can be used; it must hold each chain up to its self-signed \
         certificate; certificate 1 (`CN=short`) is not used: its RSA key has 1024 bits, at least 2048 are needed; \
         certificate 2 (`CN=middle`) is not used: its issuer `CN=absent` is not in the trust store",
    );
    check(
        &" ".repeat(TRUST_STORE_BYTES_MAX + 1),
        "the trust store `store.pem` has 1048577 bytes, at most 1048576 are allowed: remove certificates",
    );
    let key = KeyPair::generate().unwrap();
    let one = params("root").self_signed(&key).unwrap().pem();
    let many = |count| one.repeat(count);
    assert!(TrustStore::from_pem("store.pem", many(TRUST_STORE_CERTIFICATES_MAX).as_bytes()).is_ok());
    check(
        &many(TRUST_STORE_CERTIFICATES_MAX + 1),
        "the trust store `store.pem` has more than 1000 certificates: remove some",
    );
}

#[test]
fn a_span_is_of_the_whole_chain() {
    let day = rcgen::date_time_ymd;
    let (root_key, client_key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut root = params("root");
    (root.not_before, root.not_after) = (day(2026, 1, 1), day(2026, 7, 1));
    let mut client = params("client");
    client.is_ca = IsCa::NoCa;
    (client.not_before, client.not_after) = (day(2026, 2, 1), day(2027, 1, 1));
    let issuer = Issuer::from_params(&root, &root_key);
    let client = client.signed_by(&client_key, &issuer).unwrap();
    let root = root.self_signed(&root_key).unwrap();
    let store = read(&[root.pem()]).unwrap();
    let verify = |time| store.verify(&[client.der().clone()], at(time));
    let span = verify("2026-06-01").unwrap();
    for (time, holds) in [
        ("2026-01-31T23:59:59Z", false),
        ("2026-02-01T00:00:00Z", true),
        ("2026-07-01T00:00:00Z", true),
        ("2026-07-01T00:00:01Z", false),
    ] {
        assert_eq!(span.holds(at(time)), holds, "{time}");
        assert_eq!(verify(time).is_ok(), holds, "{time}");
    }
    assert_eq!(verify("2026-07-02").unwrap_err(), Untrusted::Time);
    assert_eq!(store.verify(&[], at("2026-06-01")), Err(Untrusted::NoCertificate));
    let garbage = CertificateDer::from(vec![0x30, 0]);
    assert!(matches!(
        store.verify(&[garbage], at("2026-06-01")),
        Err(Untrusted::Other(_))
    ));
}

#[test]
fn a_connection_that_outlives_its_certificate_is_asked_again() {
    let day = rcgen::date_time_ymd;
    let key = KeyPair::generate().unwrap();
    let mut own = params("own");
    own.is_ca = IsCa::NoCa;
    (own.not_before, own.not_after) = (day(2026, 1, 1), day(2026, 7, 1));
    let own = own.self_signed(&key).unwrap();
    let store = std::sync::Arc::new(read(&[own.pem()]).unwrap());
    let shown = super::super::shown::Shown::new(Some(&[own.der().clone()]));
    let first = shown.verify(&store, at("2026-06-01")).unwrap();
    let second = shown.verify(&store, at("2026-06-30")).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &second), "read once");
    assert_eq!(
        shown.verify(&store, at("2026-07-02")).unwrap_err(),
        Untrusted::Time
    );
    // Whoever was refused once is refused by this store from then on.
    assert_eq!(
        shown.verify(&store, at("2026-06-01")).unwrap_err(),
        Untrusted::Time
    );
}
