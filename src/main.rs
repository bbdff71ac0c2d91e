//! Parses the command line and starts; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    observatoire::app::main()
}
