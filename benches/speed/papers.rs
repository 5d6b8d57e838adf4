//! CVs with many publications, made up: the same on every run.

/// A small generator with a fixed seed (SplitMix64, Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const OWNER: &str = "Ada Lovelace";

const PEERS: [&str; 12] = [
    "Luigi Menabrea",
    "Charles Babbage",
    "Alan Turing",
    "Kurt Gödel",
    "Rózsa Péter",
    "Emmy Noether",
    "Grace Hopper",
    "Mary Somerville",
    "Sofya Kovalevskaya",
    "Blaise Pascal",
    "Gottfried Wilhelm Leibniz",
    "Hedy Lamarr",
];

const WORDS: [&str; 20] = [
    "distributed",
    "reasoning",
    "over",
    "sparse",
    "contexts",
    "with",
    "efficient",
    "kernels",
    "for",
    "large",
    "models",
    "robust",
    "evaluation",
    "of",
    "systems",
    "training",
    "at",
    "scale",
    "and",
    "inference",
];

const VENUES: [(&str, &str); 4] = [
    ("journal", "Journal of Engines"),
    ("conference", "Conference on Engines"),
    ("workshop", "Workshop on Looms"),
    ("preprint", "arXiv"),
];

/// A paper's fields, in no particular format.
struct Paper {
    title: String,
    authors: Vec<&'static str>,
    kind: &'static str,
    venue: &'static str,
    year: usize,
    number: usize,
}

fn papers(count: usize) -> impl Iterator<Item = Paper> {
    let mut dice = Dice(1815);
    (0..count).map(move |number| {
        let words: Vec<&str> = (0..6 + dice.below(6))
            .map(|_| dice.one_of(&WORDS))
            .collect();
        let first = dice.below(PEERS.len());
        let mut authors: Vec<&str> = (0..1 + dice.below(8))
            .map(|step| PEERS[(first + step) % PEERS.len()])
            .collect();
        authors.insert(dice.below(authors.len() + 1), OWNER);
        let (kind, venue) = VENUES[dice.below(VENUES.len())];
        Paper {
            title: format!("On {} {number}", words.join(" ")),
            authors,
            kind,
            venue,
            year: 1990 + dice.below(36),
            number,
        }
    })
}

/// A `cv.yaml` of one person with `count` publications, and the document `publications`.
pub(crate) fn yaml(count: usize) -> String {
    let mut yaml = format!(
        "person:\n  name: {OWNER}\nmarks:\n  equal: {{symbol: \"*\", label: Equal contribution}}\n\
         publications:\n"
    );
    for paper in papers(count) {
        let mark = if paper.number.is_multiple_of(3) {
            "*"
        } else {
            ""
        };
        let authors = paper
            .authors
            .join(", ")
            .replace(OWNER, &format!("{OWNER}{mark}"));
        yaml.push_str(&format!(
            "  - title: {}\n    authors: {authors}\n    venue: {}\n    type: {}\n    date: {}\n    doi: 10.1000/{}\n",
            paper.title, paper.venue, paper.kind, paper.year, paper.number
        ));
    }
    yaml
}

/// The same papers as a `.bib` file.
pub(crate) fn bib(count: usize) -> String {
    papers(count)
        .map(|paper| {
            format!(
                "@article{{paper{number},\n  title = {{{title}}},\n  author = {{{authors}}},\n  \
                 journal = {{{venue}}},\n  year = {{{year}}},\n  doi = {{10.1000/{number}}},\n}}\n\n",
                number = paper.number,
                title = paper.title,
                authors = paper.authors.join(" and "),
                venue = paper.venue,
                year = paper.year,
            )
        })
        .collect()
}
