//! Callers of integrations: HTTP upstreams.
