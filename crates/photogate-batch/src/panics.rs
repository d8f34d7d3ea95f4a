//! A panic on one photo becomes a text, and the batch goes on.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Inside [`catch`]: the last panic of this thread. Outside: `None`.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics inside [`catch`] off stderr, where they might name what is in the photo; others stay as they are.
pub fn install() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let is_caught = CAUGHT.with_borrow_mut(|caught| {
            if let Some(text) = caught {
                let payload = info.payload_as_str().unwrap_or("no message");
                *text =
                    info.location().map_or_else(|| payload.into(), |place| format!("{payload}, at {place}"));
            }
            caught.is_some()
        });
        if !is_caught {
            usual(info);
        }
    }));
}

/// What `action` gives.
///
/// # Errors
/// The message and place of its panic.
pub fn catch<T>(action: impl FnOnce() -> T) -> Result<T, String> {
    CAUGHT.set(Some(String::new()));
    // What a panic may leave torn is the photo's own; the checker is shared by reference only and hands out its
    // sessions through guards.
    let outcome = panic::catch_unwind(AssertUnwindSafe(action));
    let text = CAUGHT.take().filter(|text| !text.is_empty());
    outcome.map_err(|_| text.unwrap_or_else(|| "panic without a message".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_with_its_place() {
        install();
        let text = catch(|| panic!("no {}", "pixels")).expect_err("it panicked");
        assert!(text.starts_with("no pixels, at ") && text.contains("panics.rs"), "{text}");
        assert_eq!(catch(|| 3), Ok(3));
    }
}
