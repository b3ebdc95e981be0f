//! Import of OpenAPI definitions with Amazon API Gateway extensions.
