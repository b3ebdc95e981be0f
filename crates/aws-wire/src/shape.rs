//! What the service models say, reduced to facts: shapes, constraints, where members stand, HTTP bindings.

use serde::{Serialize, de::DeserializeOwned};

/// The wire protocol of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// JSON bodies, operations by verb and path.
    RestJson,
    /// XML bodies, operations by verb and path.
    RestXml,
    /// Form bodies with `Action`, XML answers.
    Query,
    /// JSON bodies, operations by `X-Amz-Target`, media type `application/x-amz-json-1.0`.
    Json10,
    /// The same as 1.1.
    Json11,
}

/// One service.
#[derive(Debug)]
pub struct ServiceModel {
    /// The folder of its model: `apigateway`.
    pub name: &'static str,
    /// The service in a signature's scope: `apigateway`.
    pub signing_name: &'static str,
    /// `API Gateway`
    pub service_id: &'static str,
    /// `2015-07-09`
    pub api_version: &'static str,
    /// Its protocol.
    pub protocol: Protocol,
    /// What stands before the dot of `X-Amz-Target`; empty where there is none.
    pub target_prefix: &'static str,
    /// The name space of XML answers; empty where there is none.
    pub xml_namespace: &'static str,
    /// The names of all operations of the model, built or not, sorted.
    pub operation_names: &'static [&'static str],
}

/// One operation.
#[derive(Debug)]
pub struct OperationModel {
    /// `CreateStage`
    pub name: &'static str,
    /// Verb, path and success status.
    pub http: Http,
    /// The input; `None` where there is none.
    pub input: Option<&'static Shape>,
    /// The output; `None` where there is none.
    pub output: Option<&'static Shape>,
    /// The element around a query answer's members (`GetUserResult`); empty where there is none.
    pub result_wrapper: &'static str,
}

/// An HTTP binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Http {
    /// `PATCH`
    pub method: &'static str,
    /// `/restapis/{restapi_id}/stages/{stage_name}`, also with a fixed query (`/restapis?mode=import`) or a greedy label (`{proxy+}`).
    pub uri: &'static str,
    /// The success status.
    pub status: u16,
}

/// An operation with the types of its input and output; implemented by generated code only.
pub trait Operation: 'static {
    /// Its model.
    const MODEL: &'static OperationModel;
    /// Its input.
    type Input: DeserializeOwned;
    /// Its output.
    type Output: Serialize;
}

/// A shape.
#[derive(Debug)]
pub enum Shape {
    /// Members by name.
    Structure(Structure),
    /// Elements of one shape.
    List(List),
    /// Text to a shape.
    Map(Map),
    /// Text.
    Text(Text),
    /// 32 bits; the least and the most it may be.
    Integer(Option<i64>, Option<i64>),
    /// 64 bits; the least and the most it may be.
    Long(Option<i64>, Option<i64>),
    /// A number (`double` and `float`).
    Double,
    /// A truth value.
    Boolean,
    /// An instant.
    Timestamp,
    /// Bytes.
    Blob,
}

/// A structure.
#[derive(Debug)]
pub struct Structure {
    /// `CreateStageRequest`
    pub name: &'static str,
    /// Its members in the model's order.
    pub members: &'static [Member],
    /// The member that is the whole body.
    pub payload: Option<&'static str>,
    /// What it answers as an error.
    pub error: Option<ErrorFacts>,
}

/// How an error shape goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorFacts {
    /// `NoSuchEntity` where the shape is `NoSuchEntityException`.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The name in the model, and in the values between wire and structs.
    pub name: &'static str,
    /// The name on the wire; the same unless the model gives another.
    pub wire: &'static str,
    /// Where it stands.
    pub location: Location,
    /// Whether a request must have it.
    pub required: bool,
    /// Whether a list or map in XML or a query has no element around it.
    pub flattened: bool,
    /// Whether it is an attribute in XML.
    pub attribute: bool,
    /// Its shape.
    pub shape: &'static Shape,
}

impl Member {
    /// A member that is neither flattened nor an attribute.
    pub const fn new(
        name: &'static str,
        wire: &'static str,
        location: Location,
        required: bool,
        shape: &'static Shape,
    ) -> Self {
        Self {
            name,
            wire,
            location,
            required,
            flattened: false,
            attribute: false,
            shape,
        }
    }

    /// The same, flattened.
    #[must_use]
    pub const fn flattened(self) -> Self {
        Self {
            flattened: true,
            ..self
        }
    }

    /// The same as an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        Self {
            attribute: true,
            ..self
        }
    }
}

impl Text {
    /// Any text.
    pub const fn any(name: &'static str) -> Self {
        Self {
            name,
            values: &[],
            pattern: "",
            min: None,
            max: None,
            sensitive: false,
        }
    }
}

impl Member {
    /// The name of the element or parameter in XML or a query: the elements of a flat list carry their own where they have one.
    pub(crate) fn element_name(&self) -> &'static str {
        if let Shape::List(list) = self.shape
            && (self.flattened || list.flattened)
            && !list.member_wire.is_empty()
        {
            return list.member_wire;
        }
        self.wire
    }
}

/// Where a member of an input or output stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the body.
    Body,
    /// In the path, as `{wire}`.
    Uri,
    /// In the query; a map is every key that no other member has.
    Query,
    /// In a header.
    Header,
    /// In all headers that begin with `wire`.
    Headers,
    /// The status code.
    Status,
}

/// A list.
#[derive(Debug)]
pub struct List {
    /// What it holds.
    pub member: &'static Shape,
    /// The name of an element in XML or a query; empty is `member`.
    pub member_wire: &'static str,
    /// Whether elements stand without one around them.
    pub flattened: bool,
    /// The fewest elements.
    pub min: Option<u64>,
    /// The most elements.
    pub max: Option<u64>,
}

/// A map from text.
#[derive(Debug)]
pub struct Map {
    /// The keys.
    pub key: &'static Shape,
    /// What it holds.
    pub value: &'static Shape,
    /// The name of a key in XML or a query; empty is `key`.
    pub key_wire: &'static str,
    /// The name of a value in XML or a query; empty is `value`.
    pub value_wire: &'static str,
    /// Whether entries stand without one around them.
    pub flattened: bool,
}

/// Text and what it may be.
#[derive(Debug)]
pub struct Text {
    /// The name of the shape, for messages.
    pub name: &'static str,
    /// The values it may have; empty is any. In the model's order.
    pub values: &'static [&'static str],
    /// What it must match as a whole, in the model's syntax; empty is anything.
    pub pattern: &'static str,
    /// The fewest characters.
    pub min: Option<u64>,
    /// The most characters.
    pub max: Option<u64>,
    /// Whether it must not be logged.
    pub sensitive: bool,
}
