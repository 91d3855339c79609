"""Papers of the books: the line of a filed station, the local day, how many scans lie behind; labels lead to their things."""

import datetime as dt
import io

import openpyxl
from pypdf import PdfReader

from liangzhan.funds.exports.books import books_workbook
from liangzhan.funds.exports.labels import label_sheet
from liangzhan.funds.exports.papers import voucher_pdf
from liangzhan.funds.models import Asset
from liangzhan.funds.services import claims
from liangzhan.funds.views.words import auxiliary_words
from liangzhan.toolkit.periods import today
from tests.factories.funds import make_asset, make_claim_row
from tests.factories.stations import make_photo

EVENING_OF_UTC = dt.datetime(2026, 11, 27, 17, 0, tzinfo=dt.UTC)  # 01:00 of the 28th here


def text_of(pdf):
    """Without blanks and line breaks, which the setting puts between letters of two kinds."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_voucher(ready, station_head, committee_member, cashier):
    claim = make_claim_row(ready, by=station_head.actor, scans=[make_photo(), make_photo()])
    claims.approve_claim(claim=claim, by=committee_member.actor)
    entry = claims.pay_claim(claim=claim, by=cashier.actor).entry
    entry.booked_at = EVENING_OF_UTC
    text = text_of(voucher_pdf(entry, auxiliary_words(ready, ready.book)))
    for words in ("不替代会计账簿", "2026年11月28日", "2张（票据扫描件存于平台）", claim.summary):
        assert words in text, words


def test_the_exported_books_say_what_they_are(ready):
    book = openpyxl.load_workbook(io.BytesIO(books_workbook(ready, today().year, auxiliary_words(ready, ready.book))))
    for sheet in ("台账", "按资金来源"):
        cells = [cell for row in book[sheet].iter_rows(values_only=True) for cell in row]
        assert any("不替代会计账簿" in str(cell) for cell in cells), sheet


def test_labels_stand_24_on_a_sheet(station):
    for _ in range(25):
        make_asset(station)
    pdf = label_sheet(station, Asset.objects.order_by("number"), address="https://lz.example.cn")
    assert (len(PdfReader(io.BytesIO(pdf)).pages), "0025" in text_of(pdf)) == (2, True)
