use crate::{
    file::View,
    report::Fault,
    syntax::{Dictionary, Error, Result},
    text::text,
};

/// The fields that a signature locks (`/FieldMDP`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lock {
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl Lock {
    /// Reads the parameters of the transformation.
    pub(crate) fn read(view: &View<'_, '_>, parameters: &Dictionary) -> Result<Self> {
        let fault = Error::new(Fault::Lock);
        let action = view.value(parameters, "Action")?.ok_or(fault)?;
        let action = action.name().ok_or(fault)?;
        if action == "All" {
            return Ok(Self::All);
        }
        let fields = view.value(parameters, "Fields")?.ok_or(fault)?;
        let mut names = Vec::new();
        for item in fields.array().ok_or(fault)? {
            names.push(text(view.follow(item)?.string().ok_or(fault)?));
        }
        match action.bytes() {
            b"Include" => Ok(Self::Only(names)),
            b"Exclude" => Ok(Self::AllBut(names)),
            _ => Err(fault),
        }
    }

    /// Whether a field is locked; a name stands for everything beneath it as well.
    pub(super) fn locks(&self, field: &str) -> bool {
        let named = |names: &[String]| {
            names.iter().any(|name| {
                field
                    .strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        match self {
            Self::All => true,
            Self::Only(names) => named(names),
            Self::AllBut(names) => !named(names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_locks_the_fields_beneath_it_and_no_others() {
        let only = Lock::Only(vec!["address".to_owned()]);
        assert!(only.locks("address") && only.locks("address.town"));
        assert!(!only.locks("addressee") && !only.locks("name"));
        let all_but = Lock::AllBut(vec!["address".to_owned()]);
        assert!(!all_but.locks("address.town") && all_but.locks("name"));
    }
}
