//! The load program of the proxy benchmarks: an upstream and the clients that drive a proxy in front of it.
//!
//! Upstream and clients are one thread each, written straight on epoll with prepared bytes, so that on a small machine
//! the processor time is left to the proxy under test. `cargo xtask bench` starts them; the words they take are below.
//!
//! - `upstream`: prints `listening ADDRESS`, answers until killed.
//! - `run`: 64 (or `--connections`) keep-alive connections in a closed loop, or with `--sse` as many event streams;
//!   prints one line of JSON with what was done and what it cost the processes named by `--pids`.
//!   `--host` names a host other than the address, here and for `probe`; `--head` a file with further header lines.
//! - `probe`: one request, optionally from another loopback address; prints the status and the length of the body.
//! - `hashes`: what hashing texts of these lengths costs this process, and an HMAC with a key that is ready.
//! - `idle`: very many event streams that stay quiet; steered by lines on its standard input.

mod arguments;
mod client;
mod cpu;
mod decoder;
mod hashes;
mod idle;
mod idle_h2;
mod probe;
mod upstream;

use std::process::ExitCode;

use anyhow::{Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let mut arguments = arguments::Arguments::new(words.collect())?;
    match command.as_str() {
        "upstream" => upstream::serve(&mut arguments),
        "run" => client::run(&mut arguments),
        "probe" => probe::probe(&mut arguments),
        "hashes" => hashes::measure(&mut arguments),
        "idle" => idle::idle(&mut arguments),
        other => bail!("unknown command `{other}`: use upstream, run, probe, hashes or idle"),
    }
}
