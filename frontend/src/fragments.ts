/** htmx: what its answers may do. Errors of a form come back as 422 and are shown; a lost session leads to sign-in. */
import htmx from "htmx.org";
import { element } from "./elements";

interface Answer {
  xhr: XMLHttpRequest;
  shouldSwap: boolean;
  requestConfig?: { verb: string };
}

function withToken(event: Event): void {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value;
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  if (token) headers["X-CSRFToken"] = token;
}

/** A fragment that turns out to be a whole page is another page: the session has ended. */
function notAWholePage(event: Event): void {
  const { detail } = event as CustomEvent<Answer>;
  if (!/^\s*(<!doctype|<html)/i.test(detail.xhr.responseText)) return;
  detail.shouldSwap = false;
  if (detail.xhr.status < 400) location.reload();
}

function sayWhatFailed(event: Event): void {
  const { detail } = event as CustomEvent<Answer>;
  if (detail.requestConfig?.verb === "get") return; // the next poll will tell
  const why = detail.xhr.status === 403 ? "您没有这项权限，或页面打开得太久，请刷新后再试。" : "请检查网络后再试一次，您填写的内容还在。";
  const note = element("div", { class: "alert alert-danger", role: "alert" }, `没有保存。${why}`);
  const place = event.target instanceof Element ? event.target.closest("form") : null;
  place?.querySelector(".alert-danger")?.remove();
  (place ?? document.querySelector(".notes"))?.append(note);
}

export function watchFragments(): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", withToken);
  document.addEventListener("htmx:beforeSwap", notAWholePage);
  document.addEventListener("htmx:responseError", sayWhatFailed);
  document.addEventListener("htmx:sendError", sayWhatFailed);
}
