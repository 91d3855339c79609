/** Everything a page loads at first. Each module dresses what the server has sent; without it the page still works. */
import htmx from "htmx.org";
import { watchDrafts } from "./drafts";
import { dressFigures } from "./figures";
import { watchIdleness } from "./idle";
import { watchLeaving } from "./leaving";
import { dressButtons, watchMenus } from "./menus";
import { dressPickers } from "./picker";
import { watchSending } from "./sending";
import { dressTables } from "./tables";

function dress(root: ParentNode): void {
  dressTables(root);
  dressPickers(root);
  dressButtons(root);
  dressFigures(root);
}

function withToken(event: Event): void {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value;
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  if (token) headers["X-CSRFToken"] = token;
}

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
document.documentElement.classList.add("scripted");
watchSending();
document.addEventListener("DOMContentLoaded", () => {
  dress(document);
  watchDrafts();
  watchLeaving();
  watchMenus();
  watchIdleness();
});
document.addEventListener("htmx:configRequest", withToken);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof HTMLElement && event.target !== document.body) dress(event.target);
});
