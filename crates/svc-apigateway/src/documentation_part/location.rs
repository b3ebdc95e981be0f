//! Where a documentation part belongs: what kind of thing it documents, and which.
//!
//! The rule itself is `api_definition`'s, which imports share.

use aws_model::apigateway::DocumentationPartLocation;
use control::Result;

use crate::errors::bad_request;

/// The location with what it leaves out filled in, if it is one.
pub(super) fn filled(given: DocumentationPartLocation) -> Result<DocumentationPartLocation> {
    api_definition::documentation_location(given).map_err(bad_request)
}

/// What parts are ordered by.
pub(super) fn key(location: &DocumentationPartLocation, id: &str) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        location.type_.clone(),
        part(&location.path),
        part(&location.method),
        part(&location.status_code),
        part(&location.name),
        id.to_owned(),
    ]
    .join("\u{1f}")
}
