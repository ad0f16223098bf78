// The text of a part of the page, read as the server reads it (trials/pages/passages.py):
// blanks made one, blocks by line, our own buttons left out. Places count code points.
const BLANK = "\\t\\n\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const WORD = new RegExp(`[^${BLANK}]+`, "gu");
const BREAKS = new Set(
  "article aside blockquote br dd details div dl dt h1 h2 h3 h4 li ol p section summary ul".split(" "),
);
// As much on each side as an anchor keeps (contacts/anchoring.py).
const AROUND = 64;
const OURS = ".add-note, .my-note, .word-note";

export class PartText {
  constructor(part) {
    this.part = part;
    this.text = "";
    this.runs = [];
    this.gap = "";
    this.walk(part);
    this.isPlain = !/[\ud800-\udfff]/.test(this.text);
  }

  walk(parent) {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.read(child);
      else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(OURS)) {
        const isBlock = BREAKS.has(child.localName);
        if (isBlock) this.gap = "\n";
        this.walk(child);
        if (isBlock) this.gap = "\n";
      }
    }
  }

  read(node) {
    let end = 0;
    for (const match of node.data.matchAll(WORD)) {
      if (match.index > end) this.gap ||= " ";
      this.add(node, match.index, match[0]);
      end = match.index + match[0].length;
    }
    if (end < node.data.length) this.gap ||= " ";
  }

  add(node, offset, word) {
    const gap = this.text ? this.gap : "";
    const last = this.runs[this.runs.length - 1];
    this.gap = "";
    if (last?.node === node && last.offset + last.length + gap.length === offset) {
      last.length += gap.length + word.length;
    } else {
      const start = this.text.length + gap.length;
      this.runs.push({ node, offset, start, length: word.length });
    }
    this.text += gap + word;
  }

  // Code units, which scripts count, and code points, which the server counts.
  units(points) {
    if (this.isPlain) return points;
    return [...this.text].slice(0, points).join("").length;
  }

  points(units) {
    return this.isPlain ? units : [...this.text.slice(0, units)].length;
  }

  run(at) {
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.runs[middle].start <= at) low = middle;
      else high = middle - 1;
    }
    return this.runs[low];
  }

  slice(start, end) {
    return this.text.slice(this.units(start), this.units(end));
  }

  // The place in the page of a range of the text.
  range(start, end) {
    const from = this.run(this.units(start));
    const to = this.run(this.units(end) - 1);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset + this.units(start) - from.start);
    range.setEnd(to.node, to.offset + this.units(end) - to.start);
    return range;
  }

  // The range of the text of a place in the page, without outer blanks.
  selector(range) {
    const first = this.runs.find(
      (run) => range.comparePoint(run.node, run.offset + run.length) >= 0,
    );
    const last = [...this.runs].reverse().find(
      (run) => range.comparePoint(run.node, run.offset) <= 0,
    );
    if (!first || !last || last.start + last.length < first.start) return null;
    let start = first.start;
    let end = last.start + last.length;
    if (range.startContainer === first.node) {
      start += Math.max(0, range.startOffset - first.offset);
    }
    if (range.endContainer === last.node) {
      end = last.start + Math.min(last.length, range.endOffset - last.offset);
    }
    const raw = this.text.slice(start, end);
    start += raw.length - raw.trimStart().length;
    const exact = raw.trim();
    if (!exact) return null;
    return {
      part: this.part.dataset.part,
      start: this.points(start),
      exact,
      before: [...this.text.slice(0, start)].slice(-AROUND).join(""),
      after: [...this.text.slice(start + exact.length)].slice(0, AROUND).join(""),
    };
  }
}
