//! What Folio says on a page, each message by its name.
//!
//! The words themselves stand in the files of `locales/`. A file that lacks one of these messages, has
//! one that is not here, or fills in other places does not pass the tests.

use crate::model::{DocumentKind, Personal, PublicationStatus, PublicationType, Section, TalkKind};

/// Which forms of a message a language has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// One form.
    No,
    /// One for each of its plural categories.
    Cardinal,
    /// One for each category of its ordinal numbers.
    Ordinal,
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $counted:ident $key:literal [$($place:literal),*];)*) => {
        /// Something that Folio says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Message {
            $($(#[$doc])* #[doc = concat!("`", $key, "`")] $name,)*
        }

        impl Message {
            /// All messages, in the order of their places in a language's table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its key in language files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Which forms it has.
            pub fn counted(self) -> Counted {
                match self { $(Self::$name => Counted::$counted,)* }
            }

            /// The names of its places; where a language may choose among several for one, `a|b`.
            pub fn places(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($place),*],)* }
            }
        }
    };
}

messages! {
    // Punctuation: `{0}` and `{1}` are what stands side by side.
    /// Things of one kind in a row: "Rust, Go".
    JoinItems = No "join.items" ["0", "1"];
    /// Two things of one kind, with a word between: "Rust and Go".
    JoinAnd = No "join.and" ["0", "1"];
    /// The last of several with those before it: "C, Rust and Go".
    JoinAndLast = No "join.and.last" ["0", "1"];
    /// Parts of one statement: "Engineer, Example Inc.".
    JoinParts = No "join.parts" ["0", "1"];
    /// Statements of one line: "Best thesis; grade 1.0".
    JoinClauses = No "join.clauses" ["0", "1"];
    /// Sentences.
    JoinSentences = No "join.sentences" ["0", "1"];
    /// What stands after a sign or a mark of punctuation that belongs to the words before it.
    JoinWords = No "join.words" ["0", "1"];
    /// The end of a sentence.
    Sentence = No "sentence" ["text"];
    /// A label before what it names.
    Label = No "label" ["label"];
    /// A remark on the words before it.
    Aside = No "aside" ["text", "remark"];
    /// A quotation.
    Quote = No "quote" ["text"];
    /// What is left out.
    Ellipsis = No "ellipsis" [];

    // Numbers.
    /// A place in a sequence.
    Ordinal = Ordinal "ordinal" ["number"];
    /// A share of a hundred.
    Percent = No "percent" ["number"];
    /// Years or pages from one to another.
    NumberRange = No "range.numbers" ["first", "last"];
    /// Euros.
    MoneyEur = No "money.EUR" ["amount"];
    /// US dollars.
    MoneyUsd = No "money.USD" ["amount"];
    /// Pounds sterling.
    MoneyGbp = No "money.GBP" ["amount"];
    /// Yen.
    MoneyJpy = No "money.JPY" ["amount"];
    /// A currency by its code.
    MoneyOther = No "money" ["currency", "amount"];
    /// An amount that is not a number alone: "about 5M".
    MoneyWritten = No "money-written" ["currency", "amount"];

    // Dates.
    /// A year alone.
    DateYear = No "date.year" ["year"];
    /// A day.
    DateDay = No "date.day" ["day", "month", "year"];
    /// A month.
    DateMonth = No "date.month" ["month", "year"];
    /// A day with the long name of its month.
    DateLongDay = No "date.long.day" ["day", "month", "year"];
    /// A month by its long name.
    DateLongMonth = No "date.long.month" ["month", "year"];
    /// A day in numbers; `day-2` and `month-2` have two digits.
    DateNumericDay = No "date.numeric.day" ["day|day-2", "month|month-2", "year"];
    /// A month in numbers.
    DateNumericMonth = No "date.numeric.month" ["month|month-2", "year"];
    /// A day whose year stands elsewhere.
    DatePartDay = No "date.part.day" ["day", "month"];
    /// From one date to another.
    Range = No "range" ["start", "end"];
    /// Within a year: `{start-part}` and `{end-part}` are without the year.
    RangeInYear = No "range.in-year" ["start|start-part", "end|end-part"];
    /// Days of one month.
    RangeInMonth = No "range.in-month" ["first", "last", "month", "year"];
    /// From one year to another, beside an entry.
    RangeYears = No "range.years" ["first", "last"];
    /// What goes on.
    Present = No "present" [];
    /// What began at a date and goes on.
    Ongoing = No "ongoing" ["date|date-of-day"];
    /// A start alone, of which the end is not known.
    From = No "from" ["date|date-of-day"];
    /// An end alone.
    Until = No "until" ["date|date-of-day"];
    /// A time that is not yet certain.
    Expected = No "expected" ["date"];
    /// The day of a degree beside its years.
    Awarded = No "awarded" ["date"];
    /// The day on which a degree is expected, beside its years.
    ExpectedOn = No "expected-on" ["date"];
    /// How long a certificate is valid.
    ValidUntil = No "valid-until" ["date"];
    /// The state of the document.
    Updated = No "updated" ["date"];
    /// The number of a page; templates fill it in.
    PageOf = No "page-of" ["page", "pages"];
    /// The title of a document's file.
    DocumentTitle = No "document-title" ["name", "kind"];

    // Kinds of documents.
    /// The academic CV.
    KindAcademic = No "kind.academic" [];
    /// The résumé.
    KindResume = No "kind.resume" [];
    /// The publication list.
    KindPublications = No "kind.publications" [];

    // Headings of sections.
    SectionSummary = No "section.summary" [];
    SectionInterests = No "section.interests" [];
    SectionExperience = No "section.experience" [];
    SectionVolunteering = No "section.volunteering" [];
    SectionEducation = No "section.education" [];
    SectionPublications = No "section.publications" [];
    SectionProjects = No "section.projects" [];
    SectionTalks = No "section.talks" [];
    SectionTeaching = No "section.teaching" [];
    SectionAdvising = No "section.advising" [];
    SectionGrants = No "section.grants" [];
    SectionAwards = No "section.awards" [];
    SectionService = No "section.service" [];
    SectionSkills = No "section.skills" [];
    SectionLanguages = No "section.languages" [];
    SectionCertifications = No "section.certifications" [];
    SectionMemberships = No "section.memberships" [];
    SectionMedia = No "section.media" [];
    SectionReferences = No "section.references" [];
    SectionNews = No "section.news" [];

    // The person. Labels.
    PersonBirthDate = No "person.birth-date" [];
    PersonBirthPlace = No "person.birth-place" [];
    PersonNationality = No "person.nationality" [];
    PersonMaritalStatus = No "person.marital-status" [];
    PersonPermit = No "person.permit" [];

    // Entries.
    /// A degree and its field.
    DegreeInField = No "degree-in-field" ["degree", "field"];
    /// A label.
    Grade = No "grade" [];
    /// A grade behind honours.
    GradeAside = No "grade.aside" ["grade"];
    /// A label.
    Courses = No "courses" [];
    /// A label.
    Thesis = No "thesis" [];
    /// A label, of one or several.
    Advisors = Cardinal "advisors" [];
    /// A label.
    Technologies = No "technologies" [];
    /// A label: what a former student does.
    Now = No "now" [];
    /// The owner's part of a grant.
    OwnShare = No "own-share" ["amount"];
    /// How many took a course.
    Students = Cardinal "students" ["count"];
    /// As many as words say.
    StudentsWritten = No "students.written" ["count"];
    /// With whom.
    With = No "with" ["names"];
    TalkInvited = No "talk.invited" [];
    TalkKeynote = No "talk.keynote" [];
    TalkTutorial = No "talk.tutorial" [];
    TalkPanel = No "talk.panel" [];
    TalkSeminar = No "talk.seminar" [];
    TalkContributed = No "talk.contributed" [];
    // Headings of several of them.
    TalksInvited = No "talks.invited" [];
    TalksKeynote = No "talks.keynote" [];
    TalksTutorial = No "talks.tutorial" [];
    TalksPanel = No "talks.panel" [];
    TalksSeminar = No "talks.seminar" [];
    TalksContributed = No "talks.contributed" [];
    // Headings of the columns of tables.
    ColumnTitle = No "column.title" [];
    ColumnProject = No "column.project" [];
    ColumnCourse = No "column.course" [];
    ColumnStudent = No "column.student" [];
    ColumnName = No "column.name" [];
    ColumnRole = No "column.role" [];
    ColumnDegree = No "column.degree" [];
    ColumnInstitution = No "column.institution" [];
    ColumnIssuer = No "column.issuer" [];
    ColumnFunder = No "column.funder" [];
    ColumnOutlet = No "column.outlet" [];
    ColumnEvent = No "column.event" [];
    ColumnAmount = No "column.amount" [];
    ColumnStatus = No "column.status" [];
    /// When it was.
    ColumnDates = No "column.dates" [];

    // Headings of lists of publications.
    GroupJournal = No "group.journal" [];
    GroupConference = No "group.conference" [];
    GroupWorkshop = No "group.workshop" [];
    GroupPreprint = No "group.preprint" [];
    GroupChapter = No "group.chapter" [];
    GroupBook = No "group.book" [];
    GroupThesis = No "group.thesis" [];
    GroupPatent = No "group.patent" [];
    GroupReport = No "group.report" [];
    GroupDemo = No "group.demo" [];
    GroupTutorial = No "group.tutorial" [];
    GroupDataset = No "group.dataset" [];
    GroupSoftware = No "group.software" [];
    GroupMagazine = No "group.magazine" [];
    GroupOther = No "group.other" [];
    /// A group, and the section of a document with nothing else.
    GroupSelected = No "group.selected" [];
    GroupFurther = No "group.further" [];
    GroupUntagged = No "group.untagged" [];
    GroupManuscripts = No "group.manuscripts" [];
    GroupUnpublished = No "group.unpublished" [];
    GroupForthcoming = No "group.forthcoming" [];
    GroupUndated = No "group.undated" [];

    // People of a publication.
    /// Names of which no more are given.
    EtAl = No "names.et-al" ["names"];
    /// Nobody is named.
    Unnamed = No "names.unnamed" [];
    /// The owner's place among the authors.
    Position = No "position" ["position|ordinal", "total"];
    /// Editors before a title.
    Editors = Cardinal "editors" ["names"];
    /// Translators before a title.
    Translators = Cardinal "translators" ["names"];
    /// Editors after a title.
    EditedBy = No "edited-by" ["names"];
    /// Translators after a title.
    TranslatedBy = No "translated-by" ["names"];
    /// A group of authors under one name.
    Collaboration = No "collaboration" ["name"];
    /// Several of them.
    Collaborations = No "collaborations" ["name"];

    // Where it appeared.
    /// A work in another language.
    InLanguage = No "in-language" ["language"];
    /// What a chapter stands in.
    In = No "in" ["venue"];
    /// The same with its editors.
    InEdited = No "in.edited" ["editors", "venue"];
    /// A workshop and its conference.
    At = No "at" ["workshop", "venue"];
    /// Volume of what is named before it.
    NamedVolume = No "named-volume" ["name", "volume"];
    /// Volume and issue of a journal.
    VolumeIssue = No "volume-issue" ["volume", "issue"];
    /// A volume.
    Volume = No "volume" ["number"];
    /// An issue.
    Issue = No "issue" ["number"];
    /// An edition by its number.
    EditionNumbered = No "edition.numbered" ["number|ordinal"];
    /// An edition by its name.
    EditionNamed = No "edition.named" ["edition"];
    /// A version.
    Version = No "version" ["version"];
    /// When it first appeared.
    Original = No "original" ["date"];
    /// A track of a conference.
    Track = No "track" ["track"];
    /// In the place of a venue.
    Preprint = No "preprint" [];
    /// A patent by its number.
    Patent = No "patent" ["number"];
    /// A patent by its office and number.
    PatentOfGenre = No "patent.of-genre" ["genre", "number"];
    /// A count of citations.
    Cited = Cardinal "cited" ["count"];
    StatusAccepted = No "status.accepted" [];
    StatusInPress = No "status.in-press" [];
    StatusUnderReview = No "status.under-review" [];
    StatusInPreparation = No "status.in-preparation" [];
    PresentationOral = No "presentation.oral" [];
    PresentationSpotlight = No "presentation.spotlight" [];
    PresentationPoster = No "presentation.poster" [];
    PresentationKeynote = No "presentation.keynote" [];

    // Marks of authors.
    MarkEqual = No "mark.equal" [];
    MarkCorresponding = No "mark.corresponding" [];
    MarkStudent = No "mark.student" [];

    // Words that links print as.
    LinkOpenreview = No "link.openreview" [];
    LinkAcl = No "link.acl" [];
    LinkDblp = No "link.dblp" [];
    LinkUrl = No "link.url" [];
    LinkPdf = No "link.pdf" [];
    LinkCode = No "link.code" [];
    LinkData = No "link.data" [];
    LinkModel = No "link.model" [];
    LinkDemo = No "link.demo" [];
    LinkProject = No "link.project" [];
    LinkWebsite = No "link.website" [];
    LinkSlides = No "link.slides" [];
    LinkPoster = No "link.poster" [];
    LinkVideo = No "link.video" [];
    LinkBlog = No "link.blog" [];
    LinkPress = No "link.press" [];

    // Pages of the Web: what is there for those who use them, beside what the document says.
    /// A link over all that stands before the text.
    PageSkip = No "page.skip" [];
    /// The list of sections.
    PageContents = No "page.contents" [];
    /// The choice among papers.
    PapersFilter = No "papers.filter" [];
    /// A label: words to look for.
    PapersSearch = No "papers.search" [];
    /// A label.
    PapersYear = No "papers.year" [];
    /// A label: what kind of paper.
    PapersKind = No "papers.kind" [];
    /// Any year, any kind.
    PapersAll = No "papers.all" [];
    /// A button.
    PapersCopy = No "papers.copy" [];
    /// What it did.
    PapersCopied = No "papers.copied" [];

    // Genres, by the localisation keys of BibLaTeX.
    GenreBathesis = No "genre.bathesis" [];
    GenreMathesis = No "genre.mathesis" [];
    GenreMastersthesis = No "genre.mastersthesis" [];
    GenrePhdthesis = No "genre.phdthesis" [];
    GenreCandthesis = No "genre.candthesis" [];
    GenreTechreport = No "genre.techreport" [];
    GenreResreport = No "genre.resreport" [];
    GenreSoftware = No "genre.software" [];
    GenreDatacd = No "genre.datacd" [];
    GenreAudiocd = No "genre.audiocd" [];
    GenrePatent = No "genre.patent" [];
    GenrePatentde = No "genre.patentde" [];
    GenrePatenteu = No "genre.patenteu" [];
    GenrePatentfr = No "genre.patentfr" [];
    GenrePatentuk = No "genre.patentuk" [];
    GenrePatentus = No "genre.patentus" [];
    GenrePatreq = No "genre.patreq" [];
    GenrePatreqde = No "genre.patreqde" [];
    GenrePatreqeu = No "genre.patreqeu" [];
    GenrePatreqfr = No "genre.patreqfr" [];
    GenrePatrequk = No "genre.patrequk" [];
    GenrePatrequs = No "genre.patrequs" [];

    // Languages of works, by their ISO 639 codes.
    LanguageEn = No "language.en" [];
    LanguageDe = No "language.de" [];
    LanguageFr = No "language.fr" [];
    LanguageEs = No "language.es" [];
    LanguageIt = No "language.it" [];
    LanguagePt = No "language.pt" [];
    LanguageNl = No "language.nl" [];
    LanguageDa = No "language.da" [];
    LanguageSv = No "language.sv" [];
    LanguageNb = No "language.nb" [];
    LanguageFi = No "language.fi" [];
    LanguageIs = No "language.is" [];
    LanguagePl = No "language.pl" [];
    LanguageCs = No "language.cs" [];
    LanguageSk = No "language.sk" [];
    LanguageSl = No "language.sl" [];
    LanguageHr = No "language.hr" [];
    LanguageSr = No "language.sr" [];
    LanguageHu = No "language.hu" [];
    LanguageRo = No "language.ro" [];
    LanguageBg = No "language.bg" [];
    LanguageEl = No "language.el" [];
    LanguageRu = No "language.ru" [];
    LanguageUk = No "language.uk" [];
    LanguageTr = No "language.tr" [];
    LanguageHe = No "language.he" [];
    LanguageAr = No "language.ar" [];
    LanguageFa = No "language.fa" [];
    LanguageHi = No "language.hi" [];
    LanguageZh = No "language.zh" [];
    LanguageJa = No "language.ja" [];
    LanguageKo = No "language.ko" [];
    LanguageVi = No "language.vi" [];
    LanguageId = No "language.id" [];
    LanguageLa = No "language.la" [];
    LanguageCa = No "language.ca" [];
    LanguageEt = No "language.et" [];
    LanguageLv = No "language.lv" [];
    LanguageLt = No "language.lt" [];
    LanguageEu = No "language.eu" [];
}

/// A family of messages, of which one is chosen by a word of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Genres, by BibLaTeX's keys.
    Genre,
    /// Languages, by their ISO 639 codes.
    Language,
    /// Links, by kind.
    Link,
    /// Marks, by name.
    Mark,
    /// Kinds of presentation.
    Presentation,
    /// Amounts, by the code of the currency.
    Money,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 6] = [
        Self::Genre,
        Self::Language,
        Self::Link,
        Self::Mark,
        Self::Presentation,
        Self::Money,
    ];

    /// What the keys of its messages begin with, before a dot.
    pub fn key(self) -> &'static str {
        match self {
            Self::Genre => "genre",
            Self::Language => "language",
            Self::Link => "link",
            Self::Mark => "mark",
            Self::Presentation => "presentation",
            Self::Money => "money",
        }
    }

    /// The message of a name; none where Folio has no word of its own for it.
    pub fn message(self, name: &str) -> Option<Message> {
        let of_name = |message: &&Message| {
            let rest = message.key().strip_prefix(self.key());
            rest.and_then(|rest| rest.strip_prefix('.')) == Some(name)
        };
        Message::ALL.iter().find(of_name).copied()
    }
}

impl From<DocumentKind> for Message {
    /// What a kind of document is called.
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Academic => Self::KindAcademic,
            DocumentKind::Resume => Self::KindResume,
            DocumentKind::Publications => Self::KindPublications,
        }
    }
}

impl From<Section> for Message {
    /// The heading of a section.
    fn from(section: Section) -> Self {
        let of_section = |message: &Self| {
            let key = message.key().strip_prefix("section.");
            key == Some(section.key())
        };
        let mut headings = Self::ALL.iter().copied();
        // A test holds that there is one for each section.
        headings.find(of_section).unwrap_or(Self::SectionSummary)
    }
}

impl From<PublicationType> for Message {
    /// The heading of a kind of publication.
    fn from(kind: PublicationType) -> Self {
        match kind {
            PublicationType::Journal => Self::GroupJournal,
            PublicationType::Conference => Self::GroupConference,
            PublicationType::Workshop => Self::GroupWorkshop,
            PublicationType::Preprint => Self::GroupPreprint,
            PublicationType::Chapter => Self::GroupChapter,
            PublicationType::Book => Self::GroupBook,
            PublicationType::Thesis => Self::GroupThesis,
            PublicationType::Patent => Self::GroupPatent,
            PublicationType::Report => Self::GroupReport,
            PublicationType::Demo => Self::GroupDemo,
            PublicationType::Tutorial => Self::GroupTutorial,
            PublicationType::Dataset => Self::GroupDataset,
            PublicationType::Software => Self::GroupSoftware,
            PublicationType::Magazine => Self::GroupMagazine,
            PublicationType::Other => Self::GroupOther,
        }
    }
}

impl From<Personal> for Message {
    /// The label of what documents print of the person where they ask for it.
    fn from(field: Personal) -> Self {
        match field {
            Personal::BirthDate => Self::PersonBirthDate,
            Personal::BirthPlace => Self::PersonBirthPlace,
            Personal::Nationality => Self::PersonNationality,
            Personal::MaritalStatus => Self::PersonMaritalStatus,
            Personal::Permit => Self::PersonPermit,
        }
    }
}

impl From<TalkKind> for Message {
    /// What a kind of talk is called.
    fn from(kind: TalkKind) -> Self {
        match kind {
            TalkKind::Invited => Self::TalkInvited,
            TalkKind::Keynote => Self::TalkKeynote,
            TalkKind::Tutorial => Self::TalkTutorial,
            TalkKind::Panel => Self::TalkPanel,
            TalkKind::Seminar => Self::TalkSeminar,
            TalkKind::Contributed => Self::TalkContributed,
        }
    }
}

impl Message {
    /// The heading of several talks of a kind.
    pub fn several_talks(kind: TalkKind) -> Self {
        match kind {
            TalkKind::Invited => Self::TalksInvited,
            TalkKind::Keynote => Self::TalksKeynote,
            TalkKind::Tutorial => Self::TalksTutorial,
            TalkKind::Panel => Self::TalksPanel,
            TalkKind::Seminar => Self::TalksSeminar,
            TalkKind::Contributed => Self::TalksContributed,
        }
    }

    /// What a status is called; none of what is published, which goes without saying.
    pub fn status(status: PublicationStatus) -> Option<Self> {
        match status {
            PublicationStatus::Published => None,
            PublicationStatus::Accepted => Some(Self::StatusAccepted),
            PublicationStatus::InPress => Some(Self::StatusInPress),
            PublicationStatus::UnderReview => Some(Self::StatusUnderReview),
            PublicationStatus::InPreparation => Some(Self::StatusInPreparation),
        }
    }
}
