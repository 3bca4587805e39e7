/** What a pointer, a wheel or two fingers do on the map. */

const A_CLICK = 5;
const A_LINE = 18;
const A_PAGE = 400;

/**
 * @typedef {object} Actions
 * @property {(right: number, down: number) => void} move
 * @property {(factor: number, left: number, top: number) => boolean} zoom whether there was more to see
 * @property {(left: number, top: number) => void} hover
 * @property {() => void} leave
 * @property {(left: number, top: number, isTouch: boolean) => void} press
 * @property {(left: number, top: number) => void} twice a press on what the first one did not change
 */

/**
 * Listen to a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {Actions} actions
 */
export function listen(canvas, actions) {
  /** @type {Map<number, [number, number]>} */
  const down = new Map();
  let way = 0;
  const placeOf = (/** @type {MouseEvent} */ event) => /** @type {[number, number]} */ ([event.offsetX, event.offsetY]);

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (!down.size) way = 0;
    else way = Infinity; // a second finger: no press any more
    down.set(event.pointerId, placeOf(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    const now = placeOf(event);
    if (!before) {
      if (event.pointerType !== "touch") actions.hover(...now);
      return;
    }
    const [right, below] = [now[0] - before[0], now[1] - before[1]];
    way += Math.hypot(right, below);
    if (way < A_CLICK) return;
    canvas.dataset.moving = "";
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) actions.move(right, below);
    else {
      const [was, is] = [before, now].map(([x, y]) => Math.max(Math.hypot(x - other[0], y - other[1]), 1));
      actions.move(right / 2, below / 2);
      actions.zoom(is / was, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    }
    down.set(event.pointerId, now);
  });
  const up = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId)) return;
    if (!down.size) delete canvas.dataset.moving;
    if (way < A_CLICK && event.type === "pointerup") actions.press(...placeOf(event), event.pointerType === "touch");
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") actions.leave(); });
  canvas.addEventListener("dblclick", (event) => actions.twice(...placeOf(event)));
  canvas.addEventListener("wheel", (event) => {
    const unit = [1, A_LINE, A_PAGE][event.deltaMode] ?? 1;
    const factor = Math.exp(-Math.min(Math.max(event.deltaY * unit, -300), 300) / (event.ctrlKey ? 120 : 420));
    // Where there is no more to see, the page goes on.
    if (actions.zoom(factor, ...placeOf(event))) event.preventDefault();
  }, { passive: false });
}
