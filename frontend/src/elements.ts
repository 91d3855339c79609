/** Small DOM helpers: build an element, say a time, find within. */
type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function button(words: string, look: string, deed: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: look }, words);
  made.addEventListener("click", deed);
  return made;
}

export function clock(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

export function dayAndClock(moment: Date): string {
  return `${moment.getMonth() + 1}月${moment.getDate()}日 ${clock(moment)}`;
}
