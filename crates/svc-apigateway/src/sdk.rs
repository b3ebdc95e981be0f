//! Client libraries: none are generated, so that there are no types of them.

use aws_model::apigateway::{GetSdkTypeRequest, GetSdkTypesRequest, SdkType, SdkTypes};
use control::{Ctx, Result};

use crate::{ApiGateway, errors::not_found};

pub(crate) fn list(_: &mut Ctx<'_, ApiGateway>, _: GetSdkTypesRequest) -> Result<SdkTypes> {
    Ok(SdkTypes {
        position: None,
        items: Some(Vec::new()),
    })
}

pub(crate) fn get(_: &mut Ctx<'_, ApiGateway>, input: GetSdkTypeRequest) -> Result<SdkType> {
    Err(not_found(format!(
        "no client libraries are generated, of type `{}` neither: export the API with GetExport and give it to a generator",
        input.id
    )))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{OPERATIONS, testing::Account};

    #[test]
    fn there_are_no_types() {
        let account = Account::new();
        let types = account.call(OPERATIONS, "GetSdkTypes", json!({})).unwrap();
        assert_eq!(types, json!({"items": []}));
        let error = account
            .call(OPERATIONS, "GetSdkType", json!({"id": "java"}))
            .unwrap_err();
        assert_eq!(error.status, 404);
    }
}
