use serde_json::{Value, json};

use crate::{Limits, Shape, testing, xml};

const LIMITS: Limits = Limits::with_body(1 << 20);

fn read(body: &str) -> Result<Value, String> {
    let Some(Shape::Structure(shape)) = testing::PUT_EVERYTHING.input else {
        panic!("a structure")
    };
    xml::structure(shape, body.as_bytes(), &LIMITS)
        .map(Value::Object)
        .map_err(|error| {
            assert_eq!((error.status, error.code.as_str()), (400, "MalformedXML"));
            error.message
        })
}

#[test]
fn elements_are_read_by_shape() {
    #[track_caller]
    fn check(body: &str, expect: Value) {
        assert_eq!(read(body), Ok(expect), "{body}");
    }
    check("", json!({}));
    check("<E/>", json!({}));
    check(
        "<?xml version=\"1.0\"?><x:E xmlns:x=\"urn:x\"><!-- <a> --><x:UserName>a&amp;<![CDATA[<b>]]></x:UserName><Other/></x:E>",
        json!({"UserName": "a&<b>"}),
    );
    check(
        "<E><Tags><member><Key>a</Key></member></Tags><Flat>1</Flat><Flat>2</Flat><Count> 5 </Count></E>",
        json!({"Tags": [{"Key": "a"}], "FlatOnes": ["1", "2"], "Count": 5}),
    );
    check(
        "<E><Labels><entry><key>a</key><value>b</value></entry></Labels><Tags/><Since>2026-05-01T00:00:00.000Z</Since></E>",
        json!({"Labels": {"a": "b"}, "Tags": [], "Since": 1_777_593_600}),
    );
}

#[test]
fn broken_and_boundless_bodies_are_refused() {
    #[track_caller]
    fn check(body: &str, expect: &str) {
        let message = read(body).unwrap_err();
        assert!(message.starts_with(expect), "{message}");
    }
    check("<E>", "the body is not XML: ");
    check(
        "<!DOCTYPE E [<!ENTITY a \"b\">]><E><UserName>&a;</UserName></E>",
        "the body is not XML: ",
    );
    check(
        "<E><UserName><b/></UserName></E>",
        "the element `UserName` holds others",
    );
    check(
        "<E><UserName>a</UserName><UserName>b</UserName></E>",
        "the element `UserName` is given twice",
    );
    check("<E><Count>five</Count></E>", "`Count` cannot be read from `five`");
    check(
        "<E><Labels><entry><key>a</key></entry></Labels></E>",
        "an entry lacks",
    );
    let nested =
        |depth: usize, open: &str, close: &str| format!("{}{}", open.repeat(depth), close.repeat(depth));
    assert_eq!(read(&nested(64, "<a>", "</a>")), Ok(json!({})));
    check(&nested(65, "<a>", "</a>"), "the body nests deeper than 64");
    check(
        &nested(65, "<a x='/>' y=\"'/>\">", "</a>"),
        "the body nests deeper than 64",
    );
    check(
        &nested(65, "<a><!-- <b \" --><![CDATA[</a>]]><?p </a>?>", "</a>"),
        "the body nests deeper than 64",
    );
    assert_eq!(
        read(&format!("<a>{}</a>", "<b x='1'/><c></c>".repeat(1000))),
        Ok(json!({}))
    );
}

#[test]
fn text_is_escaped() {
    let mut out = String::new();
    xml::escape("a<b>&\"'\r\n\t\u{0}\u{ffff}ä", &mut out);
    assert_eq!(out, "a&lt;b&gt;&amp;&quot;'&#xD;\n\t\u{fffd}\u{fffd}ä");
}
