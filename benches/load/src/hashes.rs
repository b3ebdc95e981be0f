//! What nobody who verifies a signature can do without: the hashes of the body and of the canonical request, and the HMAC of
//! the string to sign with a signing key that is ready.
//!
//! The processor time of this process is what counts, as for the proxies: on a busy machine the time on the wall is others'.

use std::hint::black_box;

use anyhow::{Result, bail};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::arguments::Arguments;
use crate::cpu;

/// Rounds between two looks at the clock: some tenths of a millisecond.
const BATCH: u64 = 100;

/// Prints one line of JSON: `count` of rounds and `cpu_seconds` they took.
pub fn measure(arguments: &mut Arguments) -> Result<()> {
    let mut text = |name: &str| -> Result<Vec<u8>> {
        let bytes: usize = arguments.required(name)?;
        Ok(vec![b'x'; bytes])
    };
    let (body, canonical, string) = (
        text("body-bytes")?,
        text("canonical-bytes")?,
        text("string-bytes")?,
    );
    let seconds: f64 = arguments.optional("seconds")?.unwrap_or(0.5);
    arguments.finish()?;
    let Ok(key) = Hmac::<Sha256>::new_from_slice(&[7; 32]) else {
        bail!("no key");
    };
    let own = [std::process::id()];
    let begun = cpu::seconds(&own)?;
    let mut count = 0_u64;
    let spent = loop {
        for _ in 0..BATCH {
            black_box(Sha256::digest(black_box(&body)));
            black_box(Sha256::digest(black_box(&canonical)));
            let mut mac = key.clone();
            mac.update(black_box(&string));
            black_box(mac.finalize().into_bytes());
        }
        count += BATCH;
        let spent = cpu::seconds(&own)? - begun;
        if spent >= seconds {
            break spent;
        }
    };
    println!("{}", serde_json::json!({ "count": count, "cpu_seconds": spent }));
    Ok(())
}
