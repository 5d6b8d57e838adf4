//! Sources of people who do not exist, all different, the same on every run.

use std::fmt::Write;

const GIVEN: [&str; 24] = [
    "Ada", "Bela", "Chidi", "Dara", "Elif", "Farid", "Gerda", "Hana", "Ines", "Jonas", "Kofi",
    "Lena", "Mirko", "Nadia", "Otto", "Priya", "Quirin", "Rosa", "Søren", "Tomás", "Uma", "Viktor",
    "Wanda", "Zoë",
];
const FAMILY: [&str; 20] = [
    "Beispiel",
    "Example",
    "Eksempel",
    "Exempel",
    "Ejemplo",
    "Exemplo",
    "Esempio",
    "Voorbeeld",
    "Przykład",
    "Příklad",
    "Példa",
    "Primer",
    "Örnek",
    "Dæmi",
    "Esimerkki",
    "Näide",
    "Piemērs",
    "Pavyzdys",
    "Eredu",
    "Enghraifft",
];
const SUBJECTS: [&str; 16] = [
    "Log-Structured Stores",
    "Tail Latency",
    "Garbage Collection",
    "Sparse Attention",
    "Imaginary Numbers",
    "Cache Coherence",
    "Protein Folding",
    "Vector Indexes",
    "Type Inference",
    "Query Planning",
    "Speculative Decoding",
    "Graph Partitioning",
    "Error Correction",
    "Robot Motion",
    "Weather Models",
    "Secure Enclaves",
];
const APPROACHES: [&str; 14] = [
    "Scaling",
    "Understanding",
    "Faster",
    "Towards Verified",
    "The Limits of",
    "Learning",
    "A Survey of",
    "Measuring",
    "Adaptive",
    "Distributed",
    "Energy-Aware",
    "Provably Fair",
    "Incremental",
    "Rethinking",
];
const CONTEXTS: [&str; 12] = [
    "under Heavy Load",
    "on Small Machines",
    "in Practice",
    "with Few Examples",
    "at the Edge",
    "without Locks",
    "across Regions",
    "for Long Documents",
    "in Constant Memory",
    "by Sampling",
    "from First Principles",
    "over a Decade",
];
const VENUES: [&str; 10] = [
    "Conference on Imaginary Systems",
    "Journal of Examples",
    "Symposium on Sample Data",
    "Workshop on Test Beds",
    "Transactions on Placeholders",
    "Annual Meeting of Models",
    "Letters on Fixtures",
    "Proceedings of Erewhon",
    "Utopian Review",
    "Atlantis Bulletin",
];
const PLACES: [&str; 10] = [
    "University of Erewhon",
    "Atlantis Institute",
    "Laputa Data",
    "Lilliput Microsystems",
    "Utopia Polytechnic",
    "El Dorado Labs",
    "Avalon Research",
    "Shangri-La College",
    "Brobdingnag Engines",
    "Ruritania Cloud",
];
const DEEDS: [&str; 12] = [
    "Cut the 99th percentile of reads from {a} ms to {b} ms",
    "Led a group of {b} engineers across two sites",
    "Brought a prototype into service for {a} thousand users",
    "Wrote the scheduler that runs {a} nightly jobs",
    "Taught a course of {a} students and rewrote its exercises",
    "Raised {a} thousand euros for measurements in the field",
    "Found and proved a bound that is tight within a factor of {b}",
    "Maintains an open-source library with {a} contributors",
    "Reviewed {a} papers for {b} venues",
    "Replaced {b} services with one, at half of the cost",
    "Published a data set of {a} thousand labelled traces",
    "Built the test bed on which {b} groups measure",
];

/// Numbers that look random: a linear congruential generator with Knuth's constants for MMIX.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high % limit
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.pick(&GIVEN), self.pick(&FAMILY))
    }
}

/// The `cv.yaml` of person `index`.
pub fn person(index: usize) -> String {
    let mut numbers = Numbers(0x5EED ^ ((index as u64) << 20));
    let n = &mut numbers;
    for _ in 0..8 {
        n.below(2);
    }
    let name = format!(
        "{} {}. {}",
        n.pick(&GIVEN),
        char::from(b'A' + (index % 26) as u8),
        n.pick(&FAMILY)
    );
    let subject = n.pick(&SUBJECTS);
    let mut out = format!(
        "person:\n  name: {name}\n  headline: Researcher in {subject}\n  email: person{index}@example.org\n  \
         website: https://person{index}.example.org\n  location: {}\n\
         summary: >-\n  Works on **{subject}** and {} since {}. {}.\n",
        n.pick(&["Port Erewhon", "Atlantis", "Utopia", "Avalon"]),
        n.pick(&SUBJECTS),
        n.between(2005, 2020),
        deed(n),
    );
    out.push_str("experience:\n");
    let mut year = 2026;
    for job in 0..n.between(2, 5) {
        let start = year - n.between(1, 4);
        let end = if job == 0 {
            "present".to_owned()
        } else {
            year.to_string()
        };
        line(&mut out, &format!("  - organization: {}", n.pick(&PLACES)));
        line(
            &mut out,
            &format!(
                "    title: {}",
                n.pick(&["Engineer", "Scientist", "Professor", "Lecturer"])
            ),
        );
        line(
            &mut out,
            &format!("    start: {start}\n    end: {end}\n    highlights:"),
        );
        for _ in 0..n.between(1, 4) {
            line(
                &mut out,
                &format!("      - {} ({} of {index}).", deed(n), n.between(1, 99)),
            );
        }
        year = start;
    }
    line(
        &mut out,
        &format!(
            "education:\n  - institution: {}\n    degree: PhD\n    field: {subject}\n    end: {year}",
            n.pick(&PLACES)
        ),
    );
    out.push_str("publications:\n");
    for paper in 0..n.between(4, 30) {
        let title = format!(
            "{} {} {}",
            n.pick(&APPROACHES),
            n.pick(&SUBJECTS),
            n.pick(&CONTEXTS)
        );
        line(
            &mut out,
            &format!("  - title: {title}, Part {index}-{paper}\n    authors:"),
        );
        let own = n.below(4);
        for place in 0..n.between(own + 1, 7) {
            let author = if place == own {
                format!("{name}*")
            } else {
                n.name()
            };
            line(&mut out, &format!("      - {author}"));
        }
        line(
            &mut out,
            &format!(
                "    venue: {}\n    type: {}\n    date: {}-{:02}\n    doi: 10.5555/{index}.{paper}",
                n.pick(&VENUES),
                n.pick(&["conference", "journal", "workshop"]),
                n.between(2008, 2025),
                n.between(1, 12),
            ),
        );
    }
    out.push_str("marks:\n  equal: {symbol: \"*\", label: Equal contribution}\n");
    line(&mut out, "skills:");
    for group in ["Languages", "Tools"] {
        let words: Vec<&str> = (0..n.between(3, 6))
            .map(|_| {
                n.pick(&[
                    "Rust", "C++", "Python", "SQL", "Haskell", "Perf", "Git", "Linux",
                ])
            })
            .collect();
        line(
            &mut out,
            &format!("  - name: {group}\n    keywords: [{}]", words.join(", ")),
        );
    }
    out
}

fn deed(n: &mut Numbers) -> String {
    let (a, b) = (n.between(20, 900), n.between(2, 19));
    let deed = n.pick(&DEEDS);
    deed.replace("{a}", &a.to_string())
        .replace("{b}", &b.to_string())
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}
