//! Many items at a time.

use std::collections::BTreeMap;
use std::iter;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::ThreadPool;
use rayon::iter::{ParallelBridge, ParallelIterator};

/// Calls `judge` on `items` from all threads of `pool`, and `emit` on the results from this thread as they are done:
/// on all that have piled up since the last call, each with the place of its item.
///
/// Once `stop` is set, or `emit` has failed, no new item is begun; those begun are finished. Each thread holds one
/// item at a time, and when `emit` is slow, the threads wait after two results each: memory does not grow with the
/// number of items.
///
/// # Errors
///
/// The first error of `emit`; what would have come after it is dropped.
pub fn as_done<I: Sync, O: Send, E>(
    pool: &ThreadPool,
    items: &[I],
    stop: &AtomicBool,
    judge: impl Fn(&I) -> O + Sync,
    mut emit: impl FnMut(Vec<(usize, O)>) -> Result<(), E>,
) -> Result<(), E> {
    let failed = AtomicBool::new(false);
    let go_on = || !stop.load(Ordering::SeqCst) && !failed.load(Ordering::SeqCst);
    let room = 2 * pool.current_num_threads();
    let (sender, receiver) = mpsc::sync_channel(room);
    // `emit` may not be `Send`: it stays on this thread, which is none of the pool's.
    pool.in_place_scope(|scope| {
        let (judge, go_on) = (&judge, &go_on);
        scope.spawn(move |_| {
            let begun = items.iter().enumerate().take_while(|_| go_on());
            begun.par_bridge().for_each_with(sender, |sender, (index, item)| {
                // The receiver lives until all senders are gone, so this cannot fail.
                let _ = sender.send((index, judge(item)));
            });
        });
        let mut outcome = Ok(());
        while let Ok(first) = receiver.recv() {
            let done = iter::once(first).chain(receiver.try_iter().take(room)).collect();
            if outcome.is_ok() {
                outcome = emit(done);
                failed.store(outcome.is_err(), Ordering::SeqCst);
            }
        }
        outcome
    })
}

/// As [`as_done`], with the results in the order of the items, each as soon as it and all before it are done. Those
/// that are done before their turn wait in memory.
///
/// # Errors
///
/// The first error of `emit`; what would have come after it is dropped.
pub fn in_order<I: Sync, O: Send, E>(
    pool: &ThreadPool,
    items: &[I],
    stop: &AtomicBool,
    judge: impl Fn(&I) -> O + Sync,
    mut emit: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    as_done(pool, items, stop, judge, |done| {
        waiting.extend(done);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            emit(result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
    }

    #[test]
    fn results_come_in_the_order_of_the_items_even_if_the_first_is_done_last() {
        let others_are_done = Barrier::new(2);
        let done = AtomicUsize::new(0);
        let items: Vec<_> = (0..100).collect();
        let judge = |item: &i32| {
            if *item == 0 || done.fetch_add(1, Ordering::SeqCst) == 50 {
                others_are_done.wait();
            }
            *item
        };
        let mut seen = Vec::new();
        let stop = AtomicBool::new(false);
        let outcome = in_order(&pool(4), &items, &stop, judge, |item| {
            seen.push(item);
            Ok::<_, ()>(())
        });
        assert_eq!((outcome, seen), (Ok(()), items));
    }

    #[test]
    fn after_a_stop_what_is_begun_is_finished_and_nothing_else_is_begun() {
        let items: Vec<_> = (0..1000).collect();
        let stop = AtomicBool::new(false);
        let begun = AtomicUsize::new(0);
        let judge = |item: &i32| {
            begun.fetch_add(1, Ordering::SeqCst);
            stop.fetch_or(*item == 20, Ordering::SeqCst);
            *item
        };
        let mut seen = Vec::new();
        let outcome = in_order(&pool(4), &items, &stop, judge, |item| {
            seen.push(item);
            Ok::<_, ()>(())
        });
        assert_eq!(outcome, Ok(()));
        assert_eq!(seen, items[..seen.len()], "a prefix of the items");
        assert_eq!(seen.len(), begun.load(Ordering::SeqCst));
        assert!((21..1000).contains(&seen.len()), "{}", seen.len());
    }

    #[test]
    fn an_error_of_the_writer_ends_the_run() {
        let items: Vec<_> = (0..1000).collect();
        let stop = AtomicBool::new(false);
        let mut seen = 0;
        let outcome = in_order(
            &pool(2),
            &items,
            &stop,
            |item: &i32| *item,
            |_| {
                seen += 1;
                if seen == 3 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((outcome, seen), (Err("full"), 3));
    }
}
