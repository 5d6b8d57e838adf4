//! The `folio` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    folio::cli::run(std::env::args_os())
}
