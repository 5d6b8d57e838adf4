//! A picture that a file carries.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// A picture with its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type (RFC 6838), such as `image/png`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// The picture as an address that holds it (RFC 2397).
    pub fn data_url(&self) -> String {
        let data = BASE64_STANDARD.encode(&self.bytes);
        format!("data:{};base64,{data}", self.media_type)
    }
}
