// A report's chart, drawn by uPlot. What it shows stands in the table below it too.
import uPlot from './uPlot.js';
import { locale } from './i18n.js';
import { title, when } from './report-tables.js';

const HEIGHT = 240;
/** From here on the axis has days, not times of day. */
const LONG_SECONDS = 36 * 3_600;
/** What is drawn of each report; with people only, machines left out. */
const SERIES = {
  intervals: [['offered', '--quiet'], ['offered_people', '--accent'], ['abandoned_people', '--bad']],
  defence: [['attempts', '--quiet'], ['admitted', '--bar-admitted'], ['refused', '--bar-rejected'], ['challenged', '--bar-flagged']],
  waits: [['answered_people', '--accent'], ['abandoned_people', '--bad']],
};

let drawn = null;
let latest = null;

addEventListener('resize', () => latest && draw(...latest));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => latest && draw(...latest));

/** Draws a report, or nothing where a chart would say nothing; whether it drew. */
export function draw(place, report, zone) {
  drawn?.destroy();
  drawn = null;
  latest = [place, report, zone];
  const wanted = SERIES[report.report];
  const rows = report.report === 'intervals' ? report.rows.filter((row) => at(report, row, 'queue') === 'TOTAL' || single(report)) : report.rows;
  place.hidden = !wanted || rows.length < 2;
  if (place.hidden) {
    return false;
  }
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const waits = report.report === 'waits';
  const xs = rows.map((row, i) => (waits ? i : Date.parse(at(report, row, 'from')) / 1000));
  const spans = rows.map((row) => (waits ? short(at(report, row, 'wait_from_seconds')) : ''));
  const days = !waits && xs.at(-1) - xs[0] > LONG_SECONDS;
  const label = (at) => (days ? when(at * 1000, { ...zone, step: 'day' }) : clock(zone).format(new Date(at * 1000)));
  const grid = { stroke: css('--rule'), width: 1 };
  const axis = { stroke: css('--quiet'), grid, ticks: grid, font: '12px system-ui' };
  drawn = new uPlot(
    {
      width: Math.max(240, place.clientWidth),
      height: HEIGHT,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone.timeZone),
      scales: { x: { time: !waits }, y: { range: (_, low, high) => [0, Math.max(1, high)] } },
      axes: [{ ...axis, space: 80, values: (_, splits) => splits.map((at) => (waits ? (spans[at] ?? '') : label(at))) }, axis],
      series: [
        waits ? { label: title('wait_from_seconds'), value: (_, i) => spans[i] ?? '–' } : { label: title('from'), value: (_, at) => (at === null ? '–' : when(at * 1000, { ...zone, step: zone.step ?? 'hour' })) },
        ...wanted.map(([id, colour]) => ({ label: title(id), stroke: css(colour), width: 2, paths: waits ? uPlot.paths.stepped({ align: 1 }) : undefined, points: { size: 5 } })),
      ],
    },
    [xs, ...wanted.map(([id]) => rows.map((row) => at(report, row, id)))],
    place,
  );
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', wanted.map(([id]) => `${title(id)}: ${rows.reduce((sum, row) => sum + (at(report, row, id) ?? 0), 0)}`).join(', '));
  return true;
}

const at = (report, row, id) => row[report.columns.findIndex((column) => column.id === id)];
const single = (report) => !report.rows.some((row) => at(report, row, 'queue') === 'TOTAL');
const clock = ({ timeZone }) => new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const short = (seconds) => (seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);
