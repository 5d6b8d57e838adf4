//! Grants, awards, service, certifications, memberships, media.

use super::super::Composer;
use super::super::heading::Heading;
use super::career::{strong_title, with};
use super::{add_text, entry, finished, taken};
use crate::document::Item;
use crate::markup::plain;
use crate::model::{Amount, Entry as _, Section};
use crate::words::dates;

pub(super) fn grants(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Grants);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, grant) in taken(composer, &cv.grants, options) {
        let origin = format!("grants[{index}]");
        let times = dates::times(grant.times(), composer.labels);
        let title = strong_title(composer, grant.title.as_ref(), &origin);
        let share = grant.share.as_ref().and_then(amount);
        let share = share.map(|share| format!("{} {share}", composer.labels.word("own share")));
        let heading = Heading::default()
            .part(title)
            .text(grant.funder.as_deref())
            .text(grant.number.as_deref())
            .muted(grant.role.as_deref())
            .muted(grant.amount.as_ref().and_then(amount).as_deref())
            .muted(share.as_deref())
            .muted(grant.status.as_deref())
            .muted(with(composer, &grant.with).as_deref())
            .all_muted(&times.heading)
            .url(grant.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, grant.summary.as_ref(), "summary");
        add_text(composer, &mut entry, grant.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// An amount as it prints: "€2,000,000" or, for a currency without a sign, "CHF 2,000,000".
///
/// Thousands are set apart by a comma; a value that is not a number prints as written.
fn amount(amount: &Amount) -> Option<String> {
    let value = plain(amount.value.as_deref()?);
    let Some(currency) = amount.currency.as_deref().map(plain) else {
        return Some(value);
    };
    let (whole, decimals) = value.split_once('.').unwrap_or((&value, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return Some(format!("{currency} {value}"));
    }
    let mut grouped = String::new();
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !decimals.is_empty() {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    Some(match currency.as_str() {
        "EUR" => format!("€{grouped}"),
        "USD" => format!("${grouped}"),
        "GBP" => format!("£{grouped}"),
        "JPY" => format!("¥{grouped}"),
        code => format!("{code}\u{a0}{grouped}"),
    })
}

pub(super) fn awards(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Awards);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, award) in taken(composer, &cv.awards, options) {
        let origin = format!("awards[{index}]");
        let times = dates::times(award.times(), composer.labels);
        let heading = Heading::default()
            .strong(award.title.as_deref())
            .text(award.issuer.as_deref())
            .muted(award.location.as_deref())
            .muted(award.amount.as_ref().and_then(amount).as_deref())
            .all_muted(&times.heading)
            .url(award.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, award.reason.as_ref(), "reason");
        add_text(composer, &mut entry, award.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn service(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Service);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, service) in taken(composer, &cv.service, options) {
        let origin = format!("service[{index}]");
        let times = dates::times(service.times(), composer.labels);
        let heading = Heading::default()
            .strong(service.role.as_deref())
            .text(service.venue.as_deref())
            .text(service.organization.as_deref())
            .muted(service.location.as_deref())
            .all_muted(&times.heading)
            .url(service.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, service.summary.as_ref(), "summary");
        add_text(composer, &mut entry, service.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn certifications(composer: &mut Composer) -> Vec<Item> {
    let cv = composer.cv;
    let mut items = Vec::new();
    let options = composer.settings.options(Section::Certifications);
    for (index, paper) in taken(composer, &cv.certifications, options) {
        let origin = format!("certifications[{index}]");
        let times = dates::times(paper.times(), composer.labels);
        let expires = paper.expires.map(|date| {
            composer
                .labels
                .word("valid until {date}")
                .replace("{date}", &dates::date(date, composer.labels))
        });
        let heading = Heading::default()
            .strong(paper.title.as_deref())
            .text(paper.issuer.as_deref())
            .muted(paper.number.as_deref())
            .muted(expires.as_deref())
            .all_muted(&times.heading)
            .url(paper.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, paper.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn memberships(composer: &mut Composer) -> Vec<Item> {
    let cv = composer.cv;
    let mut items = Vec::new();
    let options = composer.settings.options(Section::Memberships);
    for (index, society) in taken(composer, &cv.memberships, options) {
        let origin = format!("memberships[{index}]");
        let times = dates::times(society.times(), composer.labels);
        let heading = Heading::default()
            .strong(society.organization.as_deref())
            .text(society.role.as_deref())
            .muted(society.location.as_deref())
            .all_muted(&times.heading)
            .url(society.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, society.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn media(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Media);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, piece) in taken(composer, &cv.media, options) {
        let origin = format!("media[{index}]");
        let times = dates::times(piece.times(), composer.labels);
        let title = strong_title(composer, piece.title.as_ref(), &origin);
        let heading = Heading::default()
            .part(title)
            .text(piece.outlet.as_deref())
            .muted(piece.kind.as_deref())
            .all_muted(&times.heading)
            .url(piece.url.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, piece.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_carry_their_sign() {
        let printed = |value: &str, currency: Option<&str>| {
            amount(&Amount {
                value: Some(value.into()),
                currency: currency.map(str::to_owned),
            })
        };
        assert_eq!(printed("2000000", Some("EUR")).unwrap(), "€2,000,000");
        assert_eq!(printed("1234.50", Some("USD")).unwrap(), "$1,234.50");
        assert_eq!(printed("999", Some("CHF")).unwrap(), "CHF\u{a0}999");
        assert_eq!(printed("about 5M", Some("USD")).unwrap(), "USD about 5M");
        assert_eq!(printed("€2.0M", None).unwrap(), "€2.0M");
    }
}
