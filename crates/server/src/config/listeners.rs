//! The addresses of the data plane: `listen` with the settings at the top, or `[[listener]]` tables.

use gateway::config::{ForwardedHeader, ListenerConfig, SourceRule, TlsConfig, TlsVersion};
use portcullis_core::Cidr;

use super::certificates::certificates;
use super::{Check, LISTEN_DEFAULT, endpoints};
use crate::settings::{ListenerSettings, Settings, SourceAddressFrom, SourceHeader, TlsMinimum};

/// All listeners; faults are told to `check`.
pub(super) fn listeners(check: &mut Check<'_>) -> Vec<ListenerConfig> {
    let settings = &check.loaded.settings;
    if !settings.listener.is_empty() {
        if settings.listen.is_some() {
            check.wrong(
                "listen",
                "`[[listener]]` tables are given as well: use one of the two",
            );
        }
        for key in of_listen_alone(settings) {
            check.wrong(
                key,
                "it is for the addresses of `listen`, and `[[listener]]` tables are given: write it into them",
            );
        }
        return settings
            .listener
            .iter()
            .enumerate()
            .filter_map(|(at, one)| listener(check, one, &format!("listener[{at}]."), "address"))
            .collect();
    }
    let default = [LISTEN_DEFAULT.to_owned()];
    let addresses = settings.listen.as_deref().unwrap_or(&default);
    if addresses.is_empty() {
        check.wrong("listen", "the list is empty: name at least one address");
    }
    addresses
        .iter()
        .filter_map(|address| {
            let one = ListenerSettings {
                address: address.clone(),
                tls_certificate_file: settings.tls_certificate_file.clone(),
                tls_key_file: settings.tls_key_file.clone(),
                tls_minimum_version: settings.tls_minimum_version,
                certificate: Vec::new(),
                dual_stack: settings.dual_stack,
                source_address: settings.source_address,
                source_header: settings.source_header,
                trusted: settings.trusted.clone(),
                trust_forwarded_scheme: settings.trust_forwarded_scheme,
                private: None,
            };
            listener(check, &one, "", "listen")
        })
        .collect()
}

/// The settings that are given and that `[[listener]]` tables do not take over.
fn of_listen_alone(settings: &Settings) -> impl Iterator<Item = &'static str> {
    let given = [
        ("tls_certificate_file", settings.tls_certificate_file.is_some()),
        ("tls_key_file", settings.tls_key_file.is_some()),
        ("tls_minimum_version", settings.tls_minimum_version.is_some()),
        ("dual_stack", settings.dual_stack.is_some()),
        ("source_address", settings.source_address.is_some()),
        ("source_header", settings.source_header.is_some()),
        ("trusted", settings.trusted.is_some()),
        (
            "trust_forwarded_scheme",
            settings.trust_forwarded_scheme.is_some(),
        ),
    ];
    given.into_iter().filter_map(|(key, given)| given.then_some(key))
}

fn listener(
    check: &mut Check<'_>,
    one: &ListenerSettings,
    prefix: &str,
    address_key: &str,
) -> Option<ListenerConfig> {
    let key = |name: &str| format!("{prefix}{name}");
    let address = check.address(&key(address_key), &one.address);
    let certificates = certificates(check, one, prefix);
    if certificates.as_ref().is_some_and(Vec::is_empty) && one.tls_minimum_version.is_some() {
        check.wrong(
            &key("tls_minimum_version"),
            "there is no `tls_certificate_file`, so there is no TLS",
        );
    }
    let source = source(check, one, prefix);
    let dual_stack = one.dual_stack.unwrap_or(false);
    if dual_stack && address.is_some_and(|address| address.is_ipv4()) {
        check.wrong(
            &key("dual_stack"),
            format!(
                "`{}` is an IPv4 address: only IPv6 addresses take both",
                one.address
            ),
        );
    }
    let private = one.private.as_ref();
    let private = private.map(|private| endpoints::private(check, private, &key("private")));
    let certificates = certificates?;
    let tls = (!certificates.is_empty()).then(|| TlsConfig {
        certificates,
        minimum_version: match one.tls_minimum_version.unwrap_or_default() {
            TlsMinimum::V1_2 => TlsVersion::V1_2,
            TlsMinimum::V1_3 => TlsVersion::V1_3,
        },
    });
    Some(ListenerConfig {
        address: address?,
        dual_stack,
        tls,
        source,
        private: match private {
            // One that is faulty must not become a public one.
            Some(private) => Some(private?),
            None => None,
        },
        trust_forwarded_scheme: one.trust_forwarded_scheme.unwrap_or(false),
    })
}

fn source(check: &mut Check<'_>, one: &ListenerSettings, prefix: &str) -> SourceRule {
    let key = |name: &str| format!("{prefix}{name}");
    let rule = one.source_address.unwrap_or_default();
    let trusted: Vec<Cidr> = one
        .trusted
        .iter()
        .flatten()
        .filter_map(|text| match Cidr::parse(text) {
            Ok((block, _)) => Some(block),
            Err(error) => {
                check.wrong(&key("trusted"), error.to_string());
                None
            }
        })
        .collect();
    let listed = one.trusted.as_ref().is_some_and(|list| !list.is_empty());
    match (rule, listed) {
        (SourceAddressFrom::Socket, true) => check.wrong(
            &key("trusted"),
            "proxies are listed, but `source_address` is `socket`: set it to `proxy-protocol` or `header`",
        ),
        (SourceAddressFrom::ProxyProtocol | SourceAddressFrom::Header, false) => {
            check.wrong(
                &key("source_address"),
                "it needs `trusted`: the address blocks of the proxies that are believed",
            );
        }
        (SourceAddressFrom::Socket, false)
        | (SourceAddressFrom::ProxyProtocol | SourceAddressFrom::Header, true) => {}
    }
    if one.source_header.is_some() && rule != SourceAddressFrom::Header {
        check.wrong(
            &key("source_header"),
            "it is read only with `source_address = \"header\"`",
        );
    }
    if one.trust_forwarded_scheme == Some(true) && rule == SourceAddressFrom::Socket {
        check.wrong(
            &key("trust_forwarded_scheme"),
            "there is no proxy to trust: `source_address` is `socket`",
        );
    }
    match rule {
        SourceAddressFrom::Socket => SourceRule::SocketPeer,
        SourceAddressFrom::ProxyProtocol => SourceRule::ProxyProtocol { senders: trusted },
        SourceAddressFrom::Header => SourceRule::Header {
            header: match one.source_header.unwrap_or_default() {
                SourceHeader::XForwardedFor => ForwardedHeader::XForwardedFor,
                SourceHeader::Forwarded => ForwardedHeader::Forwarded,
            },
            trusted,
        },
    }
}
