//! Papers, as RenderCV has entries for them.

use super::text::{bare, markdown};
use super::{Entries, Typed, joined, other_parts, part, put, put_text, put_time};
use crate::difference::Tree;
use crate::document::{
    Content, Dated, Inline, Inlines, Parts, PublicationItem, Role, plain_text, source_of,
};
use crate::model::{PartialDate, Publication, identifier};

/// The entry of a paper.
pub(super) fn publication(item: &PublicationItem, typed: &Typed) -> Tree {
    let Some(work) = typed.works.get(source_of(&item.origin)) else {
        return Tree::Map(vec![(
            "name".to_owned(),
            plain_text_of(&item.content).into(),
        )]);
    };
    let paper = &work.publication;
    let mut out = Entries::new();
    put(
        &mut out,
        "title",
        Some(part(&item.content, Role::Title).unwrap_or_default()),
    );
    put(
        &mut out,
        "authors",
        Some(Tree::List(authors(&item.content, paper))),
    );
    let is_hidden = crate::papers::is_hidden(paper);
    put_text(
        &mut out,
        "journal",
        (!is_hidden).then(|| journal(paper)).flatten(),
    );
    let date = paper.date.or(work.year.map(PartialDate::year));
    if let Some(date) = date {
        put_time(
            &mut out,
            Some(&Dated {
                text: date.to_string(),
                ..Dated::default()
            }),
        );
        if date.month.is_none() {
            out.pop();
            put(&mut out, "date", Some(Tree::Number(date.year.into())));
        }
    }
    let doi = paper.doi.as_deref().and_then(identifier::doi);
    let arxiv = paper.arxiv.as_deref().and_then(identifier::arxiv);
    let url = paper
        .url
        .clone()
        .or(arxiv.map(|id| identifier::arxiv_url(&id)));
    match doi {
        Some(doi) => put(&mut out, "doi", Some(doi)),
        None => put_text(&mut out, "url", url.map(|url| url.uri().to_owned())),
    }
    let own = [
        Role::Title,
        Role::Authors,
        Role::Venue,
        Role::Link,
        Role::Address,
    ];
    let others = other_parts(&item.content, &own);
    let body = item.body.iter().map(|one| markdown(&one.content));
    put_text(
        &mut out,
        "summary",
        joined([others].into_iter().chain(body)),
    );
    Tree::Map(out)
}

fn plain_text_of(parts: &Parts) -> String {
    bare(&parts.text())
}

/// The authors, an item each, that of the owner in bold as the format's own examples have it.
fn authors(parts: &Parts, paper: &Publication) -> Vec<Tree> {
    let Some(part) = parts.of(Role::Authors) else {
        return Vec::new();
    };
    let mut names: Vec<Inlines> = vec![Vec::new()];
    // Names stand between signs and words of the language that are texts of their own.
    for run in &part.content {
        match run {
            Inline::Text { text } if is_between(text) => names.push(Vec::new()),
            run => {
                if let Some(last) = names.last_mut() {
                    last.push(run.clone());
                }
            }
        }
    }
    let names: Vec<String> = names
        .iter()
        .map(|runs| markdown(runs))
        .filter(|name| !name.is_empty())
        .collect();
    let names = match names.is_empty() && !paper.authors.is_empty() {
        true => vec![bare(&plain_text(&part.content))],
        false => names,
    };
    names.into_iter().map(Tree::from).collect()
}

/// Whether a run of an author list only divides names.
fn is_between(text: &str) -> bool {
    let bare = text.trim_matches([',', ' ', '\u{a0}', ';', '、', '，', '&']);
    bare.is_empty() || ["and", "und", "et", "y", "e", "en", "och", "i", "og", "ja"].contains(&bare)
}

/// Where a paper appeared, with volume and pages.
fn journal(paper: &Publication) -> Option<String> {
    let venue = paper.venue.as_ref().map(|venue| &venue.0);
    let name = venue.and_then(|venue| {
        let parts = [&venue.workshop, &venue.name, &venue.track];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    let name = name
        .or_else(|| paper.institution.clone())
        .or_else(|| paper.publisher.clone())?;
    let mut out = bare(&name);
    match (&paper.volume, &paper.issue) {
        (Some(volume), Some(issue)) => {
            out.push_str(&format!(", {}({})", bare(volume), bare(issue)))
        }
        (Some(volume), None) => out.push_str(&format!(", {}", bare(volume))),
        (None, Some(issue)) => out.push_str(&format!(", ({})", bare(issue))),
        (None, None) => {}
    }
    if let Some(pages) = &paper.pages {
        out.push_str(&format!(", {}", bare(pages)));
    }
    Some(out)
}
