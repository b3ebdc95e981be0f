//! Where a request carries its token.

use http::HeaderMap;

/// The token in a header: the value, or what follows `Bearer`, which API Gateway tolerates (recorded answers).
///
/// The header may be there several times with one value. With different ones it is refused: which is meant would depend on
/// who reads it. `Err` says why there is none.
pub(super) fn token<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, &'static str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().ok_or("the request has no token")?;
    if values.any(|other| other != value) {
        return Err("the header of the token is there several times with different values");
    }
    let value = value
        .to_str()
        .map_err(|_| "the header of the token has other than ASCII characters")?;
    let token = match value.split_at_checked("Bearer ".len()) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer ") => token,
        Some(_) | None => value,
    };
    let token = token.trim_matches(' ');
    if token.is_empty() {
        return Err("the request's token is empty");
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_in_its_header_with_or_without_its_scheme() {
        let check = |values: &[&'static str], expect: Result<&str, &str>| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(
                    "authorization",
                    http::HeaderValue::from_bytes(value.as_bytes()).unwrap(),
                );
            }
            let got = token(&headers, "Authorization");
            match expect {
                Ok(expect) => assert_eq!(got, Ok(expect), "{values:?}"),
                Err(expect) => assert!(got.unwrap_err().contains(expect), "{values:?}: {got:?}"),
            }
        };
        check(&["a.b.c"], Ok("a.b.c"));
        check(&["Bearer a.b.c"], Ok("a.b.c"));
        check(&["bearer  a.b.c"], Ok("a.b.c"));
        check(&["Bearera.b.c"], Ok("Bearera.b.c"));
        check(&["Basic a.b.c"], Ok("Basic a.b.c"));
        check(&["a.b.c", "a.b.c"], Ok("a.b.c"));
        check(&["a.b.c", "d.e.f"], Err("several times"));
        check(&["a.b.c", "Bearer a.b.c"], Err("several times"));
        check(&[], Err("no token"));
        check(&[""], Err("is empty"));
        check(&["Bearer "], Err("is empty"));
        check(&["Bearer \u{e9}"], Err("other than ASCII"));
    }
}
