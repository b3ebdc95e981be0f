//! Starts the real server with stub upstreams for tests.
