//! `folio man`.

use super::arguments::command;
use super::{Failure, print};

pub(super) fn run() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command())
        .render(&mut page)
        .map_err(anyhow::Error::from)?;
    print(&page);
    Ok(())
}
