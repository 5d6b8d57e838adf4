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
    pub(super) fn heading(&self, parts: &Parts) -> Lines {
        self.lines(&self.led(&parts.0), set_off(true))
    }

    /// The heading of a position within an entry: its title in bold where titles lead.
    pub(super) fn position(&self, parts: &Parts) -> Lines {
        let parts: Vec<&Part> = parts.0.iter().collect();
        self.lines(&parts, set_off(self.theme.lead == Lead::Title))
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

    fn lines(&self, parts: &[&Part], leading: fn(Inlines) -> Inline) -> Lines {
        if parts.is_empty() {
            return Lines::default();
        }
        let is_stacked = self.theme.entry == EntryLayout::Stacked;
        let of = |role| parts.iter().copied().find(|part| part.role == role);
        let end = of(Role::Place).or_else(|| of(Role::Amount));
        let stays = |part: &Part| end.is_none_or(|end| part.role != end.role);
        let beside = |part: &&&Part| !part.role.is_aside() && stays(part);
        let mains = parts.iter().filter(beside).count();
        let length = |part: &Part| plain_text(&part.content).chars().count();
        let others = parts.iter().skip(1).filter(|part| stays(part));
        let is_long = others.map(|part| length(part)).sum::<usize>() > LONGEST_LINE;
        let fits = |end: &&Part| length(end) <= LONGEST_END && !is_long;
        // A second line is worth its height where something stands at its end, and what is long reads better
        // as running text.
        let Some(end) = end.filter(|end| is_stacked && mains > 1 && fits(end)) else {
            let content = self.line(parts, Some(leading), None);
            return Lines(vec![Line {
                content,
                end: Inlines::new(),
            }]);
        };
        let (first, further) = parts.split_at(1);
        let further: Vec<&Part> = further.iter().copied().filter(|one| stays(one)).collect();
        Lines(vec![
            Line {
                content: self.line(first, Some(leading), None),
                end: Inlines::new(),
            },
            Line {
                content: self.line(&further, None, Some(|content| Inline::Emph { content })),
                end: match end.role.is_aside() {
                    true => vec![Inline::Muted {
                        content: vec![run(end)],
                    }],
                    false => vec![run(end)],
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
            let set = lead.or(further).filter(|_| leads(part.role));
            let one = match set {
                Some(set) => set(vec![run(part)]),
                None => run(part),
            };
            join(&mut runs, between, vec![one]);
        }
        runs
    }
}

/// How the part that comes first is set off: in bold where it leads.
fn set_off(leads: bool) -> fn(Inlines) -> Inline {
    match leads {
        true => |content| Inline::Strong { content },
        false => |content| Inline::Emph { content },
    }
}

/// Whether a part of a role is set off where it comes first; a sentence or an address is not.
fn leads(role: Role) -> bool {
    !matches!(role, Role::Text | Role::Address | Role::Link)
}
