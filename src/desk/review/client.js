/** Keys press the buttons that are on the page: whatever a key does, a button does without this file. */
const rows = [...document.querySelectorAll("[data-row]")];
const said = document.querySelector("[role=status].said");
const PLACE = "newsift-place";
const PENDING_MILLISECONDS = 3000;
let current = -1;

function choose(at, shouldScroll = true) {
  const row = rows[at];
  if (row === undefined) return;
  rows[current]?.classList.remove("current");
  current = at;
  row.classList.add("current");
  row.focus({ preventScroll: true });
  if (shouldScroll) row.scrollIntoView({ block: "nearest" });
}

/** What the key is for: first in the chosen row, then anywhere outside of the rows. */
function press(key) {
  const own = `[data-key="${CSS.escape(key)}"]`;
  const target =
    rows[current]?.querySelector(own) ??
    [...document.querySelectorAll(own)].find((element) => element.closest("[data-row]") === null);
  if (target === undefined) return false;
  if (target.matches("input")) {
    target.focus();
    target.select();
  } else {
    target.click();
  }
  if (target.matches("summary")) target.parentElement.querySelector("button")?.focus();
  return true;
}

const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const LETTERS = /^[a-z/?]$/;

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  if (key === "Escape") return leave(event);
  if (target.matches("textarea[data-editor]") && key === "Enter") {
    event.preventDefault();
    document.querySelector("[data-save]").click();
    return;
  }
  if (target.matches("input:not([type=checkbox]), textarea, select")) return;
  const open = document.querySelector("details.menu[open]");
  const digit = open?.querySelector(`[data-digit="${CSS.escape(key)}"]`);
  if (digit) {
    event.preventDefault();
    digit.click();
  } else if (Object.hasOwn(steps, key) && rows.length > 0) {
    event.preventDefault();
    choose(Math.min(rows.length - 1, Math.max(0, current + steps[key])));
  } else if (LETTERS.test(key)) {
    event.preventDefault();
    if (!press(key)) say(document.body.dataset.nothing);
  }
}

function leave(event) {
  const open = document.querySelector("details.menu[open]");
  if (open !== null) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (document.querySelector("[data-cancel]") !== null) {
    event.preventDefault();
    document.querySelector("[data-cancel]").click();
  } else {
    event.target.blur?.();
  }
}

function say(words) {
  said.textContent = words;
  setTimeout(() => (said.textContent = ""), 2500);
}

/** The page comes back after each decision: to where it was left. */
function keepPlace() {
  const place = { path: location.pathname, at: current, top: scrollY };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
}

function takePlace() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  const editor = document.querySelector("[data-editor]");
  const named = rows.findIndex((row) => row.id !== "" && `#${row.id}` === location.hash);
  const isBack = kept !== null && kept.path === location.pathname;
  const at = named >= 0 ? named : isBack ? kept.at : firstOfInterest();
  if (editor !== null) {
    current = rows.indexOf(editor.closest("[data-row]"));
    rows[current]?.classList.add("current");
    editor.focus();
    editor.setSelectionRange(editor.value.length, editor.value.length);
  } else if (document.querySelector("[autofocus]") === null) {
    choose(at, false);
    if (!isBack) bringUp(rows[at]);
  }
  if (!isBack) return;
  scrollTo(0, kept.top);
  // The browser goes to the line that the address names once more when all is there.
  addEventListener("load", () => scrollTo(0, kept.top), { once: true });
}

/** Above many an article there are fifty lines of menus: they are not what one came for. */
function bringUp(row) {
  const top = row?.getBoundingClientRect().top ?? 0;
  if (top > (innerHeight * 2) / 3) scrollBy(0, top - innerHeight / 3);
}

/** The headline, or the first document. */
function firstOfInterest() {
  return Math.max(
    0,
    rows.findIndex((row) => row.classList.contains("headline")),
  );
}

for (const [at, row] of rows.entries()) row.addEventListener("pointerdown", () => choose(at, false));
for (const select of document.querySelectorAll("form.filter select, form.filter [type=checkbox]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
document.addEventListener("keydown", onKey);
document.addEventListener("submit", keepPlace);
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-key=e], [data-cancel]") !== null) keepPlace();
});
takePlace();

if (document.querySelector("[data-pending]") !== null && document.querySelector("[data-editor]") === null) {
  setTimeout(() => {
    keepPlace();
    location.reload();
  }, PENDING_MILLISECONDS);
}
