//! A client's certificate as `$context.identity.clientCert` tells it.
//!
//! The certificate was verified by others before: this only writes down what it says.
//!
//! Sources: API Gateway developer guide, "Set up Lambda proxy integrations in API Gateway" (the members and the form of times
//! and of a long serial number); AWS compute blog, "Introducing mutual TLS authentication for Amazon API Gateway" (names in
//! the order of the certificate, a short serial number in decimal). Which serial numbers are short is not said; chosen as
//! OpenSSL prints them: those that fit into 63 bits.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use portcullis_core::Timestamp;
use rustls::pki_types::CertificateDer;
use serde::{Deserialize, Serialize};
use x509_parser::{
    certificate::X509Certificate,
    prelude::FromDer,
    x509::{AttributeTypeAndValue, X509Name},
};

/// Characters of a line of PEM text.
const PEM_LINE: usize = 64;

/// Names of attributes in distinguished names; others are told by their numbers.
///
/// Source: RFC 4514, section 3; OpenSSL's short names for the rest.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.42", "GN"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "street"),
];

/// What a client's certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientCertificate {
    /// The certificate itself, PEM text.
    pub pem: String,
    /// `C=US,O=Example,CN=client`: in the order of the certificate.
    pub subject_dn: String,
    /// Likewise.
    pub issuer_dn: String,
    /// Decimal up to 63 bits, else bytes in hexadecimal with colons between.
    pub serial_number: String,
    /// `May 28 12:30:02 2019 GMT`
    pub not_before: String,
    /// Likewise.
    pub not_after: String,
}

impl ClientCertificate {
    /// Reads a certificate; `None` where it is none.
    pub(super) fn new(der: &CertificateDer<'_>) -> Option<Self> {
        let certificate = parse(der)?;
        let validity = certificate.validity();
        Some(Self {
            pem: pem(der),
            subject_dn: distinguished_name(certificate.subject()),
            issuer_dn: distinguished_name(certificate.issuer()),
            serial_number: serial_number(certificate.raw_serial()),
            not_before: time(validity.not_before.timestamp()),
            not_after: time(validity.not_after.timestamp()),
        })
    }
}

/// Reads a certificate, which must end where its bytes end.
pub(super) fn parse<'d>(der: &'d CertificateDer<'_>) -> Option<X509Certificate<'d>> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Some(certificate),
        Ok(_) | Err(_) => None,
    }
}

/// A name in the order of its certificate, its parts separated by `,`.
pub(super) fn distinguished_name(name: &X509Name<'_>) -> String {
    let mut text = String::new();
    for relative in name.iter_rdn() {
        let mut separator = if text.is_empty() { "" } else { "," };
        for attribute in relative.iter() {
            text.push_str(separator);
            separator = "+";
            push_attribute(attribute, &mut text);
        }
    }
    text
}

fn push_attribute(attribute: &AttributeTypeAndValue<'_>, out: &mut String) {
    let number = attribute.attr_type().to_id_string();
    match ATTRIBUTES.binary_search_by(|(known, _)| (*known).cmp(&number)) {
        Ok(at) => out.push_str(ATTRIBUTES.get(at).map_or("", |(_, name)| name)),
        Err(_) => out.push_str(&number),
    }
    out.push('=');
    match attribute.as_str() {
        Ok(value) => push_escaped(value, out),
        // Other string types: the bytes, which RFC 4514 allows for any value.
        Err(_) => {
            out.push('#');
            for byte in attribute.as_slice() {
                push_hex(*byte, out);
            }
        }
    }
}

/// Source: RFC 4514, section 2.4.
fn push_escaped(value: &str, out: &mut String) {
    let last = value.chars().count().saturating_sub(1);
    for (at, character) in value.chars().enumerate() {
        let edge = (at == 0 && matches!(character, ' ' | '#')) || (at == last && character == ' ');
        if edge || matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\') {
            out.push('\\');
            out.push(character);
        } else if character.is_control() {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push('\\');
                push_hex(byte, out);
            }
        } else {
            out.push(character);
        }
    }
}

fn push_hex(byte: u8, out: &mut String) {
    for digit in [byte >> 4, byte & 15] {
        out.extend(char::from_digit(u32::from(digit), 16));
    }
}

fn serial_number(bytes: &[u8]) -> String {
    const SHORT: usize = size_of::<i64>();
    let start = bytes.iter().take_while(|byte| **byte == 0).count();
    let magnitude = bytes.get(start..).unwrap_or(bytes);
    if magnitude.len() <= SHORT {
        let value = magnitude
            .iter()
            .fold(0u64, |value, byte| (value << 8) | u64::from(*byte));
        if i64::try_from(value).is_ok() {
            return value.to_string();
        }
    }
    let mut text = String::new();
    for (at, byte) in magnitude.iter().enumerate() {
        if at > 0 {
            text.push(':');
        }
        push_hex(*byte, &mut text);
    }
    text
}

/// `May 28 12:30:02 2019 GMT`; a day of one digit has a blank before it.
fn time(epoch_seconds: i64) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = Timestamp {
        epoch_ms: epoch_seconds.saturating_mul(1000),
    }
    .civil();
    let month = usize::try_from(at.month - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .unwrap_or(&"");
    format!(
        "{month} {:2} {:02}:{:02}:{:02} {} GMT",
        at.day, at.hour, at.minute, at.second, at.year
    )
}

fn pem(der: &[u8]) -> String {
    let encoded = STANDARD.encode(der);
    let mut text = String::with_capacity(encoded.len() + encoded.len() / PEM_LINE + PEM_LINE);
    text.push_str("-----BEGIN CERTIFICATE-----\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, behind) = rest.split_at(rest.len().min(PEM_LINE));
        text.push_str(line);
        text.push('\n');
        rest = behind;
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, SerialNumber};

    use super::*;

    #[test]
    fn serial_numbers() {
        for (bytes, expect) in [
            (&[1][..], "1"),
            (&[0], "0"),
            (&[0, 0xff], "255"),
            (
                &[0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
                "9223372036854775807",
            ),
            (&[0, 0x80, 0, 0, 0, 0, 0, 0, 0], "80:00:00:00:00:00:00:00"),
            (&[0xa1, 1, 2, 3, 4, 5, 6, 7, 8], "a1:01:02:03:04:05:06:07:08"),
        ] {
            assert_eq!(serial_number(bytes), expect);
        }
    }

    #[test]
    fn times_are_written_as_openssl_writes_them() {
        assert_eq!(time(1_559_046_602), "May 28 12:30:02 2019 GMT");
        assert_eq!(time(1_628_156_164), "Aug  5 09:36:04 2021 GMT");
    }

    #[test]
    fn attributes_are_sorted() {
        assert!(ATTRIBUTES.is_sorted());
    }

    #[test]
    fn a_certificate_is_told_as_it_is() {
        let mut name = DistinguishedName::new();
        name.push(DnType::CountryName, "US");
        name.push(DnType::OrganizationName, "Amazon, \"Web\" Services");
        name.push(DnType::CommonName, " #a\n");
        name.push(
            DnType::CustomDnType(vec![1, 2, 3]),
            DnValue::Utf8String("x".to_owned()),
        );
        let mut params = CertificateParams::default();
        params.distinguished_name = name;
        params.serial_number = Some(SerialNumber::from(7u64));
        params.not_before = rcgen::date_time_ymd(2019, 5, 28);
        params.not_after = rcgen::date_time_ymd(2049, 8, 5);
        let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        let read = ClientCertificate::new(made.der()).unwrap();
        let subject = r#"C=US,O=Amazon\, \"Web\" Services,CN=\ #a\0a,1.2.3=x"#;
        assert_eq!(read.subject_dn, subject);
        assert_eq!(read.issuer_dn, subject);
        assert_eq!(read.serial_number, "7");
        assert_eq!(read.not_before, "May 28 00:00:00 2019 GMT");
        assert_eq!(read.not_after, "Aug  5 00:00:00 2049 GMT");
        let pem = read.pem.replace("\r\n", "\n");
        assert_eq!(pem, made.pem().replace("\r\n", "\n"));
        assert!(ClientCertificate::new(&CertificateDer::from(vec![0x30, 0])).is_none());
    }
}
