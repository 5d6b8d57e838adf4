//! Grants, awards, service, certifications, memberships, media.

use super::super::Composer;
use super::super::heading::Heading;
use super::career::{strong_title, with};
use super::{add_text, entry, finished, taken};
use crate::document::Item;
use crate::markup::plain;
use crate::model::{Amount, Entry as _, Section};
use crate::words::{Locale, Message};

pub(super) fn grants(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Grants);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, grant) in taken(composer, &cv.grants, options) {
        let origin = format!("grants[{index}]");
        let times = composer.locale.times(grant.times());
        let title = strong_title(composer, grant.title.as_ref(), &origin);
        let locale = composer.locale;
        let share = grant.share.as_ref().and_then(|share| amount(share, locale));
        let share = share.map(|share| locale.fill(Message::OwnShare, &[("amount", &share)]));
        let heading = Heading::new(composer.locale)
            .part(title)
            .text(grant.funder.as_deref())
            .text(grant.number.as_deref())
            .muted(grant.role.as_deref())
            .muted(
                grant
                    .amount
                    .as_ref()
                    .and_then(|written| amount(written, locale))
                    .as_deref(),
            )
            .muted(share.as_deref())
            .muted(grant.status.as_deref())
            .muted(with(composer, &grant.with).as_deref())
            .all_muted(&times.heading)
            .url(grant.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, grant.summary.as_ref(), "summary");
        add_text(composer, &mut entry, grant.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// An amount as it prints; without a currency, as written.
fn amount(amount: &Amount, locale: &Locale) -> Option<String> {
    let value = plain(amount.value.as_deref()?);
    Some(match amount.currency.as_deref().map(plain) {
        Some(currency) => locale.money(&value, &currency),
        None => value,
    })
}

pub(super) fn awards(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Awards);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, award) in taken(composer, &cv.awards, options) {
        let origin = format!("awards[{index}]");
        let times = composer.locale.times(award.times());
        let heading = Heading::new(composer.locale)
            .strong(award.title.as_deref())
            .text(award.issuer.as_deref())
            .muted(award.location.as_deref())
            .muted(
                award
                    .amount
                    .as_ref()
                    .and_then(|written| amount(written, composer.locale))
                    .as_deref(),
            )
            .all_muted(&times.heading)
            .url(award.url.as_ref())
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
        let times = composer.locale.times(service.times());
        let heading = Heading::new(composer.locale)
            .strong(service.role.as_deref())
            .text(service.venue.as_deref())
            .text(service.organization.as_deref())
            .muted(service.location.as_deref())
            .all_muted(&times.heading)
            .url(service.url.as_ref())
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
        let times = composer.locale.times(paper.times());
        let expires = paper.expires.map(|date| {
            let date = composer.locale.date(date);
            composer
                .locale
                .fill(Message::ValidUntil, &[("date", &date)])
        });
        let heading = Heading::new(composer.locale)
            .strong(paper.title.as_deref())
            .text(paper.issuer.as_deref())
            .muted(paper.number.as_deref())
            .muted(expires.as_deref())
            .all_muted(&times.heading)
            .url(paper.url.as_ref())
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
        let times = composer.locale.times(society.times());
        let heading = Heading::new(composer.locale)
            .strong(society.organization.as_deref())
            .text(society.role.as_deref())
            .muted(society.location.as_deref())
            .all_muted(&times.heading)
            .url(society.url.as_ref())
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
        let times = composer.locale.times(piece.times());
        let title = strong_title(composer, piece.title.as_ref(), &origin);
        let heading = Heading::new(composer.locale)
            .part(title)
            .text(piece.outlet.as_deref())
            .muted(piece.kind.as_deref())
            .all_muted(&times.heading)
            .url(piece.url.as_ref())
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
            let written = Amount {
                value: Some(value.into()),
                currency: currency.map(str::to_owned),
            };
            amount(&written, Locale::default_language())
        };
        assert_eq!(printed("2000000", Some("EUR")).unwrap(), "€2,000,000");
        assert_eq!(printed("1234.50", Some("USD")).unwrap(), "$1,234.50");
        assert_eq!(printed("999", Some("CHF")).unwrap(), "CHF\u{a0}999");
        assert_eq!(printed("about 5M", Some("USD")).unwrap(), "USD about 5M");
        assert_eq!(printed("€2.0M", None).unwrap(), "€2.0M");
    }
}
