//! The kinds of problems: the one table of their codes, how bad each is and how far it reaches.
//!
//! `docs/errors.md` says what each means; tests hold the page and the program against the table.

use std::fmt;

use super::Severity;
use super::explanation::{self, Explanation};

/// How far a problem reaches: on how much of the file around its place it depends, and what it stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The value at its place alone.
    Value,
    /// The entry that its place is in.
    Entry,
    /// All entries of the section that its place is in.
    Section,
    /// Everything that the file says.
    File,
    /// One document: the others are made all the same, also where it is an error.
    Document,
}

macro_rules! codes {
    ($($code:ident $name:literal $($severity:ident)|+, $reach:ident $([$($part:literal),+])?;)*) => {
        /// A kind of problem. Its name, such as `unknown-key`, never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $code,)*
        }

        impl Code {
            /// All codes, in the order of their names.
            pub const ALL: &[Code] = &[$(Self::$code),*];

            /// The name, by which people and programs know it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// How bad a problem of this code can be; the first is the usual one.
            pub const fn severities(self) -> &'static [Severity] {
                match self {
                    $(Self::$code => &[$(Severity::$severity),+],)*
                }
            }

            /// How far a problem of this code reaches.
            pub const fn reach(self) -> Reach {
                match self {
                    $(Self::$code => Reach::$reach,)*
                }
            }

            /// Parts of the file that a problem of this code depends on besides, by their keys.
            pub const fn parts(self) -> &'static [&'static str] {
                match self {
                    $(Self::$code => &[$($($part),+)?],)*
                }
            }
        }
    };
}

codes! {
    AcceptedLongAgo "accepted-long-ago" Note, Entry ["settings"];
    AfterCycle "after-cycle" Error, File;
    AliasCycle "alias-cycle" Error, File;
    BackwardsDates "backwards-dates" Error, File;
    BadAcl "bad-acl" Error, File;
    BadAmount "bad-amount" Error, File;
    BadArxiv "bad-arxiv" Error, File;
    BadBibEntry "bad-bib-entry" Warning, File;
    BadBibField "bad-bib-field" Warning, File;
    BadCharacter "bad-character" Error, Value ["documents", "settings"];
    BadCurrency "bad-currency" Error, File;
    BadDate "bad-date" Error, File;
    BadDoi "bad-doi" Error, File;
    BadEmail "bad-email" Error, File;
    BadEscape "bad-escape" Error, File;
    BadFileName "bad-file-name" Error, File;
    BadFont "bad-font" Error | Warning, File;
    BadImport "bad-import" Error, File;
    BadIndentation "bad-indentation" Error, File;
    BadIsbn "bad-isbn" Error, File;
    BadKey "bad-key" Error, File;
    BadLabel "bad-label" Error, Value;
    BadLink "bad-link" Error, Value ["documents", "settings"];
    BadMath "bad-math" Error, Value ["documents", "settings"];
    BadOpenreview "bad-openreview" Error, File;
    BadOrcid "bad-orcid" Error, File;
    BadPath "bad-path" Error, File;
    BadPhoto "bad-photo" Error, Document;
    BadPmid "bad-pmid" Error, File;
    BadStyle "bad-style" Error | Warning, File;
    BadTex "bad-tex" Warning, File;
    BadTheme "bad-theme" Error, File;
    BadUrl "bad-url" Error, File;
    BadUserName "bad-user-name" Error, File;
    CareerGap "career-gap" Note, Section ["settings", "experience", "education", "volunteering"];
    CareerOverlap "career-overlap" Note, Section ["settings"];
    CommentInText "comment-in-text" Error | Warning, File;
    ControlCharacter "control-character" Error, File;
    DashInText "dash-in-text" Warning, File;
    DateTwice "date-twice" Error, File;
    DuplicateKey "duplicate-key" Error, File;
    DuplicatePublication "duplicate-publication" Warning, Entry;
    EmphasisInWord "emphasis-in-word" Note, Entry;
    EmptyBib "empty-bib" Warning, File;
    EmptyFile "empty-file" Error, File;
    EmptyItem "empty-item" Error, File;
    EmptyList "empty-list" Note, File;
    EmptySection "empty-section" Warning, File;
    Export "export" Error, File;
    ExportLoss "export-loss" Warning, File;
    ExtendsCycle "extends-cycle" Error, File;
    ExtendsTooDeep "extends-too-deep" Error, File;
    FirstPerson "first-person" Note, Entry;
    FutureDate "future-date" Note, Entry ["settings"];
    Internal "internal" Error, Document;
    LargeBib "large-bib" Error, File;
    LinkTitle "link-title" Warning, Value ["documents", "settings"];
    LongHighlight "long-highlight" Note, Entry;
    LowContrast "low-contrast" Warning, File;
    MarkNotDeclared "mark-not-declared" Error | Warning, Entry ["marks"];
    MergeKey "merge-key" Error, File;
    MissingEmail "missing-email" Note, Entry ["person"];
    MissingField "missing-field" Error, File;
    MissingTranslation "missing-translation" Warning, File;
    MixedFullStops "mixed-full-stops" Note, Entry;
    NameTwice "name-twice" Error, File;
    NoBibliography "no-bibliography" Error, File;
    NoFont "no-font" Error, File;
    NoGlyph "no-glyph" Error, Value ["documents", "settings"];
    NoneSelected "none-selected" Note, File;
    NotForPortals "not-for-portals" Note, File;
    NotUtf8 "not-utf8" Error, File;
    NullValue "null-value" Warning, File;
    OtherForm "other-form" Note, Value;
    OutOfRange "out-of-range" Error, File;
    Overfull "overfull" Error | Warning, File;
    OwnerMissing "owner-missing" Note, Entry ["person", "marks"];
    OwnerRarelyFound "owner-rarely-found" Note, File;
    OwnerTwice "owner-twice" Note, Entry ["person", "marks"];
    PapersOfOthers "papers-of-others" Note, File;
    PhoneForm "phone-form" Note, File;
    RepeatedBibKey "repeated-bib-key" Error, File;
    RepeatedBibliography "repeated-bibliography" Warning, File;
    ReservedName "reserved-name" Error, File;
    SameFile "same-file" Error, File;
    SameMarkSymbol "same-mark-symbol" Warning, File;
    SameSymbol "same-symbol" Error, File;
    SeveralDocuments "several-documents" Error, File;
    SystemFonts "system-fonts" Note, Value;
    TabIndentation "tab-indentation" Error, File;
    Template "template" Error | Warning, File;
    TemplateNotFollowed "template-not-followed" Warning, File;
    TextAndEntries "text-and-entries" Error, File;
    TimeLimit "time-limit" Error, Document;
    TitleAndPositions "title-and-positions" Error, File;
    TooDeep "too-deep" Error, File;
    TooLarge "too-large" Error, File;
    TooLong "too-long" Error, File;
    TooLongText "too-long-text" Error, File;
    TooManyMarks "too-many-marks" Error, File;
    TooManyProblems "too-many-problems" Error, File;
    UnclosedBracket "unclosed-bracket" Error, File;
    UnclosedQuote "unclosed-quote" Error, File;
    UndatedPublication "undated-publication" Note, Entry;
    UnknownAlias "unknown-alias" Error, File;
    UnknownBibKey "unknown-bib-key" Error, File;
    UnknownCode "unknown-code" Warning, File;
    UnknownDocument "unknown-document" Error, File;
    UnknownKey "unknown-key" Error, File;
    UnknownLabel "unknown-label" Error, Value;
    UnknownLanguage "unknown-language" Error, File;
    UnknownMark "unknown-mark" Error, File;
    UnknownNetwork "unknown-network" Error, File;
    UnknownPublication "unknown-publication" Error, File;
    UnknownSection "unknown-section" Error, File;
    UnknownStyle "unknown-style" Error, File;
    UnknownTemplate "unknown-template" Error, File;
    UnknownTheme "unknown-theme" Error, File;
    UnknownValue "unknown-value" Error, File;
    UnlinkedPublication "unlinked-publication" Note, Entry;
    UnlistedPublication "unlisted-publication" Note, File;
    UnmatchedTag "unmatched-tag" Warning, File;
    UnprintedField "unprinted-field" Note, File;
    UnquotedText "unquoted-text" Error, File;
    UnreadBibField "unread-bib-field" Note, File;
    UnreadableFile "unreadable-file" Error, File;
    UnusedTag "unused-tag" Note, File;
    UnwritableFile "unwritable-file" Error, File;
    WrongType "wrong-type" Error, File;
    YamlSyntax "yaml-syntax" Error, File;
    YamlTag "yaml-tag" Error, File;
}

impl Code {
    /// The code of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// All names, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        Self::ALL.iter().map(|code| code.name())
    }

    /// How bad a problem of this code is, where nothing else is said.
    pub const fn severity(self) -> Severity {
        match self.severities() {
            [first, ..] => *first,
            [] => Severity::Error,
        }
    }

    /// What there is to say about it: the part of `docs/errors.md` that is about it.
    pub fn explanation(self) -> &'static Explanation {
        explanation::of(self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_in_order() {
        let names: Vec<&str> = Code::names().collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
        for code in Code::ALL {
            assert_eq!(Code::parse(code.name()), Some(*code));
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(code.name().chars().all(is_plain), "{code}");
        }
    }

    #[test]
    fn what_stops_one_document_only_is_an_error() {
        for code in Code::ALL {
            if code.reach() == Reach::Document {
                assert_eq!(code.severities(), [Severity::Error], "{code}");
            }
        }
    }
}
