//! The same work on each of some things, on all cores; the results in the order of the things.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Who is done takes the next one, so that one long piece of work does not hold up the others. Put long ones first.
pub(super) fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(things.len());
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let of_core = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(thing) = things.get(at) else { return done };
                done.push((at, work(thing)));
            }
        };
        let cores: Vec<_> = (0..cores).map(|_| scope.spawn(of_core)).collect();
        let joined = cores
            .into_iter()
            .map(|core| core.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_stand_in_the_order_of_the_things() {
        let things: Vec<u64> = (0..100).collect();
        assert_eq!(super::each(&things, |n| n * n), things.iter().map(|n| n * n).collect::<Vec<_>>());
        assert!(super::each(&[] as &[u64], |n| *n).is_empty());
    }
}
