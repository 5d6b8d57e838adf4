//! The tree of a file as the typed CV: in the language of the file, and in those of its documents.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::mistakes::Judge;
use super::translations::{self, Missing};
use super::tree::{self, Node};
use super::validate::{self, Environment};
use super::{MAX_DOCUMENTS, decode, kinds, meant, parse};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sources};
use crate::model::Cv;
use crate::papers::Edition;
use crate::recipe::resolve;
use crate::words::Locale;

/// A file as it was parsed.
pub(super) struct Tree {
    text: String,
    file: FileId,
    /// The file as it is written.
    written: Node,
    /// The file in its own language, where something in it is translated.
    own: Option<translations::Edition>,
}

impl Tree {
    /// Parses a file; none when it is no YAML.
    pub(super) fn parse(
        file: FileId,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let text = sources.file(file).map(|(_, text)| text.to_owned())?;
        let mut written = parse::parse(&text, file, diagnostics)?;
        kinds::read(&mut written);
        meant::read(&mut written, &text, file, diagnostics);
        let is_translated = translations::may_be_there(&written);
        let own = is_translated.then(|| {
            let language = translations::of_file(&written);
            translations::edition(&written, &language)
        });
        Some(Self {
            text,
            file,
            written,
            own,
        })
    }

    /// Whether something in it may be translated.
    pub(super) fn is_translated(&self) -> bool {
        self.own.is_some()
    }

    fn root(&self) -> &Node {
        self.own.as_ref().map_or(&self.written, |own| &own.root)
    }

    /// The CV in the language of the file; none when nothing of it could be read.
    pub(super) fn decode(
        &self,
        environment: &Environment,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Cv> {
        let own = self.own.iter();
        diagnostics.extend(own.flat_map(|own| own.problems(self.file)));
        self.root().index(self.file, sources);
        self.decoded(self.root(), environment, diagnostics)
    }

    /// The CV in each other language of its documents, and those that are asked for, without papers of
    /// bibliographies. What is wrong with
    /// the texts of a language is told at their places.
    pub(super) fn editions(
        &self,
        cv: &Cv,
        environment: &Environment,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Edition> {
        let names = cv.document_names();
        let documents = names.iter().filter_map(|name| {
            let language = resolve(cv, name)?.language;
            Some((format!("documents.{name}."), language))
        });
        let documents: Vec<(String, String)> = documents.collect();
        let used: BTreeSet<String> = documents.iter().map(|(_, tag)| tag.clone()).collect();
        let own = translations::of_file(&self.written);
        let asked = |language: &str| environment.languages.iter().any(|asked| asked == language);
        let mut told: Vec<Vec<Missing>> = Vec::new();
        let mut lacks = |language: &str, missing: &[Missing]| {
            // That there are no words of it is told where it is named.
            if Locale::for_tag(language).is_none() {
                return Vec::new();
            }
            // What a document says in its own words is read in its own language alone.
            let others = documents.iter().filter(|(_, tag)| tag != language);
            let others: Vec<&String> = others.map(|(path, _)| path).collect();
            let is_read = |text: &&Missing| !others.iter().any(|path| text.path.starts_with(*path));
            let missing: Vec<Missing> = missing.iter().filter(is_read).cloned().collect();
            let each = asked(language);
            // A region lacks what its language lacks.
            if !each && told.contains(&missing) {
                return Vec::new();
            }
            let found = translations::missing(language, &missing, self.file, each);
            told.push(missing);
            found
        };
        let mut found = Vec::new();
        let is_used = used.contains(&own) || asked(&own);
        if let Some(read) = self.own.as_ref().filter(|_| is_used) {
            found.extend(lacks(&own, &read.missing));
        }
        let others = used.iter().chain(&environment.languages);
        let others: BTreeSet<&String> = others.filter(|language| **language != own).collect();
        let mut editions = Vec::new();
        // What is wrong with the file in each of its languages is said once.
        let known = diagnostics.iter().map(|problem| identity(problem, sources));
        let mut known: HashSet<_> = known.collect();
        for language in others {
            let read = translations::edition(&self.written, language);
            found.extend(lacks(language, &read.missing));
            let mut edition_sources = sources.clone();
            read.root.index(self.file, &mut edition_sources);
            let mut problems = Vec::new();
            let decoded = self.decoded(&read.root, environment, &mut problems);
            edition_sources.settle(&mut problems);
            problems.retain(|problem| known.insert(identity(problem, &edition_sources)));
            found.append(&mut problems);
            editions.extend(decoded.map(|cv| Edition {
                language: language.clone(),
                cv,
                papers: Arc::default(),
                sources: edition_sources,
            }));
        }
        diagnostics.append(&mut found);
        editions
    }

    fn decoded(
        &self,
        root: &Node,
        environment: &Environment,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Cv> {
        let judge = Judge {
            text: &self.text,
            file: self.file,
            root,
        };
        let mut decoded = decode::decode(root);
        if let Some(cv) = &mut decoded.cv {
            diagnostics.extend(surplus_documents(cv));
        }
        for misfit in &decoded.misfits {
            diagnostics.push(judge.misfit(misfit));
        }
        for steps in &decoded.unlinkable {
            let written = root.at(steps).and_then(Node::text).unwrap_or_default();
            let path = tree::path(steps);
            diagnostics.extend(validate::addresses::unlinkable(path, written));
        }
        if decoded.misfits.len() >= decode::MOST || decoded.unknown.len() >= decode::MOST {
            diagnostics.push(
                Diagnostic::error(
                    Code::TooManyProblems,
                    Place::Nowhere,
                    "there are more problems than are listed",
                )
                .help("correct these first"),
            );
        }
        let mut texts_read_as_maps = Vec::new();
        for steps in &decoded.unknown {
            let parents = &steps[..steps.len().saturating_sub(1)];
            if judge.is_text_read_as_map(parents) {
                // Said once, however many keys such a map has.
                if texts_read_as_maps.last() == Some(&parents) {
                    continue;
                }
                texts_read_as_maps.push(parents);
            }
            diagnostics.push(judge.unknown_key(steps));
        }
        if root.entries().is_empty() && decoded.cv.is_none() {
            return None;
        }
        validate::required::check(judge, diagnostics);
        if let Some(cv) = &decoded.cv {
            validate::check(cv, environment, diagnostics);
        }
        decoded.cv
    }
}

/// What makes two problems the same one.
fn identity(
    problem: &Diagnostic,
    sources: &Sources,
) -> (Code, String, Option<(FileId, Range<usize>)>) {
    let place = sources.resolve(&problem.place);
    (problem.code, problem.message.clone(), place)
}

/// Takes documents away that are too many to make, each of which is a whole CV.
fn surplus_documents(cv: &mut Cv) -> Option<Diagnostic> {
    let (surplus, _) = cv.documents.iter().nth(MAX_DOCUMENTS)?;
    let surplus = surplus.clone();
    cv.documents.split_off(&surplus);
    let message = format!("there are more than {MAX_DOCUMENTS} documents");
    let place = Place::Key("documents".to_owned());
    Some(Diagnostic::error(Code::TooLarge, place, message).help("make several files of them"))
}
