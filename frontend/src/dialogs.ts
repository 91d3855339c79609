/** Questions in a <dialog>. Resolves true when the reader goes on. */
import { button, element } from "./elements";

export interface Question {
  title: string;
  words: string;
  go: string;
  stay: string;
  danger?: boolean;
}

export function ask(question: Question): Promise<boolean> {
  if (typeof HTMLDialogElement !== "function") return Promise.resolve(window.confirm(question.words));
  return new Promise((answer) => {
    const dialog = element("dialog", { class: "ask", "aria-label": question.title });
    const go = button(question.go, question.danger ? "btn btn-danger" : "btn btn-primary", () => dialog.close("go"));
    const stay = button(question.stay, "btn", () => dialog.close(""));
    dialog.append(
      element("h2", {}, question.title),
      element("p", {}, question.words),
      element("div", { class: "ask-buttons" }, go, stay),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "go");
    });
    document.body.append(dialog);
    dialog.showModal();
    (question.danger ? stay : go).focus();
  });
}
