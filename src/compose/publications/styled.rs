//! A paper as a citation style has it: its words, with our names, marks, markup and links in them.

use std::collections::BTreeSet;

use super::citation::{Style, position_in_words};
use super::reference::{self, TITLE, variable};
use crate::citation::{self, CitationStyle, NamePlace, Run, Target};
use crate::compose::phrases;
use crate::document::{Inline, Inlines, Role as PartRole, joined_texts, plain_text};
use crate::model::{Publication, Url, identifier};
use crate::panics;
use crate::papers::identifiers::{arxiv, doi};
use crate::papers::{MarkUse, Role, Work, kept, omissions};
use crate::words::Message;

/// A citation style in the language of a document.
#[derive(Debug)]
pub struct Chosen {
    /// As the document names it.
    pub name: String,
    /// The style.
    pub style: CitationStyle,
    /// The language, by its BCP 47 tag.
    pub language: String,
}

/// What a style says of a paper.
#[derive(Debug, Default)]
pub(super) struct Styled {
    /// The words.
    pub content: Inlines,
    /// What it leads to, in the form in which links are compared.
    pub said: Vec<String>,
    /// Sentences on people that it does not name.
    pub further: Vec<Inlines>,
}

/// What the style says of a paper; nothing where it cannot be followed, or leaves out or repeats an author.
///
/// Marks that print are added to `used`.
pub(super) fn styled(
    style: &Style,
    chosen: &Chosen,
    work: &Work,
    mut title: Inlines,
    used: &mut BTreeSet<MarkUse>,
) -> Option<Styled> {
    let item = reference::item(style, work, &mut title);
    // Parts of a style are read by code that is not ours.
    let rendered = panics::caught(|| citation::render(&chosen.style, &item, &chosen.language));
    let runs = addressed_once(rendered.ok().flatten()?);
    let mut names = names_of(&runs);
    names.retain(|place| place.variable == "author");
    let places: Vec<usize> = names.iter().map(|place| place.at).collect();
    let wanted: Vec<usize> = match item.people.get("author") {
        Some(credited) => (0..credited.names.len())
            .filter(|at| !credited.left_out.contains(at))
            .collect(),
        None => Vec::new(),
    };
    if places != wanted {
        return None;
    }
    let content = Printer {
        style,
        work,
        title: &title,
        used,
    }
    .print(&runs);
    if plain_text(&content).trim().is_empty() {
        return None;
    }
    let said = said(&work.publication, work, &runs);
    let mut further = Vec::new();
    for role in [Role::Editor, Role::Translator] {
        let people = style.papers.people(work, role);
        let unsaid = omissions::unprinted(&work.publication, work.kind);
        let is_named = runs.iter().any(|run| {
            run.name
                .is_some_and(|place| place.variable == variable(role))
        });
        if is_named || people.list.authors.is_empty() || unsaid.contains(&role.field()) {
            continue;
        }
        let message = match role {
            Role::Translator => Message::TranslatedBy,
            Role::Author | Role::Editor => Message::EditedBy,
        };
        let names = style.authors(people, used);
        further.push(phrases::phrase(style.locale, message, &[("names", names)]));
    }
    Some(Styled {
        content,
        said,
        further,
    })
}

/// The runs without what leads where others before it do: some styles give a DOI by itself and as an address.
fn addressed_once(runs: Vec<Run>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    let mut is_repeated = false;
    let mut before = None;
    for run in runs {
        if run.target != before {
            let known = |one: &Run| one.target == run.target;
            is_repeated = run.target.is_some() && kept.iter().any(known);
        }
        before = run.target;
        if !is_repeated {
            kept.push(run);
        } else if let Some(last) = kept.last_mut().filter(|last| last.target.is_none()) {
            // What parted the two goes as well.
            last.text.truncate(last.text.trim_end().len());
        }
    }
    kept
}

/// The names in their order, each as often as it prints.
fn names_of(runs: &[Run]) -> Vec<NamePlace> {
    let mut names = Vec::new();
    let mut before = None;
    for run in runs {
        if run.name != before {
            names.extend(run.name);
        }
        before = run.name;
    }
    names
}

/// What the style's words lead to, as [`links`](super::links) compares it.
fn said(publication: &Publication, work: &Work, runs: &[Run]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for target in runs.iter().filter_map(|run| run.target) {
        said.extend(address(publication, work, target).map(|url| url.to_string()));
    }
    let text: String = runs.iter().map(|run| &run.text[..]).collect();
    if let Some(id) = arxiv(publication)
        && text.contains(&format!("arXiv:{id}"))
        && let Some(valid) = identifier::arxiv(&id)
    {
        said.push(identifier::arxiv_url(&valid).to_string());
    }
    if let Some(isbn) = &publication.isbn
        && text.contains(isbn.trim())
    {
        said.push(format!("isbn:{}", isbn.trim()));
    }
    said
}

/// The address of what a style names.
fn address(publication: &Publication, work: &Work, target: Target) -> Option<Url> {
    match target {
        Target::Doi => Some(identifier::doi_url(&identifier::doi(&doi(publication)?)?)),
        Target::Url => reference::url(publication, work.kind),
        Target::Pmid => {
            let number = reference::pmid(publication)?;
            let name = format!("{number}/");
            Some(Url::below("https://pubmed.ncbi.nlm.nih.gov/", &name))
        }
    }
}

struct Printer<'a, 'b> {
    style: &'a Style<'a>,
    work: &'a Work,
    title: &'a Inlines,
    used: &'b mut BTreeSet<MarkUse>,
}

impl Printer<'_, '_> {
    fn print(mut self, runs: &[Run]) -> Inlines {
        let mut out = Inlines::new();
        let mut rest = runs;
        while let Some(first) = rest.first() {
            let same = rest
                .iter()
                .take_while(|run| run.name == first.name && run.target == first.target);
            let (group, after) = rest.split_at(same.count().max(1));
            rest = after;
            let content: Inlines = group.iter().flat_map(|run| self.faced(run)).collect();
            match (first.name, first.target) {
                (Some(place), _) => self.name(place, content, &mut out),
                (None, Some(target)) => out.extend(self.linked(target, content)),
                (None, None) => out.extend(content),
            }
        }
        joined_texts(out)
    }

    /// A run as it looks. Small capitals are plain: they print as other letters than they are read as.
    fn faced(&self, run: &Run) -> Inlines {
        let is_italic = run.face.italic == Some(true);
        let mut content = Inlines::new();
        for (at, words) in run.text.split(TITLE).enumerate() {
            if at > 0 {
                let title = match is_italic {
                    // What stands out within italics is upright.
                    true => upright(self.title),
                    false => self.title.clone(),
                };
                content.push(Inline::Part {
                    role: PartRole::Title,
                    content: title,
                });
            }
            if !words.is_empty() {
                content.push(Inline::text(words));
            }
        }
        if is_italic {
            content = vec![Inline::Emph { content }];
        }
        if run.face.bold == Some(true) {
            content = vec![Inline::Strong { content }];
        }
        match run.face.raised.flatten() {
            Some(true) => vec![Inline::Superscript { content }],
            Some(false) => vec![Inline::Subscript { content }],
            None => content,
        }
    }

    fn linked(&self, target: Target, content: Inlines) -> Inlines {
        match address(&self.work.publication, self.work, target) {
            Some(url) => vec![Inline::Link { url, content }],
            None => content,
        }
    }

    /// A name with what belongs to it: its address, its marks, the name in another script, whether it is the owner's.
    fn name(&mut self, place: NamePlace, content: Inlines, out: &mut Inlines) {
        let mut roles = Role::ALL.into_iter();
        let role = roles.find(|role| variable(*role) == place.variable);
        let people = role.map(|role| self.style.papers.people(self.work, role));
        let Some(people) = people else {
            out.extend(content);
            return;
        };
        let Some(author) = people.list.authors.get(place.at) else {
            out.extend(content);
            return;
        };
        let content = match &author.url {
            Some(url) => vec![Inline::Link {
                url: url.clone(),
                content,
            }],
            None => content,
        };
        let is_owner = people.owner.contains(&place.at);
        match is_owner {
            true => out.push(Inline::Owner { content }),
            false => out.extend(content),
        }
        for mark in &author.marks {
            out.push(self.style.marks.print(mark));
            self.used.insert(mark.clone());
        }
        let locale = self.style.locale;
        if let Some(native) = &author.name.native {
            out.push(Inline::text(locale.aside(native)));
        }
        let options = self.style.options;
        if is_owner && options.author_position && !people.list.is_cut() {
            let max = options.max_authors.map(|count| count.0);
            let count = people.list.authors.len();
            if kept(count, &people.owner, max).iter().any(|kept| !kept) {
                let words = position_in_words(place.at + 1, count, locale);
                out.push(Inline::text(locale.aside(&words)));
            }
        }
    }
}

/// Runs in which what was emphasised no longer is.
fn upright(runs: &[Inline]) -> Inlines {
    let mut out = Inlines::new();
    for run in runs {
        match run {
            Inline::Emph { content } => out.extend(content.iter().cloned()),
            run => {
                let mut run = run.clone();
                if let Some(children) = run.children_mut() {
                    *children = upright(children);
                }
                out.push(run);
            }
        }
    }
    joined_texts(out)
}
