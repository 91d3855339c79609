/** Open menus close when one looks elsewhere; print buttons show where printing is possible; errors take the focus. */
export function watchMenus(): void {
  document.addEventListener("click", (event) => {
    document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]").forEach((menu) => {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    if (location.hash === "#menu") location.hash = "#main";
  });
}

export function dressButtons(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-print]").forEach((button) => {
    button.hidden = false;
    button.onclick = () => window.print();
  });
  root.querySelector<HTMLElement>("[data-form-errors]")?.focus();
}
