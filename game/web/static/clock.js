// Clocks that run down on the page; the server's word counts.

const show = (clock) => {
  const left = Math.max(0, (clock.ends - performance.now()) / 1000);
  const words = clock.hour.dataset.words ?? (clock.hour.dataset.words = clock.hour.textContent.replace(/\d+:\d+/, "#"));
  clock.hour.textContent = words.replace("#", `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`);
  clock.element.classList.toggle("late", left < 30);
};

let clocks = [];

export const wind = (root) => {
  clocks = [...root.querySelectorAll("[data-left]")].map((element) => ({
    element, hour: element.querySelector(".hour"), ends: performance.now() + 1000 * Number(element.dataset.left),
  }));
};

// What the class says of the clock, on a page that is otherwise left as it is.
export const set = (root, now) => {
  const element = root.querySelector("[data-left]");
  if (!element || now?.left == null) return;
  element.dataset.left = now.left;
  wind(root);
};

setInterval(() => clocks.forEach(show), 1000);
