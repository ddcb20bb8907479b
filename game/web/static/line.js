// The line to the class: one stream while the page is visible, long polling where no stream comes through; now and
// then a question where other tabs of this browser have the few lines there are.

const SILENT = 40_000; // milliseconds without a sign of life
const FIRST = 6_000; // milliseconds a stream may take to say anything
const AGAIN = [1_000, 2_000, 4_000, 8_000, 15_000];

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Line {
  // `tell(kind, data)`: news, gone, off, on, slow. `since`: how many lines of the match the page has seen.
  constructor(address, poll, tell) {
    Object.assign(this, { address, poll, tell, since: 0, version: 0, tries: 0, source: null, polling: false, heard: 0, resting: false, turn: 0 });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", () => this.open());
    addEventListener("focus", () => this.resting && this.reopen());
    addEventListener("online", () => this.reopen());
    addEventListener("offline", () => this.tell("off", {}));
    setInterval(() => this.check(), 5_000);
  }

  open() {
    if (this.source || this.polling || this.over || document.hidden) return;
    this.heard = Date.now();
    this.first = false;
    const source = new EventSource(`${this.address}?since=${this.since}`);
    this.source = source;
    source.addEventListener("news", (event) => this.hear("news", JSON.parse(event.data)));
    source.addEventListener("beat", () => this.hear("beat", {}));
    source.addEventListener("rest", (event) => this.rest(JSON.parse(event.data).again));
    source.addEventListener("gone", (event) => { this.close(); this.over = true; this.tell("gone", JSON.parse(event.data)); });
    source.addEventListener("error", () => {
      this.tell("off", {});
      if (source.readyState === EventSource.CLOSED) this.later();
    });
  }

  hear(kind, data) {
    this.heard = Date.now();
    this.first = true;
    this.tries = 0;
    this.tell("on", {});
    if (kind !== "news") return;
    this.since = data.seen ?? this.since;
    this.version = data.version;
    this.tell("news", data);
  }

  check() {
    if (!this.source || document.hidden) return;
    const silence = Date.now() - this.heard;
    if (!this.first && silence > FIRST && navigator.onLine) { this.close(); this.ask(); }
    else if (silence > SILENT) this.reopen();
  }

  close() { this.source?.close(); this.source = null; this.polling = this.resting = false; this.turn++; }

  reopen() { this.close(); this.open(); }

  async later() {
    this.close();
    await wait(AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
    if (!this.over) this.open();
  }

  // Another tab has taken the stream's place: ask now and then; with the focus comes a stream again.
  async rest(seconds) {
    this.close();
    this.resting = true;
    if (this.poll) return this.questions("&rest=1");
    const mine = this.turn;
    await wait(1000 * seconds);
    if (mine === this.turn) this.reopen();
  }

  async ask() {
    if (!this.poll) return this.later();
    this.tell("slow", {});
    await this.questions("");
  }

  async questions(more) {
    const mine = this.turn;
    this.polling = true;
    while (mine === this.turn) {
      try {
        const answer = await fetch(`${this.poll}?since=${this.since}&version=${this.version}${more}`, { cache: "no-store" });
        const data = await answer.json();
        if (mine !== this.turn) return;
        if (data.gone) { this.close(); this.over = true; return this.tell("gone", data); }
        this.tries = 0;
        this.tell("on", {});
        if (data.version !== this.version) {
          this.since = data.seen ?? this.since;
          this.version = data.version;
          this.tell("news", data);
        }
        if (data.again) await wait(1000 * data.again);
      } catch {
        if (mine !== this.turn) return;
        this.tell("off", {});
        await wait(AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
      }
    }
  }
}
