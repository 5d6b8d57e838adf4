//! `folio completions`.

use super::arguments::{Completions, command};
use super::{Failure, print};

pub(super) fn run(arguments: &Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "folio", &mut script);
    print(&script);
    Ok(())
}
