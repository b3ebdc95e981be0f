//! Which headers pass, in both directions: one row each.
//!
//! Source of the rows: API Gateway developer guide, "Amazon API Gateway important notes", the table of headers that are
//! dropped or remapped, and recorded answers where a row says so. Rows that only say "passes through" are left out.
//!
//! Three rows differ from AWS on purpose. `Content-Encoding` of a request passes: the body passes as it is, so the header
//! must stay true. `Connection` and what it names never pass: they speak of one connection, not of the message.
//! `Date` and `Server` of a response keep their value under the remapped name.

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CONNECTION, CONTENT_TYPE},
};

/// Whether a request header of this name is kept from an `HTTP_PROXY` integration.
pub(crate) fn is_dropped_from_request(name: &HeaderName, value: &HeaderValue) -> bool {
    match name.as_str() {
        // A signature is worth nothing behind the gateway, and a credential everything.
        "authorization" => is_signature(value),
        "x-amz-security-token" => true,
        // Of private APIs: the gateway's to say.
        "x-amzn-vpc-id" | "x-amzn-vpce-id" => true,
        // Important notes: dropped.
        "content-md5" | "expect" | "max-forwards" | "proxy-authenticate" | "server" | "te" | "via"
        | "www-authenticate"
        // Important notes: overrides the method; passes only where it is mapped.
        | "x-http-method-override"
        // Recorded: the gateway writes its own.
        | "x-amzn-apigateway-api-id" | "x-amzn-trace-id" | "x-forwarded-for" | "x-forwarded-port"
        | "x-forwarded-proto"
        // RFC 9110, section 7.6.1: of the connection.
        | "connection" | "content-length" | "host" | "http2-settings" | "keep-alive" | "proxy-authorization"
        | "proxy-connection" | "trailer" | "transfer-encoding" | "upgrade" => true,
        _ => false,
    }
}

/// Whether an `Authorization` is a signature: it is worth nothing behind the gateway, and a credential everything.
pub(crate) fn is_signature(authorization: &HeaderValue) -> bool {
    authorization.as_bytes().trim_ascii_start().starts_with(b"AWS4-")
}

/// What becomes of a response header of an `HTTP_PROXY` integration; `None`: it passes.
pub(crate) enum ResponseHeader {
    Dropped,
    Remapped(&'static HeaderName),
}

macro_rules! remapped {
    ($($constant:ident = $name:literal;)*) => { $(static $constant: HeaderName = HeaderName::from_static($name);)* };
}

remapped! {
    AUTHORIZATION = "x-amzn-remapped-authorization";
    CONTENT_MD5 = "x-amzn-remapped-content-md5";
    DATE = "x-amzn-remapped-date";
    MAX_FORWARDS = "x-amzn-remapped-max-forwards";
    SERVER = "x-amzn-remapped-server";
    USER_AGENT = "x-amzn-remapped-user-agent";
    WWW_AUTHENTICATE = "x-amzn-remapped-www-authenticate";
    REQUEST_ID = "x-amzn-remapped-x-amzn-requestid";
}

/// The row of a response header, by its name in lower case.
pub(crate) fn of_response(name: &str) -> Option<ResponseHeader> {
    use ResponseHeader::{Dropped, Remapped};
    Some(match name {
        // Important notes: remapped.
        "authorization" => Remapped(&AUTHORIZATION),
        "content-md5" => Remapped(&CONTENT_MD5),
        "date" => Remapped(&DATE),
        "max-forwards" => Remapped(&MAX_FORWARDS),
        "server" => Remapped(&SERVER),
        "user-agent" => Remapped(&USER_AGENT),
        "www-authenticate" => Remapped(&WWW_AUTHENTICATE),
        // Recorded.
        "x-amzn-requestid" => Remapped(&REQUEST_ID),
        // Important notes: dropped.
        "expect" | "host" | "proxy-authenticate" | "te" | "trailer" | "transfer-encoding" | "upgrade" | "via"
        // Recorded: the gateway's own; another's must not be taken for it.
        | "x-amz-apigw-id" | "x-amzn-errortype" | "x-amzn-trace-id" => Dropped,
        _ => return None,
    })
}

/// Applies the rows to a response's headers in place; whether a `Content-Type` is among them.
pub(crate) fn map_response(headers: &mut HeaderMap) -> bool {
    let (mut typed, mut affected) = (false, false);
    for name in headers.keys() {
        typed |= name == CONTENT_TYPE;
        affected |= of_response(name.as_str()).is_some();
    }
    if affected {
        let names = headers.keys().filter(|name| of_response(name.as_str()).is_some());
        let names: Vec<_> = names.cloned().collect();
        for name in &names {
            // Several values of such a header are one too many; the first is kept.
            let removed = headers.remove(name);
            if let (Some(ResponseHeader::Remapped(to)), Some(value)) = (of_response(name.as_str()), removed) {
                headers.insert(to, value);
            }
        }
    }
    typed
}

/// Names that the request's `Connection` header makes part of the connection, in lower case. Usually none.
pub(crate) fn named_by_connection(headers: &HeaderMap) -> Vec<String> {
    let mut names = Vec::new();
    for value in headers.get_all(CONNECTION) {
        if value == "keep-alive" || value == "close" {
            continue;
        }
        let tokens = value
            .as_bytes()
            .split(|byte| *byte == b',')
            .map(<[u8]>::trim_ascii);
        names.extend(tokens.map(|token| String::from_utf8_lossy(token).to_ascii_lowercase()));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_headers() {
        let dropped = |name: &'static str, value: &'static str| {
            is_dropped_from_request(&HeaderName::from_static(name), &HeaderValue::from_static(value))
        };
        assert!(dropped("authorization", "AWS4-HMAC-SHA256 Credential=x"));
        assert!(!dropped("authorization", "Bearer x"));
        for name in [
            "host",
            "expect",
            "te",
            "via",
            "x-forwarded-for",
            "x-amzn-trace-id",
            "x-http-method-override",
        ] {
            assert!(dropped(name, "x"), "{name}");
        }
        for name in [
            "accept",
            "accept-encoding",
            "content-type",
            "content-encoding",
            "cookie",
            "date",
            "referer",
            "x-a",
        ] {
            assert!(!dropped(name, "x"), "{name}");
        }
    }

    #[test]
    fn response_headers() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("date", "d"),
            ("server", "s"),
            ("www-authenticate", "Basic"),
            ("x-amzn-requestid", "r"),
            ("via", "v"),
            ("x-amzn-errortype", "Forged"),
            ("content-type", "t"),
            ("set-cookie", "a"),
            ("set-cookie", "b"),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        assert!(map_response(&mut headers));
        let mut got: Vec<_> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
            .collect();
        got.sort_unstable();
        assert_eq!(
            got,
            [
                ("content-type", "t"),
                ("set-cookie", "a"),
                ("set-cookie", "b"),
                ("x-amzn-remapped-date", "d"),
                ("x-amzn-remapped-server", "s"),
                ("x-amzn-remapped-www-authenticate", "Basic"),
                ("x-amzn-remapped-x-amzn-requestid", "r"),
            ]
        );
    }

    #[test]
    fn every_row_is_applied() {
        let all = [
            "authorization",
            "content-md5",
            "date",
            "max-forwards",
            "server",
            "user-agent",
            "www-authenticate",
            "x-amzn-requestid",
            "expect",
            "host",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-amz-apigw-id",
            "x-amzn-errortype",
            "x-amzn-trace-id",
        ];
        let mut headers = HeaderMap::new();
        for name in all {
            headers.insert(name, HeaderValue::from_static("x"));
        }
        assert!(!map_response(&mut headers));
        assert!(
            headers
                .keys()
                .all(|name| name.as_str().starts_with("x-amzn-remapped-")),
            "{headers:?}"
        );
    }

    #[test]
    fn connection_names_further_headers() {
        let mut headers = HeaderMap::new();
        headers.append("connection", HeaderValue::from_static("keep-alive"));
        assert!(named_by_connection(&headers).is_empty());
        headers.append("connection", HeaderValue::from_static("close, X-Private"));
        assert_eq!(named_by_connection(&headers), ["close", "x-private"]);
    }
}
