//! A REST API as it is saved: resources, methods, integrations, models, authorizers, documentation.
