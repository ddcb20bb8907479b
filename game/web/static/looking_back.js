// A what-if that is being played: how far it is; leaving the page stops it.

const playing = document.querySelector("[data-ticket]");
let open = Boolean(playing);

const tell = (news) => {
  playing.querySelector("progress").value = news.played;
  playing.querySelector("#progress-said").textContent = news.said;
  const quarter = Math.floor((4 * news.played) / playing.querySelector("progress").max);
  const told = playing.querySelector("#progress-told"); // read out at each quarter, and no oftener
  if (told.dataset.quarter !== String(quarter)) { told.dataset.quarter = quarter; told.textContent = news.said; }
};

const look = async () => {
  try {
    const answer = await fetch(`${playing.dataset.ticket}/progress`, { cache: "no-store" });
    const news = await answer.json();
    if (!news.open) {
      open = false;
      return location.reload();
    }
    tell(news);
  } catch { /* the line is down, and that is said already; it is looked at again */ }
  setTimeout(look, 700);
};

if (playing) {
  playing.querySelector("#look-again").hidden = true;
  addEventListener("pagehide", () => {
    const body = new URLSearchParams({ key: playing.dataset.key });
    if (open) navigator.sendBeacon(`${playing.dataset.ticket}/left`, body);
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  look();
}
