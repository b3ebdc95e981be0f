//! Access associations of private custom domain names. There are no private ones here, so that none can be made.

use aws_model::apigateway::{DomainNameAccessAssociations, GetDomainNameAccessAssociationsRequest};
use control::{Ctx, Result};

use crate::ApiGateway;

pub(crate) fn list(
    _: &mut Ctx<'_, ApiGateway>,
    _: GetDomainNameAccessAssociationsRequest,
) -> Result<DomainNameAccessAssociations> {
    Ok(DomainNameAccessAssociations {
        position: None,
        items: Some(Vec::new()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{OPERATIONS, testing::Account};

    #[test]
    fn there_are_none() {
        let answer = Account::new().call(OPERATIONS, "GetDomainNameAccessAssociations", json!({}));
        assert_eq!(answer.unwrap(), json!({"items": []}));
    }
}
