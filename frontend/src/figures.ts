/** Loads the drawing code only when a page has a plot and the reader comes near it. */
interface Drawing {
  draw(place: HTMLElement): Promise<void>;
}

let drawing: Promise<Drawing> | null = null;

function load(): Promise<Drawing> {
  const address = document.body.dataset.plots ?? "";
  drawing ??= import(address) as Promise<Drawing>;
  return drawing;
}

async function reveal(place: HTMLElement): Promise<void> {
  try {
    await (await load()).draw(place);
  } catch {
    place.hidden = true; // the table beside it says the same
  }
}

export function dressFigures(root: ParentNode): void {
  const places = Array.from(root.querySelectorAll<HTMLElement>("[data-plot]:not([data-seen])"));
  if (!places.length) return;
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((one) => one.isIntersecting)) {
        watcher.unobserve(entry.target);
        const place = entry.target.querySelector<HTMLElement>("[data-plot]");
        if (place) void reveal(place);
      }
    },
    { rootMargin: "300px" },
  );
  for (const place of places) {
    place.dataset.seen = "1";
    place.hidden = false; // its room is kept from the start, so that nothing jumps when it is drawn
    if (place.parentElement) watcher.observe(place.parentElement);
  }
}
