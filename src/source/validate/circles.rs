//! Names that refer to each other in a circle.

use std::collections::HashMap;

/// The circles of names of which each refers to one other at most; each circle once, beginning
/// with the name that comes first, in the order in which they are met.
pub(super) fn circles<'a>(
    names: impl Iterator<Item = &'a str>,
    next: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Vec<&'a str>> {
    // Of each name that was passed, from which one it was reached.
    let mut passed: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (walk, name) in names.enumerate() {
        let mut way = Vec::new();
        let mut at = Some(name);
        while let Some(name) = at {
            match passed.get(name) {
                Some(earlier) if *earlier == walk => {
                    let start = way.iter().position(|link| *link == name).unwrap_or(0);
                    found.push(way.split_off(start));
                    break;
                }
                Some(_) => break,
                None => {
                    passed.insert(name, walk);
                    way.push(name);
                    at = next(name);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once() {
        let next = |name: &str| match name {
            "a" => Some("b"),
            "b" => Some("c"),
            "c" => Some("b"),
            "d" => Some("d"),
            "e" => Some("a"),
            _ => None,
        };
        let found = circles(["a", "b", "c", "d", "e", "f"].into_iter(), next);
        assert_eq!(found, [vec!["b", "c"], vec!["d"]]);
    }

    #[test]
    fn long_chains_take_linear_time() {
        let names: Vec<String> = (0..50_000_u32).map(|n| n.to_string()).collect();
        let next = |name: &str| {
            let at: usize = name.parse().unwrap_or(0);
            names.get(at + 1).map(String::as_str)
        };
        assert_eq!(
            circles(names.iter().rev().map(String::as_str), next).len(),
            0
        );
    }
}
