//! Headings of entries and of positions.

use super::{Arranger, join, run};
use crate::document::{Inline, Inlines, Line, Lines, Part, Parts, Role, plain_text};
use crate::theme::{EntryLayout, Lead};

/// Most characters that stand at the end of a second line.
const LONGEST_END: usize = 40;

/// Most characters of the other parts on it: about three lines.
const LONGEST_LINE: usize = 240;

impl Arranger<'_> {
    /// The heading of an entry: the part that leads it in bold, the asides muted, on one line or two.
    ///
    /// With `stacks` it takes two wherever it has parts for a second, as its neighbours do.
    pub(super) fn heading(&self, parts: &Parts, stacks: bool) -> Lines {
        self.lines(
            &self.led(&parts.0),
            |content| Inline::Strong { content },
            stacks,
        )
    }

    /// Whether something stands at the end of a second line of a heading, so that it is worth its height.
    pub(super) fn stacks(&self, parts: &Parts) -> bool {
        end_of(&self.led(&parts.0)).is_some()
    }

    /// The heading of a position within an entry: its title in bold italics, as the employer above it is in bold.
    pub(super) fn position(&self, parts: &Parts) -> Lines {
        let parts: Vec<&Part> = parts.0.iter().collect();
        let set_off = |content| Inline::Strong {
            content: vec![Inline::Emph { content }],
        };
        self.lines(&parts, set_off, false)
    }

    /// The parts with the one that leads first: the title as the language names it, or the organization
    /// where somebody worked or learned.
    fn led<'a>(&self, parts: &'a [Part]) -> Vec<&'a Part> {
        let mut order: Vec<&Part> = parts.iter().collect();
        let is_titled = matches!(order.first(), Some(first) if matches!(first.role, Role::Title | Role::Degree));
        if self.theme.lead == Lead::Organization && is_titled {
            let at = order
                .iter()
                .position(|part| part.role == Role::Organization);
            order[..=at.unwrap_or_default()].rotate_right(1);
        }
        order
    }

    fn lines(&self, parts: &[&Part], leading: fn(Inlines) -> Inline, stacks: bool) -> Lines {
        if parts.is_empty() {
            return Lines::default();
        }
        let is_stacked = self.theme.entry == EntryLayout::Stacked;
        let end = end_of(parts).filter(|_| is_stacked);
        let stays = |part: &Part| end.is_none_or(|end| part.role != end.role);
        let is_second = || stacks && is_stacked && has_second(parts) && !is_long(parts, None);
        if end.is_none() && !is_second() {
            let content = self.line(parts, Some(leading), None);
            return Lines(vec![Line {
                content,
                end: Inlines::new(),
            }]);
        }
        let (first, further) = parts.split_at(1);
        let further: Vec<&Part> = further.iter().copied().filter(|one| stays(one)).collect();
        Lines(vec![
            Line {
                content: self.line(first, Some(leading), None),
                end: Inlines::new(),
            },
            Line {
                content: self.line(&further, None, Some(|content| Inline::Emph { content })),
                end: match end {
                    Some(end) if end.role.is_aside() => vec![Inline::Muted {
                        content: vec![run(end)],
                    }],
                    Some(end) => vec![run(end)],
                    None => Inlines::new(),
                },
            },
        ])
    }

    /// Parts on one line: the first as `leading` sets it, the others as `further` does; between two asides
    /// the separator is muted as well.
    fn line(
        &self,
        parts: &[&Part],
        leading: Option<fn(Inlines) -> Inline>,
        further: Option<fn(Inlines) -> Inline>,
    ) -> Inlines {
        let between = &self.joins.parts;
        let mut runs = Inlines::new();
        let mut leading = leading;
        let has_sentence = parts.iter().any(|part| part.role == Role::Text);
        for part in parts {
            let lead = leading.take();
            if part.role.is_aside() {
                match runs.last_mut() {
                    Some(Inline::Muted { content }) => join(content, between, vec![run(part)]),
                    _ => {
                        let content = vec![run(part)];
                        join(&mut runs, between, vec![Inline::Muted { content }]);
                    }
                }
                continue;
            }
            // After a sentence there is no comma.
            let between = match plain_text(&runs).ends_with('.') && has_sentence {
                true => &self.joins.sentences,
                false => between,
            };
            let is_set = match lead {
                Some(_) => leads(part.role),
                None => is_slanted(part.role),
            };
            let set = lead.or(further).filter(|_| is_set);
            let one = match set {
                Some(set) => set(vec![run(part)]),
                None => run(part),
            };
            join(&mut runs, between, vec![one]);
        }
        runs
    }
}

/// The part that stands at the end of a second line: a sum or a place, where it is short and other parts fill the line
/// before it. What is long reads better as running text.
fn end_of<'a>(parts: &[&'a Part]) -> Option<&'a Part> {
    let of = |role| parts.iter().copied().find(|part| part.role == role);
    // A sum is what a committee looks for, and sums stand below each other.
    let end = of(Role::Amount).or_else(|| of(Role::Place))?;
    let mains = parts
        .iter()
        .filter(|part| !part.role.is_aside() && part.role != end.role);
    let fits = mains.count() > 1 && length(end) <= LONGEST_END && !is_long(parts, Some(end));
    fits.then_some(end)
}

/// Whether there is something to stand on a second line, beside remarks and addresses.
fn has_second(parts: &[&Part]) -> bool {
    let mut others = parts.iter().skip(1);
    others.any(|part| !part.role.is_aside() && leads(part.role))
}

/// Whether the parts behind the first are too long for a line of their own.
fn is_long(parts: &[&Part], end: Option<&Part>) -> bool {
    let others = parts.iter().skip(1);
    let others = others.filter(|part| end.is_none_or(|end| part.role != end.role));
    others.map(|part| length(part)).sum::<usize>() > LONGEST_LINE
}

fn length(part: &Part) -> usize {
    plain_text(&part.content).chars().count()
}

/// Whether a part of a role is in italics on a second line: who and where, not numbers, sums and how far it has come.
fn is_slanted(role: Role) -> bool {
    leads(role)
        && !matches!(
            role,
            Role::Number | Role::Code | Role::Amount | Role::Share | Role::Status | Role::Kind
        )
}

/// Whether a part of a role is set off where it comes first; a sentence or an address is not.
fn leads(role: Role) -> bool {
    !matches!(role, Role::Text | Role::Address | Role::Link)
}
