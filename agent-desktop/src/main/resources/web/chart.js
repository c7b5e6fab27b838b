// Stacked bars of verdicts per minute, as SVG.
import { svg } from './dom.js';
import { table } from './i18n.js';
import * as words from './words.js';
import { WORDS } from './words-defence.js';

const { series: LABELS, chart: summary } = table(WORDS);

export const SERIES = [
  { name: 'admitted', label: LABELS.admitted, of: ['ADMIT'] },
  { name: 'flagged', label: LABELS.flagged, of: ['CHALLENGE', 'DIVERT', 'ANNOUNCE', 'LISTEN'] },
  { name: 'rejected', label: LABELS.rejected, of: ['REJECT', 'LET_GO'] },
  { name: 'unscreened', label: LABELS.unscreened, of: ['FAILED_OPEN'] },
];

const MINUTES = 60;
const WIDTH = 720;
const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 20;
const TOP = 8;

/** What was done in a minute, calls without a verdict among it. */
export const done = (minute) => ({ ...minute.verdicts, FAILED_OPEN: minute.failedOpen });

const sum = (series, counts) => series.of.reduce((n, name) => n + (counts[name] ?? 0), 0);

/** Bars of the hour that ends at `now`, given a map of minutes by ISO instant. */
export function bars(minutes, now) {
  const newest = Math.floor(now / 60_000) * 60_000;
  const hour = [];
  const byTime = new Map([...minutes.values()].map((m) => [Date.parse(m.minute), done(m)]));
  for (let i = MINUTES - 1; i >= 0; i--) {
    const at = newest - i * 60_000;
    hour.push({ at, parts: SERIES.map((series) => sum(series, byTime.get(at) ?? {})) });
  }
  const total = (bar) => bar.parts.reduce((a, b) => a + b, 0);
  const top = niceTop(Math.max(...hour.map(total)));
  const plotHeight = HEIGHT - BOTTOM - TOP;
  const y = (value) => TOP + plotHeight * (1 - value / top);
  const step = (WIDTH - LEFT) / MINUTES;
  const root = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': said(hour) });
  for (const value of [0, top / 2, top]) {
    root.append(
      svg('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value) }),
      svg('text', { class: 'axis', x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' }, words.count(value)),
    );
  }
  hour.forEach((bar, index) => {
    let below = 0;
    const group = svg('g', {}, svg('title', {}, barSaid(bar)));
    bar.parts.forEach((value, part) => {
      if (value > 0) {
        group.append(
          svg('rect', {
            class: `bar ${SERIES[part].name}`,
            x: LEFT + index * step + 1,
            width: step - 2,
            y: y(below + value),
            height: Math.max(0.5, y(below) - y(below + value)),
          }),
        );
        below += value;
      }
    });
    root.append(group);
    if ((bar.at / 60_000) % 15 === 0 && index > 1 && index < MINUTES - 2) {
      const x = LEFT + (index + 0.5) * step;
      root.append(svg('text', { class: 'axis', x, y: HEIGHT - 4, 'text-anchor': 'middle' }, words.minuteOfDay(bar.at)));
    }
  });
  return root;
}

/** The next of 2, 4, 10, 20, 40, 100, …, so that the half is a whole number too. */
function niceTop(max) {
  let top = 10;
  while (true) {
    for (const factor of [0.2, 0.4, 1]) {
      if (max <= top * factor) {
        return top * factor;
      }
    }
    top *= 10;
  }
}

function barSaid({ at, parts }) {
  return `${words.minuteOfDay(at)} · ` + SERIES.map((s, i) => `${s.label}: ${words.count(parts[i])}`).join(' · ');
}

function said(hour) {
  const sums = SERIES.map((s, i) => `${s.label}: ${words.count(hour.reduce((n, bar) => n + bar.parts[i], 0))}`);
  return summary(sums.join(', '));
}
