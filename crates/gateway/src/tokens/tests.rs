//! Issuers over a stub of one.
