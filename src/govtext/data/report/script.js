"use strict";
// The page's data: plain values in a block that no browser runs. Whatever came from a text is only ever set as text.
const data = JSON.parse(document.getElementById("data").textContent);
const { say, sources, lists, counts } = data;
const root = document.documentElement;
const CHINESE = "zh-Hans";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
const CONTEXT = 32; // characters beside the node
const LONGEST = 30; // characters of a node with something beside it; a longer one has its line for itself
const LINES = 20, MORE = 100; // lines at first, and at each step after
const HIDDEN = new RegExp("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f" +
  "\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e007f}]", "gu");
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
const collator = new Intl.Collator("zh", { numeric: true });

const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, at) => values[at]);
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const codeOf = (sign) => `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
const seen = (text) => text.replace(HIDDEN, codeOf);

function make(name, parent, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== "") element.textContent = text;
  parent?.append(element);
  return element;
}

// Text from a corpus stands on its own as to direction, and says that it is Chinese.
function write(parent, text, name = "bdi", attributes = {}) {
  return make(name, parent, HAN.test(text) ? { lang: CHINESE, ...attributes } : attributes, seen(text));
}

// Integers in digits of 5 bits, the lowest first; 32 is added where more follow.
function decode(text) {
  const values = [];
  let value = 0, weight = 1;
  for (const digit of text) {
    const part = VALUE.get(digit);
    value += (part % 32) * weight;
    weight *= 32;
    if (part < 32) { values.push(value); value = 0; weight = 1; }
  }
  return values;
}
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
// The last place in a rising list whose value is not above; -1 is before all.
function placeOf(list, value) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
// Python counts characters, a browser counts units of UTF-16: the two differ where a text has rare characters.
const cut = (text, from, to) =>
  /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(from, to).join("") : text.slice(from, to);
const lengthOf = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

// Texts and places.
const bases = [];
sources.reduce((sum, source) => { bases.push(sum); return sum + source.length; }, 0);

function opened(source) {
  if (!source.at) {
    source.at = summed(decode(source.starts));
    source.saidAt = summed(decode(source.sentences));
    source.said = [];
    let before = "";
    for (let at = 0; at < source.references.length; at += 2) {
      before = before.slice(0, cut(before, 0, source.references[at]).length) + source.references[at + 1];
      source.said.push(before);
    }
  }
  return source;
}
function placesOf(number) {
  const [width, ...rest] = decode(lists[number]);
  const places = [];
  let at = 0;
  for (let step = 0; step < rest.length; step += width ? 1 : 2) {
    at += rest[step];
    places.push([at, width || rest[step + 1]]);
  }
  return places;
}
function located([at, width]) {
  const number = placeOf(bases, at), source = opened(sources[number]);
  const start = at - bases[number];
  let paragraph = placeOf(source.at, start);
  if (paragraph >= 0 && start >= source.at[paragraph] + lengthOf(source.texts[paragraph])) paragraph = -1;
  const said = placeOf(source.saidAt, start);
  return { source, start, end: start + width, paragraph, reference: said < 0 ? source.label : source.said[said] };
}

// A line of the concordance, which opens its paragraph.
function line(list, place, number) {
  const found = located(place), item = make("li", list), row = make("div", item, { class: "line" });
  if (found.paragraph >= 0) {
    const text = found.source.texts[found.paragraph], from = found.start - found.source.at[found.paragraph];
    const to = from + found.end - found.start, most = 2 * LONGEST;
    const shown = to - from > most ? `${cut(text, from, from + most)}…` : cut(text, from, to);
    if (from === 0 && to >= lengthOf(text)) write(make("span", row, { class: "whole" }), shown);
    else if (to - from > LONGEST) write(make("span", row, { class: "whole" }), shown, "mark");
    else {
      write(make("span", row, { class: "before" }), cut(text, Math.max(0, from - CONTEXT), from));
      write(row, cut(text, from, to), "mark");
      write(make("span", row, { class: "after" }), cut(text, to, to + CONTEXT));
    }
  } else make("span", row, { class: "whole" }, "…");
  const name = `${list.id}-${number}`;
  const button = make("button", row, { type: "button", class: "reference", "aria-expanded": "false" });
  button.tabIndex = number ? -1 : 0;
  write(button, found.reference);
  button.setAttribute("aria-label", fill(say.shows_paragraph, seen(found.reference)));
  const toggle = () => {
    if (item.paragraph) { item.paragraph.remove(); item.paragraph = null; button.removeAttribute("aria-controls"); }
    else {
      item.paragraph = paragraph(item, found, name);
      button.setAttribute("aria-controls", name);
    }
    button.setAttribute("aria-expanded", String(Boolean(item.paragraph)));
  };
  item.toggle = toggle;
  row.addEventListener("click", () => { if (getSelection().isCollapsed) toggle(); });
}
function paragraph(item, found, name) {
  const box = make("blockquote", item, { id: name }), { source, start, end } = found;
  if (found.paragraph < 0) make("p", box, {}, say.no_text);
  else {
    for (let at = found.paragraph; at < source.texts.length && source.at[at] < end; at += 1) {
      const text = source.texts[at], from = Math.max(0, start - source.at[at]);
      const to = Math.min(lengthOf(text), end - source.at[at]);
      const heading = source.headings.includes(at) ? { class: "heading" } : {};
      const said = make("bdi", make("p", box, heading), HAN.test(text) ? { lang: CHINESE } : {});
      said.append(seen(cut(text, 0, from)));
      make("mark", said, {}, seen(cut(text, from, to)));
      said.append(seen(cut(text, to)));
    }
  }
  write(make("footer", box), found.reference);
  return box;
}

// The panel below a row.
let panels = 0;
function panel(table, row, button) {
  const cell = button.parentElement, number = listOf(table, row, cell.cellIndex), places = placesOf(number);
  const name = `e${(panels += 1)}`;
  const holder = make("tr", null, { class: "behind", id: name });
  const box = make("div", make("td", holder, { colspan: table.columns }), { class: "evidence", role: "group" });
  box.setAttribute("aria-labelledby", `${name}-about`);
  const about = make("div", box, { class: "about" }), text = make("p", about, { id: `${name}-about` });
  const [head, column, value] = namesOf(table, row, cell);
  const all = Math.max(counts[number], places.length);
  write(text, head, "b");
  text.append(cell.cellIndex === table.head ? " — " : ` · ${column}: ${value} — `);
  text.append(all > places.length ? fill(say.of_places, grouped(places.length), grouped(all))
    : all === 1 ? say.place : fill(say.places, grouped(all)));
  make("button", about, { type: "button", class: "close" }, say.close).addEventListener("click", () => shut(table, row));
  const list = make("ol", box, { class: "lines", id: `${name}-lines` });
  const more = make("button", box, { type: "button", class: "more" });
  let shown = 0;
  const add = (many) => {
    const first = shown;
    for (const place of places.slice(shown, shown + many)) line(list, place, shown++);
    more.hidden = shown >= places.length;
    more.textContent = fill(say.more, grouped(Math.min(MORE, places.length - shown)));
    return list.children[first]?.querySelector(".reference");
  };
  add(LINES);
  more.addEventListener("click", () => { const next = add(MORE); if (next) reach(list, next); });
  list.addEventListener("focusin", (event) => { if (event.target.matches(".reference")) rove(list, event.target); });
  holder.addEventListener("keydown", (event) => inPanel(event, table, row, list));
  return holder;
}
function inPanel(event, table, row, list) {
  const item = event.target.closest(".lines > li");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    if (item?.paragraph) item.toggle();
    else shut(table, row);
  } else if (step && item) {
    const next = step > 0 ? item.nextElementSibling : item.previousElementSibling;
    if (next) reach(list, next.querySelector(".reference"));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
// Among what is gone through with arrow keys, one has the place in the order of Tab.
function rove(holder, element) {
  if (holder.current && holder.current !== element) holder.current.tabIndex = -1;
  else if (!holder.current) for (const each of holder.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
  element.tabIndex = 0;
  holder.current = element;
}
function reach(holder, element) {
  rove(holder, element);
  element.focus();
}
function shut(table, row, back = true) {
  if (!row.panel) return;
  const button = row.open;
  row.panel.remove();
  row.panel = row.open = null;
  button.setAttribute("aria-expanded", "false");
  button.removeAttribute("aria-controls");
  if (back) reach(table.element, button);
}
function toggle(table, row, button) {
  const again = row.open === button;
  shut(table, row, again);
  if (again) return;
  row.panel = panel(table, row, button);
  row.open = button;
  row.tr.after(row.panel);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", row.panel.id);
}

// Numbers become buttons when their row is first seen: a page has thousands of them.
function listOf(table, row, column) {
  const behind = table.behind;
  const numbers = behind[column] ?? (column in table.ranks ? behind[""] : undefined);
  return numbers ? numbers[row.at] - 1 : -1;
}
function namesOf(table, row, cell) {
  return [row.tr.cells[table.head].textContent, table.names[cell.cellIndex], cell.textContent];
}
function dress(table, row) {
  if (row.dressed) return;
  row.dressed = true;
  for (const cell of row.tr.cells) {
    if (listOf(table, row, cell.cellIndex) < 0) continue;
    const label = fill(say.opens, ...namesOf(table, row, cell));
    const button = make("button", null, { type: "button", class: "go", "aria-expanded": "false", "aria-label": label });
    button.tabIndex = -1;
    button.append(...cell.childNodes);
    cell.append(button);
  }
}
function dressShown(table) {
  table.seen = true;
  for (const row of table.rows) if (isShown(row)) dress(table, row);
}
const isShown = (row) => !row.tr.hidden && !row.tr.classList.contains("over");

// Which rows are shown, in which order.
function refresh(table) {
  const asked = table.asked.length > 0;
  let left = 0;
  for (const block of table.blocks) {
    let there = 0;
    for (const row of block.rows) {
      row.tr.hidden = asked && !table.asked.every((part) => textOf(row).includes(part));
      if (row.panel) row.panel.hidden = row.tr.hidden;
      if (!row.tr.hidden) there += 1;
      const over = table.first > 0 && !table.all && !asked && there > table.first && !row.panel;
      row.tr.classList.toggle("over", over);
    }
    if (block.head) block.head.hidden = !there;
    left += there;
  }
  if (table.status) {
    table.status.textContent = !asked ? "" : left
      ? fill(say.left_over, grouped(left), grouped(table.rows.length)) : say.nothing_left;
  }
  if (table.fold) table.fold.hidden = asked;
  if (table.seen) dressShown(table);
  const current = table.element.current;
  if (current && !current.checkVisibility()) rove(table.element, table.element.querySelector(".sort"));
}
function textOf(row) {
  row.text ??= `${row.block} ${[...row.tr.cells].map((cell) => cell.textContent).join(" ")}`.normalize("NFKC").toLowerCase();
  return row.text;
}
function sort(table, column) {
  const number = column in table.ranks, first = number ? "descending" : "ascending";
  const other = number ? "ascending" : "descending", before = table.sorted;
  const way = before?.column !== column ? first : before.way === first ? other : null;
  table.sorted = way ? { column, way } : null;
  for (const th of table.heads) th.setAttribute("aria-sort", way && th.cellIndex === column ? way : "none");
  const turn = way === "descending" ? -1 : 1;
  const ranks = table.ranks[column];
  const word = (row) => row.tr.cells[column].textContent;
  const compare = number
    ? (a, b) => (ranks[a.at] && ranks[b.at] ? (ranks[a.at] - ranks[b.at]) * turn : ranks[b.at] - ranks[a.at])
    : (a, b) => collator.compare(word(a), word(b)) * turn;
  for (const block of table.blocks) {
    block.rows.sort((a, b) => (way && compare(a, b)) || a.at - b.at);
    block.body.append(...block.rows.flatMap((row) => (row.panel ? [row.tr, row.panel] : [row.tr])));
  }
  refresh(table);
}

// Arrow keys go from heading to heading and from number to number; one Tab leaves the table.
function move(event, table) {
  const button = event.target.closest(".sort, .go");
  if (!button) return;
  const cell = button.parentElement, tr = cell.parentElement;
  const inRow = (one) => [...one.cells].map((each) => each.querySelector(":scope > button")).filter(Boolean);
  let next;
  if (event.key === "Escape") {
    const row = table.rows.find((each) => each.tr === tr);
    if (!row?.panel) return;
    shut(table, row);
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const all = inRow(tr);
    next = all[all.indexOf(button) + (event.key === "ArrowLeft" ? -1 : 1)];
  } else if (event.key === "Home") next = inRow(tr)[0];
  else if (event.key === "End") next = inRow(tr).at(-1);
  else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const shown = table.blocks.flatMap((block) => block.rows).filter(isShown);
    const rows = [table.headRow, ...shown.map((row) => row.tr)], step = event.key === "ArrowUp" ? -1 : 1;
    for (let at = rows.indexOf(tr) + step; at >= 0 && at < rows.length && !next; at += step) {
      const all = inRow(rows[at]);
      const far = (one) => Math.abs(one.parentElement.cellIndex - cell.cellIndex);
      next = all.sort((a, b) => far(a) - far(b))[0];
    }
  } else return;
  event.preventDefault();
  if (next) reach(table.element, next);
}

function start(holder) {
  const said = data.tables[Number(holder.dataset.t)], element = holder.querySelector("table");
  const table = { ...said, holder, element, asked: [], all: false, rows: [], blocks: [], sorted: null };
  for (const kind of ["ranks", "behind"]) {
    table[kind] = Object.fromEntries(Object.entries(said[kind]).map(([key, text]) => [key, decode(text)]));
  }
  table.headRow = element.tHead.rows[0];
  table.heads = [...table.headRow.cells];
  table.columns = table.heads.length;
  table.names = table.heads.map((th) => th.textContent);
  table.status = holder.querySelector(".left-over");
  table.fold = holder.querySelector(".all");
  for (const body of element.tBodies) {
    const block = { body, head: null, rows: [] };
    for (const tr of body.rows) {
      if (tr.className === "block") { block.head = tr; continue; }
      const row = { tr, at: table.rows.length, block: block.head?.textContent ?? "", panel: null, open: null };
      tr.row = row;
      block.rows.push(row);
      table.rows.push(row);
    }
    table.blocks.push(block);
  }
  for (const th of table.heads) {
    const button = make("button", null, { type: "button", class: "sort" });
    button.tabIndex = th.cellIndex ? -1 : 0;
    button.append(...th.childNodes);
    th.append(button);
    th.setAttribute("aria-sort", "none");
  }
  element.addEventListener("click", (event) => {
    const button = event.target.closest(".sort, .go");
    if (!button) return;
    rove(element, button);
    if (button.className === "sort") sort(table, button.parentElement.cellIndex);
    else toggle(table, button.closest("tr").row, button);
  });
  element.addEventListener("focusin", (event) => {
    if (event.target.matches(".sort, .go")) rove(element, event.target);
  });
  element.addEventListener("keydown", (event) => move(event, table));
  holder.querySelector("input")?.addEventListener("input", (event) => {
    table.asked = event.target.value.normalize("NFKC").toLowerCase().split(/\s+/u).filter(Boolean);
    refresh(table);
  });
  table.fold?.addEventListener("click", () => {
    table.all = !table.all;
    table.fold.setAttribute("aria-expanded", String(table.all));
    table.fold.textContent = table.all ? say.fewer : fill(say.all, grouped(table.rows.length));
    refresh(table);
    if (!table.all) holder.scrollIntoView({ block: "nearest" });
  });
  return table;
}

root.classList.add("on");
const tables = [...document.querySelectorAll(".table")].map(start);
const tableOf = new Map(tables.map((table) => [table.holder, table]));
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) { near.unobserve(target); dressShown(tableOf.get(target)); }
  }
}, { rootMargin: "600px" });
tables.forEach((table) => near.observe(table.holder));
const later = window.requestIdleCallback ?? ((call) => setTimeout(call, 30));
function dressRest() {
  const table = tables.find((each) => !each.seen);
  if (table) { dressShown(table); later(dressRest); }
}
later(dressRest);

// What does not scroll needs no place in the order of Tab.
const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
document.querySelectorAll(".scroll").forEach((one) => fits.observe(one));

// The scheme: the machine's until the button is pressed.
const scheme = document.getElementById("scheme"), dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark";
const nameScheme = () => { scheme.textContent = isDark() ? say.light : say.dark; };
scheme.addEventListener("click", () => { root.dataset.scheme = isDark() ? "light" : "dark"; nameScheme(); });
dark.addEventListener("change", nameScheme);
nameScheme();

// Where in the page the reader is.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    links.forEach((link, id) => (id === target.id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  }
}, { rootMargin: "-10% 0px -85% 0px" });
document.querySelectorAll("main > section").forEach((section) => inView.observe(section));

// On paper every note is open.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
performance.mark("ready");
