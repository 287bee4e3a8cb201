//! The levels of PAdES (ETSI EN 319 142-1), by what the file holds and not by what it is worth.

use crate::report::{Level, SubFilter};

/// What a level is made of.
pub(super) struct Structure {
    /// How the container is made.
    pub(super) sub_filter: SubFilter,
    /// Whether what is signed names the signer's certificate.
    pub(super) names_signer: bool,
    /// Whether a time-stamp of the signature verifies.
    pub(super) stamped: bool,
    /// Whether the file keeps certificates, and says whether the signer's was revoked.
    pub(super) proven: bool,
    /// Whether a time-stamp of the document covers all that.
    pub(super) kept: bool,
}

/// The highest level of which every part is there; each holds the one before.
pub(super) fn of(structure: &Structure) -> Option<Level> {
    if structure.sub_filter != SubFilter::CadesDetached || !structure.names_signer {
        return None;
    }
    // A time-stamp of the document dates the signature that it covers as well.
    Some(if !structure.stamped && !structure.kept {
        Level::BB
    } else if !structure.proven {
        Level::BT
    } else if structure.kept {
        Level::BLTA
    } else {
        Level::BLT
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_holds_the_one_before() {
        let level = |names_signer, stamped, proven, kept| {
            let sub_filter = SubFilter::CadesDetached;
            of(&Structure { sub_filter, names_signer, stamped, proven, kept })
        };
        assert_eq!(level(false, true, true, true), None);
        assert_eq!(level(true, false, false, false), Some(Level::BB));
        assert_eq!(level(true, false, true, false), Some(Level::BB));
        assert_eq!(level(true, true, false, false), Some(Level::BT));
        assert_eq!(level(true, true, true, false), Some(Level::BLT));
        assert_eq!(level(true, true, true, true), Some(Level::BLTA));
        assert_eq!(level(true, false, true, true), Some(Level::BLTA));
    }

    #[test]
    fn what_is_not_made_as_pades_has_no_level() {
        let sub_filter = SubFilter::Pkcs7Detached;
        let structure =
            Structure { sub_filter, names_signer: true, stamped: true, proven: true, kept: true };
        assert_eq!(of(&structure), None);
    }
}
