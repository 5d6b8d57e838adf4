//! Grants, awards, service, certifications, memberships, media.

use super::super::Composer;
use super::super::parts::Builder;
use super::super::phrases;
use super::career::{marked_up, title, with};
use super::{add_text, entry};
use crate::document::{Entry, Role};
use crate::markup::plain;
use crate::model::{Amount, Award, Certification, Grant, Media, Membership, Service};
use crate::select::SelectedEntry;
use crate::words::{Locale, Message};

pub(super) fn grant(composer: &mut Composer, selected: &SelectedEntry, grant: &Grant) -> Entry {
    let (date, times) = composer.times(grant);
    let title = title(composer, grant.title.as_ref(), &selected.path);
    let funder = marked_up(composer, grant.funder.as_ref(), &selected.path, "funder");
    let locale = composer.locale;
    let written = |sum: &Option<Amount>| sum.as_ref().and_then(|sum| amount(sum, locale));
    let share = written(&grant.share);
    let share = share.map(|share| locale.fill(Message::OwnShare, &[("amount", &share)]));
    let parts = Builder::new(locale)
        .runs(Role::Title, title)
        .runs(Role::Funder, funder)
        .text(Role::Number, grant.number.as_deref())
        .text(Role::Capacity, grant.role.as_deref())
        .text(Role::Amount, written(&grant.amount).as_deref())
        .text(Role::Share, share.as_deref())
        .text(Role::Status, grant.status.as_deref())
        .text(Role::Collaborators, with(composer, &grant.with).as_deref())
        .texts(Role::Time, &times)
        .url(grant.url.as_ref())
        .links(&grant.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, grant.summary.as_ref(), "summary");
    add_text(composer, &mut entry, grant.note.as_ref(), "note");
    entry
}

/// An amount as it prints; without a currency, as written.
fn amount(amount: &Amount, locale: &Locale) -> Option<String> {
    let value = plain(amount.value.as_deref()?);
    Some(match amount.currency.as_deref().map(plain) {
        Some(currency) => locale.money(&value, &currency),
        None => value,
    })
}

pub(super) fn award(composer: &mut Composer, selected: &SelectedEntry, award: &Award) -> Entry {
    let (date, times) = composer.times(award);
    let sum = award.amount.as_ref();
    let sum = sum.and_then(|sum| amount(sum, composer.locale));
    let parts = Builder::new(composer.locale)
        .text(Role::Title, award.title.as_deref())
        .text(Role::Issuer, award.issuer.as_deref())
        .text(Role::Place, award.location.as_deref())
        .text(Role::Amount, sum.as_deref())
        .texts(Role::Time, &times)
        .url(award.url.as_ref())
        .links(&award.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, award.reason.as_ref(), "reason");
    // It has a line of its own, and reads as a sentence there.
    let reasons = entry.body.iter_mut();
    reasons.for_each(|reason| phrases::capitalise(&mut reason.content, composer.locale));
    add_text(composer, &mut entry, award.note.as_ref(), "note");
    entry
}

pub(super) fn service(
    composer: &mut Composer,
    selected: &SelectedEntry,
    service: &Service,
) -> Entry {
    let (date, times) = composer.times(service);
    let venue = marked_up(composer, service.venue.as_ref(), &selected.path, "venue");
    let parts = Builder::new(composer.locale)
        .text(Role::Function, service.role.as_deref())
        .runs(Role::Event, venue)
        .text(Role::Organization, service.organization.as_deref())
        .text(Role::Place, service.location.as_deref())
        .texts(Role::Time, &times)
        .url(service.url.as_ref())
        .links(&service.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, service.summary.as_ref(), "summary");
    add_text(composer, &mut entry, service.note.as_ref(), "note");
    entry
}

pub(super) fn certification(
    composer: &mut Composer,
    selected: &SelectedEntry,
    paper: &Certification,
) -> Entry {
    let (date, times) = composer.times(paper);
    let locale = composer.locale;
    let expires = paper.expires.map(|date| {
        let date = locale.date_in(composer.dates, date);
        locale.fill(Message::ValidUntil, &[("date", &date)])
    });
    let parts = Builder::new(locale)
        .text(Role::Title, paper.title.as_deref())
        .text(Role::Issuer, paper.issuer.as_deref())
        .text(Role::Identifier, paper.number.as_deref())
        .text(Role::Validity, expires.as_deref())
        .texts(Role::Time, &times)
        .url(paper.url.as_ref())
        .links(&paper.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, paper.note.as_ref(), "note");
    entry
}

pub(super) fn membership(
    composer: &mut Composer,
    selected: &SelectedEntry,
    society: &Membership,
) -> Entry {
    let (date, times) = composer.times(society);
    let parts = Builder::new(composer.locale)
        .text(Role::Organization, society.organization.as_deref())
        .text(Role::Function, society.role.as_deref())
        .text(Role::Place, society.location.as_deref())
        .texts(Role::Time, &times)
        .url(society.url.as_ref())
        .links(&society.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, society.note.as_ref(), "note");
    entry
}

pub(super) fn media(composer: &mut Composer, selected: &SelectedEntry, piece: &Media) -> Entry {
    let (date, times) = composer.times(piece);
    let title = title(composer, piece.title.as_ref(), &selected.path);
    let parts = Builder::new(composer.locale)
        .runs(Role::Title, title)
        .text(Role::Collaborators, piece.by.as_deref())
        .text(Role::Outlet, piece.outlet.as_deref())
        .text(Role::Kind, piece.kind.as_deref())
        .texts(Role::Time, &times)
        .url(piece.url.as_ref())
        .links(&piece.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, piece.note.as_ref(), "note");
    entry
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
