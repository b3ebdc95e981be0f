//! Packages: zips of code and layers, unpacked on disk.
//!
//! A package is known by the SHA-256 of its zip. Its folder holds the zip (`code.zip`) and what is in it (`tree`); it is made
//! beside its place and moved there whole, so that a folder of that name is always complete. A package that no function and no
//! layer uses any more is removed some time later, since workers may still run from it.

mod folder;
mod unpack;

pub use folder::PackageFolder;
pub(crate) use folder::sweep_unused;
pub use unpack::{ENTRIES_MAX, RATIO_MAX, UNPACKED_BYTES_MAX};

/// Bytes of a zip.
///
/// Source: AWS Lambda developer guide, quotas: 50 MB, zipped, for direct upload.
pub const ZIP_BYTES_MAX: usize = 50 * 1024 * 1024;

/// Why a package is not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackageError {
    /// It is no zip, or must not be unpacked.
    #[error("the package is refused: {0}")]
    Refused(String),
    /// What is in it is too large.
    #[error("the package has more than {UNPACKED_BYTES_MAX} bytes when it is unpacked")]
    TooLarge,
    /// The disk.
    #[error("the package cannot be written: {0}")]
    Disk(#[from] std::io::Error),
}
