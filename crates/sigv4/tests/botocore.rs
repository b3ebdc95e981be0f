//! Requests signed by botocore: each verifies, and each with one byte changed does not.
//!
//! The requests come from `botocore/generate.py`, run by the Python that the environment variable `PORTCULLIS_PYTHON` names
//! (`python3` without it), which has to have botocore. Each request is changed in each of its parts, once; a change is left
//! out only where the signed text is provably the same, and those are counted and limited.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "test code"
)]

use std::collections::{BTreeMap, HashMap};
use std::process::Command;

use portcullis_core::Timestamp;
use serde::Deserialize;
use sigv4::{Form, Parsed, PayloadHash, Policy, RequestParts, Secret, SignatureFault, SigningKey, Verified};

const REQUESTS: usize = 10_000;
const SEED: u64 = 4;

#[derive(Deserialize, Clone)]
struct Sent {
    kind: String,
    raw: bool,
    service: String,
    region: String,
    access_key_id: String,
    secret: String,
    session_token: Option<String>,
    date: String,
    expires_s: Option<u32>,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
    signed: Vec<String>,
}

/// A request in bytes, to be changed.
#[derive(Clone)]
struct Wire {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl From<&Sent> for Wire {
    fn from(sent: &Sent) -> Self {
        let digit = |at: usize| u8::from_str_radix(&sent.body[at..at + 2], 16).unwrap();
        Self {
            method: sent.method.clone(),
            path: sent.path.clone(),
            query: sent.query.clone(),
            headers: sent
                .headers
                .iter()
                .map(|(name, value)| (name.clone(), value.clone().into_bytes()))
                .collect(),
            body: (0..sent.body.len()).step_by(2).map(digit).collect(),
        }
    }
}

/// The time and the keys of one request, as a server would have them.
struct Server {
    now: Timestamp,
    access_key_id: String,
    secret: Secret,
    keys: HashMap<String, SigningKey>,
}

impl Server {
    fn verify(&mut self, wire: &Wire) -> Result<Verified, SignatureFault> {
        let headers: Vec<(&str, &[u8])> = wire
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        let parsed = Parsed::from_request(&RequestParts {
            method: &wire.method,
            path: &wire.path,
            query: &wire.query,
            headers: &headers,
        })?;
        let policy = Policy::default();
        parsed.check(self.now, &policy)?;
        if parsed.access_key_id() != self.access_key_id {
            return Err(SignatureFault::UnknownAccessKey);
        }
        let secret = &self.secret;
        let key = self
            .keys
            .entry(parsed.scope().to_string())
            .or_insert_with(|| parsed.signing_key(secret));
        parsed.verify(&*key, PayloadHash::of(&wire.body), self.now, &policy)
    }
}

/// Small and the same everywhere (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn other(&mut self, pool: &[u8], than: u8) -> u8 {
        loop {
            let byte = pool[self.below(pool.len())];
            if byte != than {
                return byte;
            }
        }
    }

    /// Changes one ASCII byte of `text` within `range`; `None` if there is none.
    fn change(&mut self, text: &str, range: std::ops::Range<usize>, pool: &[u8]) -> Option<(String, usize)> {
        let places: Vec<usize> = range.filter(|at| text.as_bytes()[*at].is_ascii()).collect();
        let at = *places.get(self.below(places.len().max(1)))?;
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = self.other(pool, bytes[at]);
        Some((String::from_utf8(bytes).unwrap(), at))
    }
}

const TARGET: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/+:=&%;,@$!*'()";

/// Why a changed request may be the same request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Same {
    /// The case of a hexadecimal digit of an escape that is decoded before it is signed.
    EscapeCase,
    /// The same path without dot segments and empty segments.
    NormalisedPath,
    /// There is nothing to change in this part.
    Empty,
    /// The signature says that it leaves the body out.
    UnsignedBody,
}

/// Whether the byte is a digit of an escape and only its case differs.
fn escape_case(before: &str, after: &str, at: usize) -> bool {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let mut from = 0;
    while from < before.len() {
        let length = if before[from] == b'%' { 3 } else { 1 };
        if (from..from + length).contains(&at) {
            return at > from && before[at].eq_ignore_ascii_case(&after[at]);
        }
        from += length;
    }
    false
}

/// The path as services other than S3 read it: RFC 3986, 5.2.4, and without empty segments.
fn normalised(path: &str) -> (Vec<&str>, bool) {
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !matches!(*segment, "" | ".")) {
        if segment == ".." {
            segments.pop();
        } else {
            segments.push(segment);
        }
    }
    let slash = segments.is_empty() || path.ends_with('/');
    (segments, slash)
}

/// The request with one byte of one part changed, or why it would be the same request.
fn changed(part: &str, sent: &Sent, wire: &Wire, random: &mut Random) -> Result<Wire, Same> {
    let mut out = wire.clone();
    let authorization = out
        .headers
        .iter()
        .position(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let s3 = sent.service == "s3";
    // The part of the credentials that follows `mark`, up to one of `ends`.
    let mut within = |out: &mut Wire, mark: &str, ends: &[char], skip: usize, pool: &[u8]| {
        let text = match authorization {
            Some(at) => String::from_utf8(out.headers[at].1.clone()).unwrap(),
            None => out.query.clone(),
        };
        let start = text.find(mark).unwrap() + mark.len();
        let end = text[start..].find(ends).map_or(text.len(), |end| start + end);
        let (new, at) = random.change(&text, start + skip..end, pool).unwrap();
        match authorization {
            Some(at) => out.headers[at].1 = new.clone().into_bytes(),
            None => out.query.clone_from(&new),
        }
        if authorization.is_none() && escape_case(&text, &new, at) {
            return Err(Same::EscapeCase);
        }
        Ok(())
    };
    match part {
        "method" => {
            let end = wire.method.len();
            out.method = random
                .change(&wire.method, 0..end, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz-/ ")
                .unwrap()
                .0;
        }
        "path" => {
            let (path, at) = random
                .change(&wire.path, 0..wire.path.len(), TARGET)
                .ok_or(Same::Empty)?;
            if s3 && escape_case(&wire.path, &path, at) {
                return Err(Same::EscapeCase);
            }
            if !s3 && normalised(&path) == normalised(&wire.path) {
                return Err(Same::NormalisedPath);
            }
            out.path = path;
        }
        "query" => {
            let (query, at) = random
                .change(&wire.query, 0..wire.query.len(), TARGET)
                .ok_or(Same::Empty)?;
            if escape_case(&wire.query, &query, at) {
                return Err(Same::EscapeCase);
            }
            out.query = query;
        }
        "header" => {
            let places: Vec<(usize, usize)> = wire
                .headers
                .iter()
                .enumerate()
                .filter(|(_, (name, _))| sent.signed.contains(&name.to_ascii_lowercase()))
                .flat_map(|(header, (_, value))| {
                    let start = value.len() - value.trim_ascii_start().len();
                    (start..value.trim_ascii_end().len()).map(move |at| (header, at))
                })
                .collect();
            let (header, at) = places[random.below(places.len())];
            let byte = &mut out.headers[header].1[at];
            *byte = random.other(b"abcxyzABCXYZ0123456789,;=/\x80\xff", *byte);
        }
        "body" => {
            if sent.kind == "S3SigV4QueryAuth"
                || wire.headers.iter().any(|(_, value)| {
                    value == b"UNSIGNED-PAYLOAD" || value == b"STREAMING-UNSIGNED-PAYLOAD-TRAILER"
                })
            {
                return Err(Same::UnsignedBody);
            }
            if out.body.is_empty() {
                out.body.push(0);
            } else {
                let at = random.below(out.body.len());
                out.body[at] ^= 1 << random.below(8);
            }
        }
        "scope" => {
            let skip = sent.access_key_id.len();
            within(&mut out, "Credential=", &[',', '&'], skip, TARGET)?;
        }
        "access key id" => {
            within(&mut out, "Credential=", &['/', '%'], 0, TARGET)?;
        }
        "signature" => within(&mut out, "Signature=", &['&'], 0, b"0123456789abcdefABCDEF")?,
        _ => panic!("no part is called `{part}`"),
    }
    Ok(out)
}

fn requests() -> Vec<Sent> {
    let python = std::env::var_os("PORTCULLIS_PYTHON").unwrap_or_else(|| "python3".into());
    let output = Command::new(&python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/botocore/generate.py"))
        .args([REQUESTS.to_string(), SEED.to_string()])
        .output()
        .unwrap_or_else(|error| panic!("{} cannot be run: {error}", python.to_string_lossy()));
    assert!(
        output.status.success(),
        "{} has to have botocore: {}",
        python.to_string_lossy(),
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_botocore_signs_verifies_and_nothing_else() {
    const PARTS: [&str; 8] = [
        "method",
        "path",
        "query",
        "header",
        "body",
        "scope",
        "access key id",
        "signature",
    ];
    let requests = requests();
    assert_eq!(requests.len(), REQUESTS);
    let mut random = Random(SEED);
    let mut kinds: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    let mut same: BTreeMap<(&str, Same), usize> = BTreeMap::new();
    for sent in &requests {
        let text = format!(
            "{}-{}-{}T{}:{}:{}Z",
            &sent.date[..4],
            &sent.date[4..6],
            &sent.date[6..8],
            &sent.date[9..11],
            &sent.date[11..13],
            &sent.date[13..15]
        );
        let mut server = Server {
            now: Timestamp::parse(&text).unwrap(),
            access_key_id: sent.access_key_id.clone(),
            secret: Secret::new(sent.secret.as_bytes()),
            keys: HashMap::new(),
        };
        let wire = Wire::from(sent);
        let show = || {
            format!(
                "{} {} {}?{} {:?}",
                sent.kind, sent.method, sent.path, sent.query, sent.headers
            )
        };
        let verified = server
            .verify(&wire)
            .unwrap_or_else(|fault| panic!("{}: {}", show(), fault.message(sigv4::FaultForm::RestJson)));
        let claim = verified.claim();
        let form = match sent.expires_s {
            Some(expires_s) => Form::Query {
                expires_s: Some(expires_s),
            },
            None => Form::Header,
        };
        assert_eq!(claim.form(), form);
        assert_eq!(claim.session_token(), sent.session_token.as_deref());
        assert_eq!(claim.signed_headers().collect::<Vec<_>>(), sent.signed);
        assert_eq!(
            (claim.scope().region, claim.scope().service),
            (sent.region.as_str(), sent.service.as_str())
        );
        *kinds.entry((sent.kind.as_str(), sent.raw)).or_default() += 1;
        for part in PARTS {
            match changed(part, sent, &wire, &mut random) {
                Err(why) => *same.entry((part, why)).or_default() += 1,
                Ok(other) => {
                    if server.verify(&other).is_ok() {
                        panic!(
                            "{} still verifies with another {part}: {} {}?{} {:?}",
                            show(),
                            other.method,
                            other.path,
                            other.query,
                            other.headers
                        );
                    }
                    *refused.entry(part).or_default() += 1;
                }
            }
        }
    }
    println!("verified (signer, raw address): {kinds:?}");
    println!("refused with one byte changed, by part: {refused:?}");
    println!("not changed, by part and reason: {same:?}");
    for kind in ["SigV4Auth", "SigV4QueryAuth", "S3SigV4Auth", "S3SigV4QueryAuth"] {
        for raw in [true, false] {
            assert!(kinds[&(kind, raw)] > REQUESTS / 100, "{kind} {raw}");
        }
    }
    for part in PARTS {
        assert!(refused[part] >= REQUESTS / 2, "{part}: {}", refused[part]);
        let equal: usize = same
            .iter()
            .filter(|((at, why), _)| *at == part && matches!(why, Same::EscapeCase | Same::NormalisedPath))
            .map(|(_, count)| count)
            .sum();
        assert!(equal < REQUESTS / 20, "{part}: {equal}");
    }
}
