//! What a signature is for, and what it says of later changes.

use crate::{
    changes::Lock,
    fields::Signed,
    file::View,
    report::{Fault, Kind, Permission, SubFilter},
    syntax::{Dictionary, Error, Object, Result},
};

/// What a signature says of itself.
pub(crate) struct Said {
    pub kind: Kind,
    pub permission: Option<Permission>,
    pub lock: Option<Lock>,
}

/// Reads what a signature says of itself.
pub(crate) fn read(view: &View<'_, '_>, signed: &Signed) -> Result<Said> {
    let signature = signed.dictionary()?;
    let certified = transformation(view, signature, "DocMDP")?;
    let kind = if is_time_stamp(signature) {
        Kind::DocumentTimeStamp
    } else if certified.is_some() {
        Kind::Certification
    } else {
        Kind::Approval
    };
    let permission = match certified {
        Some(parameters) => Some(permission(&parameters).ok_or(Error::new(Fault::Permission))?),
        None => locked_document(view, signed)?,
    };
    let lock = match transformation(view, signature, "FieldMDP")? {
        Some(parameters) => Some(Lock::read(view, &parameters)?),
        None => None,
    };
    Ok(Said { kind, permission, lock })
}

fn is_time_stamp(signature: &Dictionary) -> bool {
    signature.get("Type").is_some_and(|it| it.is_name("DocTimeStamp"))
}

/// Whether the kind that a signature says to be of is the one that it is made as.
pub(crate) fn is_consistent(signature: &Dictionary, sub_filter: SubFilter) -> bool {
    let kind = signature.get("Type");
    match sub_filter {
        SubFilter::Rfc3161 => is_time_stamp(signature),
        SubFilter::Pkcs7Detached
        | SubFilter::Pkcs7Sha1
        | SubFilter::CadesDetached
        | SubFilter::X509RsaSha1 => kind.is_none_or(|it| it.is_name("Sig")),
    }
}

/// How the container of a signature is made, if that is known.
pub(crate) fn sub_filter(view: &View<'_, '_>, signature: &Dictionary) -> Result<Option<SubFilter>> {
    let Some(name) = view.value(signature, "SubFilter")? else { return Ok(None) };
    Ok(match name.name().map(|it| it.bytes()) {
        Some(b"adbe.pkcs7.detached") => Some(SubFilter::Pkcs7Detached),
        Some(b"adbe.pkcs7.sha1") => Some(SubFilter::Pkcs7Sha1),
        Some(b"adbe.x509.rsa_sha1") => Some(SubFilter::X509RsaSha1),
        // The second is what the Brazilian profile calls the first.
        Some(b"ETSI.CAdES.detached" | b"PBAD.PAdES") => Some(SubFilter::CadesDetached),
        Some(b"ETSI.RFC3161") => Some(SubFilter::Rfc3161),
        Some(_) | None => None,
    })
}

/// The parameters of a transformation that a signature refers to.
fn transformation(
    view: &View<'_, '_>,
    signature: &Dictionary,
    method: &str,
) -> Result<Option<Dictionary>> {
    let fault = Error::new(Fault::Permission);
    let Some(references) = view.value(signature, "Reference")? else { return Ok(None) };
    for reference in references.array().ok_or(fault)? {
        let reference = view.follow(reference)?;
        let reference = reference.dictionary().ok_or(fault)?;
        if view.value(reference, "TransformMethod")?.ok_or(fault)?.is_name(method) {
            let parameters = view.value(reference, "TransformParams")?.ok_or(fault)?;
            return parameters.dictionary().cloned().map(Some).ok_or(fault);
        }
    }
    Ok(None)
}

/// What the field says of the whole document, once it is signed.
fn locked_document(view: &View<'_, '_>, signed: &Signed) -> Result<Option<Permission>> {
    let fault = Error::new(Fault::Lock);
    let Some(field) = signed.field.dictionary() else { return Ok(None) };
    let Some(lock) = view.value(field, "Lock")? else { return Ok(None) };
    let lock = lock.dictionary().ok_or(fault)?;
    if !lock.has("P") {
        return Ok(None);
    }
    permission(lock).map(Some).ok_or(fault)
}

fn permission(parameters: &Dictionary) -> Option<Permission> {
    match parameters.get("P").and_then(Object::integer) {
        Some(1) => Some(Permission::Nothing),
        Some(2) => Some(Permission::Forms),
        Some(3) => Some(Permission::Annotations),
        Some(_) | None => None,
    }
}
