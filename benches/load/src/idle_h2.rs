//! Quiet event streams over shared HTTP/2 connections.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use h2::client::SendRequest;
use tokio::net::TcpStream;

use crate::idle::Stream;

/// Opens a connection; it lives as long as its streams.
pub async fn connect(to: SocketAddr) -> Result<SendRequest<Bytes>> {
    let socket = TcpStream::connect(to)
        .await
        .with_context(|| format!("cannot connect to {to}"))?;
    socket.set_nodelay(true)?;
    let (sender, connection) = h2::client::handshake(socket)
        .await
        .context("no HTTP/2 without TLS")?;
    // Its error reaches every stream of it, where it is counted.
    tokio::task::spawn_local(connection);
    Ok(sender)
}

/// Holds one stream.
pub async fn hold(sender: SendRequest<Bytes>, to: SocketAddr, path: String, mut stream: Stream) {
    let reason = match read(sender, to, &path, &mut stream).await {
        Ok(()) => anyhow::anyhow!("the HTTP/2 stream ended"),
        Err(error) => error,
    };
    stream.ended(reason);
}

async fn read(sender: SendRequest<Bytes>, to: SocketAddr, path: &str, stream: &mut Stream) -> Result<()> {
    let request = http::Request::get(format!("http://{to}{path}"))
        .header("accept", "text/event-stream")
        .body(())?;
    let mut sender = sender
        .ready()
        .await
        .context("the connection takes no further stream")?;
    let response = sender.send_request(request, true)?.0.await?;
    if response.status() != 200 {
        bail!("status {}", response.status());
    }
    let mut body = response.into_body();
    while let Some(bytes) = body.data().await {
        let count = bytes?.len();
        body.flow_control().release_capacity(count)?;
        stream.arrived(count as u64);
    }
    Ok(())
}
