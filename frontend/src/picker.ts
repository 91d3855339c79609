/** Division picker: a code field becomes a search by name, pinyin initials or code. Without scripts one types the code. */
import { element } from "./elements";

const WAIT = 220;

class Picker {
  private readonly search: HTMLInputElement;
  private readonly list: HTMLDivElement;
  private readonly chosen: HTMLParagraphElement;
  private running: AbortController | null = null;
  private waiting = 0;

  constructor(private readonly code: HTMLInputElement) {
    const id = `${code.id || code.name}-search`;
    this.search = element("input", {
      type: "search", class: "form-control", id, autocomplete: "off", role: "combobox",
      "aria-expanded": "false", "aria-controls": `${id}-list`, placeholder: "输入名称、拼音首字母或代码",
    });
    this.list = element("div", { class: "picker-list", id: `${id}-list`, hidden: "" });
    this.chosen = element("p", { class: "picker-chosen", role: "status" });
    const described = code.getAttribute("aria-describedby");
    if (described) this.search.setAttribute("aria-describedby", described);
    this.search.classList.toggle("is-invalid", code.classList.contains("is-invalid"));
    code.form?.querySelector(`label[for="${code.id}"]`)?.setAttribute("for", id);
    code.type = "hidden";
    code.after(element("div", { class: "picker" }, this.search, this.list, this.chosen));
    this.say(code.dataset.shown || code.value);
    this.listen();
  }

  private listen(): void {
    this.search.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => void this.look(), WAIT);
    });
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.options()[0]?.click();
      }
      if (event.key === "ArrowDown") this.step(event, -1, 1);
      if (event.key === "Escape") this.close();
    });
    this.list.addEventListener("keydown", (event) => {
      const at = this.options().indexOf(document.activeElement as HTMLElement);
      if (event.key === "ArrowDown") this.step(event, at, 1);
      if (event.key === "ArrowUp") this.step(event, at, -1);
      if (event.key === "Escape") {
        this.close();
        this.search.focus();
      }
    });
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-code]") : null;
      if (option) this.pick(option);
    });
    this.code.addEventListener("change", () => this.say(this.code.dataset.shown || this.code.value));
  }

  private options(): HTMLElement[] {
    return Array.from(this.list.querySelectorAll<HTMLElement>("[data-code]"));
  }

  private step(event: KeyboardEvent, from: number, by: number): void {
    event.preventDefault();
    (this.options()[from + by] ?? this.search).focus();
  }

  private async look(): Promise<void> {
    const words = this.search.value.trim();
    this.running?.abort();
    if (!words) {
      this.close();
      if (!this.code.required) this.set("", "");
      return;
    }
    if (/^\d{12}$/.test(words)) this.set(words, words);
    this.running = new AbortController();
    const query = new URLSearchParams({ q: words, level: this.code.dataset.level ?? "" });
    try {
      const answer = await fetch(`${this.code.dataset.divisionPicker || "/divisions/search"}?${query}`, {
        headers: { "HX-Request": "true" }, signal: this.running.signal, credentials: "same-origin",
      });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.open(await answer.text());
    } catch (problem) {
      if ((problem as Error).name !== "AbortError") this.open("");
    }
  }

  private open(fragment: string): void {
    this.list.innerHTML = fragment; // our own server's fragment, escaped there
    if (!this.list.textContent?.trim()) this.list.replaceChildren(element("p", {}, "现在查不到，请稍后再试；也可以直接输入 12 位代码。"));
    this.list.hidden = false;
    this.search.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.list.hidden = true;
    this.search.setAttribute("aria-expanded", "false");
  }

  private pick(option: HTMLElement): void {
    this.set(option.dataset.code ?? "", option.dataset.name || option.textContent?.trim() || "");
    this.search.value = "";
    this.close();
    this.search.focus();
  }

  private set(code: string, name: string): void {
    this.code.dataset.shown = name;
    this.code.value = code;
    this.code.dispatchEvent(new Event("input", { bubbles: true }));
    this.code.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private say(words: string): void {
    this.chosen.textContent = words ? `已选：${words}` : "";
  }
}

export function dressPickers(root: ParentNode): void {
  root.querySelectorAll<HTMLInputElement>("input[data-division-picker]").forEach((input) => {
    if (input.type !== "hidden") new Picker(input);
  });
}
