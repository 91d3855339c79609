"""One person with a browser of his own: signs in, reads, types, presses. Works on the words of the pages only."""

import io
import re
import time
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.harness.live import DESKTOP, LiveSite

PASSWORD = "Liangzhan-2020"


# A code is good once, so a session that a walker opened serves the next one of the same login, as in one browser.
SESSIONS: dict[tuple[str, str], StorageState] = {}


def code_of(site: LiveSite, login: str) -> str:
    """What the telephone of a demo account shows now."""
    return site.command("demo", "--code", login).stdout.strip()


class Walker:
    """`page` is Playwright's; every address must answer below 400 and no script may fail."""

    def __init__(self, browser: Browser, site: LiveSite, login: str, viewport: dict = DESKTOP) -> None:
        self.site = site
        known = SESSIONS.get((site.address, login))
        self.context = browser.new_context(
            viewport=viewport, locale="zh-CN", accept_downloads=True, storage_state=known
        )
        self.context.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(f"{site.address}/")
        if "/login/" in self.page.url:
            self._sign_in(login)
        self.see("工作台")
        SESSIONS[site.address, login] = self.context.storage_state()

    def _sign_in(self, login: str) -> None:
        self.page.get_by_label("用户名").fill(login)
        self.page.get_by_label("密码").first.fill(PASSWORD)
        self.page.get_by_role("button", name="登录").first.click()
        self.page.wait_for_load_state()
        tried = ""
        while "/2fa/" in self.page.url:
            if (code := code_of(self.site, login)) == tried:
                time.sleep(2)  # a code is good once, and five wrong ones lock the account: wait for the next
                continue
            tried = code
            self.page.get_by_label("动态口令").fill(code)
            self.page.get_by_role("button", name="登录").first.click()
            self.page.wait_for_load_state()

    def _listen(self, message) -> None:
        if message.type == "error" and "422" not in message.text:
            self.faults.append(message.text)

    def leave(self) -> None:
        """Close the browser; a page whose script failed fails the journey."""
        self.context.close()
        assert self.faults == []

    def go(self, path: str) -> None:
        """Open an address of the site."""
        answer = self.page.goto(f"{self.site.address}{path}")
        assert answer is not None and answer.status < 400, f"{path}: {answer and answer.status}"

    def see(self, words: str) -> None:
        """The words stand on the page."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=60_000)

    def press(self, name: str, *, nth: int = 0) -> None:
        """Press a button or link by its words, and say yes when the page asks back."""
        exact = re.compile(rf"^\s*{re.escape(name)}\s*$")
        button = self.page.get_by_role("button", name=exact)
        target = button if button.count() else self.page.get_by_role("link", name=exact)
        target.nth(nth).click()
        self.agree()
        self.page.wait_for_load_state()

    def agree(self) -> None:
        """The page's own question, when there is one."""
        dialog = self.page.locator("dialog[open]")
        if dialog.count():
            dialog.locator("button.btn-primary, button.btn-danger, button[value=yes]").first.click()

    def fill(self, values: dict[str, object]) -> None:
        """Fill fields by their names in the form."""
        for name, value in values.items():
            field = self.page.locator(f"[name='{name}']").last
            kind = field.get_attribute("type")
            if kind == "radio":
                self.page.locator(f"label:has([name='{name}'][value='{value}'])").click()
            elif kind == "checkbox":
                field.set_checked(bool(value))
            elif kind == "file":
                field.set_input_files(str(value))
            elif field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))

    def shot(self, place: Path, name: str) -> None:
        """Keep a picture of the page for people to look at."""
        place.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(place / f"{name}.png"), full_page=True)


def photo(place: Path, words: str = "SAMPLE") -> Path:
    """A drawn picture to upload."""
    image = Image.new("RGB", (800, 600), (210, 220, 235))
    ImageDraw.Draw(image).text((40, 40), words, fill=(20, 20, 20))
    held = io.BytesIO()
    image.save(held, "JPEG")
    target = place / f"{words.lower()}.jpg"
    target.write_bytes(held.getvalue())
    return target
