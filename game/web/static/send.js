// Forms with `data-send`: sent until they are answered, once only, with what is typed kept until then.

import { forget } from "./keep.js";

const AGAIN = [1_000, 2_000, 4_000, 8_000, 15_000];

export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

export class Sender {
  // `show(html)`: show an answer's main part. `tell(kind)`: sending, unsent, sent, given-up, gone.
  constructor(show, tell) {
    Object.assign(this, { show, tell, busy: false });
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("form[data-send]")) return;
      event.preventDefault();
      this.send(event.target, event.submitter);
    });
  }

  giveUp() { this.stopped = true; this.wake?.(); }

  async send(form, pressed) {
    if (this.busy) return;
    this.busy = true;
    this.stopped = false;
    const body = new URLSearchParams(new FormData(form));
    if (pressed?.name) body.set(pressed.name, pressed.value);
    body.set("act", newId());
    pressed?.setAttribute("aria-disabled", "true");
    const slow = setTimeout(() => this.tell("sending"), 400);
    const answer = await this.until(pressed?.getAttribute("formaction") ?? form.action, body);
    clearTimeout(slow);
    pressed?.removeAttribute("aria-disabled");
    this.busy = false;
    if (!answer) return this.tell("given-up");
    this.tell("sent");
    if (answer.status < 400) forget(form);
    this.show(answer.html, answer.status, answer.kept);
  }

  async until(place, body) {
    for (let tries = 0; !this.stopped; tries++) {
      try {
        const stop = new AbortController();
        const late = setTimeout(() => stop.abort(), 20_000);
        const answer = await fetch(place, { method: "POST", body, headers: { "X-Part": "main" }, signal: stop.signal });
        const html = await answer.text();
        clearTimeout(late);
        if (answer.status < 500 && answer.status !== 429) return { html, status: answer.status, kept: answer.headers.has("X-Kept") };
      } catch { /* the line is down: it is said below, and tried again */ }
      this.tell("unsent");
      await new Promise((done) => { this.wake = done; setTimeout(done, AGAIN[Math.min(tries, AGAIN.length - 1)]); });
    }
    return null;
  }
}
