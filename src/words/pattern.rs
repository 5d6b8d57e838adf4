//! Words with places in them that are filled in: `{month}{nbsp}{year}`.

/// Characters that a pattern names, since they cannot be seen or would be taken for the blanks around
/// the words.
const CHARACTERS: [(&str, &str); 3] = [("nbsp", "\u{a0}"), ("nnbsp", "\u{202f}"), ("space", " ")];

/// Words of a language with named places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words, as they print.
    Words(String),
    /// A place, by its name.
    Place(String),
}

impl Pattern {
    /// Reads a pattern: `{name}` is a place; `{nbsp}`, `{nnbsp}` and `{space}` are a no-break space, a
    /// narrow one and a plain one.
    ///
    /// # Errors
    /// Says which brace has no other.
    pub fn read(written: &str) -> Result<Self, String> {
        let mut pieces: Vec<Piece> = Vec::new();
        let words = |pieces: &mut Vec<Piece>, text: &str| match pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Words(before)) => before.push_str(text),
            _ => pieces.push(Piece::Words(text.to_owned())),
        };
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| format!("`{written}` has a `{{` without its `}}`"))?;
            words(&mut pieces, before);
            match CHARACTERS.iter().find(|(known, _)| *known == name) {
                Some((_, character)) => words(&mut pieces, character),
                None => pieces.push(Piece::Place(name.to_owned())),
            }
            rest = after;
        }
        if rest.contains('}') {
            return Err(format!("`{written}` has a `}}` without its `{{`"));
        }
        words(&mut pieces, rest);
        Ok(Self(pieces))
    }

    /// Its parts, in their order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The names of its places, in their order.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Place(name) => Some(name.as_str()),
            Piece::Words(_) => None,
        })
    }

    /// Its words alone.
    pub fn words(&self) -> String {
        self.fill(&[])
    }

    /// The words with `values` in their places; a place without a value stays empty.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Place(name) => {
                    let value = values.iter().find(|(place, _)| place == name);
                    out.push_str(value.map_or("", |(_, value)| value));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_characters_named() {
        let pattern = Pattern::read("{day}.{nbsp}{month} {year}").unwrap();
        assert_eq!(
            pattern.places().collect::<Vec<_>>(),
            ["day", "month", "year"]
        );
        let values = [("year", "2021"), ("day", "3"), ("month", "März")];
        assert_eq!(pattern.fill(&values), "3.\u{a0}März 2021");
        assert_eq!(Pattern::read("").unwrap().words(), "");
        // What is filled in is not read again.
        let pattern = Pattern::read("{title}!").unwrap();
        assert_eq!(
            pattern.fill(&[("title", "{title}{nbsp}")]),
            "{title}{nbsp}!"
        );
    }

    #[test]
    fn a_brace_alone_is_an_error() {
        for written in ["{day", "day}", "{day} {", "} {day"] {
            assert!(Pattern::read(written).is_err(), "{written}");
        }
    }
}
