//! Which form of a word goes with a number.
//!
//! A language file states its rules in the syntax of Unicode's CLDR (UTS #35, part 3, "Language Plural
//! Rules"), so that they can be copied from there. Only whole numbers are counted here.

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Nothing, in some languages.
    Zero,
    /// One thing, and what is counted like it.
    One,
    /// Two things.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Whatever no other rule takes.
    Other,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];

    /// Its name in language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The rules of a language; what none of them takes is [`Category::Other`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules(Vec<(Category, Rule)>);

/// Alternatives of relations that all hold.
type Rule = Vec<Vec<Relation>>;

/// `n % 100 != 11..14`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Relation {
    /// Whether it is about the number; the other operands are parts of fractions, 0 for whole numbers.
    of_number: bool,
    modulus: Option<u64>,
    is_among: bool,
    ranges: Vec<(u64, u64)>,
}

impl Rules {
    /// Adds the rule of a category.
    ///
    /// # Errors
    /// Says what is no rule.
    pub fn add(&mut self, category: Category, written: &str) -> Result<(), String> {
        let alternatives = written.split(" or ");
        let rule = alternatives
            .map(|all| all.split(" and ").map(relation).collect())
            .collect::<Option<Rule>>();
        let rule = rule.ok_or_else(|| format!("`{written}` is no plural rule of CLDR"))?;
        self.0.push((category, rule));
        Ok(())
    }

    /// The categories that the language has, `Other` the last of them.
    pub fn categories(&self) -> impl Iterator<Item = Category> {
        let named = self.0.iter().map(|(category, _)| *category);
        named.chain([Category::Other])
    }

    /// The category of a number.
    pub fn category(&self, number: u64) -> Category {
        let holds = |rule: &Rule| {
            let mut alternatives = rule.iter();
            alternatives.any(|all| all.iter().all(|relation| relation.holds(number)))
        };
        let mut rules = self.0.iter();
        let found = rules.find(|(_, rule)| holds(rule));
        found.map_or(Category::Other, |(category, _)| *category)
    }
}

impl Relation {
    fn holds(&self, number: u64) -> bool {
        let value = if self.of_number { number } else { 0 };
        // A modulus of 0 is no relation.
        let value = self.modulus.map_or(value, |modulus| value % modulus);
        let among = |(first, last): &(u64, u64)| (*first..=*last).contains(&value);
        self.ranges.iter().any(among) == self.is_among
    }
}

fn relation(written: &str) -> Option<Relation> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let (operand, modulus, comparison, values) = match words[..] {
        [operand, comparison, values] => (operand, None, comparison, values),
        [operand, "%", modulus, comparison, values] => (operand, Some(modulus), comparison, values),
        _ => return None,
    };
    let modulus = match modulus {
        Some(modulus) => Some(modulus.parse().ok().filter(|modulus| *modulus > 0)?),
        None => None,
    };
    let range = |range: &str| {
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        Some((first.parse().ok()?, last.parse().ok()?))
    };
    Some(Relation {
        of_number: match operand {
            "n" | "i" => true,
            "v" | "w" | "f" | "t" | "c" | "e" => false,
            _ => return None,
        },
        modulus,
        is_among: match comparison {
            "=" => true,
            "!=" => false,
            _ => return None,
        },
        ranges: values.split(',').map(range).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(rules: &[(Category, &str)], numbers: &[u64]) -> String {
        let mut read = Rules::default();
        for (category, rule) in rules {
            read.add(*category, rule).unwrap();
        }
        let keys = numbers.iter().map(|number| read.category(*number).key());
        keys.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rules_of_unicode_are_read_as_they_stand_there() {
        let russian = [
            (Category::One, "v = 0 and i % 10 = 1 and i % 100 != 11"),
            (
                Category::Few,
                "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
            ),
            (
                Category::Many,
                "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
            ),
        ];
        assert_eq!(
            categories(&russian, &[1, 2, 5, 11, 12, 21, 24, 111, 0]),
            "one few many many many one few many many"
        );
        let welsh = [
            (Category::Zero, "n = 0"),
            (Category::One, "n = 1"),
            (Category::Two, "n = 2"),
            (Category::Many, "n = 6"),
        ];
        assert_eq!(
            categories(&welsh, &[0, 1, 2, 6, 7]),
            "zero one two many other"
        );
        assert_eq!(categories(&[], &[0, 1]), "other other");
        let listed = [(Category::Few, "n % 10 = 3..4,9")];
        assert_eq!(categories(&listed, &[3, 5, 19]), "few other few");
    }

    #[test]
    fn what_is_no_rule_is_an_error() {
        for written in [
            "",
            "n",
            "n = ",
            "x = 1",
            "n % 0 = 1",
            "n < 2",
            "n = a",
            "n = 1 and",
        ] {
            let read = Rules::default().add(Category::One, written);
            assert!(read.is_err(), "{written}");
        }
    }
}
