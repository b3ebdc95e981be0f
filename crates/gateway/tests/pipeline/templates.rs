//! Mapping templates, from the client's bytes to the upstream's and back.

use std::{fmt::Write as _, io::Write as _};

use api_model::StageSettings;
use gateway::{Phase, SnapshotChange, Stage};
use testkit::{
    client::{Connection, Reply},
    upstream::Upstream,
};

use crate::{Served, deploy_stage, imported};

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A definition with one method at `/p/{id}`, for every verb, with this integration.
fn definition(integration: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.1","info":{{"title":"t","version":"1"}},"paths":{{"/p/{{id}}":{{"x-amazon-apigateway-any-method":{{
          "parameters":[{{"name":"id","in":"path","required":true,"schema":{{"type":"string"}}}}],
          "responses":{{"200":{{"description":"ok"}},"404":{{"description":"no"}}}},"x-amazon-apigateway-integration":{{{integration}}}}}}}}}}}"#
    )
}

/// A `mock` with these templates, the response's for JSON and for text.
fn mock(request: &str, response: &str) -> String {
    let (request, response) = (quoted(request), quoted(response));
    definition(&format!(
        r#""type":"mock","requestTemplates":{{"application/json":{request}}},"responses":{{
          "default":{{"statusCode":"200","responseTemplates":{{"application/json":{response}}}}},
          "404":{{"statusCode":"404","responseTemplates":{{"text/plain":"not here"}}}}}}"#
    ))
}

/// An `http` integration with `more` members and this default response.
fn http(url: &str, more: &str, response: &str) -> String {
    definition(&format!(
        r#""type":"http","httpMethod":"POST","uri":"{url}/up/{{id}}",
          "requestParameters":{{"integration.request.path.id":"method.request.path.id"}},{more}
          "responses":{{"default":{{"statusCode":"200"{response}}}}}"#
    ))
}

fn post(path: &str, content_type: &str, body: &str) -> String {
    let mut request = format!("POST {path} HTTP/1.1\r\nHost: a\r\n");
    if !content_type.is_empty() {
        write!(request, "Content-Type: {content_type}\r\n").unwrap();
    }
    write!(request, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    request
}

fn send(served: &Served, request: &str) -> Reply {
    let mut connection = Connection::open(served.address());
    connection.send(request);
    connection.reply().unwrap()
}

#[test]
fn a_mock_answers_with_what_its_templates_make() {
    let response = "{\"id\": \"$input.params('id')\", \"q\": \"$input.params().querystring.q\", \"agent\": \
                    \"$input.params('User-Agent')\", \"stage\": \"$context.stage\", \"from\": \"$context.identity.sourceIp\", \
                    \"v\": \"$stageVariables.colour\", \"none\": \"$input.params('none')\", \"body\": \"$input.body\"}";
    let text = mock("{\"statusCode\": 200}", response);
    let served = Served::new(&text);
    let mut stage = StageSettings::new("prod".parse().unwrap());
    stage.variables.insert("colour".to_owned(), "blue".to_owned());
    let deployed = Stage::new(deploy_stage(&imported(&text), &text, stage), None).unwrap();
    served
        .gateway
        .update(vec![SnapshotChange::Files(vec![deployed.into()])])
        .unwrap();
    let reply = served.ask("GET /prod/p/a%20b?q=1&q=x%2By HTTP/1.1\r\nUser-Agent: me");
    let expect = r#"{"id": "a b", "q": "x+y", "agent": "me", "stage": "prod", "from": "127.0.0.1", "v": "blue", "none": "", "body": "{}"}"#;
    assert_eq!((reply.status, reply.text().as_str()), (200, expect));
    assert_eq!(reply.header("content-type"), Some("application/json"));
}

#[test]
fn where_a_request_came_from_is_not_the_clients_to_say_to_a_template() {
    let response = "$input.params('X-Forwarded-For')|$input.params('x-forwarded-proto')|$input.params('X-Forwarded-Port')|\
                    $input.params().header.get('X-Amzn-Trace-Id').startsWith('Root=1-')";
    let served = Served::new(&mock("{\"statusCode\": 200}", response));
    let reply = served.ask(
        "GET /prod/p/1 HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 443\r\n\
         X-Amzn-Trace-Id: made=up",
    );
    let port = served.address().port();
    assert_eq!(reply.text(), format!("203.0.113.9, 127.0.0.1|http|{port}|true"));
}

#[test]
fn a_request_template_says_the_status_of_a_mock() {
    let request = "#if($input.path('$.found') == true){ statusCode: 200 }#else{'statusCode': 404,}#end";
    let served = Served::new(&mock(request, "{}"));
    let found = send(
        &served,
        &post(
            "/prod/p/1",
            "application/json; charset=utf-8",
            r#"{"found": true}"#,
        ),
    );
    assert_eq!((found.status, found.text().as_str()), (200, "{}"));
    let missing = send(&served, &post("/prod/p/1", "", ""));
    assert_eq!((missing.status, missing.text().as_str()), (404, "not here"));
    assert_eq!(missing.header("content-type"), Some("text/plain"));
    assert_eq!(served.record(&found).request_bytes, 15);
}

#[test]
fn templates_set_status_and_headers_of_the_response() {
    let request = "#set($context.responseOverride.header.X-First = 'from the request')\
                   #set($context.responseOverride.header.X-Second = 'lost'){\"statusCode\": 200}";
    let response = "#set($context.responseOverride.status = 404)\
                    #set($context.responseOverride.header.X-Second = $input.params('x'))\
                    #set($context.responseOverride.header.Content-Type = 'text/html')hi";
    let served = Served::new(&mock(request, response));
    let reply = served.ask("GET /prod/p/1?x=two HTTP/1.1");
    assert_eq!((reply.status, reply.text().as_str()), (404, "hi"));
    assert_eq!(reply.header("x-first"), Some("from the request"));
    assert_eq!(reply.header("x-second"), Some("two"));
    assert_eq!(reply.header("content-type"), Some("text/html"));
    // A value with the end of a header in it is no value: nothing of it reaches the client.
    let reply = served.ask("GET /prod/p/1?x=a%0D%0ASet-Cookie:%20b=1 HTTP/1.1");
    failed(
        &served,
        &reply,
        "the header `X-Second`: its value cannot stand in a header",
    );
    assert_eq!(reply.header("set-cookie"), None);
}

/// The answer to a request whose template failed.
#[track_caller]
fn failed(served: &Served, reply: &Reply, why: &str) {
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (500, r#"{"message": "Internal server error"}"#)
    );
    let kept = served.record(reply);
    assert_eq!(kept.response_type, "API_CONFIGURATION_ERROR");
    assert!(kept.reason.contains(why), "{}", kept.reason);
}

#[test]
fn a_template_that_fails_is_the_apis_fault_and_the_record_says_why() {
    let template = "a\n$input.path('$[')";
    let served = Served::new(&mock("{\"statusCode\": 200}", template));
    let reply = served.ask("GET /prod/p/1 HTTP/1.1");
    failed(&served, &reply, "the response template failed: line 2, column");
    for (template, why) in [
        ("#foreach($i in [1..2000])x#end", "ran more than 1000 times"),
        (
            "#set($x = 'xxxxxxxxxx')#foreach($i in [1..900])#set($x = $x + $x)#end$x",
            "the template",
        ),
        (
            "#set($context.responseOverride.status = 'no')",
            "sets the status `no`",
        ),
        (
            "#set($context.responseOverride.status = 101)",
            "sets the status `101`",
        ),
        (
            "#set($context.responseOverride.header['Content-Length'] = '5')",
            "it frames the message",
        ),
        (
            "#set($context.responseOverride.header['a b'] = '5')",
            "this is no header name",
        ),
    ] {
        let served = Served::new(&mock("{\"statusCode\": 200}", template));
        failed(&served, &served.ask("GET /prod/p/1 HTTP/1.1"), why);
    }
    let served = Served::new(&mock("$input.json('$.status')", "{}"));
    let reply = send(&served, &post("/prod/p/1", "", "{\"status\": 7}"));
    failed(&served, &reply, "gave no `statusCode`");
}

#[test]
fn what_a_template_reads_has_the_limit_of_bodies() {
    let text = mock("{\"statusCode\": $input.path('$.s')}", "{}");
    let served = Served::listening(&text, |_, transport| transport.limits.body_bytes = 20);
    let reply = send(
        &served,
        &post("/prod/p/1", "", r#"{"s": 200, "more": "than allowed"}"#),
    );
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (413, r#"{"message":"Request Too Long"}"#)
    );
    let mut connection = Connection::open(served.address());
    connection.send("POST /prod/p/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for _ in 0..21 {
        connection.send("1\r\nx\r\n");
    }
    assert_eq!(connection.reply().unwrap().status, 413);
    let reply = send(&served, &post("/prod/p/1", "", r#"{"s": 200}"#));
    assert_eq!(reply.status, 200);
}

/// An upstream that answers with the body it was sent.
fn echo() -> Upstream {
    Upstream::serving(|received, stream| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
            received.body.len()
        );
        stream.write_all(head.as_bytes()).is_ok() && stream.write_all(&received.body).is_ok()
    })
}

#[test]
fn templates_make_the_bodies_of_an_http_integration_both_ways() {
    let upstream = echo();
    let request = quoted("Action=Send&Body=$util.urlEncode($input.body)");
    let response = quoted("<$input.body> for $input.params('id')");
    let served = Served::new(&http(
        &upstream.url(),
        &format!(r#""requestTemplates":{{"application/json":{request}}},"#),
        &format!(r#","responseTemplates":{{"application/json":{response}}}"#),
    ));
    let reply = send(&served, &post("/prod/p/7", "application/json", r#"{"a":1}"#));
    let sent = "Action=Send&Body=%7B%22a%22%3A1%7D";
    assert_eq!((reply.status, reply.text()), (200, format!("<{sent}> for 7")));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let seen = upstream.take();
    assert_eq!(seen[0].line(), "POST /up/7 HTTP/1.1");
    assert_eq!(seen[0].headers("content-type"), ["application/json"]);
    assert_eq!(seen[0].headers("content-length"), [sent.len().to_string()]);
    assert_eq!(String::from_utf8_lossy(&seen[0].body), sent);
    // No template is for this type: the body passes as it is, with its type.
    let reply = send(&served, &post("/prod/p/7", "text/plain", "as it is"));
    assert_eq!(reply.text(), "<as it is> for 7");
    assert_eq!(upstream.take()[0].headers("content-type"), ["text/plain"]);
}

#[test]
fn an_empty_template_is_none_and_the_body_passes() {
    let upstream = echo();
    let served = Served::new(&http(
        &upstream.url(),
        r#""requestTemplates":{"application/json":""},"passthroughBehavior":"when_no_templates","#,
        r#","responseTemplates":{"application/json":null,"text/plain":""}"#,
    ));
    let reply = send(&served, &post("/prod/p/7", "", "as it is"));
    assert_eq!((reply.status, reply.text().as_str()), (200, "as it is"));
}

#[test]
fn bodies_that_no_template_is_for_pass_or_not() {
    let upstream = echo();
    for (behaviour, status) in [("when_no_match", 200), ("when_no_templates", 415), ("never", 415)] {
        let more = format!(
            r#""passthroughBehavior":"{behaviour}","requestTemplates":{{"application/json":"{{}}"}},"#
        );
        let served = Served::new(&http(&upstream.url(), &more, ""));
        let reply = send(&served, &post("/prod/p/7", "text/plain", "x"));
        assert_eq!(reply.status, status, "{behaviour}");
        assert_eq!(upstream.take().len(), usize::from(status == 200), "{behaviour}");
        let reply = send(&served, &post("/prod/p/7", "APPLICATION/JSON", "x"));
        assert_eq!((reply.status, reply.text().as_str()), (200, "{}"), "{behaviour}");
        assert_eq!(upstream.take().len(), 1);
    }
}

#[test]
fn templates_set_the_parameters_of_the_integration_request() {
    let upstream = echo();
    let template = quoted(
        "#set($context.requestOverride.path.id = $input.path('$.id'))\
         #set($context.requestOverride.querystring.q = 'a b')\
         #set($context.requestOverride.header.X-Key = $input.path('$.key'))x",
    );
    let more = format!(r#""requestTemplates":{{"application/json":{template}}},"#);
    let served = Served::new(&http(&upstream.url(), &more, ""));
    let reply = send(&served, &post("/prod/p/7", "", r#"{"id": "../8?x", "key": "k"}"#));
    assert_eq!((reply.status, reply.text().as_str()), (200, "x"));
    let seen = upstream.take();
    assert_eq!(seen[0].line(), "POST /up/..%2F8%3Fx?q=a%20b HTTP/1.1");
    assert_eq!(seen[0].headers("x-key"), ["k"]);
    for (id, key, status) in [("..", "k", 400), ("8", "a\\r\\nX-Admin: 1", 500)] {
        let body = format!(r#"{{"id": "{id}", "key": "{key}"}}"#);
        let reply = send(&served, &post("/prod/p/7", "", &body));
        assert_eq!(reply.status, status, "{id} {key}");
    }
    assert!(upstream.take().is_empty());
}

#[test]
fn an_answer_that_a_template_reads_has_limits() {
    let long = 10 * 1024 * 1024 + 1;
    let upstream = Upstream::serving(move |received, stream| {
        if received.line().contains("/up/slow") {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx");
            let _ = std::io::Read::read(stream, &mut [0; 1]);
            return false;
        }
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: {long}\r\n\r\n").as_bytes());
        let _ = stream.write_all(&vec![b'x'; long]);
        false
    });
    let response = r#","responseTemplates":{"application/json":"$input.body.length()"}"#;
    let served = Served::new(&http(&upstream.url(), r#""timeoutInMillis":60,"#, response));
    let slow = send(&served, &post("/prod/p/slow", "", ""));
    assert_eq!(slow.status, 504);
    let kept = served.record(&slow);
    assert_eq!(kept.phases.integration, Phase::Failed);
    assert_eq!(kept.integration_error, "the response body took too long");
    let served = Served::new(&http(&upstream.url(), "", response));
    let reply = send(&served, &post("/prod/p/long", "", ""));
    assert_eq!(reply.status, 500);
    let kept = served.record(&reply);
    assert!(
        kept.integration_error.contains("more than 10485760 bytes"),
        "{kept:?}"
    );
}
