// The teacher's page: shows the class as it changes, unless something is being filled in.

import { wind } from "./clock.js";
import { Line } from "./line.js";

const main = () => document.getElementById("main");
const bar = document.getElementById("line");

const look = async () => {
  if (main().contains(document.activeElement) && document.activeElement.matches("input, select")) return;
  const focus = document.activeElement?.value;
  const open = [...main().querySelectorAll("details")].map((one) => one.open);
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  if (!found) return;
  main().replaceWith(found);
  found.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? one.open; });
  wind(found);
  if (focus) [...found.querySelectorAll("button")].find((one) => one.value === focus)?.focus({ preventScroll: true });
};

let waiting = false;
const hear = (kind, data) => {
  if (bar) { bar.hidden = kind !== "off"; bar.textContent = bar.dataset.off; }
  if (kind !== "news" || waiting || Number(main().dataset.version) === data.version) return;
  waiting = true;
  setTimeout(() => { waiting = false; look().catch(() => hear("off", {})); }, 500);
};

wind(document);
new Line("/teacher/stream", null, hear).open();
