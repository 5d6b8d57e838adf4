//! A part of a run, for several machines.

use std::fmt;
use std::str::FromStr;

/// Every so many inputs, beginning with one of the first: part `I` of `N`, written `I/N`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    part: usize,
    of: usize,
}

impl Shard {
    /// Whether the input at a place, counted from 0, belongs to it. Every input belongs to one
    /// part exactly, and neighbours, which are often alike, to different ones.
    pub fn has(self, index: usize) -> bool {
        index % self.of == self.part - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text
            .split_once('/')
            .and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((part, of)) if (1..=of).contains(&part) => Ok(Self { part, of }),
            Some((_, 0)) => Err("there is no part of 0".to_owned()),
            Some((part, of)) => Err(format!(
                "the parts of {of} are 1/{of} to {of}/{of}, not {part}"
            )),
            None => Err("expected a part and their number, such as 1/4".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_is_in_one_part() {
        for of in 1..9 {
            let parts: Vec<Shard> = (1..=of)
                .map(|part| format!("{part}/{of}").parse().unwrap())
                .collect();
            for index in 0..50 {
                assert_eq!(parts.iter().filter(|part| part.has(index)).count(), 1);
            }
            assert_eq!(parts[of - 1].to_string(), format!("{of}/{of}"));
        }
    }

    #[test]
    fn parts_that_are_not_there_are_refused() {
        for text in [
            "", "1", "0/4", "5/4", "1/0", "0/0", "-1/4", "1/4/2", "a/b", " 1/4",
        ] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
