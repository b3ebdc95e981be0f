//! Any bytes as what an upstream sends: the answer is read the same however the bytes are cut, and reading ends.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let whole = invoke::fuzz_response(data, usize::MAX);
    for read_bytes in [1, 2, 7, 64] {
        assert_eq!(
            invoke::fuzz_response(data, read_bytes),
            whole,
            "cut into reads of {read_bytes}"
        );
    }
});
