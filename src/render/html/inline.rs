//! Runs of a paragraph.

use crate::document::{Inline, Role, plain_text};

use super::markup::Markup;
use super::math;

/// Appends runs.
pub(super) fn push(out: &mut Markup, runs: &[Inline]) {
    paragraph(out, runs, None);
}

/// Appends the runs of a paper, whose title is in another language than the document, if one is given.
pub(super) fn push_paper(out: &mut Markup, runs: &[Inline], title_language: Option<&str>) {
    paragraph(out, runs, title_language);
}

fn paragraph(out: &mut Markup, runs: &[Inline], title_language: Option<&str>) {
    out.in_own_direction(
        || plain_text(runs),
        |out| {
            Runs {
                out,
                in_link: false,
                title_language,
            }
            .push(runs);
        },
    );
}

struct Runs<'a> {
    out: &'a mut Markup,
    /// A link within a link is none: HTML has no such thing.
    in_link: bool,
    title_language: Option<&'a str>,
}

impl Runs<'_> {
    fn push(&mut self, runs: &[Inline]) {
        for run in runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Inline) {
        match run {
            Inline::Text { text } => {
                self.out.text(text);
            }
            Inline::Strong { content } => self.within("strong", None, content),
            Inline::Emph { content } => self.within("em", None, content),
            Inline::Muted { content } => self.within("span", Some("cv-muted"), content),
            Inline::Owner { content } => self.within("span", Some("cv-owner"), content),
            Inline::Superscript { content } => self.within("sup", None, content),
            Inline::Subscript { content } => self.within("sub", None, content),
            Inline::NoBreak { content } => self.within("span", Some("cv-keep"), content),
            Inline::Code { text } => {
                self.out.leaf("code", &[], text);
            }
            Inline::Link { content, .. } if self.in_link => self.push(content),
            Inline::Link { url, content } => {
                self.out.open("a", &[("href", url.uri())]);
                self.in_link = true;
                self.push(content);
                self.in_link = false;
                self.out.close("a");
            }
            Inline::Math { node, alt, .. } => math::push(self.out, node, alt),
            Inline::Mark { symbol, raised } => {
                let element = if *raised { "sup" } else { "span" };
                self.out.leaf(element, &[("class", "cv-mark")], symbol);
            }
            Inline::Part { role, content } => self.part(*role, content),
        }
    }

    fn part(&mut self, role: Role, content: &[Inline]) {
        let class = class(role);
        let language = self.title_language.filter(|_| role == Role::Title);
        let (in_link, title_language) = (self.in_link, self.title_language);
        self.out.in_own_direction(
            || plain_text(content),
            |out| {
                match language {
                    Some(language) => out.open("span", &[("class", class), ("lang", language)]),
                    None => out.class("span", class),
                };
                let mut runs = Runs {
                    out,
                    in_link,
                    title_language,
                };
                runs.push(content);
                runs.out.close("span");
            },
        );
    }

    fn within(&mut self, element: &'static str, class: Option<&'static str>, content: &[Inline]) {
        match class {
            Some(class) => self.out.class(element, class),
            None => self.out.open(element, &[]),
        };
        self.push(content);
        self.out.close(element);
    }
}

/// The class of a part, by what it says.
fn class(role: Role) -> &'static str {
    match role {
        Role::Title => "cv-title",
        Role::Subtitle => "cv-subtitle",
        Role::Project => "cv-project",
        Role::Course => "cv-course",
        Role::Person => "cv-person",
        Role::Function => "cv-function",
        Role::Capacity => "cv-capacity",
        Role::Degree => "cv-degree",
        Role::Organization => "cv-organization",
        Role::Unit => "cv-unit",
        Role::Issuer => "cv-issuer",
        Role::Funder => "cv-funder",
        Role::Outlet => "cv-outlet",
        Role::Event => "cv-event",
        Role::Code => "cv-code",
        Role::Number => "cv-number",
        Role::Text => "cv-text",
        Role::Place => "cv-place",
        Role::Time => "cv-time",
        Role::Metrics => "cv-metrics",
        Role::Kind => "cv-kind",
        Role::Collaborators => "cv-collaborators",
        Role::Level => "cv-level",
        Role::Audience => "cv-audience",
        Role::Amount => "cv-amount",
        Role::Share => "cv-share",
        Role::Status => "cv-status",
        Role::Identifier => "cv-identifier",
        Role::Validity => "cv-validity",
        Role::Relation => "cv-relation",
        Role::Address => "cv-address",
        Role::Link => "cv-link",
        Role::Citation => "cv-citation",
        Role::Authors => "cv-authors",
        Role::Contributors => "cv-contributors",
        Role::Language => "cv-language",
        Role::Venue => "cv-venue",
        Role::Honours => "cv-honours",
        Role::Citations => "cv-citations",
    }
}
