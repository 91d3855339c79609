/** What happens when a form is sent: a question first where it asks for one, then never twice. */
import { ask } from "./dialogs";

const agreed = new WeakSet<HTMLFormElement>();
const sent = new Map<HTMLFormElement, HTMLButtonElement[]>();

function submitButtons(form: HTMLFormElement): HTMLButtonElement[] {
  return Array.from(form.elements).filter(
    (one): one is HTMLButtonElement => one instanceof HTMLButtonElement && one.type === "submit",
  );
}

function question(form: HTMLFormElement, submitter: HTMLElement | null): string {
  return submitter?.dataset.confirm ?? form.dataset.confirm ?? "";
}

async function askFirst(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const words = submitter?.textContent?.trim() || "继续";
  const danger = submitter?.classList.contains("btn-danger") ?? false;
  if (!(await ask({ title: words, words: question(form, submitter), go: words, stay: "先不办", danger }))) return;
  agreed.add(form);
  if (submitter instanceof HTMLButtonElement) form.requestSubmit(submitter);
  else form.requestSubmit();
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (question(form, event.submitter) && !agreed.delete(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    void askFirst(form, event.submitter);
    return;
  }
  if (form.hasAttribute("hx-post") || form.target === "_blank" || "many" in form.dataset) return;
  const buttons = submitButtons(form);
  sent.set(form, buttons);
  form.setAttribute("aria-busy", "true");
  // After the event, so that the pressed button's own value is still sent.
  setTimeout(() => buttons.forEach((one) => (one.disabled = true)));
  // A download leaves the page standing: give the form back after a while.
  setTimeout(() => release(form), 15_000);
}

function release(form: HTMLFormElement): void {
  sent.get(form)?.forEach((one) => (one.disabled = false));
  sent.delete(form);
  form.removeAttribute("aria-busy");
}

export function isBeingSent(form: HTMLFormElement): boolean {
  return sent.has(form);
}

export function watchSending(): void {
  document.addEventListener("submit", onSubmit, true);
  window.addEventListener("pageshow", () => Array.from(sent.keys()).forEach(release));
}
