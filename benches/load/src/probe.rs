//! One request on its own connection: to see that a proxy is up, admits and refuses.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::arguments::Arguments;
use crate::decoder::Decoder;

/// How long the whole probe may wait for one read.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// How much of the answer is kept, in bytes.
const KEPT_BYTES: usize = 4096;

/// Sends `GET --path` to `--to`, from `--from` when given; prints the status, the length of the body and its first
/// characters.
pub fn probe(arguments: &mut Arguments) -> Result<()> {
    let to: SocketAddr = arguments.required("to")?;
    let from: Option<IpAddr> = arguments.optional("from")?;
    let path: String = arguments.required("path")?;
    let host: Option<String> = arguments.optional("host")?;
    arguments.finish()?;
    let host = host.unwrap_or_else(|| to.to_string());
    let (decoder, body) = fetch(to, from, &host, &path)?;
    println!(
        "{} {} {}",
        decoder.status(),
        decoder.body_bytes(),
        body.get(..60).unwrap_or(&body).escape_debug()
    );
    Ok(())
}

/// The answer to one `GET`, and the begin of its body as it came.
fn fetch(to: SocketAddr, from: Option<IpAddr>, host: &str, path: &str) -> Result<(Decoder, String)> {
    let socket = socket2::Socket::new(socket2::Domain::for_address(to), socket2::Type::STREAM, None)?;
    if let Some(from) = from {
        socket
            .bind(&SocketAddr::new(from, 0).into())
            .with_context(|| format!("cannot send from {from}"))?;
    }
    socket
        .connect(&to.into())
        .with_context(|| format!("cannot connect to {to}"))?;
    let mut stream: std::net::TcpStream = socket.into();
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n").as_bytes())?;
    let mut decoder = Decoder::new();
    let mut text = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = stream
            .read(&mut buffer)
            .with_context(|| format!("no answer from {to} to `{path}`"))?;
        if count == 0 {
            bail!("{to} closed the connection within its answer to `{path}`");
        }
        text.extend_from_slice(&buffer[..count.min(KEPT_BYTES.saturating_sub(text.len()))]);
        if decoder.feed(&buffer[..count])? {
            let text = String::from_utf8_lossy(&text);
            let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            return Ok((decoder, body.to_owned()));
        }
    }
}
