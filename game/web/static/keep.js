// What is typed outlives a reload: fields with `data-keep`, or those of the front page's forms, in this tab alone.

const place = (field) => `kherem:${location.pathname}:${field.dataset.keep ?? field.name}`;

const store = (change) => {
  try { return change(sessionStorage); } catch { return null; } // private windows may have no storage
};

const kept = (root) => root.querySelectorAll("[data-keep], form:not([data-send]) input[name=name]");

export const keep = (root) => {
  for (const field of kept(root)) {
    if ("taken" in field.dataset) store((all) => all.setItem(place(field), field.value));
    const words = store((all) => all.getItem(place(field)));
    if (words && (field.dataset.keep || !field.value)) field.value = words;
    field.addEventListener("input", () => store((all) => all.setItem(place(field), field.value)));
  }
};

export const forget = (root) => {
  for (const field of kept(root)) store((all) => all.removeItem(place(field)));
};

keep(document);
