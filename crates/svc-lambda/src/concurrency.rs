//! Reserved concurrency: how many calls of a function may run at one time.

use aws_model::lambda::{
    Concurrency, DeleteFunctionConcurrencyRequest, GetFunctionConcurrencyRequest,
    GetFunctionConcurrencyResponse, PutFunctionConcurrencyRequest,
};
use aws_wire::Nothing;
use control::{Ctx, Result};

use crate::{Lambda, errors, function, names, stored::SavedFunction};

/// What the account's functions have reserved, without one of them.
pub(crate) fn reserved_by_others(ctx: &mut Ctx<'_, Lambda>, but: &str) -> Result<i32> {
    let functions = ctx.tx.list::<SavedFunction>(None)?;
    Ok(functions
        .iter()
        .filter(|(id, _)| id != but)
        .filter_map(|(_, function)| function.reserved_concurrency)
        .fold(0, i32::saturating_add))
}

/// PutFunctionConcurrency. With 0 the function is not run at all.
pub(crate) fn put(ctx: &mut Ctx<'_, Lambda>, input: PutFunctionConcurrencyRequest) -> Result<Concurrency> {
    let name = names::whole(ctx, &input.function_name)?;
    let mut function = function::load(ctx, &name)?;
    let wanted = input.reserved_concurrent_executions;
    let limits = &ctx.env.limits;
    let (most, least_left) = (limits.concurrent_executions_max, limits.unreserved_executions_min);
    let reserved = reserved_by_others(ctx, &name.name)?.saturating_add(wanted);
    if most.saturating_sub(reserved) < least_left {
        return Err(errors::invalid(format!(
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its \
             minimum value of [{least_left}]."
        )));
    }
    function.reserved_concurrency = Some(wanted);
    function::save(ctx, &function)?;
    Ok(Concurrency {
        reserved_concurrent_executions: Some(wanted),
    })
}

/// GetFunctionConcurrency.
pub(crate) fn get(
    ctx: &mut Ctx<'_, Lambda>,
    input: GetFunctionConcurrencyRequest,
) -> Result<GetFunctionConcurrencyResponse> {
    let name = names::whole(ctx, &input.function_name)?;
    let function = function::load(ctx, &name)?;
    Ok(GetFunctionConcurrencyResponse {
        reserved_concurrent_executions: function.reserved_concurrency,
    })
}

/// DeleteFunctionConcurrency, also where there is none.
pub(crate) fn delete(ctx: &mut Ctx<'_, Lambda>, input: DeleteFunctionConcurrencyRequest) -> Result<Nothing> {
    let name = names::whole(ctx, &input.function_name)?;
    let mut function = function::load(ctx, &name)?;
    if function.reserved_concurrency.take().is_some() {
        function::save(ctx, &function)?;
    }
    Ok(Nothing {})
}
