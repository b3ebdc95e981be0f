//! IAM and STS, as far as identities need them.
