/** Warns before the idle sign-out, and tells the server that somebody is still typing. */
import { ask } from "./dialogs";
import { recall, remember } from "./store";

const WARN_BEFORE = 3 * 60_000;
const TELL_EVERY = 4 * 60_000;
const STILL_HERE = "/accounts/me";

export function watchIdleness(): void {
  const minutes = Number(document.body.dataset.idleMinutes ?? 0);
  if (!minutes) return;
  let active = false;
  let asking = false;
  const lastTold = (): number => recall<number>("last-told") ?? 0;
  const told = (): unknown => remember("last-told", Date.now());
  const tell = async (): Promise<void> => {
    active = false;
    const answer = await fetch(STILL_HERE, { method: "HEAD", credentials: "same-origin", redirect: "manual" }).catch(() => null);
    if (answer?.ok) told();
  };
  const look = async (): Promise<void> => {
    const silent = Date.now() - lastTold();
    if (silent > minutes * 60_000) return location.reload(); // the server asks to sign in again and leads back here
    if (active && silent > TELL_EVERY) return tell();
    if (asking || silent < minutes * 60_000 - WARN_BEFORE) return;
    asking = true;
    const stays = await ask({
      title: "即将自动退出", words: "您很久没有操作，为保护数据，3 分钟后将自动退出。", go: "继续工作", stay: "知道了",
    });
    asking = false;
    if (stays) await tell();
    return undefined;
  };
  told();
  for (const deed of ["keydown", "pointerdown", "input"]) document.addEventListener(deed, () => (active = true), { passive: true });
  window.setInterval(() => void look(), 20_000);
}
