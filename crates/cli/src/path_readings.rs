//! Other readings of a path, as the gateway tries them: a `Deny` that covers any of them denies.

/// The path decoded once, and raw and decoded without empty and dot segments; the raw path itself is left out.
pub(crate) fn path_readings(path: &str) -> Vec<String> {
    let decoded = decode(path);
    let mut readings = Vec::new();
    for reading in [normalised(path), normalised(&decoded), decoded] {
        if reading != path && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Takes one layer of percent-encoding off; what is no encoding stays, bytes that are no UTF-8 become U+FFFD.
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let pair = more.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.filter(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match byte.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = more.get(2..).unwrap_or(&[]);
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Without empty and dot segments; a trailing slash stays.
fn normalised(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let slash = if path.ends_with('/') && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{slash}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expect: &[&str]) {
        assert_eq!(path_readings(path), expect, "{path}");
    }

    #[test]
    fn every_other_reading_is_tried() {
        check("/", &[]);
        check("/admin/", &[]);
        check("/%61dmin", &["/admin"]);
        check("//admin/", &["/admin/"]);
        check("/a/%2e%2e/b", &["/b", "/a/../b"]);
        check("/a%2Fb", &["/a/b"]);
        check("/%252561", &["/%2561"]);
        check("/100%", &[]);
    }
}
