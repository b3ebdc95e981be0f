//! From a target to an open connection: addresses, TCP, TLS.

use std::{
    cell::RefCell,
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    rc::Rc,
    time::Duration,
};

use tokio::{
    net::{TcpStream, lookup_host},
    time::Instant,
};
use tokio_rustls::TlsConnector;

use crate::{
    InvokeError, Scheme,
    deadline::Deadline,
    shared::Shared,
    stream::Stream,
    target::{Host, TargetKey},
};

/// Host names whose addresses are remembered at a time; beyond it the memory is cleared.
const NAMES_MAX: usize = 1024;

/// The addresses of host names, for a short time.
#[derive(Debug, Default)]
pub(crate) struct Names {
    known: RefCell<HashMap<Box<str>, Known>>,
}

#[derive(Debug)]
struct Known {
    addresses: Rc<[IpAddr]>,
    until: Instant,
}

impl Names {
    async fn resolve(&self, host: &Host, port: u16, keep: Duration) -> Result<Rc<[IpAddr]>, InvokeError> {
        let name = match host {
            Host::Address(address) => return Ok(Rc::new([*address])),
            Host::Name(name) => name,
        };
        if let Some(known) = self.known.borrow().get(name)
            && Instant::now() < known.until
        {
            return Ok(Rc::clone(&known.addresses));
        }
        let failed = |source| InvokeError::ResolveFailed {
            host: name.to_string(),
            source,
        };
        let mut addresses = Vec::new();
        for found in lookup_host((&**name, port)).await.map_err(failed)? {
            if !addresses.contains(&found.ip()) {
                addresses.push(found.ip());
            }
        }
        if addresses.is_empty() {
            return Err(failed(io::Error::new(io::ErrorKind::NotFound, "no address")));
        }
        let addresses: Rc<[IpAddr]> = addresses.into();
        let mut known = self.known.borrow_mut();
        if known.len() >= NAMES_MAX {
            known.clear();
        }
        known.insert(
            name.clone(),
            Known {
                addresses: Rc::clone(&addresses),
                until: Instant::now() + keep,
            },
        );
        Ok(addresses)
    }

    fn forget(&self, host: &Host) {
        if let Host::Name(name) = host {
            self.known.borrow_mut().remove(name);
        }
    }
}

/// Opens a connection within the connect time-out, and before `give_up_at`, which is the caller's own deadline.
pub(crate) async fn connect(
    shared: &Rc<Shared>,
    names: &Names,
    key: &TargetKey,
    give_up_at: Instant,
    response_timeout: Duration,
) -> Result<Stream, InvokeError> {
    let after = Duration::from_millis(shared.settings.connect_timeout_ms);
    let by_settings = Instant::now() + after;
    let mut deadline = Deadline::new(shared, by_settings.min(give_up_at));
    let at = deadline.at();
    match deadline.limit(open(shared, names, key, at)).await {
        Some(outcome) => {
            if outcome.is_err() {
                names.forget(&key.host);
            }
            outcome
        }
        None if give_up_at < by_settings => Err(InvokeError::TimedOut {
            after: response_timeout,
        }),
        None => {
            names.forget(&key.host);
            Err(InvokeError::ConnectTimedOut {
                authority: key.authority.to_string(),
                after,
            })
        }
    }
}

async fn open(
    shared: &Rc<Shared>,
    names: &Names,
    key: &TargetKey,
    at: Instant,
) -> Result<Stream, InvokeError> {
    let keep = Duration::from_millis(shared.settings.dns_cache_ms);
    let addresses = names.resolve(&key.host, key.port, keep).await?;
    let tcp = open_any(shared, &addresses, key, at).await?;
    let failed = |source| InvokeError::TlsFailed {
        authority: key.authority.to_string(),
        source,
    };
    match key.scheme {
        Scheme::Http => Ok(Stream::Plain(tcp)),
        Scheme::Https => {
            let name = key.host.server_name().ok_or_else(|| {
                failed(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "no certificate can carry this host name",
                ))
            })?;
            let connector = TlsConnector::from(shared.settings.tls.config(key.issuer));
            let tls = connector.connect(name, tcp).await.map_err(failed)?;
            Ok(Stream::Tls(Box::new(tls)))
        }
    }
}

/// Tries each address in turn; one that does not answer leaves the others their share of the time.
async fn open_any(
    shared: &Rc<Shared>,
    addresses: &[IpAddr],
    key: &TargetKey,
    at: Instant,
) -> Result<TcpStream, InvokeError> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for (index, address) in addresses.iter().enumerate() {
        let now = Instant::now();
        let untried = u32::try_from(addresses.len() - index).unwrap_or(u32::MAX);
        let share = at.saturating_duration_since(now) / untried;
        let mut deadline = Deadline::new(shared, now + share);
        let attempt = TcpStream::connect(SocketAddr::new(*address, key.port));
        match deadline.limit(attempt).await {
            Some(Ok(stream)) => {
                if is_refused(shared, &stream) {
                    return Err(InvokeError::RefusedAddress {
                        authority: key.authority.to_string(),
                    });
                }
                stream.set_nodelay(true).map_err(InvokeError::Broken)?;
                return Ok(stream);
            }
            Some(Err(error)) => last = error,
            None => last = io::ErrorKind::TimedOut.into(),
        }
    }
    if last.kind() == io::ErrorKind::TimedOut {
        let after = Duration::from_millis(shared.settings.connect_timeout_ms);
        return Err(InvokeError::ConnectTimedOut {
            authority: key.authority.to_string(),
            after,
        });
    }
    Err(InvokeError::ConnectFailed {
        authority: key.authority.to_string(),
        source: last,
    })
}

/// Whether a connection leads where no upstream may be. The peer tells, whatever name or form of address led there; nothing
/// has been sent yet.
fn is_refused(shared: &Shared, stream: &TcpStream) -> bool {
    let refused = &shared.settings.refused_addresses;
    if refused.is_empty() {
        return false;
    }
    let (Ok(peer), Ok(local)) = (stream.peer_addr(), stream.local_addr()) else {
        return true;
    };
    let (peer_ip, local_ip) = (peer.ip().to_canonical(), local.ip().to_canonical());
    refused.iter().any(|refused| {
        let ip = refused.ip().to_canonical();
        refused.port() == peer.port() && (ip == peer_ip || ip.is_unspecified() && peer_ip == local_ip)
    })
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::{ClientSettings, Target, TlsSettings};

    fn run<F: Future>(test: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(test)
    }

    fn shared() -> Rc<Shared> {
        Rc::new(Shared::new(ClientSettings::new(
            TlsSettings::from_authorities(&[]).unwrap(),
        )))
    }

    #[test]
    fn every_address_is_tried() {
        run(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let target = Target::parse(&format!("http://model:{port}")).unwrap();
            // Nobody listens on the other addresses of the loopback network.
            let dead = |last| IpAddr::V4(Ipv4Addr::new(127, 0, 0, last));
            let live = IpAddr::V4(Ipv4Addr::LOCALHOST);
            let soon = Instant::now() + Duration::from_secs(5);
            let stream = open_any(&shared(), &[dead(2), dead(3), live], target.key(), soon)
                .await
                .unwrap();
            assert_eq!(stream.peer_addr().unwrap().ip(), live);
            let refused = open_any(&shared(), &[dead(2), dead(3)], target.key(), soon).await;
            assert!(
                matches!(refused, Err(InvokeError::ConnectFailed { .. })),
                "{refused:?}"
            );
        });
    }

    #[test]
    fn a_listener_of_our_own_is_no_upstream_whatever_it_is_called() {
        let refuses = |refused: &str, host: [u8; 4]| {
            run(async {
                let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
                let port = listener.local_addr().unwrap().port();
                let mut settings = ClientSettings::new(TlsSettings::from_authorities(&[]).unwrap());
                settings.refused_addresses = vec![SocketAddr::new(refused.parse().unwrap(), port)];
                let target = Target::parse(&format!("http://model:{port}")).unwrap();
                let soon = Instant::now() + Duration::from_secs(5);
                let shared = Rc::new(Shared::new(settings));
                let opened = open_any(&shared, &[host.into()], target.key(), soon).await;
                matches!(opened, Err(InvokeError::RefusedAddress { .. }))
            })
        };
        assert!(refuses("127.0.0.1", [127, 0, 0, 1]));
        // The name of no address leads to the loopback address.
        assert!(refuses("127.0.0.1", [0, 0, 0, 0]));
        assert!(!refuses("127.0.0.1", [127, 0, 0, 2]));
        assert!(refuses("0.0.0.0", [127, 0, 0, 1]));
        assert!(refuses("::ffff:127.0.0.1", [127, 0, 0, 1]));
        assert!(!refuses("192.0.2.1", [127, 0, 0, 1]));
    }

    #[test]
    fn names_are_remembered_until_a_connection_fails() {
        run(async {
            let names = Names::default();
            let host = Host::Name("localhost".into());
            let first = names.resolve(&host, 80, Duration::from_secs(60)).await.unwrap();
            assert!(
                first.iter().all(IpAddr::is_loopback) && !first.is_empty(),
                "{first:?}"
            );
            let second = names.resolve(&host, 80, Duration::from_secs(60)).await.unwrap();
            assert!(Rc::ptr_eq(&first, &second));
            names.forget(&host);
            let third = names.resolve(&host, 80, Duration::ZERO).await.unwrap();
            assert!(!Rc::ptr_eq(&first, &third));
            let fourth = names.resolve(&host, 80, Duration::ZERO).await.unwrap();
            assert!(!Rc::ptr_eq(&third, &fourth), "a time of zero remembers nothing");
        });
    }
}
