/** Papers by year as bars, on which a span of years is chosen with a pointer or by typing. */

import { counted, element } from "../page/elements.js";

/**
 * Make the histogram.
 * @param {{id: number, count: number}[]} years those that have papers, oldest first
 * @param {[number, number] | undefined} chosen
 * @param {(years: [number, number] | undefined) => void} choose
 * @returns {HTMLElement}
 */
export function histogram(years, chosen, choose) {
  const first = Math.min(years[0]?.id ?? 0, chosen?.[0] || Infinity);
  const last = Math.max(years.at(-1)?.id ?? 0, chosen?.[1] ?? 0);
  const counts = new Map(years.map(({ id, count }) => [id, count]));
  const most = Math.max(1, ...counts.values());
  const span = Array.from({ length: Math.min(last - first + 1, 600) }, (_, n) => first + n);
  const bars = span.map((year) => {
    const count = counts.get(year) ?? 0;
    const isIn = !chosen || (year >= chosen[0] && year <= chosen[1]);
    return element("span", {
      class: isIn ? "ps-bar" : "ps-bar ps-bar-out",
      "data-year": year,
      title: `${year}: ${counted(count, "paper")}`,
      style: `--share: ${count / most}`,
    });
  });
  const chart = element("div", { class: "ps-bars", "aria-hidden": "true" }, ...bars);
  brush(chart, choose);
  return element("div", { class: "ps-years" }, chart, ends(first, last, chosen, choose));
}

/**
 * Choose the years over which a pointer is drawn.
 * @param {HTMLElement} chart
 * @param {(years: [number, number]) => void} choose
 */
function brush(chart, choose) {
  let start = 0;
  const yearAt = (/** @type {PointerEvent} */ event) => {
    const bars = [...chart.children];
    const hit = bars.find((bar) => event.clientX <= bar.getBoundingClientRect().right) ?? bars.at(-1);
    return Number(hit?.getAttribute("data-year"));
  };
  const mark = (/** @type {number} */ to) => {
    for (const bar of chart.children) {
      const year = Number(bar.getAttribute("data-year"));
      bar.classList.toggle("ps-bar-out", year < Math.min(start, to) || year > Math.max(start, to));
    }
  };
  chart.addEventListener("pointerdown", (event) => {
    start = yearAt(event);
    chart.setPointerCapture(event.pointerId);
    mark(start);
  });
  chart.addEventListener("pointermove", (event) => {
    if (chart.hasPointerCapture(event.pointerId)) mark(yearAt(event));
  });
  chart.addEventListener("pointerup", (event) => {
    const end = yearAt(event);
    choose([Math.min(start, end), Math.max(start, end)]);
  });
}

const PAUSE = 700;
/** The two fields outlast what is drawn around them, with what is being typed into them. */
const from = yearField("ps-from");
const to = yearField("ps-to");
const span = element("div", { class: "ps-span" },
  element("label", { for: from.id }, "From"), from, element("label", { for: to.id }, "to"), to);
/** What the fields do now. */
let commit = () => {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

span.addEventListener("change", () => commit());
span.addEventListener("keydown", ({ key }) => { if (key === "Enter") commit(); });
span.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => commit(), PAUSE);
});

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
function yearField(id) {
  return /** @type {HTMLInputElement} */ (element("input", { id, type: "number", inputmode: "numeric" }));
}

/**
 * Return the fields for the first and the last year.
 * @param {number} first
 * @param {number} last
 * @param {[number, number] | undefined} chosen
 * @param {(years: [number, number] | undefined) => void} choose
 * @returns {HTMLElement}
 */
function ends(first, last, chosen, choose) {
  for (const [input, usual, value] of /** @type {const} */ ([[from, first, chosen?.[0]], [to, last, chosen?.[1]]])) {
    input.placeholder = String(usual);
    if (input !== document.activeElement) input.value = String(value ?? "");
  }
  commit = () => {
    clearTimeout(pause);
    const [a, b] = [Number(from.value), Number(to.value)];
    if (a === (chosen?.[0] ?? 0) && b === (chosen?.[1] ?? 0)) return;
    choose(a || b ? [a || first, b || last] : undefined);
  };
  return span;
}
