//! From a work and a style to the runs that print: the elements of a style's bibliography.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use hayagriva::citationberg::taxonomy::{
    Kind, NumberVariable, OtherTerm, StandardVariable, Variable,
};
use hayagriva::citationberg::{
    Choose, ChooseBranch, Display, Group, IndependentStyle, InheritableNameOptions,
    LayoutRenderingElement, LongShortForm, Names, TermForm, Text, TextCase, TextTarget, ToAffixes,
    ToFormatting,
};

use super::item::Item;
use super::numbers::is_numeric;
use super::runs::{Piece, Run, Target, tidied};
use super::style::CitationStyle;
use super::terms::Terms;

/// Steps that one work may take: the styles that people use take some hundreds.
const MOST_STEPS: u32 = 50_000;
/// How deep macros may call one another.
const DEEPEST: u32 = 60;

/// What a style's bibliography says of a work, in the language of a document (a BCP 47 tag).
///
/// `None` where the style is more than can be followed: it calls itself, or takes too many steps.
pub fn render(style: &CitationStyle, item: &Item, language: &str) -> Option<Vec<Run>> {
    let style = style.independent();
    let bibliography = style.bibliography.as_ref()?;
    let renderer = Renderer {
        style,
        item,
        terms: Terms::new(&style.locale, spoken(style, language)),
        taken: RefCell::default(),
        tried: RefCell::default(),
        outer_names: RefCell::default(),
        steps: Cell::new(0),
        depth: Cell::new(0),
    };
    let options = style.settings.options.apply(&bibliography.name_options);
    let layout = &bibliography.layout;
    let delimiter = layout.delimiter.as_deref().unwrap_or_default();
    let mut out = renderer.elements(&layout.elements, delimiter, &options);
    if renderer.steps.get() >= MOST_STEPS || renderer.depth.get() > 0 {
        return None;
    }
    let affixes = layout.to_affixes();
    out = out
        .affixed(&affixes.prefix, &affixes.suffix)
        .formatted(layout.to_formatting());
    Some(tidied(out.runs, renderer.terms.punctuation_in_quote()))
}

/// The language of a document; where it leaves the region open, that of the style.
fn spoken<'a>(style: &'a IndependentStyle, language: &'a str) -> &'a str {
    let own = style.default_locale.as_ref().map(|code| &code.0[..]);
    let own = own.filter(|own| own.split('-').next() == Some(language));
    own.unwrap_or(language)
}

pub(super) struct Renderer<'a> {
    pub(super) style: &'a IndependentStyle,
    pub(super) item: &'a Item,
    pub(super) terms: Terms<'a>,
    /// Variables that stood in for names, and are not said again.
    taken: RefCell<BTreeSet<String>>,
    /// Variables of the substitute that is being tried.
    tried: RefCell<BTreeSet<String>>,
    /// The names for which a substitute is being looked for: it takes from them what it does not say itself.
    pub(super) outer_names: RefCell<Option<Names>>,
    steps: Cell<u32>,
    /// How deep macros are; it stays where they went too deep.
    depth: Cell<u32>,
}

impl Renderer<'_> {
    /// Whether a variable stood in for names.
    pub(super) fn is_taken(&self, variable: &str) -> bool {
        self.taken.borrow().contains(variable)
    }

    /// Remembers that a variable is said, where it stands in for names.
    pub(super) fn take(&self, variable: &str) {
        if self.outer_names.borrow().is_some() {
            self.tried.borrow_mut().insert(variable.to_owned());
        }
    }

    /// As [`Self::take`], of names, which are not said again in the substitute either.
    pub(super) fn take_names(&self, variable: &str) {
        if self.outer_names.borrow().is_some() {
            self.taken.borrow_mut().insert(variable.to_owned());
        }
    }

    /// What may stand in for names that are not there, tried with what it takes from their element.
    pub(super) fn tried(
        &self,
        child: &LayoutRenderingElement,
        names: &Names,
        options: &InheritableNameOptions,
    ) -> Piece {
        let outer = self.outer_names.replace(Some(names.clone()));
        let before = self.tried.take();
        let piece = self.element(child, options);
        let said = self.tried.replace(before);
        self.outer_names.replace(outer);
        if !piece.is_empty() {
            self.taken.borrow_mut().extend(said);
        }
        piece
    }

    fn elements(
        &self,
        elements: &[LayoutRenderingElement],
        delimiter: &str,
        options: &InheritableNameOptions,
    ) -> Piece {
        let mut out = Piece::default();
        for element in elements {
            match element {
                // What a choice prints stands among what is beside it.
                LayoutRenderingElement::Choose(choose) => {
                    out.push(delimiter, self.choose(choose, delimiter, options));
                }
                element => out.push(delimiter, self.element(element, options)),
            }
        }
        out
    }

    pub(super) fn element(
        &self,
        element: &LayoutRenderingElement,
        options: &InheritableNameOptions,
    ) -> Piece {
        let steps = self.steps.get();
        if steps >= MOST_STEPS {
            return Piece::default();
        }
        self.steps.set(steps + 1);
        match element {
            LayoutRenderingElement::Text(text) => {
                let piece = self.text(text, options);
                displayed(piece, text.display)
            }
            LayoutRenderingElement::Date(date) => displayed(self.date(date), date.display),
            LayoutRenderingElement::Number(number) => {
                displayed(self.number(number), number.display)
            }
            LayoutRenderingElement::Names(names) => {
                displayed(self.names(names, options), names.display)
            }
            LayoutRenderingElement::Label(label) => self.label(label),
            LayoutRenderingElement::Group(group) => {
                displayed(self.group(group, options), group.display)
            }
            LayoutRenderingElement::Choose(choose) => self.choose(choose, "", options),
        }
    }

    fn group(&self, group: &Group, options: &InheritableNameOptions) -> Piece {
        let delimiter = group.delimiter.as_deref().unwrap_or_default();
        let out = self.elements(&group.children, delimiter, options);
        if out.asked && !out.filled || out.is_empty() {
            return Piece {
                asked: out.asked,
                ..Piece::default()
            };
        }
        let affixes = group.to_affixes();
        let mut out = out
            .formatted(group.to_formatting())
            .affixed(&affixes.prefix, &affixes.suffix);
        // To the group around it, one that prints is as a variable that is there.
        (out.asked, out.filled) = (true, true);
        out
    }

    fn choose(&self, choose: &Choose, delimiter: &str, options: &InheritableNameOptions) -> Piece {
        let mut branches = choose.branches();
        let children = branches
            .find(|branch| self.holds(branch))
            .map(|branch| &branch.children)
            .or_else(|| choose.otherwise.as_ref().map(|branch| &branch.children));
        children.map_or_else(Piece::default, |children| {
            self.elements(children, delimiter, options)
        })
    }

    fn holds(&self, branch: &ChooseBranch) -> bool {
        let mut tests: Vec<bool> = Vec::new();
        // What depends on other works, on citations or on doubt holds for none.
        tests.extend(branch.disambiguate.map(|_| false));
        tests.extend(branch.locator.iter().flatten().map(|_| false));
        tests.extend(branch.position.iter().flatten().map(|_| false));
        tests.extend(branch.is_uncertain_date.iter().flatten().map(|_| false));
        let numeric = branch.is_numeric.iter().flatten();
        tests.extend(numeric.map(|variable| {
            let text = self.value(&variable.to_string());
            text.is_some_and(|text| is_numeric(&text))
        }));
        let kinds = branch.type_.iter().flatten();
        tests.extend(kinds.map(|kind| self.is_kind(*kind)));
        let variables = branch.variable.iter().flatten();
        tests.extend(variables.map(|variable| self.has(*variable)));
        branch.match_.test(tests.into_iter())
    }

    fn is_kind(&self, kind: Kind) -> bool {
        self.item.kind == kind
    }

    fn has(&self, variable: Variable) -> bool {
        let name = variable.to_string();
        match variable {
            Variable::Name(_) => self.item.credited(&name).is_some(),
            Variable::Date(_) => self.item.dates.contains_key(&name[..]),
            Variable::Standard(_) | Variable::Page(_) | Variable::Number(_) => {
                self.value(&name).is_some()
            }
        }
    }

    /// The text of a variable as it prints.
    fn value(&self, variable: &str) -> Option<String> {
        match variable {
            "page" | "page-first" | "volume" | "issue" | "edition" | "number" | "version"
            | "chapter-number" | "collection-number" | "number-of-pages" | "number-of-volumes" => {
                self.number_text(variable)
            }
            "event" => {
                let title = self.item.text("event").or(self.item.text("event-title"));
                title.map(str::to_owned)
            }
            other => self.item.text(other).map(str::to_owned),
        }
    }

    fn text(&self, element: &Text, options: &InheritableNameOptions) -> Piece {
        let mut target = None;
        let piece = match &element.target {
            TextTarget::Value { val } => Piece::words(val.as_str()),
            TextTarget::Term { term, form, plural } => {
                Piece::words(self.terms.word(*term, *form, *plural))
            }
            TextTarget::Macro { name } => self.call(name, options),
            // What tells works of one list apart is none of theirs.
            TextTarget::Variable { var, .. } if is_of_lists(*var) => Piece::default(),
            TextTarget::Variable { var, form } => {
                let name = var.to_string();
                let short = format!("{name}-short");
                let short = (*form == LongShortForm::Short).then_some(short);
                let found = short
                    .filter(|short| !self.is_taken(short))
                    .and_then(|short| Some((self.value(&short)?, short)))
                    .or_else(|| Some((self.value(&name)?, name.clone())))
                    .filter(|_| !self.is_taken(&name));
                match found {
                    None => Piece::missing(),
                    Some((text, _)) => {
                        self.take(&name);
                        target = match &name[..] {
                            "DOI" => Some(Target::Doi),
                            "URL" => Some(Target::Url),
                            "PMID" => Some(Target::Pmid),
                            _ => None,
                        };
                        let mut piece = Piece::value(text);
                        // Titles keep their capitals.
                        piece.keep(name.contains("title"));
                        piece
                    }
                }
            }
        };
        let piece = match element.strip_periods {
            true => piece.map(without_periods),
            false => piece,
        };
        let piece = match element.text_case {
            Some(case) => cased(piece, case, self.terms.is_english()),
            None => piece,
        };
        let mut piece = piece.formatted(element.to_formatting());
        if element.quotes && !piece.is_empty() {
            let quote = |term| self.terms.word(term, TermForm::Long, false);
            piece.runs.insert(0, Run::new(quote(OtherTerm::OpenQuote)));
            let mut close = Run::new(quote(OtherTerm::CloseQuote));
            close.closes = true;
            piece.runs.push(close);
        }
        let mut prefix = element.affixes.prefix.clone();
        if let Some(target) = target {
            // "https://doi.org/" is part of what is linked.
            if let Some(run) = piece.runs.first_mut()
                && let Some(words) = &mut prefix
                && let Some(at) = words.rfind("http")
            {
                run.text.insert_str(0, &words[at..]);
                words.truncate(at);
            }
            for run in &mut piece.runs {
                run.target = Some(target);
            }
        }
        piece.affixed(&prefix, &element.affixes.suffix)
    }

    fn call(&self, name: &str, options: &InheritableNameOptions) -> Piece {
        let mut macros = self.style.macros.iter();
        let Some(found) = macros.find(|one| one.name == name) else {
            return Piece::default();
        };
        let depth = self.depth.get();
        if depth >= DEEPEST {
            self.steps.set(MOST_STEPS);
            return Piece::default();
        }
        self.depth.set(depth + 1);
        let mut out = self.elements(&found.children, "", options);
        self.depth.set(depth);
        out.filled |= !out.is_empty();
        out
    }
}

/// Whether a variable says which place a work has among others.
fn is_of_lists(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Standard(StandardVariable::YearSuffix | StandardVariable::CitationLabel)
            | Variable::Number(NumberVariable::CitationNumber)
    )
}

/// A piece that stands on a line of its own.
fn displayed(mut piece: Piece, display: Option<Display>) -> Piece {
    if matches!(display, Some(Display::Block | Display::Indent))
        && let Some(first) = piece.runs.first_mut()
    {
        first.apart = true;
    }
    if display.is_some() && !piece.is_empty() {
        // Lines of a style are sentences of ours.
        piece.runs.insert(0, Run::new(" "));
        piece.runs.push(Run::new(" "));
    }
    piece
}

/// A text without full stops.
pub(super) fn without_periods(text: &str) -> String {
    text.replace('.', "")
}

/// A piece in another case, but for titles.
pub(super) fn cased(mut piece: Piece, case: TextCase, english: bool) -> Piece {
    match case {
        TextCase::Lowercase => piece.recased(|text| text.to_lowercase()),
        TextCase::Uppercase => piece.recased(|text| text.to_uppercase()),
        TextCase::CapitalizeFirst | TextCase::SentenceCase => {
            let first = piece
                .runs
                .iter_mut()
                .find(|run| !run.text.trim().is_empty());
            if let Some(run) = first.filter(|run| !run.keeps_case) {
                run.text = capitalised(&run.text);
            }
            piece
        }
        TextCase::TitleCase if !english => piece,
        TextCase::CapitalizeAll | TextCase::TitleCase => {
            let small = case == TextCase::TitleCase;
            let mut is_first = true;
            for run in &mut piece.runs {
                if run.keeps_case {
                    is_first = false;
                    continue;
                }
                let words = run.text.split(' ').map(|word| {
                    let keeps = small && !is_first && is_small(word);
                    is_first &= word.is_empty();
                    match keeps {
                        true => word.to_owned(),
                        false => capitalised(word),
                    }
                });
                run.text = words.collect::<Vec<_>>().join(" ");
            }
            piece
        }
    }
}

/// Words that stay small in English titles.
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 24] = [
        "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor",
        "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "via",
    ];
    SMALL.contains(&word)
}

/// A text with a capital, unless its first word has one of its own: `arXiv`.
fn capitalised(text: &str) -> String {
    let word = text.split(' ').find(|word| !word.is_empty());
    if word.is_some_and(|word| word.contains(char::is_uppercase)) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
