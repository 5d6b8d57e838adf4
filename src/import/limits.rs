//! How much a file that is imported may hold.

use super::tree::Raw;
use crate::diagnostics::Code;
use crate::limits::Limit;

/// Most values of a file in JSON; one in YAML has the limits of `cv.yaml`.
pub(super) const VALUES: usize = 100_000;

/// Most items of a list: some are compared with all before them.
pub(super) const ITEMS: usize = 20_000;

/// Most keys of a map, each of which is looked for among the others.
pub(super) const KEYS: usize = 20_000;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::new(
        "a file",
        super::MAX_BYTES / 1024 / 1024,
        "MB",
        Code::TooLarge,
    ),
    Limit::new("values of a file", VALUES as u64, "", Code::BadImport),
    Limit::new("items of a list", ITEMS as u64, "", Code::BadImport),
    Limit::new("keys of a map", KEYS as u64, "", Code::BadImport),
];

/// What of a file is more than there may be, in words.
pub(super) fn excess(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Nothing | Raw::Word(_) => None,
        Raw::List(items) if items.len() > ITEMS => {
            Some(format!("a list has more than {ITEMS} items"))
        }
        Raw::Map(entries) if entries.len() > KEYS => {
            Some(format!("a map has more than {KEYS} keys"))
        }
        Raw::List(items) => items.iter().find_map(excess),
        Raw::Map(entries) => entries.iter().find_map(|(_, value)| excess(value)),
    }
}
