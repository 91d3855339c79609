/** A showing device draws the code of the moment from a stock that came with the page, so it also works without the net.
 *  What the clock of the device says does not matter: only how much has passed since the server said what time it is. */

interface Stock {
  side: number;
  first: number;
  closes: number;
  seconds: number;
  codes: string[];
}
interface Answer {
  now: number;
  stock: Stock | null;
}

// The true time at the place, whatever clock and zone the device has.
const CLOCK = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const LOOK_EVERY = 500;
const FETCH_EVERY = 5 * 60_000;
const MARGIN = 4;

/** The dark modules of packed bits as one SVG path. */
export function pathOf(bits: string, side: number): string {
  const bytes = atob(bits);
  const dark = (index: number): boolean => ((bytes.charCodeAt(index >> 3) >> (7 - (index & 7))) & 1) === 1;
  let path = "";
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      if (!dark(row * side + column)) continue;
      let run = 1;
      while (column + run < side && dark(row * side + column + run)) run += 1;
      path += `M${column + MARGIN} ${row + MARGIN}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return path;
}

function pictureOf(bits: string, side: number): SVGSVGElement {
  const make = (name: string): Element => document.createElementNS("http://www.w3.org/2000/svg", name);
  const svg = make("svg") as SVGSVGElement;
  const size = side + 2 * MARGIN;
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "签到二维码");
  const ground = make("rect");
  for (const [name, value] of [["width", `${size}`], ["height", `${size}`], ["fill", "#fff"]] as const) ground.setAttribute(name, value);
  const path = make("path");
  path.setAttribute("d", pathOf(bits, side));
  path.setAttribute("fill", "#000");
  svg.append(ground, path);
  return svg;
}

class Card {
  private shown = -1;
  private cut = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly stock: Stock,
    private offset: number,
  ) {}

  private part(name: string): HTMLElement | null {
    return this.place.querySelector<HTMLElement>(`[data-code-${name}]`);
  }

  private now(): number {
    return Date.now() + this.offset;
  }

  private until(): number {
    return (this.stock.first + this.stock.codes.length) * this.stock.seconds * 1000;
  }

  look(): void {
    const seconds = this.now() / 1000;
    const step = Math.floor(seconds / this.stock.seconds);
    const bits = this.stock.codes[step - this.stock.first];
    const picture = this.part("picture");
    const bar = this.part("bar");
    if (!picture) return;
    const early = step < this.stock.first && this.shown < 0;
    this.place.classList.toggle("code-out", !bits && !early);
    if (!bits) {
      picture.replaceChildren();
      if (bar) bar.hidden = true;
      if (early) return this.say(`${CLOCK.format(this.stock.first * this.stock.seconds * 1000)} 开始签到，到时自动显示二维码。`);
      return this.say(this.stock.closes < step ? "签到时间已过。" : "本机预存的签到码已用完。请连上网络，再点“重新取码”。");
    }
    if (this.shown !== step) picture.replaceChildren(pictureOf(bits, this.stock.side));
    this.shown = step;
    const left = Math.ceil((step + 1) * this.stock.seconds - seconds);
    if (bar instanceof HTMLProgressElement) {
      bar.hidden = false;
      bar.value = left;
    }
    const end = CLOCK.format(this.until());
    this.say(this.cut ? `网络不通或已退出登录：预存的码可用到 ${end}。` : `每 ${this.stock.seconds} 秒更换，断网也可用到 ${end}。`);
  }

  /** Change the words only when they differ: a screen reader would read them twice a second. */
  private say(words: string): void {
    const note = this.part("note");
    if (note && note.textContent !== words) note.textContent = words;
  }

  /** Lay in more codes until there are as many as the server gives in advance. */
  async fill(): Promise<void> {
    for (;;) {
      const from = this.stock.first + this.stock.codes.length;
      const answer = await ask(`${this.place.dataset.codes ?? ""}&from=${from}`);
      this.cut = answer === null;
      if (!answer?.stock) return;
      this.offset = answer.now - Date.now();
      this.stock.closes = answer.stock.closes;
      if (answer.stock.first !== from || !answer.stock.codes.length || answer.stock.side !== this.stock.side) return;
      this.stock.codes.push(...answer.stock.codes);
    }
  }
}

async function ask(address: string): Promise<Answer | null> {
  try {
    // HX-Request: the page asks by itself, which is no sign of life and keeps nobody signed in.
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "manual" });
    return answer.ok ? ((await answer.json()) as Answer) : null;
  } catch {
    return null;
  }
}

/** 退出登录，只留签到屏: the session ends, the page stays. */
function watchLeave(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-leave]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const note = form.querySelector<HTMLElement>("[data-leave-note]");
    void fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).then(
      () => {
        form.querySelector("button")?.remove();
        if (note) note.textContent = "已退出登录。签到屏继续显示预存的码；要再取码，请重新登录后打开本页。";
      },
      () => {
        if (note) note.textContent = "网络不通，还没有退出。请稍后再试。";
      },
    );
  });
}

export function watchCodes(): void {
  const cards: Card[] = [];
  for (const place of document.querySelectorAll<HTMLElement>("[data-codes]")) {
    const text = place.querySelector("[data-code-stock]")?.textContent;
    if (text) cards.push(new Card(place, JSON.parse(text) as Stock, Number(place.dataset.now) - Date.now()));
  }
  if (!cards.length) return;
  watchLeave();
  const look = (): void => cards.forEach((card) => card.look());
  const fill = async (): Promise<void> => {
    for (const card of cards) await card.fill();
    look();
  };
  look();
  window.setInterval(look, LOOK_EVERY);
  window.setInterval(() => void fill(), FETCH_EVERY);
  void fill();
}
