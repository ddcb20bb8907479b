// Two at one seat: what the other prepares or has sent is shown as it changes; what is typed is told to the other.

const REST = 600; // milliseconds without a key before what is typed is told
const here = () => document.getElementById("mates");
const words = ({ preparing, sent }) => JSON.stringify([preparing ?? [], sent ?? null]);
let known = words({});

// `data`: the news. `apart`: the page is left as it is but for what the others do. `more`: something else has happened too.
export const follow = async (data, apart, more) => {
  const now = words(data);
  if (now === known && !more) return;
  known = now;
  if (!apart) return;
  try {
    const answer = await fetch("/seat/preparing", { cache: "no-store" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("mates");
    const focus = here()?.contains(document.activeElement) ? document.activeElement.value : null;
    if (!found || !here() || known !== now) return;
    here().replaceWith(found);
    if (focus) found.querySelector(`button[value="${focus}"]`)?.focus({ preventScroll: true });
  } catch { known = null; /* the line is down, and that is said already */ }
};

let resting = 0;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form#deciding");
  if (!form || event.target.name !== "words" || !here()?.dataset.shared) return;
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (!form.isConnected) return;
    const body = new URLSearchParams(new FormData(form));
    fetch("/seat/preparing", { method: "POST", body }).catch(() => null); // it is told again with the next key
  }, REST);
});
