/** Tables: words beside each value on a phone, and columns the reader may hide. */
import { element } from "./elements";
import { recall, remember } from "./store";

function headers(table: HTMLTableElement): HTMLTableCellElement[] {
  return Array.from(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? []);
}

function labelCells(table: HTMLTableElement): void {
  const words = headers(table).map((head) => head.textContent?.replace(/[▲▼]/g, "").trim() ?? "");
  for (const body of Array.from(table.tBodies)) {
    for (const row of Array.from(body.rows)) {
      Array.from(row.cells).forEach((cell, index) => {
        if (cell.dataset.label === undefined && cell.colSpan === 1 && words[index]) cell.dataset.label = words[index];
      });
    }
  }
}

function show(table: HTMLTableElement, index: number, shown: boolean): void {
  for (const row of Array.from(table.rows)) {
    const cell = row.cells[index];
    if (cell && row.cells.length > index && cell.colSpan === 1) cell.hidden = !shown;
  }
}

function offerColumns(place: HTMLElement, table: HTMLTableElement): void {
  const key = `columns:${place.dataset.table ?? ""}`;
  const hidden = new Set(recall<string[]>(key) ?? []);
  const list = element("div", { class: "columns-list" });
  headers(table).forEach((head, index) => {
    const column = head.dataset.column;
    if (!column || index === 0) return; // the first column names the row
    show(table, index, !hidden.has(column));
    const box = element("input", { type: "checkbox", class: "form-check-input" });
    box.checked = !hidden.has(column);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(column);
      else hidden.add(column);
      show(table, index, box.checked);
      remember(key, Array.from(hidden));
    });
    list.append(element("label", { class: "columns-one" }, box, ` ${head.textContent?.replace(/[▲▼]/g, "").trim()}`));
  });
  if (!list.childElementCount) return;
  const chooser = element("details", { class: "columns", "data-menu": "" }, element("summary", {}, "选择列"), list);
  place.before(chooser);
}

export function dressTables(root: ParentNode): void {
  root.querySelectorAll<HTMLTableElement>("table.cards-on-phone").forEach((table) => {
    if (table.dataset.dressed) return;
    table.dataset.dressed = "1";
    labelCells(table);
    const place = table.closest<HTMLElement>("[data-choose]");
    if (place?.dataset.table) offerColumns(place, table);
  });
}
