// Carries quotes as the Hypothesis client does in principle, written from its behaviour: the words at the
// old offset if they still stand there; else every exact occurrence, or every approximate one with up to
// half of the quote (at most 256 characters) wrong, ranked by the quote (50), 32 characters before (20) and
// after (20), and nearness to the old offset (2). Reads and writes one JSON document a line.
import { createInterface } from "node:readline";
import search from "approx-string-match";

const CONTEXT = 32;
const MOST_ERRORS = 256;
const WEIGHTS = { quote: 50, before: 20, after: 20, place: 2 };

function occurrences(text, words) {
  const found = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    found.push({ start: at, end: at + words.length, errors: 0 });
  }
  return found;
}

function matches(text, words, most) {
  const exact = occurrences(text, words);
  return exact.length > 0 ? exact : search(text, words, most);
}

function alike(text, words) {
  if (words.length === 0) return 1;
  if (text.length === 0) return 0;
  return 1 - matches(text, words, words.length)[0].errors / words.length;
}

function rank(text, match, sought) {
  const { quote, before, after, start } = sought;
  const beside = {
    before: text.slice(Math.max(0, match.start - before.length), match.start),
    after: text.slice(match.end, match.end + after.length),
  };
  return (
    WEIGHTS.quote * (1 - match.errors / quote.length) +
    WEIGHTS.before * alike(beside.before, before) +
    WEIGHTS.after * alike(beside.after, after) +
    WEIGHTS.place * (1 - Math.abs(match.start - start) / text.length)
  );
}

function carried(text, sought) {
  const { quote, start } = sought;
  if (text.startsWith(quote, start)) return { start, end: start + quote.length };
  const found = matches(text, quote, Math.min(MOST_ERRORS, quote.length / 2));
  let best = null;
  let highest = -Infinity;
  for (const match of found) {
    const ranked = rank(text, match, sought);
    if (ranked > highest) [best, highest] = [match, ranked];
  }
  return best;
}

// Offsets are code points outside and UTF-16 units within.
function units(text) {
  const offsets = [0];
  for (const character of text) offsets.push(offsets.at(-1) + character.length);
  return offsets;
}

function answers({ old, new: text, spans }) {
  const from = units(old);
  const to = new Map();
  units(text).forEach((unit, point) => to.set(unit, point));
  const point = (unit) => to.get(unit) ?? to.get(unit - 1);
  return spans.map(([first, last]) => {
    const [start, end] = [from[first], from[last]];
    const place = carried(text, {
      quote: old.slice(start, end),
      before: old.slice(Math.max(0, start - CONTEXT), start),
      after: old.slice(end, end + CONTEXT),
      start,
    });
    return place && [point(place.start), point(place.end)];
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(answers(JSON.parse(line))) + "\n");
}
