//! `folio schema`.

use super::{Failure, print};
use crate::schema;

pub(super) fn run() -> Result<(), Failure> {
    print(schema::text().as_bytes());
    Ok(())
}
