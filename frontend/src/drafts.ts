/** Drafts of marked forms, kept in this browser until the form is sent; never what is private, and gone at sign-out. */
import { button, clock, dayAndClock, element } from "./elements";
import { forget, keysUnder, recall, remember } from "./store";

interface Draft {
  values: [string, string][];
  at: number;
  sent: boolean;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const DAYS_KEPT = 7;
const NEVER_KEPT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);

function controls(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter(
    (one): one is Control =>
      (one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement) &&
      one.name !== "" &&
      !NEVER_KEPT.has(one.type) &&
      one.closest("[data-private]") === null,
  );
}

function chosen(control: Control): boolean {
  return !(control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) || control.checked;
}

function valuesOf(form: HTMLFormElement): [string, string][] {
  return controls(form).flatMap((control): [string, string][] => {
    if (control instanceof HTMLSelectElement && control.multiple) {
      return Array.from(control.selectedOptions, (option): [string, string] => [control.name, option.value]);
    }
    return chosen(control) ? [[control.name, control.value]] : [];
  });
}

function fill(form: HTMLFormElement, values: [string, string][]): void {
  const held = new Map<string, string[]>();
  for (const [name, value] of values) held.set(name, [...(held.get(name) ?? []), value]);
  for (const control of controls(form)) {
    const found = held.get(control.name) ?? [];
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
      control.checked = found.includes(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      for (const option of Array.from(control.options)) option.selected = found.includes(option.value);
    } else if (found[0] !== undefined) {
      control.value = found[0];
    }
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function keyOf(form: HTMLFormElement): string {
  return `draft:${document.body.dataset.who ?? ""}:${form.dataset.draft ?? ""}`;
}

function say(words: string): void {
  document.querySelectorAll("[data-draft-note]").forEach((place) => (place.textContent = words));
}

function offer(form: HTMLFormElement, draft: Draft): void {
  const bar = element("div", { class: "draft-offer", role: "status" });
  const words = element("span", {}, `您有 ${dayAndClock(new Date(draft.at))} 没有提交的草稿。`);
  const restore = button("恢复草稿", "btn btn-sm btn-primary", () => {
    fill(form, draft.values);
    bar.remove();
    say("草稿已恢复");
  });
  const drop = button("丢弃", "btn btn-sm", () => {
    forget(keyOf(form));
    bar.remove();
  });
  bar.append(words, restore, drop);
  form.prepend(bar);
}

function keep(form: HTMLFormElement): void {
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const draft: Draft = { values: valuesOf(form), at: Date.now(), sent: false };
      if (remember(keyOf(form), draft)) say(`草稿已保存 ${clock(new Date())}`);
    }, 800);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!event.defaultPrevented) remember(keyOf(form), { values: valuesOf(form), at: Date.now(), sent: true });
  });
}

/** A draft whose form was sent and which is not on the page again (or is, with thanks) has done its work. */
function tidy(standing: Set<string>): void {
  const thanked = document.querySelector(".notes .alert-success") !== null;
  for (const key of keysUnder("draft:")) {
    const draft = recall<Draft>(key);
    const done = draft?.sent && (thanked || !standing.has(key));
    if (!draft || done || Date.now() - draft.at > DAYS_KEPT * 86_400_000) forget(key);
  }
}

function forgetAtSignOut(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.hasAttribute("data-sign-out")) keysUnder("draft:").forEach(forget);
  });
}

export function watchDrafts(): void {
  forgetAtSignOut();
  if (!document.body.dataset.who) return; // an error page, or nobody signed in
  const forms = Array.from(document.querySelectorAll<HTMLFormElement>("form[data-draft]:not([data-private])"));
  tidy(new Set(forms.map(keyOf)));
  for (const form of forms) {
    const draft = recall<Draft>(keyOf(form));
    const same = JSON.stringify(draft?.values) === JSON.stringify(valuesOf(form));
    if (draft && !same && form.querySelector("[data-form-errors]") === null) offer(form, draft);
    keep(form);
  }
}
