//! Lists of names as styles write them, each name with its place.

use hayagriva::citationberg::taxonomy::{NameVariable, OtherTerm, Term};
use hayagriva::citationberg::{
    DelimiterBehavior, DemoteNonDroppingParticle, InheritableNameOptions, LabelPluralize, Name,
    NameAnd, NameAsSortOrder, NameForm, NameLabelPosition, NameOptions, NamePart, Names, TermForm,
    ToAffixes, ToFormatting, VariablelessLabel,
};

use super::item::{Credited, PartialName};
use super::render::{Renderer, cased, without_periods};
use super::runs::{NamePlace, Piece};

impl Renderer<'_> {
    pub(super) fn names(&self, element: &Names, inherited: &InheritableNameOptions) -> Piece {
        let outer = self.outer_names.borrow().clone();
        let whole = outer.map(|outer| outer.from_names_substitute(element));
        let element = whole.as_ref().unwrap_or(element);
        let options = inherited.apply(&element.options());
        let between = options.names_delimiter.clone().unwrap_or_default();
        let usual = Name::default();
        let name = element.name().unwrap_or(&usual);
        let mut out = Piece {
            asked: true,
            ..Piece::default()
        };
        for (variable, term) in self.roles(&element.variable) {
            let Some((key, credited)) = self.people(variable) else {
                continue;
            };
            let mut list = self.list(element, name, &name.options(&options), key, credited);
            if let Some((label, position)) = element.label() {
                let word = self.role_label(label, term, credited);
                let mut both = Piece::default();
                let (first, second) = match position {
                    NameLabelPosition::BeforeName if element.name().is_some() => (word, list),
                    NameLabelPosition::BeforeName | NameLabelPosition::AfterName => (list, word),
                };
                both.push("", first);
                both.push("", second);
                list = both;
            }
            list.filled = true;
            out.push(&between, list);
        }
        if out.is_empty() {
            return self.substituted(element, inherited);
        }
        for variable in &element.variable {
            self.take_names(&variable.to_string());
        }
        let affixes = element.to_affixes();
        out.formatted(element.to_formatting())
            .affixed(&affixes.prefix, &affixes.suffix)
    }

    /// The variables whose names print, each with the word for its role: editors who translated are one list.
    fn roles(&self, variables: &[NameVariable]) -> Vec<(NameVariable, Term)> {
        let own = |variable: &NameVariable| (*variable, Term::from(*variable));
        if let [first, second] = variables
            && [first, second].contains(&&NameVariable::Editor)
            && [first, second].contains(&&NameVariable::Translator)
        {
            let (one, other) = (self.people(*first), self.people(*second));
            if let (Some((_, one)), Some((_, other))) = (one, other)
                && one.names == other.names
            {
                return vec![(*first, Term::from(NameVariable::EditorTranslator))];
            }
        }
        variables.iter().map(own).collect()
    }

    fn people(&self, variable: NameVariable) -> Option<(&'static str, &Credited)> {
        let name = variable.to_string();
        if self.is_taken(&name) {
            return None;
        }
        let (key, _) = self.item.people.get_key_value(&name[..])?;
        Some((key, self.item.credited(&name)?))
    }

    /// What stands where nobody is named. What it uses is not said again.
    fn substituted(&self, element: &Names, inherited: &InheritableNameOptions) -> Piece {
        let Some(substitute) = element.substitute() else {
            return Piece::missing();
        };
        for child in &substitute.children {
            let piece = self.tried(child, element, inherited);
            if !piece.is_empty() {
                return piece;
            }
        }
        Piece::missing()
    }

    /// A word as a label sets it.
    pub(super) fn labelled(&self, word: &str, label: &VariablelessLabel) -> Piece {
        let word = match label.strip_periods {
            true => without_periods(word),
            false => word.to_owned(),
        };
        let piece = Piece::words(word);
        let piece = match label.text_case {
            Some(case) => cased(piece, case, self.terms.is_english()),
            None => piece,
        };
        let affixes = label.to_affixes();
        piece
            .formatted(label.to_formatting())
            .affixed(&affixes.prefix, &affixes.suffix)
    }

    fn role_label(&self, label: &VariablelessLabel, term: Term, credited: &Credited) -> Piece {
        let plural = match label.plural {
            LabelPluralize::Always => true,
            LabelPluralize::Never => false,
            LabelPluralize::Contextual => credited.names.len() > 1 || !credited.gaps.is_empty(),
        };
        let word = self.terms.word(term, label.form, plural);
        self.labelled(word, label)
    }

    fn list(
        &self,
        element: &Names,
        name: &Name,
        options: &NameOptions,
        variable: &'static str,
        credited: &Credited,
    ) -> Piece {
        let count = credited.names.len();
        let mut out = Piece::default();
        let mut after_gap = false;
        let mut printed = 0;
        let mut inverted_before = false;
        let last_shown = (0..count).rev().find(|at| !credited.left_out.contains(at));
        let ends_cut = credited.gaps.contains(&count);
        for (at, person) in credited.names.iter().enumerate() {
            let left_out = credited.left_out.contains(&at);
            if (left_out || credited.gaps.contains(&at)) && !after_gap {
                let delimiter = if printed > 0 { options.delimiter } else { "" };
                out.push(delimiter, Piece::words("…"));
                after_gap = true;
            }
            if left_out {
                continue;
            }
            let inverted = match options.name_as_sort_order {
                Some(NameAsSortOrder::All) => true,
                Some(NameAsSortOrder::First) => at == 0,
                None => false,
            };
            let mut one = self.name(name, options, person, inverted);
            for run in &mut one.runs {
                run.name = Some(NamePlace { variable, at });
            }
            let between = match (printed, after_gap) {
                (0, false) => String::new(),
                (_, true) => " ".to_owned(),
                _ if Some(at) == last_shown && !ends_cut => {
                    self.before_last(options, printed, inverted_before)
                }
                _ => options.delimiter.to_owned(),
            };
            out.push(&between, one);
            after_gap = false;
            printed += 1;
            inverted_before = inverted;
        }
        if ends_cut && printed > 0 {
            let with_delimiter = match options.delimiter_precedes_et_al {
                DelimiterBehavior::Contextual => printed > 1,
                DelimiterBehavior::AfterInvertedName => inverted_before,
                DelimiterBehavior::Always => true,
                DelimiterBehavior::Never => false,
            };
            let et_al = element.et_al().copied().unwrap_or_default();
            let word = self
                .terms
                .word(Term::from(et_al.term), TermForm::Long, false);
            let word = Piece::words(word).formatted(et_al.to_formatting());
            let between = if with_delimiter {
                options.delimiter
            } else {
                " "
            };
            out.push(between, word);
        }
        let affixes = name.to_affixes();
        out.formatted(name.to_formatting())
            .affixed(&affixes.prefix, &affixes.suffix)
    }

    /// What stands before the last name, of which others go before.
    fn before_last(&self, options: &NameOptions, before: usize, inverted: bool) -> String {
        let and = match options.and {
            None => return options.delimiter.to_owned(),
            Some(NameAnd::Symbol) => "&",
            Some(NameAnd::Text) => self.terms.word(OtherTerm::And, TermForm::Long, false),
        };
        let with_delimiter = match options.delimiter_precedes_last {
            DelimiterBehavior::Contextual => before > 1,
            DelimiterBehavior::AfterInvertedName => inverted,
            DelimiterBehavior::Always => true,
            DelimiterBehavior::Never => false,
        };
        match with_delimiter {
            true if options.delimiter.ends_with(' ') || options.delimiter.is_empty() => {
                format!("{}{and} ", options.delimiter)
            }
            true => format!("{} {and} ", options.delimiter),
            false => format!(" {and} "),
        }
    }

    fn name(
        &self,
        element: &Name,
        options: &NameOptions,
        person: &PartialName,
        inverted: bool,
    ) -> Piece {
        let family = |text: &str| name_part(self, element.name_part_family(), text);
        let given = |text: &str| name_part(self, element.name_part_given(), text);
        if person.given.is_empty() && person.particle.is_empty() && person.suffix.is_empty() {
            return Piece::value(&person.family[..]).formatted(
                element
                    .name_part_family()
                    .map(|part| part.to_formatting())
                    .unwrap_or_default(),
            );
        }
        if !is_alphabetic(&person.family) {
            let mut out = family(&person.family);
            if options.form != NameForm::Short {
                out.push("", given(&person.given));
            }
            return out;
        }
        let particle_glue = match person.particle.ends_with(['’', '\'', '-', 'ʼ']) {
            true => "",
            false => " ",
        };
        let with_particle = || {
            let mut out = Piece::default();
            out.push("", family(&person.particle));
            out.push(particle_glue, family(&person.family));
            out
        };
        if options.form == NameForm::Short {
            return with_particle();
        }
        let hyphens = self.style.settings.initialize_with_hyphen;
        let first = match options.initialize_with {
            Some(sign) => initials(&person.given, sign, options.initialize, hyphens),
            None => person.given.clone(),
        };
        // Where initials have no full stops, "Jr" has none.
        let bare = options
            .initialize_with
            .is_some_and(|sign| !sign.contains('.'));
        let suffix = match bare {
            true => without_periods(&person.suffix),
            false => person.suffix.clone(),
        };
        let mut out = Piece::default();
        if inverted {
            let demoted = self.style.settings.demote_non_dropping_particle
                == DemoteNonDroppingParticle::DisplayAndSort;
            if demoted {
                out.push("", family(&person.family));
                out.push(options.sort_separator, given(&first));
                out.push(" ", given(&person.particle));
            } else {
                out.push("", with_particle());
                out.push(options.sort_separator, given(&first));
            }
            out.push(options.sort_separator, Piece::words(&suffix[..]));
        } else {
            out.push("", given(&first));
            out.push(" ", with_particle());
            out.push(" ", Piece::words(&suffix[..]));
        }
        out
    }
}

fn name_part(renderer: &Renderer, part: Option<&NamePart>, text: &str) -> Piece {
    let piece = Piece::value(text);
    let Some(part) = part else {
        return piece;
    };
    let piece = match part.text_case {
        Some(case) => cased(piece, case, renderer.terms.is_english()),
        None => piece,
    };
    let affixes = part.to_affixes();
    piece
        .formatted(part.to_formatting())
        .affixed(&affixes.prefix, &affixes.suffix)
}

/// Whether a name is of a script in which the given name stands apart.
fn is_alphabetic(name: &str) -> bool {
    use unicode_script::{Script, UnicodeScript};
    let is_east_asian = |c: char| {
        let script = c.script();
        matches!(
            script,
            Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul
        )
    };
    !name.chars().any(is_east_asian)
}

/// Given names shortened to initials: `Jean-Luc` to `J.-L.`; with `initialize` unset only what is an initial already
/// gets its sign.
fn initials(given: &str, sign: &str, initialize: bool, hyphens: bool) -> String {
    let mut out = String::new();
    let spaced = given.replace(". ", " ").replace('.', " ");
    let was_short = |word: &str| word.chars().count() == 1;
    for word in spaced.split_whitespace() {
        let begins_small = word.chars().next().is_some_and(char::is_lowercase);
        if begins_small || !initialize && !was_short(word) {
            // A particle, or a name in full.
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push_str(word);
            out.push(' ');
            continue;
        }
        let parts = word.split(['-', '‐', '‑']).filter(|part| !part.is_empty());
        for (at, part) in parts.enumerate() {
            let mut letters = part.chars();
            let Some(letter) = letters.next() else {
                continue;
            };
            if at > 0 && hyphens {
                let end = out.trim_end().len();
                out.truncate(end);
                out.push('-');
            }
            if at > 0 && letter.is_lowercase() {
                out.push_str(part);
                continue;
            }
            out.push(letter);
            out.push_str(sign);
        }
    }
    out.trim_end().to_owned()
}
