//! The list in which a State of the Union says whom it trusts (ETSI TS 119 612).

use chrono::{DateTime, Utc};
use openssl::base64;
use roxmltree::{Document, Node, ParsingOptions};

use super::{Authority, Found, Period, Service, ServiceKind, TrustError};

/// The largest list has a tenth of that.
const MAX_NODES: u32 = 4_000_000;

/// A service changed its status a few times since 2006.
const MAX_PERIODS: usize = 64;

/// The text of the file, if it may be such a list.
pub(super) fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    text.trim_start().starts_with('<').then_some(text)
}

/// Reads whom a list trusts, and since when.
pub(super) fn read(text: &str) -> Result<Found, TrustError> {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|_| TrustError::Unreadable)?;
    let root = document.root_element();
    if root.tag_name().name() != "TrustServiceStatusList" {
        return Err(TrustError::Unreadable);
    }
    let scheme = child(root, "SchemeInformation").ok_or(TrustError::Unreadable)?;
    let country = said(scheme, "SchemeTerritory");
    let authorities: Vec<_> = all(root, "TrustServiceProvider")
        .flat_map(|provider| services(provider, country.as_deref()))
        .collect();
    let countries = countries(scheme);
    if authorities.is_empty() && !countries.is_empty() {
        return Err(TrustError::ListOfLists { countries });
    }
    Ok(Found {
        authorities,
        issued_at: said(scheme, "ListIssueDateTime").as_deref().and_then(moment),
        next_at: child(scheme, "NextUpdate")
            .and_then(|next| said(next, "dateTime"))
            .as_deref()
            .and_then(moment),
    })
}

fn services(provider: Node<'_, '_>, country: Option<&str>) -> Vec<Authority> {
    let name = child(provider, "TSPInformation")
        .and_then(|information| child(information, "TSPName"))
        .and_then(|name| said(name, "Name"));
    let mut authorities = Vec::new();
    for service in all(provider, "TSPService") {
        let Some(information) = child(service, "ServiceInformation") else { continue };
        let Some(kind) = said(information, "ServiceTypeIdentifier").as_deref().and_then(kind)
        else {
            continue;
        };
        let service = Service {
            kind,
            country: country.map(str::to_owned),
            provider: name.clone(),
            granted: granted(information, service),
        };
        let Some(identity) = child(information, "ServiceDigitalIdentity") else { continue };
        for encoded in all(identity, "X509Certificate").filter_map(|node| node.text()) {
            let encoded: String = encoded.split_whitespace().collect();
            let Ok(der) = base64::decode_block(&encoded) else { continue };
            if let Ok(mut authority) = Authority::of(&der) {
                authority.service = Some(service.clone());
                authorities.push(authority);
            }
        }
    }
    authorities
}

fn kind(uri: &str) -> Option<ServiceKind> {
    let name = uri.strip_prefix("http://uri.etsi.org/TrstSvc/Svctype/")?;
    Some(match name {
        "CA/QC" | "NationalRootCA-QC" => ServiceKind::QualifiedCertificates,
        "CA/PKC" => ServiceKind::Certificates,
        "TSA" | "TSA/QTST" | "TSA/TSS-QC" | "TSA/TSS-AdESQCandQES" => ServiceKind::TimeStamps,
        _ => return None,
    })
}

/// The periods in which the service was granted, from the present status backwards: each status
/// holds until the next one begins.
///
/// Of a status of which the beginning cannot be read nobody knows which one it ended: nothing is.
fn granted(information: Node<'_, '_>, service: Node<'_, '_>) -> Vec<Period> {
    let statuses: Option<Vec<_>> = std::iter::once(information)
        .chain(all(service, "ServiceHistoryInstance"))
        .take(MAX_PERIODS)
        .map(|node| {
            let from = said(node, "StatusStartingTime").as_deref().and_then(moment)?;
            Some((from, said(node, "ServiceStatus").is_some_and(|status| is_granted(&status))))
        })
        .collect();
    let mut statuses = statuses.unwrap_or_default();
    statuses.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
    let mut until = None;
    let mut periods = Vec::new();
    for (from, granted) in statuses {
        if granted {
            periods.push(Period { from, until });
        }
        until = Some(from);
    }
    periods
}

/// The names of a status under which a service was trusted, those of before 2016 included.
fn is_granted(status: &str) -> bool {
    const GRANTED: [&str; 6] = [
        "granted",
        "undersupervision",
        "supervisionincessation",
        "accredited",
        "recognisedatnationallevel",
        "setbynationallaw",
    ];
    status.rsplit('/').next().is_some_and(|name| GRANTED.contains(&name))
}

fn countries(scheme: Node<'_, '_>) -> Vec<String> {
    let mut countries: Vec<_> = all(scheme, "OtherTSLPointer")
        .filter_map(|pointer| all(pointer, "SchemeTerritory").next()?.text().map(str::to_owned))
        .collect();
    countries.sort();
    countries.dedup();
    countries
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc())
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn all<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The text of the first child of this name.
fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    child(node, name)?.text().map(|text| text.trim().to_owned())
}
