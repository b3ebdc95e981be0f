//! Sequences of calls, and the answers of Amazon API Gateway to them.
