//! REST API definitions as domain types, the compiled deployment, and routing over it.
