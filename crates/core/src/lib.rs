//! Ids, ARNs, accounts, regions, addresses and time: the words every other crate uses.
//!
//! Everything here is a checked value: once made, there is nothing left to doubt. No I/O and no clock.

mod arn;
mod cidr;
mod hex;
mod id;
mod timestamp;

pub use arn::{Arn, ArnError, InvokeArn};
pub use cidr::{Cidr, CidrError, CidrNote, unmapped};
pub use hex::hex_digits;
pub use id::{AccountId, ApiId, IdError, Partition, Region, RequestId, StageName};
pub use timestamp::{Civil, Timestamp, TimestampError};
