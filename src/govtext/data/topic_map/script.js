"use strict";
// The page's data: plain values in a block that no browser runs. Whatever came from a text is only ever set as text.
const data = JSON.parse(document.getElementById("data").textContent);
const { topics, words, say } = data;
const byId = (id) => document.getElementById(id);
const MAP = { width: 640, height: 520, edge: 74, area: 0.1 }; // area: of the plane that all topics take together
const SHOWN = 30;
const LONGEST = 18; // letters of a label on the plane
let chosen = 0; // place of the topic
let pinned = -1; // place of the word that stays chosen; -1 is none

function make(name, parent, attributes = {}, text = "") {
  const space = name === "svg" || parent.namespaceURI.endsWith("svg") ? "http://www.w3.org/2000/svg" : null;
  const element = space ? document.createElementNS(space, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== "") element.textContent = text;
  parent.append(element);
  return element;
}
const sign = document.documentElement.lang.startsWith("zh") ? "%" : " %";
const percent = (share, digits = 1) => (share === null ? "–" : (share * 100).toFixed(digits) + sign);
const decimals = (value) => (value === null ? "–" : value.toFixed(2));
const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, at) => values[at]);
const nameOf = (topic) => `${topic.number} ${topic.label}`.trim() + (topic.weak ? say.weak : "");

// The plane. Both axes have one scale, since distances are what they show.
const svg = byId("map");
const unit = (MAP.width * MAP.height * MAP.area) / Math.PI;
const xs = topics.map((topic) => topic.x), ys = topics.map((topic) => topic.y);
const middle = (all) => (Math.min(...all) + Math.max(...all)) / 2;
const range = (all) => Math.max(...all) - Math.min(...all) || 1e-9;
const scale = Math.min((MAP.width - 2 * MAP.edge) / range(xs), (MAP.height - 2 * MAP.edge) / range(ys));
const across = (x) => MAP.width / 2 + (x - middle(xs)) * scale;
const down = (y) => MAP.height / 2 - (y - middle(ys)) * scale;
const radius = (share) => Math.sqrt(Math.max(0, share) * unit);

function drawAxes() {
  const [x, y] = [across(0), down(0)];
  make("line", svg, { class: "axis", x1: 0, x2: MAP.width, y1: y, y2: y });
  make("line", svg, { class: "axis", y1: 0, y2: MAP.height, x1: x, x2: x });
  make("text", svg, { class: "said", x: MAP.width - 6, y: MAP.height - 8, "text-anchor": "end" }, say.axes[0]);
  const place = { class: "said", transform: "translate(14 8) rotate(-90)", "text-anchor": "end" };
  make("text", svg, place, say.axes[1]);
  const key = make("g", svg, { class: "key" });
  for (const share of [0.05, 0.2]) {
    const r = radius(share);
    make("circle", key, { cx: 52, cy: MAP.height - 10 - r, r });
    make("text", key, { x: 104, y: MAP.height - 4 - 2 * r + 8 }, percent(share, 0));
  }
}

function drawTopics() {
  const order = topics.map((_, at) => at).sort((a, b) => topics[b].share - topics[a].share); // small ones on top
  for (const at of order) {
    const topic = topics[at], [cx, cy] = [across(topic.x), down(topic.y)];
    const kind = topic.weak ? "topic weak" : "topic";
    const group = make("g", svg, { class: kind, tabindex: 0, role: "button", "aria-pressed": "false" });
    group.setAttribute("aria-label", fill(say.topic_is, nameOf(topic), percent(topic.share)));
    group.dataset.at = at;
    topic.circle = make("circle", group, { cx, cy, r: radius(topic.share) });
    make("text", group, { class: "number", x: cx, y: cy }, String(topic.number));
    topic.group = group;
    group.addEventListener("click", () => choose(at));
    group.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter" || event.key === " ") choose(at);
      else if (step) {
        choose((at + step + topics.length) % topics.length);
        topics[chosen].group.focus();
      } else return;
      event.preventDefault();
    });
  }
  placeLabels(order);
}

// Labels beside the circles, the largest topics first; one that finds no room is left to the table and the list.
function placeLabels(order) {
  const discs = topics.map((t) => [across(t.x), down(t.y), radius(t.share), radius(t.share)]); // middle, half sizes
  const numbers = discs.map(([x, y]) => [x, y, 10, 10]);
  const written = [];
  for (const at of order) {
    const topic = topics[at], [cx, cy, r] = [across(topic.x), down(topic.y), radius(topic.share)];
    if (!topic.label) continue;
    const letters = [...topic.label]; // a letter may be two units of a string
    const label = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : topic.label;
    const text = make("text", topic.group, { "text-anchor": "middle" }, label);
    const half = text.getComputedTextLength() / 2;
    const tries = [[cx, cy + r + 10], [cx, cy - r - 10], [cx + r + half + 5, cy], [cx - r - half - 5, cy]];
    const clear = ([x, y], taken) => x - half > 18 && x + half < MAP.width - 2 && y > 8 && y < MAP.height - 24 &&
      taken.every(([ox, oy, ow, oh]) => Math.abs(x - ox) > half + ow || Math.abs(y - oy) > 8 + oh);
    // Better over nothing; else over a circle, but over no number.
    const found = tries.find((one) => clear(one, [...discs, ...written])) ||
      tries.find((one) => clear(one, [...numbers, ...written]));
    if (!found) { text.remove(); continue; }
    written.push([...found, half, 8]);
    text.setAttribute("x", found[0]);
    text.setAttribute("y", found[1] + 4);
  }
}

// Relevance (Sievert and Shirley 2014): L ln p(w|t) + (1 - L) ln(p(w|t) / p(w)).
function ranked(at, weight) {
  const scores = [];
  words.forEach(([, count, ...shares], place) => {
    if (shares[at] > 0) scores.push([Math.log(shares[at]) - (1 - weight) * Math.log(count / data.total), place]);
  });
  return scores.sort((a, b) => b[0] - a[0]).slice(0, SHOWN).map(([, place]) => place);
}

// Where a word is: p(t|w), in proportion to p(w|t) p(t).
function spread(place) {
  const parts = topics.map((topic, at) => words[place][at + 2] * topic.share);
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => (sum > 0 ? part / sum : 0));
}

function show(place) {
  const shares = place < 0 ? topics.map((topic) => topic.share) : spread(place);
  topics.forEach((topic, at) => topic.circle.setAttribute("r", radius(shares[at]).toFixed(2)));
  const most = shares.map((share, at) => [share, at]).sort((a, b) => b[0] - a[0]).filter(([share]) => share >= 0.01);
  const list = most.slice(0, 5).map(([share, at]) => `${topics[at].number}: ${percent(share, 0)}`).join(", ");
  byId("told").textContent = place < 0 ? say.all_topics : fill(say.word_in, words[place][0], list);
}

function listWords() {
  const weight = Number(byId("lambda").value), list = byId("list"), topic = topics[chosen];
  const focused = document.activeElement?.dataset?.word;
  byId("weight").textContent = weight.toFixed(2);
  byId("lambda").setAttribute("aria-valuetext", `λ = ${weight.toFixed(2)}`);
  const places = ranked(chosen, weight), most = Math.max(...places.map((place) => words[place][1]), 1);
  list.replaceChildren();
  for (const place of places) {
    const [term, count] = words[place], own = words[place][chosen + 2] * topic.share * data.total;
    const button = make("button", make("li", list), { type: "button", "aria-pressed": String(place === pinned) });
    button.dataset.word = place;
    make("bdi", button, { lang: "zh" }, term);
    const bar = make("span", button, { class: "bar" });
    make("i", bar, { class: "all" }).style.width = `${(count / most) * 100}%`;
    make("i", bar, { class: "own" }).style.width = `${Math.min(100, (own / most) * 100)}%`;
    make("span", button, { class: "figure" }, `${own.toFixed(0)} / ${count}`);
    for (const kind of ["mouseenter", "focus"]) button.addEventListener(kind, () => show(place));
    for (const kind of ["mouseleave", "blur"]) button.addEventListener(kind, () => show(pinned));
    button.addEventListener("click", () => pin(place === pinned ? -1 : place));
    if (String(place) === focused) button.focus();
  }
}

function pin(place) {
  pinned = place;
  for (const button of document.querySelectorAll("#list button")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.word) === pinned));
  }
  show(pinned);
}

function listGroups() {
  const body = byId("groups");
  if (!body) return;
  body.replaceChildren();
  const most = Math.max(...data.groups.shares.flat(2).filter((value) => value !== null), 1e-9);
  data.groups.names.forEach((name, place) => {
    const [share, low, high] = data.groups.shares[chosen][place], row = make("tr", body);
    make("bdi", make("th", row, { scope: "row" }), {}, name);
    const bar = make("span", make("td", row, { "aria-hidden": "true" }), { class: "bar" });
    make("i", bar, { class: "own" }).style.width = `${((share ?? 0) / most) * 100}%`;
    if (low !== null && high !== null) {
      const line = make("i", bar, { class: "range" });
      line.style.left = `${(low / most) * 100}%`;
      line.style.width = `${((high - low) / most) * 100}%`;
    }
    make("td", row, { class: "n" }, percent(share));
    make("td", row, { class: "n" }, low === null || high === null ? "–" : `${percent(low)} – ${percent(high)}`);
  });
}

function listQuotes() {
  const box = byId("quoted");
  box.replaceChildren();
  for (const [text, reference, share] of data.quotes[chosen]) {
    const quote = make("blockquote", box, { lang: "zh" });
    make("bdi", quote, {}, text);
    make("footer", quote, {}, `${reference} · ${percent(share, 0)}`);
  }
  if (!data.quotes[chosen].length) make("p", box, { class: "faint" }, say.no_quotes);
}

function choose(at) {
  chosen = at;
  pinned = -1;
  const topic = topics[at];
  byId("choice").value = String(at);
  topics.forEach((one, place) => one.group.setAttribute("aria-pressed", String(place === at)));
  for (const part of document.querySelectorAll("[data-name]")) part.textContent = nameOf(topic);
  byId("figures").textContent =
    fill(say.figures, percent(topic.share), decimals(topic.coherence), decimals(topic.robustness)) +
    (topic.weak ? ` ${say.is_weak}` : "");
  listWords();
  listGroups();
  listQuotes();
  show(pinned);
}

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
topics.forEach((topic, at) => make("option", byId("choice"), { value: at }, nameOf(topic)));
byId("choice").addEventListener("change", (event) => choose(Number(event.target.value)));
byId("lambda").addEventListener("input", listWords);
byId("before").addEventListener("click", () => choose((chosen + topics.length - 1) % topics.length));
byId("after").addEventListener("click", () => choose((chosen + 1) % topics.length));
byId("list").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], buttons = [...byId("list").querySelectorAll("button")];
  const next = step && buttons[buttons.indexOf(document.activeElement) + step];
  if (next) { next.focus(); event.preventDefault(); }
});
addEventListener("keydown", (event) => { if (event.key === "Escape") pin(-1); });
drawAxes();
drawTopics();
choose(0);
