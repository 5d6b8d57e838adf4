//! Web addresses, e-mail addresses and accounts.

use super::identifiers::{self, Wrong};
use super::value;
use crate::diagnostics::{Code, Diagnostic, Edit, Place, closest, is_sure, listed};
use crate::model::known_networks;
use crate::model::{Author, Authors, Cv, Placed, address};

pub(super) fn check(cv: &Cv, entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    for entry in entries {
        web(
            format!("{}.url", entry.path),
            entry.entry.url(),
            diagnostics,
        );
    }
    let person = &cv.person;
    web(
        "person.website".to_owned(),
        person.website.as_deref(),
        diagnostics,
    );
    for (index, address) in person.email.iter().enumerate() {
        mail(format!("person.email[{index}]"), address, diagnostics);
    }
    profiles(cv, diagnostics);
    for (index, reference) in cv.references.iter().enumerate() {
        if let Some(address) = &reference.email {
            mail(format!("references[{index}].email"), address, diagnostics);
        }
    }
    for (index, project) in cv.projects.iter().enumerate() {
        links(
            &format!("projects[{index}]"),
            project.links.iter(),
            diagnostics,
        );
    }
    for (index, talk) in cv.talks.iter().enumerate() {
        links(&format!("talks[{index}]"), talk.links.iter(), diagnostics);
    }
    for (index, entry) in cv.education.iter().enumerate() {
        if let Some(thesis) = &entry.thesis {
            web(
                format!("education[{index}].thesis.url"),
                thesis.0.url.as_deref(),
                diagnostics,
            );
        }
    }
    for (index, entry) in cv.advising.iter().enumerate() {
        if let Some(thesis) = &entry.thesis {
            web(
                format!("advising[{index}].thesis.url"),
                thesis.0.url.as_deref(),
                diagnostics,
            );
        }
    }
    for (index, publication) in cv.publications.iter().enumerate() {
        let path = format!("publications[{index}]");
        let by_kind = publication.links.iter();
        links(
            &path,
            by_kind.map(|(kind, address)| (kind.as_str(), address)),
            diagnostics,
        );
        if let Some(venue) = &publication.venue {
            web(
                format!("{path}.venue.url"),
                venue.0.url.as_deref(),
                diagnostics,
            );
        }
        for (field, authors) in [
            ("authors", &publication.authors),
            ("editors", &publication.editors),
            ("translators", &publication.translators),
        ] {
            let Authors::List(list) = authors else {
                continue;
            };
            for (number, Author(author)) in list.iter().enumerate() {
                web(
                    format!("{path}.{field}[{number}].url"),
                    author.url.as_deref(),
                    diagnostics,
                );
            }
        }
    }
}

fn links<'a>(
    path: &str,
    links: impl Iterator<Item = (&'a str, &'a String)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (kind, address) in links {
        web(format!("{path}.links.{kind}"), Some(address), diagnostics);
    }
}

fn profiles(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    for (network, account) in &cv.person.profiles {
        let path = format!("person.profiles.{network}");
        let is_known = known_networks().any(|known| known == network);
        if account.trim().is_empty() {
            continue;
        }
        if account.contains("://") {
            web(path.clone(), Some(account), diagnostics);
        } else if !is_known {
            let message = format!("`{network}` is not a network whose addresses are known");
            let problem = Diagnostic::error(Code::UnknownNetwork, value(path.clone()), message)
                .label("expected a web address, such as `https://…`")
                .help(format!("user names work for {}", listed(known_networks())));
            diagnostics.push(match closest(network, known_networks()) {
                Some(near)
                    if is_sure(network, near, known_networks())
                        && !cv.person.profiles.keys().any(|other| other == near) =>
                {
                    let edit = Edit::Text {
                        old: network.to_owned(),
                        new: near.to_owned(),
                    };
                    let key = Place::Key(path.clone());
                    problem.fix(format!("write `{near}`"), key, edit)
                }
                _ => problem,
            });
        }
        if network == "orcid" {
            if let Err(wrong) = identifiers::orcid(account) {
                diagnostics.push(wrong.diagnostic(Code::BadOrcid, value(path), account));
            }
        } else if is_known
            && !account.contains("://")
            && let Err(wrong) = address::user_name(network, account)
        {
            diagnostics.push(Wrong::from(wrong).diagnostic(
                Code::BadUserName,
                value(path),
                account,
            ));
        }
    }
}

fn web(path: String, address: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(address) = address.map(str::trim).filter(|address| !address.is_empty()) else {
        return;
    };
    if let Err(wrong) = address::web(address) {
        diagnostics.push(Wrong::from(wrong).diagnostic(Code::BadUrl, value(path), address));
    }
}

fn mail(path: String, address: &str, diagnostics: &mut Vec<Diagnostic>) {
    let address = address.trim();
    if address.is_empty() {
        return;
    }
    if let Err(wrong) = address::mail(address) {
        diagnostics.push(Wrong::from(wrong).diagnostic(Code::BadEmail, value(path), address));
    }
}
