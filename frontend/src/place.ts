/** 是否在范围内: the phone itself compares its position with the place and tells the form yes or no, nothing else. */
const EARTH = 6_371_000;

export function metresBetween(one: [number, number], other: [number, number]): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const [longitude, latitude] = [rad(other[0] - one[0]), rad(other[1] - one[1])];
  const h = Math.sin(latitude / 2) ** 2 + Math.cos(rad(one[1])) * Math.cos(rad(other[1])) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(h));
}

export function watchPlace(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-place]");
  const button = form?.querySelector<HTMLButtonElement>("[data-place-ask]");
  const answer = form?.querySelector<HTMLInputElement>("[data-place-answer]");
  const words = form?.querySelector<HTMLElement>("[data-place-words]");
  if (!form || !button || !answer || !words || !("geolocation" in navigator)) return;
  const [longitude, latitude, radius] = (form.dataset.place ?? "").split(",").map(Number) as [number, number, number];
  button.hidden = false;
  button.addEventListener("click", () => {
    words.textContent = "正在核对……";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // The phone's own error bound counts for the person: whoever may be inside is inside.
        const away = metresBetween([longitude, latitude], [coords.longitude, coords.latitude]) - Math.min(coords.accuracy, radius);
        answer.value = away <= radius ? "yes" : "no";
        words.textContent = away <= radius ? "在现场范围内。请点下面的按钮。" : "手机认为不在现场范围内。仍可签到，请向负责人说明。";
      },
      () => {
        answer.value = "";
        words.textContent = "手机没有给出位置，记为“未核对”，不影响签到。";
      },
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 },
    );
  });
}
