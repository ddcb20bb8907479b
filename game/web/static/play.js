// A student's page: the line, what is new, what is sent.

import { set, wind } from "./clock.js";
import { keep } from "./keep.js";
import { Line } from "./line.js";
import { follow } from "./mates.js";
import { Sender } from "./send.js";

const main = () => document.getElementById("main");
const bar = document.getElementById("line");
const flash = document.getElementById("flash");
const say = bar.dataset;
let off = false;
let kept = null; // that the last act is kept stays in sight until the next one is begun

const tell = (words, good = false, button = null) => {
  bar.hidden = !words;
  bar.className = good ? "line good" : "line";
  bar.replaceChildren(words ?? "");
  if (button) bar.append(" ", button);
};

const show = (html, focus) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = page.getElementById("main");
  if (!found) return location.assign("/");
  const held = main().contains(document.activeElement) ? document.activeElement : null;
  const opened = new Set([...main().querySelectorAll("details[open] > summary")].map((one) => one.textContent));
  found.querySelectorAll("details > summary").forEach((one) => { if (opened.has(one.textContent)) one.parentElement.open = true; });
  main().replaceWith(found);
  const [head, now] = [page.querySelector("header.bar"), document.querySelector("header.bar")];
  if (head && now && head.innerHTML !== now.innerHTML) now.replaceWith(head);
  document.title = page.title || document.title;
  keep(found);
  wind(found);
  if (kept && !found.querySelector("#said")) (found.querySelector(".columns") ?? found.firstElementChild)?.before(kept);
  flash.hidden = true;
  if (!focus) return held && stay(found, held);
  const first = found.querySelector("textarea") ?? found.querySelector(".coach:not(.quiet) #coach-title") ?? found.querySelector("h1") ?? found;
  if (first.tagName === "H1") first.tabIndex = -1;
  first.focus({ preventScroll: true });
  scrollTo({ top: 0 });
};

// Whoever was at something that is still there stays at it: not at what stands in its place now.
const stay = (found, held) => {
  const same = (one) => one.id === held.id && one.name === held.name && one.href === held.href && one.textContent === held.textContent;
  const next = [...found.querySelectorAll(held.tagName)].find(same) ?? found.querySelector("h1") ?? found;
  if (next === found || next.tagName === "H1") next.tabIndex = -1;
  next.focus({ preventScroll: true });
};

let heard = 0; // the version a fetch was begun for: the page says which one it shows
let looking = 0; // what is asked for counts only if nothing was begun, sent or asked for since
const look = async (focus = false) => {
  const mine = ++looking;
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Part": "main" }, cache: "no-store" });
    const html = await answer.text();
    if (mine !== looking || sender.busy) return;
    if (answer.status !== 429 && (focus || !isBusy())) show(html, focus);
    else announce([]);
  } catch { /* the line says when it is back */ }
  if (mine === looking) heard = 0; // what did not come is asked for again with the next word of the line
};

const isBusy = () => main().dataset.busy === "yes" || [...main().querySelectorAll("textarea")].some((one) => one.value && one.value !== one.defaultValue);

const announce = (news) => {
  const list = document.createElement("ul");
  for (const words of news) { const item = document.createElement("li"); item.textContent = words; list.append(item); }
  const button = document.createElement("button");
  button.textContent = say.show;
  button.addEventListener("click", () => (main().dataset.here === "seat" ? look(true) : location.assign("/seat")));
  flash.replaceChildren(list, button);
  flash.hidden = false;
};

const hear = (kind, data) => {
  if (kind === "off") { off = true; if (!sender.busy) tell(say.off); }
  if (kind === "on" && off) { if (main().dataset.here === "seat" && !isBusy() && !sender.busy) look(); off = false; tell(say.back, true); setTimeout(() => !off && tell(null), 3_000); }
  if (kind === "slow") { tell(say.slow); setTimeout(() => !off && tell(null), 5_000); }
  if (kind === "gone") { tell(data.why); main().replaceChildren(); }
  if (kind !== "news" || [Number(main().dataset.version), heard].includes(data.version)) return;
  heard = data.version;
  const isTable = main().dataset.here === "seat";
  if (isTable && !isBusy() && !sender.busy) look();
  else set(main(), data.clock);
  if (isTable) follow(data, isBusy(), data.news.length > 0);
  if (isTable && isBusy() && Boolean(data.clock?.paused) !== (bar.textContent === say.paused)) tell(data.clock?.paused ? say.paused : null);
  if (data.news.length && (!isTable || isBusy())) announce(data.news.slice(-5));
};

// A package is weighed as it is changed; what is not answered is left as it was, and can be asked for.
let weighing = 0;
document.addEventListener("change", async (event) => {
  const form = event.target.closest("form[data-weigh]");
  if (!form) return;
  const mine = ++weighing;
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "weigh");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "main" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== weighing || !form.isConnected) return;
    if (answer.status === 429) return;
    if (!page.getElementById("worth")) return show(page.documentElement.outerHTML, true);
    form.querySelector("#worth").replaceWith(page.getElementById("worth"));
    form.elements.draft.value = page.querySelector("input[name=draft]").value;
  } catch { /* the line is down, and that is said already */ }
});

const sender = new Sender(
  (html, status, isKept) => {
    kept = null;
    looking++;
    show(html, true);
    if (isKept) kept = document.getElementById("said")?.cloneNode(true) ?? null;
    if (main().dataset.here === "seat" && Number(main().dataset.version) !== line.version && !isBusy()) look();
  },
  (kind) => {
    if (kind === "sending") tell(say.sending, true);
    if (kind === "sent") tell(null);
    if (kind === "given-up") tell(say.givenUp);
    if (kind === "unsent") {
      const button = document.createElement("button");
      button.textContent = say.giveUp;
      button.addEventListener("click", () => sender.giveUp());
      tell(say.unsent, false, button);
    }
  },
);

wind(document);
const line = new Line("/stream", "/poll", hear);
line.since = Number(main().dataset.seen ?? 0);
line.version = Number(main().dataset.version ?? 0);
line.open();
