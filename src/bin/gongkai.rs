//! The command line. See `gongkai --help`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use gongkai::cli::{Status, Streams, run};

fn main() -> ExitCode {
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut input, mut errors) = (io::stdin().lock(), io::stderr().lock());
    let mut streams = Streams { input: &mut input, output: &mut output, errors: &mut errors };
    let done = run(std::env::args_os().skip(1), &mut streams);
    let status = match done.and_then(|status| output.flush().map(|()| status)) {
        Ok(status) => status,
        // Whoever read the output has seen enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        Err(error) => {
            let _ = writeln!(errors, "写不出结果（{error}）。");
            Status::Unreadable
        }
    };
    ExitCode::from(status as u8)
}
