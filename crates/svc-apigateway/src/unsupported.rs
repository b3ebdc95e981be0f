//! Operations that are refused by name, with the reason. `unsupported.toml` beside `Cargo.toml` holds the same for readers.

/// Name and reason of every operation that cannot be honest here, by name.
pub const UNSUPPORTED: &[(&str, &str)] = &[
    (
        "GetSdk",
        "no client libraries are generated; export the API with GetExport and give it to a generator of your choice",
    ),
    (
        "TestInvokeAuthorizer",
        "Lambda authorizers are saved but not yet run: methods that name one refuse every request. Test a user pool with a deployed method",
    ),
];
