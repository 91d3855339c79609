"""Whoever is shown P3 or P4 leaves a reading: every page that the demo's people can reach by links, one of each kind."""

import html
import io
import re
import zipfile
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from liangzhan.audit.models import Event, Reading, SealedDeed
from liangzhan.toolkit.encrypted import _Opener

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
ROOMS = {"home", "people", "needs", "casework", "activities", "protection", "documents", "volunteers", "occasions"}
SHORT = 5  # shorter words stand on many pages by themselves


# Pages with rows of several sealed matters: each matter keeps a hidden reading of its own.
MATTERS = {"documents:sealed-list"}


def classed(field, *classes):
    model = field.model
    return getattr(model, "data_classes", {}).get(field.name, getattr(model, "data_class", "")) in classes


@pytest.fixture
def opened(monkeypatch):
    """Texts of P3 and P4 columns that were decrypted since it was emptied: {text: column}."""
    seen: dict[str, str] = {}
    usual = _Opener.__get__

    def watching(self, row, owner=None):
        value = usual(self, row, owner)
        if row is not None and isinstance(value, str) and len(value) >= SHORT and classed(self.field, "P3", "P4"):
            seen[value] = f"{self.field.model._meta.label}.{self.field.name}"
        return value

    monkeypatch.setattr(_Opener, "__get__", watching)
    return seen


def shown(response, opened):
    """Columns of which something stands in the answer; a file shows whatever was opened for it."""
    text = words_of(response)
    return {column for value, column in opened.items() if first_line(value) in text}


def words_of(response):
    """What can be read in the answer: a page, a PDF, a workbook."""
    content = response.content
    if content.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\n", "")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
    return html.unescape(content.decode(errors="replace"))


def first_line(value):
    return value.strip().splitlines()[0][:40]


def readings():
    """Readings, hidden ones, and deeds of taking a list away: each says who saw it."""
    exports = Event.objects.filter(name__endswith="exported").count()
    return Reading.objects.count() + SealedDeed.objects.count() + exports


def walk(client, opened, rooms):
    """(name of the page, address, columns shown, readings left) of one page of each name."""
    waiting, met = ["/"], set()
    while waiting:
        address = waiting.pop(0)
        try:
            name = resolve(urlsplit(address).path).view_name
        except Resolver404:
            continue
        if name in met or name.split(":")[0] not in rooms:
            continue
        met.add(name)
        opened.clear()
        before = readings()
        with client.allow(120):
            response = client.get(address)
        if response.status_code != 200 or response.streaming:
            continue
        yield name, address, shown(response, opened), readings() - before
        if response["Content-Type"].startswith("text/html"):
            waiting += [html.unescape(one) for one in LINK.findall(response.content.decode())]


@pytest.mark.parametrize(("login", "rooms"), [("worker", ROOMS), ("head", {"home", "people", "needs", "protection"})])
def test_whoever_is_shown_it_leaves_a_reading(demo, opened, login, rooms):
    found = list(walk(demo.client(login), opened, rooms))
    told = {name: (columns, left) for name, _, columns, left in found if columns}
    wrong = {name: columns for name, (columns, left) in told.items() if left != 1}
    silent = {name: columns for name, columns in wrong.items() if not (name in MATTERS and told[name][1])}
    assert silent == {}
    assert len(told) >= 10  # the walk did come to the pages of clients
