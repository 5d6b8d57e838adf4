"use strict";
// Shows what the program says over `/events`. The state is whole in every message, so a lost one
// does no harm, and reconnecting is the same as connecting.

const $ = (id) => document.getElementById(id);
const stage = $("stage");
const PX_PER_PT = 96 / 72;
const SIZES = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** What the program said last. */
let state = null;
/** Name of the document in sight. */
let active = named();
/** Name to { box, pages, top, left }: its element, what is drawn in it, where it was scrolled to. */
const views = new Map();
/** "auto" (100 % or what fits), "fit" (as wide as the window), or a factor. */
let zoom = "auto";
/** Whether the page of the Web is shown in place of the pages. */
let isWeb = false;
/** Counts what is to be shown, so that what comes late is not. */
let turn = 0;
/** Problems that were hidden by hand. */
let hidden = null;

/** The document that the address names. */
function named() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}

// --- What stays over a reload -----------------------------------------------------------------

const memory = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem("folio")) || {};
    } catch {
      return {};
    }
  },
  write() {
    keepScroll();
    const scroll = Object.fromEntries([...views].map(([name, view]) => [name, [view.top, view.left]]));
    try {
      sessionStorage.setItem("folio", JSON.stringify({ active, zoom, scroll, isWeb }));
    } catch {
      // Without storage a reload begins at the top.
    }
  },
};
const remembered = memory.read();
active ??= remembered.active ?? null;
zoom = remembered.zoom ?? zoom;
isWeb = remembered.isWeb ?? isWeb;
addEventListener("pagehide", () => memory.write());

// --- The connection ---------------------------------------------------------------------------

let events = null;

function connect() {
  events?.close();
  events = new EventSource("/events");
  events.addEventListener("open", () => setAway(false));
  events.addEventListener("state", (event) => {
    setAway(false);
    const next = JSON.parse(event.data);
    if (state && state.program !== next.program) {
      location.reload();
      return;
    }
    apply(next);
  });
  events.addEventListener("error", () => {
    setAway(true);
    // The browser tries again by itself, unless something else answered on this port.
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
}

function setAway(away) {
  document.body.classList.toggle("away", away);
  const text = away ? "Folio is not running; waiting for it" : "Live";
  if ($("connection").textContent !== text) $("connection").textContent = text;
}

// A browser allows few connections to one place: a page that nobody sees keeps none.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) events?.close();
  else connect();
});

// --- The state --------------------------------------------------------------------------------

function apply(next) {
  state = next;
  if (!state.documents.some((each) => each.name === active)) {
    active = state.documents[0]?.name ?? active;
  }
  for (const [name, view] of views) {
    if (!state.documents.some((each) => each.name === name)) {
      view.box.remove();
      views.delete(name);
    }
  }
  drawTabs();
  drawProblems();
  drawStatus();
  show();
}

const current = () => state?.documents.find((each) => each.name === active);

function drawTabs() {
  const tabs = $("tabs");
  const wanted = state.documents.map((each) => each.name).join("\n");
  if (tabs.dataset.names !== wanted) {
    tabs.dataset.names = wanted;
    tabs.replaceChildren(
      ...state.documents.map((each) => {
        const tab = document.createElement("button");
        tab.type = "button";
        tab.role = "tab";
        tab.dataset.name = each.name;
        tab.setAttribute("aria-controls", "stage");
        const count = document.createElement("span");
        count.className = "count";
        tab.append(each.name, count);
        tab.addEventListener("click", () => activate(each.name));
        return tab;
      }),
    );
  }
  state.documents.forEach((each, index) => {
    const tab = tabs.children[index];
    const selected = each.name === active;
    tab.setAttribute("aria-selected", selected);
    tab.tabIndex = selected ? 0 : -1;
    tab.title = index < 9 ? `${each.title}  ( ${index + 1} )` : each.title;
    const pages = each.pages.length;
    tab.lastChild.textContent = pages;
    tab.setAttribute("aria-label", `${each.name}, ${pages === 1 ? "1 page" : `${pages} pages`}`);
    if (selected) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  stage.setAttribute("aria-label", active ? `Pages of ${active}` : "Pages");
  const pdf = current()?.pdf;
  if (pdf) $("pdf").href = pdf;
  else $("pdf").removeAttribute("href");
}

function drawStatus() {
  const shown = current();
  $("note").textContent = shown?.note ?? "";
  $("note").title = shown?.note ?? "";
  const took = state.elapsed_ms;
  const time = took < 1000 ? `${took} ms` : `${(took / 1000).toFixed(1)} s`;
  $("took").textContent = `${state.source} · ${time}`;
  const faults = summary();
  const mark = faults && !isGood() ? "● " : "";
  document.title = [mark + (shown?.name ?? "Folio"), state.owner].filter(Boolean).join(" – ");
}

// --- Problems ---------------------------------------------------------------------------------

const isGood = () => !state.failure && !state.problems.some((each) => each.severity === "error");

function summary() {
  if (state.failure) return "The files cannot be read or written";
  const count = (severity) => state.problems.filter((each) => each.severity === severity).length;
  const parts = [["error", count("error")], ["warning", count("warning")]]
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}${number === 1 ? "" : "s"}`);
  return parts.join(", ");
}

function drawProblems() {
  const text = summary();
  const good = isGood();
  const key = JSON.stringify([state.failure, state.problems]);
  // Warnings do not stop anything: they wait at the foot until they are asked for.
  const panel = $("problems");
  if (panel.dataset.key !== key) {
    panel.dataset.key = key;
    $("problems-title").textContent = text;
    $("problems-note").textContent = good
      ? "The pages are those of the file."
      : state.documents.length
        ? "The pages are those of the last good state."
        : "";
    $("problem-list").replaceChildren(...articles());
    $("problem-list").scrollTop = 0;
    panel.classList.toggle("doubt", good);
    hidden = good ? key : null;
  }
  panel.hidden = !text || hidden === key;
  const reopen = $("reopen");
  reopen.hidden = !text || !panel.hidden;
  reopen.textContent = text;
  reopen.classList.toggle("doubt", good);
}

function articles() {
  const found = state.problems.map(article);
  if (state.failure) found.unshift(article({ severity: "error", message: state.failure }));
  return found;
}

function article({ severity, code, message, place, excerpt }) {
  const box = document.createElement("article");
  box.className = `problem ${severity}`;
  const heading = document.createElement("h2");
  heading.textContent = message;
  const line = document.createElement("p");
  line.className = "place";
  const kind = document.createElement("b");
  kind.textContent = code ? `${severity}[${code}]` : severity;
  line.append(kind, place ? `  ${place}` : "");
  box.append(heading, line);
  if (excerpt) {
    const pre = document.createElement("pre");
    pre.append(...excerpt.split("\n").flatMap(excerptLine));
    box.append(pre);
  }
  return box;
}

/** A line of the source or under it, its parts set apart. Always as text. */
function excerptLine(line) {
  const span = (kind, text) => {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    return part;
  };
  const hint = /^\s*= /.test(line);
  if (hint) return [span("hint", line), "\n"];
  const parts = /^(\s*\d*\s*[|:]{1,3})(.*)$/.exec(line);
  if (!parts) return [line, "\n"];
  const marks = /^[\s|_]*[\^~-]/.test(parts[2]) && !/\d/.test(parts[1]);
  return [span("gutter", parts[1]), marks ? span("caret", parts[2]) : parts[2], "\n"];
}

function hideProblems() {
  hidden = $("problems").dataset.key;
  drawProblems();
}

function reopenProblems() {
  hidden = null;
  drawProblems();
  if (!$("problems").hidden) $("problem-list").focus();
}

// --- Pages ------------------------------------------------------------------------------------

function viewOf(name) {
  let view = views.get(name);
  if (!view) {
    const box = document.createElement("div");
    box.className = "document";
    box.hidden = true;
    stage.append(box);
    const [top, left] = remembered.scroll?.[name] ?? [0, 0];
    view = { box, pages: [], top, left };
    views.set(name, view);
  }
  return view;
}

/** Draws the pages of the document in sight that differ, all in one step once they are decoded. */
async function show() {
  const own = ++turn;
  const shown = current();
  $("empty").hidden = Boolean(shown);
  $("web").setAttribute("aria-pressed", isWeb);
  stage.classList.toggle("web", isWeb && Boolean(shown));
  $("frame").hidden = !isWeb || !shown;
  if (!shown) return;
  const version = state.version;
  if (isWeb) {
    showWeb(shown);
    document.documentElement.dataset.shown = version;
    return;
  }
  const view = viewOf(shown.name);
  const images = await Promise.all(
    shown.pages.map(async (page, index) => {
      if (view.pages[index]?.hash === page.hash) return null;
      const image = new Image();
      image.draggable = false;
      image.src = `/pages/${page.hash}.svg`;
      try {
        await image.decode();
      } catch {
        // The page is already of the past; the state that replaces it is on its way.
        return undefined;
      }
      return image;
    }),
  );
  if (own !== turn || images.includes(undefined)) return;
  images.forEach((image, index) => {
    const leaf = view.box.children[index] ?? view.box.appendChild(document.createElement("div"));
    leaf.className = "leaf";
    if (image) leaf.replaceChildren(image);
    const number = shown.pages.length > 1 ? `, page ${index + 1} of ${shown.pages.length}` : "";
    leaf.firstChild.alt = `${shown.title}${number}`;
  });
  while (view.box.children.length > shown.pages.length) view.box.lastChild.remove();
  view.pages = shown.pages;
  reveal(view);
  document.documentElement.dataset.shown = version;
}

/** Shows the page of the Web, at the place where it was before it changed. */
function showWeb({ name, title, html }) {
  const frame = $("frame");
  keepScroll();
  for (const view of views.values()) view.box.hidden = true;
  if (frame.dataset.hash === html.hash && frame.dataset.name === name) return;
  const top = frame.dataset.name === name ? frame.contentWindow.scrollY : 0;
  frame.onload = () => frame.contentWindow.scrollTo(0, top);
  frame.title = title;
  Object.assign(frame.dataset, { name, hash: html.hash });
  frame.src = `${html.address}?${html.hash}`;
}

function toggleWeb() {
  isWeb = !isWeb;
  memory.write();
  show();
}

/** Brings a document in sight, at the size and the place where it was. */
function reveal(view) {
  const comes = view.box.hidden;
  if (comes) {
    keepScroll();
    for (const other of views.values()) other.box.hidden = other !== view;
  }
  resize();
  if (comes) stage.scrollTo(view.left, view.top);
}

function keepScroll() {
  for (const view of views.values()) {
    if (!view.box.hidden) [view.top, view.left] = [stage.scrollTop, stage.scrollLeft];
  }
}

function activate(name) {
  if (name === active || !state?.documents.some((each) => each.name === name)) return;
  active = name;
  history.replaceState(null, "", `#${encodeURIComponent(name)}`);
  drawTabs();
  drawStatus();
  show();
}

function step(by) {
  const names = state?.documents.map((each) => each.name) ?? [];
  if (names.length) activate(names[(names.indexOf(active) + by + names.length) % names.length]);
}

// --- Size -------------------------------------------------------------------------------------

/** Factor by which the widest page of a document fills the window. */
function fitting(view) {
  const style = getComputedStyle(stage);
  const room = stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const widest = Math.max(...view.pages.map((page) => page.width * PX_PER_PT));
  return Math.max(0.1, room / widest);
}

function factorOf(view) {
  if (zoom === "fit") return fitting(view);
  if (zoom === "auto") return Math.min(1, fitting(view));
  return zoom;
}

function resize() {
  const view = [...views.values()].find((each) => !each.box.hidden);
  if (!view || !view.pages.length) return;
  const factor = factorOf(view);
  view.pages.forEach(({ width, height }, index) => {
    const { style } = view.box.children[index];
    style.width = `${(width * PX_PER_PT * factor).toFixed(2)}px`;
    style.height = `${(height * PX_PER_PT * factor).toFixed(2)}px`;
  });
  $("size").textContent = `${Math.round(factor * 100)} %`;
  $("fit").setAttribute("aria-pressed", zoom === "fit");
}

/** Changes the size around the middle of the window, so that what is read stays in sight. */
function setZoom(next) {
  const middle = [stage.clientWidth / 2, stage.clientHeight / 2];
  const before = [stage.scrollWidth, stage.scrollHeight];
  const at = [stage.scrollLeft + middle[0], stage.scrollTop + middle[1]];
  zoom = next;
  resize();
  stage.scrollTo(
    (at[0] / before[0]) * stage.scrollWidth - middle[0],
    (at[1] / before[1]) * stage.scrollHeight - middle[1],
  );
  memory.write();
}

function zoomBy(direction) {
  const view = views.get(active);
  if (!view?.pages.length) return;
  const factor = factorOf(view);
  const next =
    direction > 0
      ? SIZES.find((size) => size > factor + 0.005)
      : SIZES.findLast((size) => size < factor - 0.005);
  if (next) setZoom(next);
}

new ResizeObserver(() => resize()).observe(stage);

// --- Keys and buttons -------------------------------------------------------------------------

const toggleKeys = () => ($("keys").open ? $("keys").close() : $("keys").showModal());

const KEYS = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  "+": () => zoomBy(1),
  "=": () => zoomBy(1),
  "-": () => zoomBy(-1),
  "−": () => zoomBy(-1),
  0: () => setZoom("auto"),
  f: () => setZoom(zoom === "fit" ? "auto" : "fit"),
  h: toggleWeb,
  p: () => $("pdf").href && $("pdf").click(),
  e: reopenProblems,
  "?": toggleKeys,
  Escape: () => !$("keys").open && hideProblems(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !state) return;
  if ($("keys").open && event.key !== "?") return;
  const place = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const act = place ? () => activate(state.documents[place - 1]?.name) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
  // Arrows move along the tabs, as they do in every list of tabs.
  if (document.activeElement?.role === "tab") {
    document.querySelector('[role="tab"][aria-selected="true"]')?.focus();
  }
});

$("smaller").addEventListener("click", () => zoomBy(-1));
$("larger").addEventListener("click", () => zoomBy(1));
$("size").addEventListener("click", () => setZoom("auto"));
$("fit").addEventListener("click", KEYS.f);
$("web").addEventListener("click", toggleWeb);
$("help").addEventListener("click", toggleKeys);
$("hide").addEventListener("click", hideProblems);
$("reopen").addEventListener("click", reopenProblems);
addEventListener("hashchange", () => activate(named()));

connect();
