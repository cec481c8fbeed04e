//! Many files at once, on all cores; what is said of them comes in the order in which they were named.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// How many results may wait for one before them.
const WAITING: usize = 64;

/// Does `work` for each number below `count` and hands what it gives to `done`, in order.
///
/// # Errors
/// What `done` fails with; nothing is begun any more then.
pub(super) fn in_order<T: Send>(
    count: usize,
    work: &(dyn Fn(usize) -> Option<T> + Sync),
    done: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(count);
    let next = AtomicUsize::new(0);
    let (send, receive) = sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..cores {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && at < count
                    && send.send((at, work(at))).is_ok()
                {}
            });
        }
        drop(send);
        // The receiver goes before the workers are waited for: then nobody works for nothing.
        take(receive, count, done)
    })
}

fn take<T>(
    receive: Receiver<(usize, Option<T>)>,
    count: usize,
    done: &mut dyn FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let (mut early, mut next, mut finished) = (BTreeMap::new(), 0, 0);
    let progress = Progress::new(count);
    for (at, result) in receive {
        finished += 1;
        progress.show(finished);
        early.insert(at, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            result.map_or(Ok(()), &mut *done)?;
        }
    }
    Ok(())
}

/// How far it is, for who waits at a terminal while the results go elsewhere.
struct Progress {
    count: usize,
    is_shown: bool,
}

impl Progress {
    fn new(count: usize) -> Progress {
        Progress { count, is_shown: count > 1 && io::stderr().is_terminal() && !io::stdout().is_terminal() }
    }

    fn show(&self, finished: usize) {
        if self.is_shown {
            let end = if finished == self.count { "\r\u{1b}[K" } else { "" };
            // Nobody is worse off without it.
            let _ = write!(io::stderr(), "\r{finished}/{}{end}", self.count);
        }
    }
}
