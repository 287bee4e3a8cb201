use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Permission;

/// Why a verdict is what it is, as a code with facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureReason")]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    // ---- the file
    /// It cannot be read.
    Unreadable {
        /// What is wrong.
        fault: Fault,
        /// Where, in bytes from its beginning.
        #[cfg_attr(feature = "specta", specta(type = Option<u32>))]
        offset: Option<u64>,
    },
    /// It is encrypted, and no password was given or the password is not the right one.
    PasswordNeeded,
    /// It is encrypted in a way that no password opens.
    KeyNeeded,
    /// It gives rights of use to a reader program, with a signature that is nobody's agreement.
    UsageRights,
    /// Two things are said of an object at once, and each reader takes the one that it finds first.
    DefinedTwice {
        /// The number of the object.
        object: u32,
    },
    /// Some readers find an object, and others do not.
    SeenBySome {
        /// The number of the object.
        object: u32,
    },
    /// A signature that the file once had is no longer there.
    SignatureRemoved {
        /// The full name of its field.
        field: String,
    },
    /// The file says from where a reader on the web may begin, which came true after it was signed.
    LinearizedSince,
    /// Something follows the end of the file that no reader should show.
    BytesAfterEnd {
        /// How many bytes.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        bytes: u64,
    },
    /// Objects follow the end of the file, which forgiving readers would find.
    ObjectsAfterEnd {
        /// How many bytes.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        bytes: u64,
    },

    // ---- what a signature covers
    /// The signature is made in a way that nothing here verifies.
    SubFilterUnknown {
        /// Its name.
        name: String,
    },
    /// The signature says to be of a kind, and is made in a way that is of another.
    KindContradicts,
    /// The covered bytes lie outside the file, or are too many pieces.
    ByteRangeOutside,
    /// The covered bytes are not two pieces around one gap.
    ByteRangeOdd {
        /// How many numbers tell them.
        numbers: u32,
    },
    /// The gap is not the container of the signature and nothing more.
    GapElsewhere {
        /// Where it begins.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        from: u64,
        /// Where it ends.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        to: u64,
    },
    /// The covered bytes end before the revision does that the signature is in.
    EndsInRevision {
        /// Where they end.
        #[cfg_attr(feature = "specta", specta(type = u32))]
        at: u64,
    },

    // ---- what was changed afterwards
    /// Something that was changed cannot be read.
    ChangeUnreadable {
        /// What is wrong.
        fault: Fault,
        /// Where, in bytes from the beginning of the file.
        #[cfg_attr(feature = "specta", specta(type = Option<u32>))]
        offset: Option<u64>,
    },
    /// The signature does not permit a change that a rule explains.
    ChangeForbidden {
        /// What it permits.
        permission: Permission,
    },
    /// No rule explains an object.
    ObjectUnexplained {
        /// The number of the object.
        object: u32,
        /// The revision that wrote it, counted from 1.
        revision: u32,
    },
    /// An object was taken away.
    ObjectFreed {
        /// The number of the object.
        object: u32,
    },
    /// An object was put where another was, or written again where it may not be.
    ObjectReused {
        /// The number of the object.
        object: u32,
    },
    /// An object that lay hidden among the signed bytes was brought to light.
    PointsIntoSignedBytes {
        /// The number of the object.
        object: u32,
    },
    /// The cross-references of a later revision lie among the signed bytes.
    CrossReferencesInSignedBytes,
    /// The cross-references of a later revision are not written as the standard has them, so that
    /// each reader counts them otherwise.
    CrossReferencesLoose,
    /// The trailer of a later revision says something else than before.
    TrailerChanged {
        /// Of what.
        key: String,
    },
    /// The signed revision refers to an object that was nowhere, and was put there afterwards.
    GapFilled {
        /// The number of the object.
        object: u32,
    },
    /// Something refers to an object that is nowhere.
    ReferenceToNothing {
        /// The number of the object.
        object: u32,
    },
    /// Objects refer to one another in more ways than can be followed.
    TooManyWays,
    /// Something was taken from a dictionary.
    KeyRemoved {
        /// Its key.
        key: String,
    },
    /// The catalogue says something else than before.
    CatalogChanged {
        /// Of what.
        key: String,
    },
    /// The metadata are no XML, or none that every reader reads alike.
    MetadataMalformed,
    /// The security store is not as it should be, or lost something.
    SecurityStoreMalformed,
    /// There is no form, or its fields are not as they should be.
    FormMalformed,
    /// The form says something else than before.
    FormChanged {
        /// Of what.
        key: String,
    },
    /// A field was removed.
    FieldRemoved {
        /// Its full name.
        field: String,
    },
    /// A field was added that is not one to be signed.
    FieldAdded {
        /// Its full name.
        field: String,
    },
    /// A field became one of another kind.
    FieldKindChanged {
        /// Its full name.
        field: String,
    },
    /// More than the value of a field was changed.
    FieldChanged {
        /// Its full name.
        field: String,
        /// What was changed.
        key: String,
    },
    /// A field was changed that the signature locks.
    FieldLocked {
        /// Its full name.
        field: String,
    },
    /// A field that can be seen was added, which could cover what was certified.
    VisibleFieldAfterCertification {
        /// Its full name.
        field: String,
    },
    /// A later signature is not an object of its own revision.
    SignatureMalformed {
        /// The full name of its field.
        field: String,
    },
    /// The appearance of a field is not as it should be.
    AppearanceMalformed {
        /// Its full name.
        field: String,
    },
    /// The appearance of a field is also that of something else.
    AppearanceShared {
        /// Its full name.
        field: String,
    },
    /// Pages were added, removed or put in another order.
    PageTreeChanged,
    /// More than the annotations of a page was changed.
    PageChanged {
        /// The page, counted from 1.
        page: u32,
    },
    /// The annotations of a page are not as they should be.
    AnnotationsMalformed {
        /// The page, counted from 1.
        page: u32,
    },
    /// Annotations were removed from a page.
    AnnotationsRemoved {
        /// The page, counted from 1.
        page: u32,
    },
    /// Annotations were added to a page that are no fields to be signed.
    AnnotationsAdded {
        /// The page, counted from 1.
        page: u32,
    },

    // ---- the container of a signature; the crypto side adds its own below
    /// The container cannot be read.
    ContainerUnreadable,
    /// The container holds what it signs, though it stands for bytes outside, or holds nothing
    /// though it should.
    ContentMisplaced,
    /// What is signed is not of the kind that was signed for.
    ContentTypeDiffers,
    /// An attribute that must stand exactly once is missing, or stands several times.
    AttributeNotOnce {
        /// Its object identifier.
        oid: String,
    },
    /// The signed attributes do not stand in the form that the standard signs (DER).
    AttributesOutOfOrder,
    /// The covered bytes are not those that were signed.
    DigestDiffers,
    /// The signature was not made with the key of the signer's certificate.
    SignatureDiffers,
    /// The algorithms that are named contradict one another.
    AlgorithmsContradict,
    /// Nothing here verifies such an algorithm.
    AlgorithmUnsupported {
        /// Its object identifier.
        oid: String,
    },
    /// The signer's certificate is not with the signature.
    SignerCertificateMissing,
    /// The signer's certificate, or its key, cannot be read.
    SignerCertificateUnreadable,
    /// The certificate is not the one that the signer signed for.
    SignerCertificateDiffers,
    /// A time-stamp of the signature cannot be read, or does not verify.
    StampFails,
    /// A time-stamp of the signature is one of other bytes.
    StampOfOtherBytes,
    /// The signer claims a day after that of judgement, which counts for nothing.
    ClaimedInFuture,

    // ---- the certificates
    /// No certificate of this issuer is known.
    IssuerUnknown {
        /// Its name.
        issuer: String,
    },
    /// The list of a State names this issuer, but did not trust it on the day that counts.
    IssuerNotGranted {
        /// Its name.
        issuer: String,
    },
    /// A certificate had expired on the day that counts.
    CertificateExpired {
        /// Whose it is.
        subject: String,
        /// The last moment of its validity.
        at: DateTime<Utc>,
    },
    /// A certificate was not yet valid on the day that counts.
    CertificateNotYetValid {
        /// Whose it is.
        subject: String,
        /// The first moment of its validity.
        at: DateTime<Utc>,
    },
    /// A certificate was revoked on the day that counts.
    CertificateRevoked {
        /// Whose it is.
        subject: String,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// A certificate may not do what was done with it, or says something that is not understood.
    CertificateUnfit {
        /// Whose it is.
        subject: String,
    },
}

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureFault")]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The file does not begin as a PDF file.
    Header,
    /// The file does not end as a PDF file, with the place of its cross-references.
    End,
    /// A table of cross-references.
    Table,
    /// A trailer.
    Trailer,
    /// A stream of cross-references.
    XrefStream,
    /// Cross-references that lead back to themselves.
    Loop,
    /// A value.
    Syntax,
    /// A number.
    Number,
    /// A string.
    String,
    /// A dictionary with two values for a key.
    KeyTwice,
    /// Values that lie too deep in one another.
    TooDeep,
    /// More than is worth reading: a file of that size is made to fill the memory, or to take for ever.
    TooLarge,
    /// The beginning of an object.
    ObjectHeader,
    /// An object that is another than its cross-reference says.
    ObjectNumber,
    /// The end of an object.
    ObjectEnd,
    /// An object stream.
    ObjectStream,
    /// An object stream with two objects of one number.
    ObjectTwice,
    /// The beginning of a stream.
    StreamStart,
    /// The length of a stream.
    StreamLength,
    /// A filter, or what it should undo.
    Filter,
    /// Compressed data.
    Compression,
    /// Data that were predicted before they were compressed.
    Predictor,
    /// What is encrypted, or how.
    Encryption,
    /// The catalogue.
    Catalog,
    /// The page tree.
    PageTree,
    /// The logical structure.
    StructureTree,
    /// The form.
    Form,
    /// Something that should be an object of its own.
    InPlace,
    /// A signature.
    Signature,
    /// The bytes that a signature covers.
    ByteRange,
    /// What a signature permits.
    Permission,
    /// What a signature locks.
    Lock,
}
