//! What a stage is asked to do that nothing does yet: it is kept and answered, and whoever asks is told, in a header and in
//! the log. None of it decides who gets in.

use aws_model::apigateway::Stage;

/// What a stage asks for in vain.
fn notes(stage: &Stage) -> Vec<&'static str> {
    let mut found = Vec::new();
    if stage.access_log_settings.is_some() {
        found.push(
            "accessLogSettings are kept, but nothing is written there: the access log is where `access_log` in the \
             gateway's own settings says",
        );
    }
    let mut settings = stage.method_settings.iter().flatten().map(|(_, setting)| setting);
    if settings.any(|setting| {
        setting.data_trace_enabled == Some(true)
            || setting
                .logging_level
                .as_deref()
                .is_some_and(|level| level != "OFF")
    }) {
        found.push("logging/loglevel and logging/dataTrace are kept, but execution logs are not written yet");
    }
    if stage.tracing_enabled == Some(true) {
        found.push("tracingEnabled is kept, but no traces are sent yet");
    }
    if stage.client_certificate_id.is_some() {
        found.push("clientCertificateId is kept, but the certificate is not shown to back ends yet");
    }
    found
}

/// What a change asks for in vain that was not asked for before; `None` if there is nothing.
pub(super) fn added(before: Option<&Stage>, stage: &Stage) -> Option<String> {
    let known = before.map(notes).unwrap_or_default();
    let mut new = notes(stage);
    new.retain(|note| !known.contains(note));
    (!new.is_empty()).then(|| new.join("; "))
}
