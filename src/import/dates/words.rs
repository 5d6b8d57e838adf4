//! The words of dates in the languages that people write them in, all in small letters.

/// Names of months, each with its number: whole ones, and abbreviations that are no beginning of one. Of
/// Latin and Cyrillic letters any beginning of three letters that only one month has does as well.
#[rustfmt::skip]
const MONTHS: &[(u8, &[&str])] = &[
    (1, &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "styczeń", "stycznia", "января", "январь", "ene", "ocak"]),
    (2, &["february", "februar", "feber", "février", "fevrier", "febrero", "febbraio", "fevereiro", "februari", "luty", "lutego", "февраля", "февраль", "fév", "şubat"]),
    (3, &["march", "märz", "maerz", "mars", "marzo", "março", "marco", "maart", "mrt", "marzec", "marca", "марта", "март", "mrz", "mart"]),
    (4, &["april", "avril", "abril", "aprile", "kwiecień", "kwietnia", "апреля", "апрель", "nisan"]),
    (5, &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "мая", "май", "mayıs"]),
    (6, &["june", "juni", "juin", "junio", "giugno", "junho", "czerwiec", "czerwca", "июня", "июнь", "haziran"]),
    (7, &["july", "juli", "juillet", "julio", "luglio", "julho", "lipiec", "lipca", "июля", "июль", "temmuz"]),
    (8, &["august", "août", "aout", "agosto", "augustus", "augusti", "sierpień", "sierpnia", "августа", "август", "ago", "ağustos"]),
    (9, &["september", "septembre", "septiembre", "settembre", "setembro", "wrzesień", "września", "сентября", "сентябрь", "sept", "set", "eylül"]),
    (10, &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "październik", "października", "октября", "октябрь", "out", "ekim"]),
    (11, &["november", "novembre", "noviembre", "novembro", "listopad", "listopada", "ноября", "ноябрь", "kasım"]),
    (12, &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro", "grudzień", "grudnia", "декабря", "декабрь", "dic", "dez", "aralık"]),
];

/// Words for what goes on.
#[rustfmt::skip]
pub(super) const PRESENT: &[&str] = &[
    "present", "now", "current", "currently", "today", "ongoing", "till now", "until now", "till date", "to date",
    "till present", "until present", "heute", "jetzt", "aktuell", "laufend", "bis heute", "présent", "present day",
    "aujourd'hui", "aujourd’hui", "en cours", "actuel", "actuellement", "à ce jour", "presente", "actual",
    "actualidad", "actualmente", "hoy", "la actualidad", "oggi", "attuale", "in corso", "ad oggi", "atual",
    "atualmente", "até o momento", "até hoje", "o momento", "hoje", "heden", "nu", "nutid", "pågående", "obecnie",
    "nadal", "teraz", "настоящее время", "по настоящее время", "н.в.", "сейчас", "至今", "现在", "現在", "迄今", "今",
    "현재", "günümüz", "halen", "devam ediyor",
];

/// Words before a date from which on something is.
#[rustfmt::skip]
pub(super) const SINCE: &[&str] = &["since", "from", "starting", "seit", "ab", "depuis", "desde", "dal", "da", "vanaf", "sedan", "od", "с"];

/// Words before a date that lies ahead.
#[rustfmt::skip]
pub(super) const EXPECTED: &[&str] = &[
    "expected graduation", "expected", "exp", "anticipated", "estimated", "est", "graduating", "graduation",
    "voraussichtlich", "vorauss", "prévu", "prevue", "previsto", "prevista", "verwacht", "förväntad", "tentative",
];

/// Words before a date that is not certain.
pub(super) const CIRCA: &[&str] = &[
    "circa",
    "ca",
    "c",
    "about",
    "approx",
    "approximately",
    "um",
    "vers",
    "~",
];

/// Seasons and terms, each with how a date has it; none of those that say less than a term.
#[rustfmt::skip]
const SEASONS: &[(Option<&str>, &[&str])] = &[
    (Some("spring"), &["spring", "frühling", "frühjahr", "printemps", "primavera"]),
    (Some("summer"), &["summer", "sommer", "été", "verano", "estate", "verão"]),
    (Some("fall"), &["fall"]),
    (Some("autumn"), &["autumn", "herbst", "automne", "otoño", "autunno", "outono"]),
    (Some("winter"), &["winter", "hiver", "invierno", "inverno"]),
    (Some("SS"), &["sommersemester", "ss", "sose"]),
    (Some("WS"), &["wintersemester", "ws", "wise"]),
    (Some("Q1"), &["q1"]),
    (Some("Q2"), &["q2"]),
    (Some("Q3"), &["q3"]),
    (Some("Q4"), &["q4"]),
    (None, &["semester", "term", "early", "mid", "late"]),
];

/// What a word says of a part of a year; none where it says nothing of it.
pub(super) fn season_of(word: &str) -> Option<Option<&'static str>> {
    let known = SEASONS.iter().find(|(_, words)| words.contains(&word));
    known.map(|(term, _)| *term)
}

/// Words within a date that say nothing.
pub(super) const FILLERS: &[&str] = &[
    "de", "of", "del", "do", "di", "the", "le", "am", "г", "года",
];

/// The number of a month by its name in small letters.
pub(super) fn month_of(word: &str) -> Option<u8> {
    let whole = MONTHS.iter().find(|(_, names)| names.contains(&word));
    if let Some((number, _)) = whole {
        return Some(*number);
    }
    if word.chars().count() < 3 {
        return None;
    }
    let mut begun = MONTHS
        .iter()
        .filter(|(_, names)| names.iter().any(|name| name.starts_with(word)));
    let (number, _) = begun.next()?;
    begun.next().is_none().then_some(*number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_is_read_by_its_names_and_no_name_is_two_months() {
        let mut seen = std::collections::BTreeMap::new();
        for (number, names) in MONTHS {
            for name in *names {
                assert_eq!(month_of(name), Some(*number), "{name}");
                assert_eq!(seen.insert(name, number), None, "{name}");
            }
        }
    }
}
