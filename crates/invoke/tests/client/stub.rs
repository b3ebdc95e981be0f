//! An upstream that speaks bytes: it accepts connections on a free loopback port and hands each to the test.

use invoke::{ClientSettings, HttpClient, Target, TlsSettings};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A listening stub.
pub(crate) struct Stub {
    listener: TcpListener,
}

/// One accepted connection.
pub(crate) struct Peer<S = TcpStream> {
    pub(crate) stream: S,
    /// Read and not yet taken.
    pub(crate) unread: Vec<u8>,
}

impl Stub {
    pub(crate) async fn start() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.listener.local_addr().unwrap().port()
    }

    pub(crate) fn target(&self) -> Target {
        Target::parse(&format!("http://127.0.0.1:{}", self.port())).unwrap()
    }

    pub(crate) async fn accept(&self) -> Peer {
        let (stream, _) = self.listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        Peer {
            stream,
            unread: Vec::new(),
        }
    }
}

impl<S: AsyncReadExt + AsyncWriteExt + Unpin> Peer<S> {
    /// Reads up to and including `end`.
    pub(crate) async fn read_until(&mut self, end: &str) -> String {
        loop {
            if let Some(at) = self
                .unread
                .windows(end.len())
                .position(|window| window == end.as_bytes())
            {
                let rest = self.unread.split_off(at + end.len());
                return String::from_utf8(std::mem::replace(&mut self.unread, rest)).unwrap();
            }
            assert!(
                self.read_some().await > 0,
                "closed after {:?}",
                String::from_utf8_lossy(&self.unread)
            );
        }
    }

    pub(crate) async fn read_head(&mut self) -> String {
        self.read_until("\r\n\r\n").await
    }

    /// Reads so many bytes.
    pub(crate) async fn read_bytes(&mut self, count: usize) -> String {
        while self.unread.len() < count {
            assert!(
                self.read_some().await > 0,
                "closed after {} bytes",
                self.unread.len()
            );
        }
        let rest = self.unread.split_off(count);
        String::from_utf8(std::mem::replace(&mut self.unread, rest)).unwrap()
    }

    async fn read_some(&mut self) -> usize {
        let mut bytes = [0; 65_536];
        let count = self.stream.read(&mut bytes).await.unwrap_or(0);
        self.unread.extend_from_slice(&bytes[..count]);
        count
    }

    pub(crate) async fn write(&mut self, text: impl AsRef<[u8]>) {
        self.stream.write_all(text.as_ref()).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// Waits until the client has closed the connection; what it sent before is in `unread`.
    pub(crate) async fn closed(&mut self) {
        while self.read_some().await > 0 {}
    }
}

pub(crate) fn settings() -> ClientSettings {
    ClientSettings::new(TlsSettings::from_authorities(&[]).unwrap())
}

pub(crate) fn client() -> HttpClient {
    HttpClient::new(settings())
}

/// Runs a test on a thread of its own kind: one thread, no work stealing, as on the data plane.
pub(crate) fn run<F: Future>(test: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        tokio::time::timeout(std::time::Duration::from_secs(20), test)
            .await
            .expect("the test hangs")
    })
}

/// Lets the poller report everything that has reached a socket by now: it does so before the events of this connection,
/// which is made afterwards.
pub(crate) async fn poller_turn() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (near, far) = tokio::join!(
        TcpStream::connect(listener.local_addr().unwrap()),
        listener.accept()
    );
    let (mut near, (mut far, _)) = (near.unwrap(), far.unwrap());
    far.write_all(b"x").await.unwrap();
    assert_eq!(near.read_u8().await.unwrap(), b'x');
}
