/** Everything a page loads at first. Each module dresses what the server has sent; without it the page still works. */
import { watchCodes } from "./codes";
import { watchDrafts } from "./drafts";
import { dressFigures } from "./figures";
import { watchFragments } from "./fragments";
import { watchIdleness } from "./idle";
import { watchLeaving } from "./leaving";
import { dressButtons, watchMenus } from "./menus";
import { dressPickers } from "./picker";
import { watchPlace } from "./place";
import { watchSending } from "./sending";
import { dressSignatures } from "./signature";
import { dressTables } from "./tables";

function dress(root: ParentNode): void {
  dressTables(root);
  dressPickers(root);
  dressButtons(root);
  dressFigures(root);
  dressSignatures(root);
}

document.documentElement.classList.add("scripted");
watchFragments();
watchSending();
document.addEventListener("DOMContentLoaded", () => {
  dress(document);
  watchDrafts();
  watchLeaving();
  watchMenus();
  watchIdleness();
  watchCodes();
  watchPlace();
});
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof HTMLElement && event.target !== document.body) dress(event.target);
});
