/** Warns before unsaved changes are lost, unless a draft keeps them. */
import { isBeingSent } from "./sending";

const changed = new Set<HTMLFormElement>();

export function watchLeaving(): void {
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.hasAttribute("data-guard") && !form.hasAttribute("data-draft")) changed.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (Array.from(changed).some((form) => form.isConnected && !isBeingSent(form))) event.preventDefault();
  });
}
