//! An HTTP/1.1 client that sends exactly the bytes it is given.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The longest a test waits for bytes.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A response, read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Header names as sent, and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body, unchunked.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A connection.
pub struct Connection<S = TcpStream> {
    stream: S,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).expect("connects");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self::over(stream)
    }
}

impl<S: Read + Write> Connection<S> {
    /// Speaks over a stream that is open already.
    pub fn over(stream: S) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
        }
    }

    /// Sends bytes; a peer that has closed already is no failure, its answer may still be there to read.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.stream.write_all(bytes.as_ref());
        let _ = self.stream.flush();
    }

    /// The stream.
    pub fn stream(&mut self) -> &mut S {
        &mut self.stream
    }

    fn fill(&mut self) -> std::io::Result<usize> {
        let mut chunk = [0; 16 * 1024];
        let count = self.stream.read(&mut chunk)?;
        self.buffer.extend_from_slice(&chunk[..count]);
        Ok(count)
    }

    /// Reads until the peer closes; the bytes not yet taken.
    pub fn until_closed(&mut self) -> Vec<u8> {
        while matches!(self.fill(), Ok(count) if count > 0) {}
        std::mem::take(&mut self.buffer)
    }

    /// Reads up to and with `mark`; `None` where the peer closes before it.
    pub fn until(&mut self, mark: &[u8]) -> Option<Vec<u8>> {
        loop {
            if let Some(at) = self.buffer.windows(mark.len()).position(|window| window == mark) {
                return Some(self.buffer.drain(..at + mark.len()).collect());
            }
            if self
                .fill()
                .unwrap_or_else(|error| panic!("waiting for {:?}: {error}", String::from_utf8_lossy(mark)))
                == 0
            {
                return None;
            }
        }
    }

    fn exactly(&mut self, count: usize) -> Vec<u8> {
        while self.buffer.len() < count {
            assert!(
                self.fill().expect("body") > 0,
                "closed with {} of {count} bytes",
                self.buffer.len()
            );
        }
        self.buffer.drain(..count).collect()
    }

    /// Reads the head of a response: status and headers. `None` where the peer closes without one.
    pub fn head(&mut self) -> Option<Reply> {
        let head = String::from_utf8(self.until(b"\r\n\r\n")?).expect("a head of ASCII");
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .and_then(|text| text.parse().ok());
        let headers = lines
            .filter(|line| !line.is_empty())
            .map(|line| line.split_once(':').expect("a header line"))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        Some(Reply {
            status: status.expect("a status line"),
            headers,
            body: Vec::new(),
        })
    }

    /// One chunk of a chunked body; empty at its end.
    pub fn chunk(&mut self) -> Vec<u8> {
        let size = String::from_utf8(self.until(b"\r\n").expect("a chunk size")).unwrap();
        let size = usize::from_str_radix(size.trim(), 16).expect("a chunk size in hexadecimal");
        let chunk = self.exactly(size);
        assert_eq!(self.exactly(2), b"\r\n");
        chunk
    }

    /// Reads a whole response to a request that was no HEAD. `None` where the peer closes without one.
    pub fn reply(&mut self) -> Option<Reply> {
        let mut reply = self.head()?;
        if reply.header("transfer-encoding").is_some() {
            loop {
                let chunk = self.chunk();
                if chunk.is_empty() {
                    break;
                }
                reply.body.extend(chunk);
            }
        } else if let Some(length) = reply.header("content-length") {
            reply.body = self.exactly(length.parse().expect("a length"));
        } else if !matches!(reply.status, 100..=199 | 204 | 304) {
            reply.body = self.until_closed();
        }
        Some(reply)
    }

    /// Sends a request and reads its answer.
    pub fn ask(&mut self, request: impl AsRef<[u8]>) -> Reply {
        self.send(request);
        self.reply().expect("an answer")
    }
}

/// The text of a request without a body. `headers` end each in `\r\n`.
pub fn request(verb: &str, target: &str, host: &str, headers: &str) -> String {
    format!("{verb} {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n")
}

/// A PROXY protocol version 2 header that says the client is `client`.
pub fn proxy_v2(client: SocketAddr, server: SocketAddr) -> Vec<u8> {
    let mut out = b"\r\n\r\n\0\r\nQUIT\n\x21".to_vec();
    let octets = |address: SocketAddr, v6: bool| match (address.ip(), v6) {
        (std::net::IpAddr::V4(ip), false) => ip.octets().to_vec(),
        (std::net::IpAddr::V4(ip), true) => ip.to_ipv6_mapped().octets().to_vec(),
        (std::net::IpAddr::V6(ip), _) => ip.octets().to_vec(),
    };
    let v6 = client.is_ipv6() || server.is_ipv6();
    out.push(if v6 { 0x21 } else { 0x11 });
    out.extend(u16::to_be_bytes(if v6 { 36 } else { 12 }));
    out.extend(octets(client, v6));
    out.extend(octets(server, v6));
    out.extend(client.port().to_be_bytes());
    out.extend(server.port().to_be_bytes());
    out
}
