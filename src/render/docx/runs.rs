//! Runs of a paragraph: characters, each with the one style that says all its looks; links; formulas.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::Xml;
use super::{math, package};
use crate::document::{Inline, Role};
use crate::render::direction::direction;

/// Longest address that Word follows.
const LONGEST_ADDRESS: usize = 2_083;

/// What a run is among the parts of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Means {
    /// What leads: the title of a job, a degree, a project.
    Title,
    /// Where: an employer, a school, a funder.
    Organization,
    /// A town, a country.
    Place,
}

impl Means {
    fn of(role: Role) -> Option<Self> {
        match role {
            Role::Title | Role::Degree | Role::Project | Role::Course | Role::Person => {
                Some(Self::Title)
            }
            Role::Organization | Role::Unit | Role::Issuer | Role::Funder | Role::Outlet => {
                Some(Self::Organization)
            }
            Role::Place => Some(Self::Place),
            _ => None,
        }
    }
}

/// How characters stand beside the line, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Raised,
    Lowered,
    /// A mark after an author's name.
    Mark,
}

/// A text that is no run of the document's, but stands beside one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    #[default]
    Plain,
    Name,
    NativeName,
    Pronouns,
    /// The blanks between contacts.
    Gap,
    /// The date of a heading.
    Date,
    /// The year of a paper, beside it.
    Year,
    /// The label of a paper.
    Label,
    /// The label of a line, beside it.
    SideLabel,
}

/// The looks of a run. Word gives a run one style, so that each set of looks is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) voice: Voice,
    pub(super) means: Option<Means>,
    pub(super) is_owner: bool,
    pub(super) is_strong: bool,
    pub(super) is_emphasised: bool,
    pub(super) is_muted: bool,
    pub(super) is_code: bool,
    pub(super) script: Option<Script>,
    pub(super) is_link: bool,
}

impl Look {
    /// The look of a text beside runs.
    pub(super) fn of(voice: Voice) -> Self {
        Self {
            voice,
            ..Self::default()
        }
    }

    /// That of strong text.
    pub(super) fn strong() -> Self {
        Self {
            is_strong: true,
            ..Self::default()
        }
    }

    /// That of a link.
    pub(super) fn link() -> Self {
        Self {
            is_link: true,
            ..Self::default()
        }
    }

    /// Those that Word has names for.
    pub(super) fn of_word() -> [Self; 3] {
        let emphasised = Self {
            is_emphasised: true,
            ..Self::default()
        };
        [Self::strong(), emphasised, Self::link()]
    }

    /// The same without what the run means.
    pub(super) fn without_role(self) -> Self {
        Self {
            means: None,
            ..self
        }
    }

    fn words(self) -> Vec<&'static str> {
        let mut words = Vec::new();
        words.extend(match self.voice {
            Voice::Plain => None,
            Voice::Name => Some("Name"),
            Voice::NativeName => Some("Native Name"),
            Voice::Pronouns => Some("Pronouns"),
            Voice::Gap => Some("Gap"),
            Voice::Date => Some("Date"),
            Voice::Year => Some("Year"),
            Voice::Label => Some("Label"),
            Voice::SideLabel => Some("Side Label"),
        });
        words.extend(self.means.map(|means| match means {
            Means::Title => "Title",
            Means::Organization => "Organization",
            Means::Place => "Place",
        }));
        for (is_set, word) in [
            (self.is_owner, "Owner"),
            (self.is_strong, "Strong"),
            (self.is_emphasised, "Emphasis"),
            (self.is_muted, "Muted"),
            (self.is_code, "Code"),
        ] {
            words.extend(is_set.then_some(word));
        }
        words.extend(self.script.map(|script| match script {
            Script::Raised => "Superscript",
            Script::Lowered => "Subscript",
            Script::Mark => "Mark",
        }));
        words.extend(self.is_link.then_some("Hyperlink"));
        words
    }

    /// The name of its style: Word's own for strong and emphasised text and for links.
    pub(super) fn name(self) -> String {
        match Self::of_word().contains(&self) {
            true => self.words().concat(),
            false => format!("Folio {}", self.words().join(" ")),
        }
    }

    /// The id of its style.
    pub(super) fn id(self) -> String {
        self.name().replace(' ', "")
    }

    fn with(self, run: &Inline) -> Self {
        let mut look = self;
        match run {
            Inline::Strong { .. } => look.is_strong = true,
            Inline::Emph { .. } => look.is_emphasised = true,
            Inline::Muted { .. } => look.is_muted = true,
            Inline::Owner { .. } => look.is_owner = true,
            Inline::Code { .. } => look.is_code = true,
            Inline::Link { .. } => look.is_link = true,
            Inline::Superscript { .. } => look.script = Some(Script::Raised),
            Inline::Subscript { .. } => look.script = Some(Script::Lowered),
            Inline::Mark { raised: true, .. } => look.script = Some(Script::Mark),
            Inline::Part { role, .. } => look.means = Means::of(*role),
            Inline::Mark { raised: false, .. }
            | Inline::Text { .. }
            | Inline::Math { .. }
            | Inline::NoBreak { .. } => {}
        }
        look
    }
}

/// What the text of a document refers to: addresses and styles.
#[derive(Default)]
pub(super) struct Referred {
    /// Addresses, each with its number.
    links: BTreeMap<String, usize>,
    /// The looks that occur, with the ids of their styles.
    looks: BTreeMap<Look, String>,
    /// Whether the text runs from right to left.
    is_from_right: bool,
    /// Whether a formula was written that is higher than a line.
    has_tall: bool,
}

impl Referred {
    pub(super) fn new(is_from_right: bool) -> Self {
        Self {
            is_from_right,
            ..Self::default()
        }
    }

    /// The looks that occur.
    pub(super) fn looks(&self) -> BTreeSet<Look> {
        self.looks.keys().copied().collect()
    }

    /// The addresses with the ids by which the text refers to them, in order of first mention.
    pub(super) fn links(&self) -> Vec<(String, &str)> {
        let mut links: Vec<(usize, &str)> = self
            .links
            .iter()
            .map(|(address, number)| (*number, address.as_str()))
            .collect();
        links.sort_unstable();
        let id = |(number, address)| (link_id(number), address);
        links.into_iter().map(id).collect()
    }

    /// Whether a formula higher than a line was written since the last call.
    pub(super) fn take_tall(&mut self) -> bool {
        std::mem::take(&mut self.has_tall)
    }

    fn link(&mut self, address: &str) -> String {
        let next = self.links.len() + 1;
        let number = match self.links.get(address) {
            Some(number) => *number,
            None => {
                self.links.insert(address.to_owned(), next);
                next
            }
        };
        link_id(number)
    }

    /// A text in a look, in runs of one direction each.
    pub(super) fn text(&mut self, xml: &mut Xml, text: &str, look: Look) {
        self.text_in(xml, text, look, None);
    }

    /// A text in a language, by its tag, where it is not that of the document.
    pub(super) fn text_in(
        &mut self,
        xml: &mut Xml,
        text: &str,
        look: Look,
        language: Option<&str>,
    ) {
        for (part, is_from_right) in directions(text, self.is_from_right) {
            self.run(xml, look, is_from_right, language, |xml| {
                let is_kept = part.starts_with(char::is_whitespace)
                    || part.ends_with(char::is_whitespace)
                    || part.contains("  ");
                let attributes: &[_] = match is_kept {
                    true => &[("xml:space", "preserve")],
                    false => &[],
                };
                xml.element("w:t", attributes, |xml| xml.text(part));
            });
        }
    }

    /// A tab.
    pub(super) fn tab(&mut self, xml: &mut Xml) {
        self.run(xml, Look::default(), false, None, |xml| {
            xml.empty("w:tab", &[])
        });
    }

    /// The end of a line within a paragraph.
    pub(super) fn line_break(&mut self, xml: &mut Xml) {
        self.run(xml, Look::default(), false, None, |xml| {
            xml.empty("w:br", &[])
        });
    }

    fn run(
        &mut self,
        xml: &mut Xml,
        look: Look,
        is_from_right: bool,
        language: Option<&str>,
        content: impl FnOnce(&mut Xml),
    ) {
        let style = (look != Look::default()).then(|| {
            let style = self.looks.entry(look).or_insert_with(|| look.id());
            style.as_str()
        });
        xml.element("w:r", &[], |xml| {
            if style.is_some() || is_from_right || language.is_some() {
                xml.element("w:rPr", &[], |xml| {
                    if let Some(style) = style {
                        xml.value("w:rStyle", style);
                    }
                    if is_from_right {
                        xml.empty("w:rtl", &[]);
                    }
                    if let Some(language) = language {
                        package::write_tag(xml, "w:lang", language);
                    }
                });
            }
            content(xml);
        });
    }

    /// A text that leads to an address, if there is one.
    pub(super) fn linked(
        &mut self,
        xml: &mut Xml,
        address: Option<&str>,
        content: impl FnOnce(&mut Self, &mut Xml),
    ) {
        match address.filter(|address| address.len() <= LONGEST_ADDRESS) {
            Some(address) => {
                let id = self.link(address);
                xml.element("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |xml| {
                    content(self, xml);
                });
            }
            None => content(self, xml),
        }
    }

    /// Runs of the document.
    pub(super) fn runs(&mut self, xml: &mut Xml, runs: &[Inline]) {
        self.runs_in(xml, runs, Look::default(), false);
    }

    /// Runs of the document that stay on one line.
    pub(super) fn kept_runs(&mut self, xml: &mut Xml, runs: &[Inline]) {
        self.runs_in(xml, runs, Look::default(), true);
    }

    fn runs_in(&mut self, xml: &mut Xml, runs: &[Inline], look: Look, is_kept: bool) {
        for run in runs {
            let with = look.with(run);
            match run {
                Inline::Math { node, .. } => {
                    self.has_tall |= math::is_tall(node);
                    math::write(xml, node);
                }
                Inline::NoBreak { content } => self.runs_in(xml, content, with, true),
                // There is no link within a link.
                Inline::Link { url, content } if !look.is_link => {
                    self.linked(xml, Some(url.uri()), |referred, xml| {
                        referred.runs_in(xml, content, with, is_kept);
                    });
                }
                run => match run.own_text() {
                    Some(text) if is_kept => self.text(xml, &kept(text), with),
                    Some(text) => self.text(xml, text, with),
                    None => self.runs_in(xml, run.children(), with, is_kept),
                },
            }
        }
    }
}

/// A text whose lines do not end at its blanks.
pub(super) fn kept(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

fn link_id(number: usize) -> String {
    format!("link{number}")
}

/// A text in parts of one direction: whether it runs from right to left. Signs and blanks between two
/// letters of the other direction go with them, all others with the text around.
fn directions(text: &str, is_from_right: bool) -> Vec<(&str, bool)> {
    let is_other = |c: char| match direction(c) {
        Some(from_right) => from_right != is_from_right,
        None => false,
    };
    let is_own = |c: char| direction(c) == Some(is_from_right);
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_other) {
        let (before, after) = rest.split_at(start);
        if !before.is_empty() {
            parts.push((before, is_from_right));
        }
        let end = after.find(is_own).unwrap_or(after.len());
        let foreign = &after[..end];
        let last = foreign.char_indices().rev().find(|(_, c)| is_other(*c));
        let end = last.map_or(end, |(at, c)| at + c.len_utf8());
        let (foreign, after) = after.split_at(end);
        parts.push((foreign, !is_from_right));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((rest, is_from_right));
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn runs_have_one_direction() {
        for (text, is_from_right, expected) in [
            ("Ada", false, &[("Ada", false)][..]),
            (
                "Prof. שלום עולם, 2020",
                false,
                &[("Prof. ", false), ("שלום עולם", true), (", 2020", false)],
            ),
            (
                "دكتور in Turin, Italy.",
                true,
                &[("دكتور ", true), ("in Turin, Italy", false), (".", true)],
            ),
            ("2020 – 2021", true, &[("2020 – 2021", true)]),
        ] {
            assert_eq!(directions(text, is_from_right), expected, "{text}");
        }
    }

    #[test]
    fn styles_have_names_of_their_own() {
        assert_eq!(
            Look::of_word().map(Look::id),
            ["Strong", "Emphasis", "Hyperlink"]
        );
        let look = Look {
            means: Some(Means::Title),
            is_strong: true,
            ..Look::default()
        };
        assert_eq!(look.name(), "Folio Title Strong");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "[a-z א-ת0-9., ]{0,30}", is_from_right: bool) {
            let parts = directions(&text, is_from_right);
            let joined: String = parts.iter().map(|(part, _)| *part).collect();
            prop_assert_eq!(&joined, &text);
            prop_assert!(parts.iter().all(|(part, _)| !part.is_empty()));
        }
    }
}
