"""P3 and P4 are ciphertext in a raw dump: every column by introspection, and the whole database of the demo."""

from collections import defaultdict
from uuid import uuid4

from django.db import connection, models

from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from tests.house.tree import field_label, our_models, own_fields

SEALED = (EncryptedTextField, EncryptedChoiceField)
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
MARK = "示例标记：海棠街三号楼"
INDEX, PLACE, KEY = (
    "a keyed index, nothing can be read back",
    "the place, for whoever may look",
    "the uuid of another row",
)
# Columns of P3 and P4 that are no ciphertext, each for its reason.
PLAIN = {
    "audit.SealedDeed.previous": "a hash of the chain",
    "audit.SealedDeed.digest": "a hash of the chain",
    "ledger.SealedPosting.voucher_index": INDEX,
    "ledger.SealedPosting.digest": INDEX,
    "people.Person.id_number_index": INDEX,
    "people.Card.id_number_index": INDEX,
    "protection.Report.reporter_index": INDEX,
    "staff.Complaint.code_index": INDEX,
    "protection.Risk.division_code": PLACE,
    "protection.Crisis.division_code": PLACE,
    "protection.Risk.voucher": KEY,
    "protection.Crisis.voucher": KEY,
    "documents.SealedArchiveItem.division_code": PLACE,
    "documents.SealedArchiveItem.voucher": KEY,
    "documents.SealedArchiveItem.digest": "a hash of the package",
    "documents.SealedConsultation.number": "letters by lot, they do not count",
    "casework.Review.progress": "numbers under the uuids of objectives; what they are about is ciphertext",
}
# Who did something stands at his own deeds as well: the account, not that it was this one.
ACCOUNTS = {"protection.Report.reporter", "protection.ReportStep.writer"}
# The telephone of every office in the demo; the station's name, which stands on its sign.
SAME_SAMPLE = {"staff.Complaint.contact", "documents.SealedArchiveItem.station_name"}


def personal():
    """Text columns of class P3 and P4: (model, field)."""
    for model in our_models():
        for field in own_fields(model):
            classed = getattr(model, "data_classes", {}).get(field.name, getattr(model, "data_class", ""))
            if classed in ("P3", "P4") and isinstance(field, (*SEALED, *TEXTS)) and not field.name.endswith("_by"):
                yield model, field


def test_every_text_of_p3_and_p4_is_an_encrypted_column():
    plain = {field_label(model, field.name) for model, field in personal() if not isinstance(field, SEALED)}
    assert plain == set(PLAIN)


def test_a_mark_in_any_column_is_not_what_is_written():
    for model, field in personal():
        if isinstance(field, EncryptedTextField):
            row = model(**{field.name: MARK})
            if not getattr(row, field.row_field):
                setattr(row, field.row_field, uuid4())
            written = field.get_db_prep_save(field.pre_save(row, True), connection)
            assert MARK.encode() not in bytes(written), field_label(model, field.name)
            assert bytes(written), field_label(model, field.name)
        elif isinstance(field, EncryptedChoiceField):
            code = next(code for code, _ in field.flatchoices if code)
            assert field.get_db_prep_save(code, connection) != code, field_label(model, field.name)


def raw_dump():
    """Every text and blob of every table, as it lies on the disk."""
    dump: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts = [
                bytes(value).decode("utf-8", "ignore") if isinstance(value, bytes | memoryview) else value
                for row in cursor.fetchall()
                for value in row
                if isinstance(value, str | bytes | memoryview)
            ]
            dump[table] = "\n".join(parts)
    return dump


def test_nothing_of_it_stands_in_the_dump_of_the_demo(demo):
    dump = raw_dump()
    everything = "\n".join(dump.values())
    assert len(everything) > 1_000_000
    found, seen = defaultdict(set), set()
    for model, field in personal():
        if not isinstance(field, EncryptedTextField):
            continue
        label = field_label(model, field.name)
        for row in model._base_manager.order_by("-pk")[:40]:
            text = str(getattr(row, field.name) or "").strip()
            if len(text) < 8:
                continue
            seen.add(label)
            piece = text.splitlines()[0][:24]
            if piece in everything:
                found[label] |= {table for table, words in dump.items() if piece in words}
    told = {label: sorted(tables) for label, tables in found.items() if label not in ACCOUNTS | SAME_SAMPLE}
    assert told == {}
    assert len(seen) > 60, sorted(seen)
