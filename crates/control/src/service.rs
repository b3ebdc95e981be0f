//! A service: its model, its table of operations, and what runs one of them.

use aws_wire::{Operation, OperationModel, ServiceModel};
use serde_json::Value;

use crate::{ctx::Ctx, error::Error, error::Result};

/// One row of a service's table: an operation and its handler with the types erased. Made by [`entry!`](crate::entry).
pub struct Entry<E: 'static> {
    /// The operation.
    pub model: &'static OperationModel,
    /// Runs it.
    pub run: fn(&mut Ctx<'_, E>, Value) -> Result<Value>,
}

/// One row of a service's table: `entry!(CreateStage, stage::create)`.
#[macro_export]
macro_rules! entry {
    ($operation:ty, $handler:path) => {
        $crate::Entry {
            model: <$operation as $crate::aws_wire::Operation>::MODEL,
            run: |ctx, input| $crate::run_typed::<$operation, _>(ctx, input, $handler),
        }
    };
}

/// Runs a typed handler on an input that the codec has checked.
pub fn run_typed<O: Operation, E>(
    ctx: &mut Ctx<'_, E>,
    input: Value,
    handler: fn(&mut Ctx<'_, E>, O::Input) -> Result<O::Output>,
) -> Result<Value> {
    let name = O::MODEL.name;
    let input = serde_json::from_value(input)
        .map_err(|error| Error::internal(format!("the input of {name} does not fit its type: {error}")))?;
    let output = handler(ctx, input)?;
    serde_json::to_value(output)
        .map_err(|error| Error::internal(format!("the output of {name} cannot be written: {error}")))
}

/// What an operation needs to be permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// `apigateway:PATCH`
    pub action: String,
    /// The ARN it acts on; `*` where the operation has none.
    pub resource: String,
}

/// A service as `control` sees it.
pub struct Service<E: 'static> {
    /// Its model.
    pub model: &'static ServiceModel,
    /// Its table.
    pub operations: &'static [Entry<E>],
    /// All operations of the model, so that one without a handler is found and refused by name.
    pub models: &'static [&'static OperationModel],
    /// Why operations without a handler have none, by name.
    pub unsupported: &'static [(&'static str, &'static str)],
    /// What a call needs to be permitted; empty for operations that everybody with a key may call.
    pub permissions: fn(&Call<'_>) -> Vec<Permission>,
    /// What the service has besides the store.
    pub env: E,
}

/// A call before it runs, for [`Service::permissions`].
#[derive(Debug)]
pub struct Call<'a> {
    /// The operation.
    pub operation: &'static OperationModel,
    /// The raw path of the request.
    pub path: &'a str,
    /// The input by the model's member names.
    pub input: &'a Value,
    /// The region of the signature's scope.
    pub region: &'a str,
    /// The caller's account.
    pub account: &'a str,
}
