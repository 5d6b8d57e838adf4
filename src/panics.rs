//! Panics of dependencies, held within the document or CV that they happened at.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// What the last panic of this thread said, while its panics are caught.
    static CAUGHT: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
}

static HOOK: Once = Once::new();

/// Runs `work`; a panic in it is returned as what it said and where, and not printed.
///
/// What `work` changed before it panicked must not be used after.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = keep_what_is_said();
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = CAUGHT.with_borrow_mut(|caught| std::mem::replace(caught, outer));
    result.map_err(|_| said.flatten().unwrap_or_else(|| "a panic".to_owned()))
}

/// Has what panics of this thread say kept from now on, and not printed; returns what was kept
/// before.
pub fn keep_what_is_said() -> Option<Option<String>> {
    HOOK.call_once(|| {
        let other = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !keep(info) {
                other(info);
            }
        }));
    });
    CAUGHT.with_borrow_mut(|caught| caught.replace(None))
}

/// What the last panic of this thread said, if it was kept and not yet returned.
pub fn kept() -> Option<String> {
    CAUGHT.with_borrow(|caught| caught.clone().flatten())
}

/// Keeps what a panic says, if it is one of a thread that catches them.
fn keep(info: &PanicHookInfo<'_>) -> bool {
    let words = info.payload_as_str().unwrap_or("a panic without words");
    let said = match info.location() {
        Some(place) => format!("{words} ({}:{})", file_name(place.file()), place.line()),
        None => words.to_owned(),
    };
    // The hook must not panic itself, which borrowing twice or at the end of a thread would.
    let kept = CAUGHT.try_with(|caught| match caught.try_borrow_mut() {
        Ok(mut caught) if caught.is_some() => {
            *caught = Some(Some(said));
            true
        }
        _ => false,
    });
    kept.unwrap_or(false)
}

/// The crate and file of a source path, without the machine that it was compiled on.
fn file_name(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let end = parts.iter().rposition(|part| *part == "src");
    let start = end.map_or(parts.len().saturating_sub(1), |at| at.saturating_sub(1));
    parts.get(start..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_returned_with_its_words() {
        assert_eq!(caught(|| 7), Ok(7));
        let said = caught(|| -> () { panic!("no page {}", 3) }).unwrap_err();
        assert!(said.starts_with("no page 3 ("), "{said}");
        assert!(said.contains("src/panics.rs:"), "{said}");
        assert_eq!(caught(|| 8), Ok(8));
        let outer = caught(|| -> () {
            assert!(caught(|| -> () { panic!("inner") }).is_err());
            panic!("outer")
        });
        assert!(outer.unwrap_err().starts_with("outer ("));
    }

    #[test]
    fn places_are_named_by_their_crates() {
        for (path, name) in [
            (
                "/home/x/registry/src/index/krilla-0.8.2/src/util.rs",
                "krilla-0.8.2/src/util.rs",
            ),
            ("src/panics.rs", "src/panics.rs"),
            ("C:\\x\\typst-0.15\\src\\lib.rs", "typst-0.15/src/lib.rs"),
            ("main.rs", "main.rs"),
        ] {
            assert_eq!(file_name(path), name);
        }
    }
}
