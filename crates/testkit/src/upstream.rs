//! A stub upstream: answers every request alike and remembers what it was sent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A request as it arrived: head and body, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// From the verb to the empty line.
    pub head: String,
    /// The body as sent (chunk sizes included).
    pub body: Vec<u8>,
}

impl Received {
    /// The request line.
    pub fn line(&self) -> &str {
        self.head.split("\r\n").next().unwrap_or("")
    }

    /// Every value of a header, in order.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.head
            .split("\r\n")
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .collect()
    }
}

/// A running stub; it ends when dropped.
pub struct Upstream {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    closed: Arc<AtomicBool>,
}

impl Upstream {
    /// Starts one that answers every request with these bytes and keeps the connection.
    pub fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::serving(move |_, stream| stream.write_all(&answer).is_ok())
    }

    /// Starts one that answers `200` with a short body.
    pub fn ok() -> Self {
        Self::answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nupstream\n")
    }

    /// Starts one that hands every request to `serve`, which writes the answer and says whether to read on.
    pub fn serving(serve: impl Fn(&Received, &mut TcpStream) -> bool + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let closed = Arc::new(AtomicBool::new(false));
        let (log, stop, serve) = (received.clone(), closed.clone(), Arc::new(serve));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (log, serve) = (log.clone(), serve.clone());
                if let Ok(stream) = stream {
                    std::thread::spawn(move || converse(stream, &log, &*serve));
                }
            }
        });
        Self {
            address,
            received,
            closed,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What arrived so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// What arrived since the last call.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().unwrap())
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        // The accept loop looks at the flag when the next connection comes: this one.
        let _ = TcpStream::connect(self.address);
    }
}

fn converse(
    mut stream: TcpStream,
    log: &Mutex<Vec<Received>>,
    serve: &dyn Fn(&Received, &mut TcpStream) -> bool,
) {
    let _ = stream.set_nodelay(true);
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer) {
        log.lock().unwrap().push(request.clone());
        if !serve(&request, &mut stream) {
            return;
        }
    }
}

fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Received> {
    let find = |buffer: &[u8], mark: &[u8]| buffer.windows(mark.len()).position(|window| window == mark);
    let mut fill = |buffer: &mut Vec<u8>| {
        let mut chunk = [0; 16 * 1024];
        let count = stream.read(&mut chunk).ok().filter(|count| *count > 0)?;
        buffer.extend_from_slice(&chunk[..count]);
        Some(())
    };
    let head = loop {
        if let Some(at) = find(buffer, b"\r\n\r\n") {
            break String::from_utf8_lossy(&buffer.drain(..at + 4).collect::<Vec<_>>()).into_owned();
        }
        fill(buffer)?;
    };
    let received = Received {
        head,
        body: Vec::new(),
    };
    let length = if !received.headers("transfer-encoding").is_empty() {
        loop {
            if buffer.starts_with(b"0\r\n\r\n") {
                break 5;
            }
            if let Some(at) = find(buffer, b"\r\n0\r\n\r\n") {
                break at + 7;
            }
            fill(buffer)?;
        }
    } else {
        received
            .headers("content-length")
            .first()
            .map_or(0, |length| length.parse().unwrap_or(0))
    };
    while buffer.len() < length {
        fill(buffer)?;
    }
    Some(Received {
        body: buffer.drain(..length).collect(),
        ..received
    })
}
