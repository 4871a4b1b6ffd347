//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    anchang::cli::main()
}
