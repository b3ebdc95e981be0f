//! API Gateway's REST API operations over the store.
