//! Tests of whole lists.

mod listings;
mod lists;
mod properties;
mod styles;
mod works;

use std::sync::Arc;

use super::{Listing, list};
use crate::arrange::paper_line;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::{Inline, Item, PublicationItem, plain_text};
use crate::model::{Cv, DocumentKind, DocumentSettings};
use crate::papers::{Papers, WorkListing};
use crate::recipe::{Recipe, Resolved};
use crate::words::Locale;

pub fn cv(yaml: &str) -> Cv {
    serde_yaml::from_str(yaml).expect("the test's YAML is a CV")
}

pub fn settings(yaml: &str) -> DocumentSettings {
    serde_yaml::from_str(yaml).expect("the test's YAML is a document's settings")
}

pub fn english() -> &'static Locale {
    Locale::default_language()
}

pub fn listing(cv: &Cv, settings: &DocumentSettings) -> (Listing, Vec<Diagnostic>) {
    let settings = Resolved::bare(settings);
    let papers = Arc::new(Papers::new(cv));
    let works = WorkListing::new(&papers, &settings);
    let mut problems = told(&papers);
    let listing = list(&works, &settings, &cv.style_files, english(), &mut problems);
    (listing, problems)
}

/// What is wrong with papers, but for those that stand twice, which lists show twice.
fn told(papers: &Papers) -> Vec<Diagnostic> {
    let problems = papers.problems().iter();
    let told = problems.filter(|problem| problem.code != Code::DuplicatePublication);
    told.cloned().collect()
}

pub fn as_kind(kind: DocumentKind) -> DocumentSettings {
    DocumentSettings {
        publications: (Recipe::of(kind).publications)(),
        ..DocumentSettings::default()
    }
}

pub fn items(listing: &Listing) -> Vec<&PublicationItem> {
    let groups = listing.lists.iter().flat_map(|list| &list.groups);
    let items = groups.flat_map(|group| &group.items);
    items
        .filter_map(|item| {
            if let Item::Publication(item) = item {
                Some(item)
            } else {
                None
            }
        })
        .collect()
}

/// The characters of runs, the owner's name in brackets.
fn bracketed(runs: &[Inline]) -> String {
    let one = |run: &Inline| match run {
        Inline::Owner { content } => format!("[{}]", plain_text(content)),
        run => match run.own_text() {
            Some(text) => text.to_owned(),
            None => bracketed(run.children()),
        },
    };
    runs.iter().map(one).collect()
}

/// The names set off as the owner's.
pub fn owners(item: &PublicationItem) -> Vec<String> {
    fn find(runs: &[Inline], found: &mut Vec<String>) {
        for run in runs {
            match run {
                Inline::Owner { content } => found.push(plain_text(content)),
                run => find(run.children(), found),
            }
        }
    }
    let mut found = Vec::new();
    find(&paper_line(item), &mut found);
    found
}

/// A list as text: headings, labels, content, what stands under it, legend. `[…]` is the owner.
pub fn text(listing: &Listing) -> String {
    let mut out = String::new();
    let lists = listing.lists.iter();
    let groups = lists.flat_map(|list| {
        let before = list.groups.iter().map(|_| None).skip(1);
        let titles = std::iter::once(list.title.as_ref()).chain(before);
        titles.zip(&list.groups)
    });
    for (of_list, group) in groups {
        if let Some(title) = of_list {
            out.push_str(&format!("## {title}\n"));
        }
        if let Some(title) = &group.title {
            out.push_str(&format!("# {title}\n"));
        }
        for item in &group.items {
            let Item::Publication(item) = item else {
                continue;
            };
            let label = item.label.as_deref().unwrap_or("-");
            let content = bracketed(&paper_line(item));
            out.push_str(&format!("{label} {content}\n"));
            for paragraph in &item.body {
                out.push_str(&format!("    {}\n", plain_text(&paragraph.content)));
            }
        }
    }
    for item in listing.legend.iter().flat_map(|legend| &legend.items) {
        out.push_str(&format!("{} {}\n", plain_text(&item.mark), item.label));
    }
    // A no-break space only matters where lines can break.
    out.replace('\u{a0}', " ")
}
