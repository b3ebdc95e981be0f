//! Any bytes as what a client sends: heads and bodies are read the same however the bytes are cut, and reading ends.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| gateway::transport::fuzz_request_head(data));
