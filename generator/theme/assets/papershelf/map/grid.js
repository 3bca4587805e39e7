/** A grid over the map, in which papers are found by where they are. */

const IN_CELL = 3;

/** Papers by the cell they are in. */
export class Grid {
  /** @param {import("./format.js").Plane} plane */
  constructor({ papers, width, height, x, y }) {
    this.x = x;
    this.y = y;
    this.size = Math.max(1, Math.sqrt((width * height * IN_CELL) / Math.max(papers, 1)));
    this.columns = Math.floor(width / this.size) + 1;
    this.rows = Math.floor(height / this.size) + 1;
    const counts = new Uint32Array(this.columns * this.rows + 1);
    for (let n = 0; n < papers; n++) counts[this.#cell(x[n], y[n]) + 1] += 1;
    for (let n = 1; n < counts.length; n++) counts[n] += counts[n - 1];
    /** Where the papers of each cell begin in `items`. */
    this.starts = counts;
    this.items = new Uint32Array(papers);
    const next = counts.slice();
    for (let n = 0; n < papers; n++) this.items[next[this.#cell(x[n], y[n])]++] = n;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #cell(x, y) {
    return this.#row(y) * this.columns + this.#column(x);
  }

  /** @param {number} x */
  #column(x) {
    return Math.min(Math.max(Math.floor(x / this.size), 0), this.columns - 1);
  }

  /** @param {number} y */
  #row(y) {
    return Math.min(Math.max(Math.floor(y / this.size), 0), this.rows - 1);
  }

  /**
   * Call a function with each paper between some coordinates.
   * @param {[number, number, number, number]} bounds least x and y, and most
   * @param {(paper: number) => void} visit
   */
  within([left, top, right, bottom], visit) {
    for (let row = this.#row(top); row <= this.#row(bottom); row++) {
      const first = row * this.columns;
      const start = this.starts[first + this.#column(left)];
      const stop = this.starts[first + this.#column(right) + 1];
      for (let n = start; n < stop; n++) {
        const paper = this.items[n];
        const [x, y] = [this.x[paper], this.y[paper]];
        if (x >= left && x <= right && y >= top && y <= bottom) visit(paper);
      }
    }
  }

  /**
   * Return the papers between some coordinates that are nearest to a place, the nearest first.
   * @param {number} x
   * @param {number} y
   * @param {[number, number, number, number]} bounds
   * @param {number} most
   * @param {(paper: number) => unknown} [accepts]
   * @returns {number[]}
   */
  nearest(x, y, bounds, most, accepts = () => true) {
    /** @type {[number, number][]} */
    const found = [];
    this.within(bounds, (paper) => {
      if (accepts(paper)) found.push([(this.x[paper] - x) ** 2 + (this.y[paper] - y) ** 2, paper]);
    });
    found.sort(([a, one], [b, other]) => a - b || one - other);
    return found.slice(0, most).map(([, paper]) => paper);
  }

  /**
   * Return the paper at a place.
   * @param {number} x
   * @param {number} y
   * @param {number} reach how far from it at most
   * @param {(paper: number) => unknown} [accepts]
   * @returns {number} -1 for none
   */
  at(x, y, reach, accepts) {
    const bounds = /** @type {[number, number, number, number]} */ ([x - reach, y - reach, x + reach, y + reach]);
    const [paper] = this.nearest(x, y, bounds, 1, accepts);
    if (paper === undefined) return -1;
    return (this.x[paper] - x) ** 2 + (this.y[paper] - y) ** 2 <= reach ** 2 ? paper : -1;
  }

  /**
   * Return the next paper in a direction: near, and not much to the side.
   * @param {number} from a paper
   * @param {[number, number]} direction on the map; one of the two is 0
   * @param {(paper: number) => unknown} [accepts]
   * @returns {number} -1 for none
   */
  next(from, [right, down], accepts = () => true) {
    const [x, y] = [this.x[from], this.y[from]];
    const farthest = this.size * Math.max(this.columns, this.rows);
    for (let reach = this.size * 2; ; reach *= 2) {
      let best = -1;
      let least = Infinity;
      this.within([x - reach, y - reach, x + reach, y + reach], (paper) => {
        const ahead = (this.x[paper] - x) * right + (this.y[paper] - y) * down;
        const aside = Math.abs((this.x[paper] - x) * down) + Math.abs((this.y[paper] - y) * right);
        // Papers at one place follow each other by their numbers.
        const isHere = this.x[paper] === x && this.y[paper] === y;
        const isAhead = isHere ? (paper - from) * (right + down) > 0 : ahead > 0 && aside <= 2 * ahead;
        if (!isAhead || !accepts(paper)) return;
        const cost = isHere ? Math.abs(paper - from) / this.x.length : ahead + 2 * aside;
        if (cost < least || (cost === least && paper < best)) [best, least] = [paper, cost];
      });
      // What is farther than what was looked at may still be a better step.
      if (best >= 0 && least <= reach) return best;
      if (reach > farthest) return best;
    }
  }
}
