// The search of the site. PAGES and WORDS stand above: [title, kind, address, text, other names] a page.
"use strict";
(() => {
  const MOST = 30;
  const KIND = 1;
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  const count = document.getElementById("q-count");
  const found = document.getElementById("q-found");
  const silent = new Set(WORDS.silent);

  /** "What's HER2-low?" -> ["whats", "her2", "low"] */
  const wordsOf = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f'\u2019]/g, "")
      .replace(/\+/g, " positive ").match(/[a-z0-9]+/g) || [];
  const squashed = (text) => wordsOf(text).join("");

  /** A word -> the words of its line of data/search.yaml that mean the same, each cut into words. */
  const same = new Map();
  for (const line of WORDS.same)
    for (const phrase of line)
      if (wordsOf(phrase).length === 1)
        same.set(wordsOf(phrase)[0], line.filter((other) => other !== phrase).map(wordsOf));

  let cut = null;
  const pages = () =>
    (cut ||= PAGES.map((page, place) => ({
      page, place,
      title: squashed(page[0]),
      names: [page[0], ...page[4]].map(squashed).filter(Boolean),
      head: wordsOf([page[0], ...page[4]].join(" ")),
      body: wordsOf(page[3]),
    })));

  /** How well the words of a page answer one word; 0 where they do not. */
  const fit = (one, word) => {
    if (one.head.includes(word)) return 8;
    if (one.head.some((w) => w.startsWith(word))) return 5;
    if (one.body.includes(word)) return 2;
    return word.length > 2 && one.body.some((w) => w.startsWith(word)) ? 1 : 0;
  };
  const fitOrSame = (one, word) => {
    const others = (same.get(word) || []).map((words) => Math.min(...words.map((w) => fit(one, w))) / 2);
    return Math.max(fit(one, word), ...others);
  };

  const find = (asked) => {
    const all = wordsOf(asked);
    const said = all.filter((word) => !silent.has(word));
    const words = said.length ? said : all;
    const whole = all.join("");
    const bare = words.join("");
    if (!whole) return [];
    const hits = [];
    for (const one of pages()) {
      const fits = words.map((word) => fitOrSame(one, word));
      const name = one.names.includes(whole) || one.names.includes(bare);
      const begins = !name && one.names.some((n) => n.startsWith(bare));
      const matched = fits.filter(Boolean).length;
      if (!matched && !name && !begins) continue;
      const score = fits.reduce((a, b) => a + b, 0) + (name ? 40 : 0) + (begins ? 15 : 0)
        + (one.title === whole ? 20 : 0) - (one.page[KIND] === "source" ? 6 : 0);
      hits.push({ one, score, whole: matched === words.length || name || begins });
    }
    const full = hits.filter((hit) => hit.whole);
    return (full.length ? full : hits).sort((a, b) => b.score - a.score || a.one.place - b.one.place);
  };

  const show = () => {
    const hits = find(box.value);
    found.replaceChildren(...hits.slice(0, MOST).map(({ one: { page } }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = page[2];
      link.textContent = page[0];
      const kind = document.createElement("span");
      kind.className = "quiet";
      kind.textContent = ` (${page[KIND]}) `;
      item.append(link, kind, page[3]);
      return item;
    }));
    const shown = Math.min(hits.length, MOST);
    const pagesOf = (n) => (n === 1 ? "1 page" : `${n} pages`);
    count.textContent = !wordsOf(box.value).length ? ""
      : !hits.length ? "Nothing found. Try fewer or other words, or the lists below."
      : hits.length > shown ? `${shown} of ${pagesOf(hits.length)}, likeliest first` : `${pagesOf(shown)} found`;
  };

  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show();
    found.querySelector("a")?.focus();
  });
  form.hidden = false;
  if (location.hash === "#q") box.focus();
  if (box.value) show();
})();
