#!/usr/bin/env python3
"""Makes the signed convention that the demonstration shows. Everybody in it is invented.

    venv/bin/python make.py

It needs what the fixtures of the crate `signatures` need. The keys are kept nowhere.
"""

import importlib.util
import io
import pathlib

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from freezegun import freeze_time
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("fixtures", HERE.parents[1] / "signatures/fixtures/make.py")
fixtures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fixtures)

MEMBER, PROGRAMME = "CA des Trois-Rivières", "Programme Lanterne"
LINES = [
    ("F2", 16, "Convention de service n° 2026-001"),
    ("F1", 12, f"entre {MEMBER} et {PROGRAMME}"),
    ("F1", 11, "Document de démonstration : tout y est inventé, rien ne vaut engagement."),
    ("F1", 11, "Article 1. Le programme accompagne le membre dans l’usage du logiciel."),
    ("F1", 11, "Article 2. La convention prend effet à la date de sa dernière signature."),
    ("F1", 11, "Article 3. Toute modification fait l’objet d’un avenant numéroté."),
    ("F1", 11, "Fait le 2 mars 2026."),
]


def page():
    pdf = writer.PdfFileWriter(stream_xrefs=False)
    pdf.root["/Lang"] = generic.pdf_string("fr")
    text = "BT 72 770 Td 0 -34 TD "
    for font, size, line in LINES:
        line = line.replace("(", r"\(").replace(")", r"\)")
        text += f"/{font} {size} Tf ({line}) Tj 0 -34 TD "
    content = generic.StreamObject(stream_data=(text + "ET").encode("cp1252"))
    fonts = generic.DictionaryObject({
        pdf_name(f"/F{number}"): pdf.add_object(generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Font"), pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name(name), pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
        })) for number, name in ((1, "/Helvetica"), (2, "/Helvetica-Bold"))
    })
    resources = generic.DictionaryObject({pdf_name("/Font"): fonts})
    pdf.insert_page(writer.PageObject(contents=pdf.add_object(content), media_box=(0, 0, 595, 842),
                                      resources=resources))
    out = io.BytesIO()
    pdf.write(out)
    return out.getvalue()


def sign(pdf, signer, field, box, clock, on):
    stamper = timestamps.DummyTimeStamper(clock.asn1, clock.asn1_key, fixed_dt=on,
                                          certs_to_embed=SimpleCertificateStore.from_certs([clock.root]))
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason="Accord",
        location="Valmont")
    style = TextStampStyle(stamp_text="%(signer)s\n%(ts)s", timestamp_format="%d/%m/%Y", border_width=1)
    new = fields.SigFieldSpec(field, box=box)
    done = signers.PdfSigner(metadata, signer, timestamper=stamper, stamp_style=style, new_field_spec=new)
    with freeze_time(on):
        return done.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()


def main():
    holder = fixtures.Holder
    root = holder("Autorité de démonstration", ec.generate_private_key(ec.SECP384R1()),
                  organisation="Club Exemple", authority=True)
    middle = holder("Signatures de démonstration", ec.generate_private_key(ec.SECP256R1()), root,
                    organisation="Club Exemple", authority=True)
    member = holder("Inès Caradec", ec.generate_private_key(ec.SECP256R1()), middle,
                    organisation=MEMBER, email="ines.caradec@example.org")
    programme = holder("Camille Aubry", ec.generate_private_key(ec.SECP256R1()), middle,
                       organisation=PROGRAMME, email="camille.aubry@example.org")
    clock = holder("Horloge de démonstration", rsa.generate_private_key(65537, 2048), root,
                   organisation="Club Exemple", purposes=[ExtendedKeyUsageOID.TIME_STAMPING])
    clock.root = root.asn1
    # The days on which the demonstration says that the convention came back, and was countersigned.
    returned, countersigned = fixtures.SIGNED - 9 * fixtures.DAY, fixtures.SIGNED
    pdf = page()
    pdf = sign(pdf, member.signer(middle, root), "Membre", (72, 440, 272, 490), clock, returned)
    pdf = sign(pdf, programme.signer(middle, root), "Programme", (322, 440, 522, 490), clock, countersigned)
    (HERE / "convention.pdf").write_bytes(pdf)
    (HERE / "authority.pem").write_bytes(root.certificate.public_bytes(serialization.Encoding.PEM))


if __name__ == "__main__":
    main()
