//! Formulas read.

use crate::document::MathNode;

use super::commands::{self, Meaning};

/// Deepest nesting of groups, so that no formula can exhaust the stack.
pub(crate) const DEEPEST: usize = 24;

/// Reads a formula.
///
/// # Errors
/// Says in a sentence which command or sign is not understood.
pub fn parse(latex: &str) -> Result<MathNode, String> {
    let mut parser = Parser {
        rest: latex,
        depth: 0,
    };
    let row = parser.row(None)?;
    Ok(row)
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Parts up to the closing sign, or to the end.
    fn row(&mut self, close: Option<char>) -> Result<MathNode, String> {
        let mut items: Vec<MathNode> = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                return match close {
                    Some(close) => Err(format!("a `{close}` is missing at the end")),
                    None => Ok(single(items)),
                };
            };
            if Some(c) == close {
                self.rest = &self.rest[c.len_utf8()..];
                return Ok(single(items));
            }
            match c {
                '}' => return Err("a `}` closes nothing".into()),
                '^' | '_' | '\'' => {
                    let base = items.pop().unwrap_or(MathNode::Row { items: Vec::new() });
                    items.push(self.scripts(base)?);
                }
                _ => match self.declared() {
                    Some(Meaning::Declaration(style)) => {
                        items.push(self.rest_in(style, close)?);
                        return Ok(single(items));
                    }
                    Some(_) => {}
                    None => items.push(self.atom()?),
                },
            }
        }
    }

    /// Takes a command that says how to set what follows.
    fn declared(&mut self) -> Option<Meaning> {
        let (name, rest) = command_name(self.rest)?;
        let meaning = commands::meaning(name)?;
        let is_one = matches!(meaning, Meaning::Declaration(_) | Meaning::Nothing);
        is_one.then(|| {
            self.rest = rest;
            meaning
        })
    }

    /// The rest of a group, in an alphabet; its closing sign is taken with it.
    fn rest_in(&mut self, style: &'static str, close: Option<char>) -> Result<MathNode, String> {
        self.deeper(|parser| {
            let body = parser.row(close)?;
            Ok(match word(&body).filter(|_| style == "upright") {
                Some(word) => upright(&word),
                None => MathNode::Styled {
                    style,
                    body: Box::new(body),
                },
            })
        })
    }

    fn scripts(&mut self, base: MathNode) -> Result<MathNode, String> {
        let (mut top, mut bottom) = (None, None);
        loop {
            self.rest = self.rest.trim_start();
            let slot = match self.rest.chars().next() {
                Some('^') => &mut top,
                Some('_') => &mut bottom,
                Some('\'') if top.is_none() => {
                    let primes = self.rest.chars().take_while(|c| *c == '\'').count();
                    self.rest = &self.rest[primes..];
                    top = Some(Box::new(MathNode::Symbol {
                        text: "′".repeat(primes),
                    }));
                    continue;
                }
                _ => break,
            };
            if slot.is_some() {
                return Err("a letter carries two superscripts or two subscripts".into());
            }
            self.rest = self.rest[1..].trim_start();
            if self.rest.is_empty() {
                return Err("something is missing after `^` or `_`".into());
            }
            let node = self.atom()?;
            *slot = Some(Box::new(node));
        }
        Ok(MathNode::Attach {
            base: Box::new(base),
            top,
            bottom,
        })
    }

    fn atom(&mut self) -> Result<MathNode, String> {
        self.deeper(Self::atom_inside)
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("groups are nested more than {DEEPEST} deep"));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn atom_inside(&mut self) -> Result<MathNode, String> {
        let c = self
            .rest
            .chars()
            .next()
            .ok_or("something is missing at the end")?;
        match c {
            '{' => {
                self.rest = &self.rest[1..];
                self.row(Some('}'))
            }
            '\\' => self.command(),
            // Where a script or an argument is wanted; after a letter it is one of its scripts.
            '\'' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Symbol { text: "′".into() })
            }
            '0'..='9' => {
                let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                let mut end = end.unwrap_or(self.rest.len());
                if self.rest[..end].ends_with('.') {
                    end -= 1;
                }
                Ok(self.symbol(end))
            }
            '-' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Symbol { text: "−".into() })
            }
            '*' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Symbol { text: "∗".into() })
            }
            '~' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Space { em: 0.25 })
            }
            '&' | '#' | '%' | '$' => Err(format!("`{c}` has no meaning here; write `\\{c}`")),
            '^' | '_' | '}' => Err(format!("`{c}` stands where a letter is expected")),
            c if c.is_control() => Err("a control character has no meaning here".into()),
            c => Ok(self.symbol(c.len_utf8())),
        }
    }

    fn symbol(&mut self, end: usize) -> MathNode {
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        MathNode::Symbol {
            text: text.to_owned(),
        }
    }

    fn command(&mut self) -> Result<MathNode, String> {
        let Some((name, rest)) = command_name(self.rest) else {
            return Err("a backslash stands at the end".into());
        };
        self.rest = rest;
        let unknown = || {
            format!(
                "`\\{name}` is not among the commands that Folio sets; docs/format.md lists them"
            )
        };
        Ok(match commands::meaning(name).ok_or_else(unknown)? {
            Meaning::Function(text) => MathNode::Upright {
                text: text.to_owned(),
                operator: true,
            },
            Meaning::Symbol(text) => MathNode::Symbol {
                text: text.to_owned(),
            },
            Meaning::Word(text) => upright(text),
            Meaning::Space(em) => MathNode::Space { em },
            Meaning::Accent(accent) => MathNode::Accent {
                accent,
                base: Box::new(self.argument(name)?),
            },
            Meaning::Style(style) => MathNode::Styled {
                style,
                body: Box::new(self.argument(name)?),
            },
            Meaning::Fraction => MathNode::Fraction {
                numerator: Box::new(self.digit_or_argument(name)?),
                denominator: Box::new(self.digit_or_argument(name)?),
            },
            Meaning::Root => {
                self.rest = self.rest.trim_start();
                let index = if let Some(rest) = self.rest.strip_prefix('[') {
                    self.rest = rest;
                    Some(Box::new(self.deeper(|parser| parser.row(Some(']')))?))
                } else {
                    None
                };
                MathNode::Root {
                    radicand: Box::new(self.argument(name)?),
                    index,
                }
            }
            Meaning::Operator => {
                let text = self.words(name)?.to_owned();
                if !text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || " -*".contains(c))
                {
                    return Err(format!("`\\{name}{{…}}` takes plain words only"));
                }
                MathNode::Upright {
                    text,
                    operator: true,
                }
            }
            Meaning::Text => self.text(name)?,
            Meaning::Bracket => {
                self.rest = self.rest.trim_start();
                if let Some(rest) = self.rest.strip_prefix('.') {
                    self.rest = rest;
                    return Ok(MathNode::Row { items: Vec::new() });
                }
                self.atom()?
            }
            Meaning::Not => {
                let MathNode::Symbol { text } = self.argument(name)? else {
                    return Err("`\\not` stands before a relation".into());
                };
                let struck = text.chars().next().and_then(commands::negated);
                let struck = struck.filter(|_| text.chars().count() == 1);
                MathNode::Symbol {
                    text: struck
                        .ok_or_else(|| format!("there is no `{text}` with a stroke"))?
                        .to_string(),
                }
            }
            // Where one thing is expected, it is what follows.
            Meaning::Nothing => self.argument(name)?,
            Meaning::Declaration(style) => MathNode::Styled {
                style,
                body: Box::new(self.argument(name)?),
            },
        })
    }

    fn argument(&mut self, name: &str) -> Result<MathNode, String> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return Err(format!("`\\{name}` lacks what it applies to"));
        }
        self.atom()
    }

    /// An argument of which TeX takes one digit only: `\frac12`.
    fn digit_or_argument(&mut self, name: &str) -> Result<MathNode, String> {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(self.symbol(1));
        }
        self.argument(name)
    }

    /// Words in a formula, or symbols to be set upright; words may hold formulas.
    fn text(&mut self, name: &str) -> Result<MathNode, String> {
        let body = self.group(name)?;
        if !body.contains(['\\', '{', '$', '^', '_']) {
            self.words(name)?;
            return Ok(upright(body));
        }
        if !body.contains('$') {
            return Ok(MathNode::Styled {
                style: "upright",
                body: Box::new(self.argument(name)?),
            });
        }
        self.words(name)?;
        let mut items = Vec::new();
        for (at, part) in body.split('$').enumerate() {
            if at % 2 == 1 {
                items.push(self.deeper(|parser| {
                    let mut inner = Parser {
                        rest: part,
                        depth: parser.depth,
                    };
                    inner.row(None)
                })?);
            } else if part.contains(['\\', '{']) {
                return Err(format!(
                    "`\\{name}{{…}}` takes plain words and formulas only"
                ));
            } else if !part.is_empty() {
                items.push(upright(part));
            }
        }
        Ok(single(items))
    }

    /// The characters in the braces that follow.
    fn group(&self, name: &str) -> Result<&'a str, String> {
        let lacks = || format!("`\\{name}` lacks its `{{…}}`");
        let body = self.rest.trim_start().strip_prefix('{').ok_or_else(lacks)?;
        let mut depth = 0usize;
        let mut escaped = false;
        for (at, byte) in body.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => depth += 1,
                b'}' if depth == 0 => return Ok(&body[..at]),
                b'}' => depth -= 1,
                _ => {}
            }
        }
        Err(lacks())
    }

    /// Takes the braces that follow; the characters in them.
    fn words(&mut self, name: &str) -> Result<&'a str, String> {
        let body = self.group(name)?;
        let open = self.rest.trim_start();
        self.rest = &open[body.len() + 2..];
        Ok(body)
    }
}

/// The name of the command that a text begins with, and what follows.
fn command_name(text: &str) -> Option<(&str, &str)> {
    let after = text.strip_prefix('\\')?;
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 {
        letters
    } else {
        after.chars().next()?.len_utf8()
    };
    Some(after.split_at(length))
}

/// The letters and digits of a formula that is nothing else.
fn word(node: &MathNode) -> Option<String> {
    match node {
        MathNode::Symbol { text } => text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then(|| text.clone()),
        MathNode::Row { items } if !items.is_empty() => items.iter().map(word).collect(),
        _ => None,
    }
}

fn upright(text: &str) -> MathNode {
    MathNode::Upright {
        text: text.to_owned(),
        operator: false,
    }
}

fn single(mut items: Vec<MathNode>) -> MathNode {
    match items.len() {
        1 => items.remove(0),
        _ => MathNode::Row { items },
    }
}
