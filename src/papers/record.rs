//! A CV with all that is known of its papers.

use std::sync::Arc;

use rayon::prelude::*;

use super::duplicates::{self, Twin};
use super::identity::Owner;
use super::marks::{MarkTable, MarkUse};
use super::paper::{Paper, People};
use super::roles::Role;
use super::work::{self, Work};
use crate::diagnostics::{Diagnostic, Sources};
use crate::model::Cv;
use crate::recipe::resolve;

/// From how many papers on they are read beside each other: for fewer it costs more than it gains.
pub(crate) const MANY: usize = 64;

/// What is known of the papers of a CV, found out once.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// The marks of the file.
    pub marks: MarkTable,
    /// The publications, in the order of the file.
    pub entries: Vec<Paper>,
    /// Pairs of publications that are one work.
    pub twins: Vec<Twin>,
    /// The works, in the order of lists.
    pub works: Vec<Work>,
    problems: Vec<Diagnostic>,
}

impl Papers {
    /// Finds out what there is to know.
    pub fn new(cv: &Cv) -> Self {
        let mut problems = Vec::new();
        let marks = MarkTable::new(cv);
        let owner = Owner::new(&cv.person);
        let group: Vec<(MarkUse, Owner)> = cv
            .marks
            .iter()
            .flat_map(|(name, mark)| {
                let known = marks.named(name);
                let people = mark.people.iter().filter(|name| !name.trim().is_empty());
                people.filter_map(move |person| Some((known.clone()?, Owner::named(person))))
            })
            .collect();
        let read = |index: usize| {
            let mut found = Vec::new();
            let papers = &cv.publications;
            let paper = Paper::read(papers, index, &marks, &owner, &group, &mut found);
            (paper, found)
        };
        let (entries, found): (Vec<Paper>, Vec<Vec<Diagnostic>>) = match cv.publications.len() {
            few @ ..MANY => (0..few).map(read).unzip(),
            many => (0..many).into_par_iter().map(read).unzip(),
        };
        problems.extend(found.into_iter().flatten());
        let twins = duplicates::find(&cv.publications, &entries);
        let works = work::works(cv, &entries, &twins, &mut problems);
        duplicates::report(cv, &entries, &twins, &mut problems);
        Self {
            marks,
            entries,
            twins,
            works,
            problems,
        }
    }

    /// What is wrong with the papers, with the paths of the values: marks that nothing declares,
    /// works that are to become part of none, publications that stand twice.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The people of a work who have a role.
    pub fn people(&self, work: &Work, role: Role) -> &People {
        // Works are made with the entries, and hold places of theirs.
        self.entries[work.credited[role as usize]].people(role)
    }
}

/// A CV with all that is known of its papers.
///
/// Whoever makes several documents of a CV makes one record of it; where a CV alone is given, its
/// papers are read for the occasion.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The CV.
    pub cv: &'a Cv,
    /// Its papers.
    pub papers: Arc<Papers>,
    /// The CV in the other languages of its documents, where something in it is translated.
    pub editions: &'a [Edition],
}

/// A CV in a language that is not the file's, with its papers.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The language, by the tag that documents have.
    pub language: String,
    /// The CV in that language.
    pub cv: Cv,
    /// Its papers.
    pub papers: Arc<Papers>,
    /// Where its values stand.
    pub sources: Sources,
}

impl<'a> From<&'a Cv> for Record<'a> {
    fn from(cv: &'a Cv) -> Self {
        let papers = Arc::new(Papers::new(cv));
        Self {
            cv,
            papers,
            editions: &[],
        }
    }
}

impl<'a> Record<'a> {
    fn edition(&self, language: &str) -> Option<&'a Edition> {
        let mut editions = self.editions.iter();
        editions.find(|edition| edition.language == language)
    }

    /// The record in the language of a document: itself, where nothing is translated.
    pub fn in_language(&self, language: &str) -> Self {
        match self.edition(language) {
            Some(edition) => Self {
                cv: &edition.cv,
                papers: Arc::clone(&edition.papers),
                editions: self.editions,
            },
            None => self.clone(),
        }
    }

    /// Gives problems of the document `name` their places in the file, which are others where its texts
    /// are translations.
    pub fn settle(&self, name: &str, problems: &mut [Diagnostic]) {
        if self.editions.is_empty() || problems.is_empty() {
            return;
        }
        let settings = resolve(self.cv, name);
        let edition = settings.and_then(|settings| self.edition(&settings.language));
        if let Some(edition) = edition {
            edition.sources.settle(problems);
        }
    }
}

impl<'a> From<&Record<'a>> for Record<'a> {
    fn from(record: &Record<'a>) -> Self {
        record.clone()
    }
}
