// How facts are said on the screens.
import { locale, table } from './i18n.js';
import { WORDS } from './words-common.js';

const said = table(WORDS);

export const STANDINGS = said.standings;
export const LABELS = said.labels;
export const LISTS = said.lists;

const languages = new Intl.DisplayNames([locale], { type: 'language' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const hourMinute = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dated = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const grouped = new Intl.NumberFormat(locale);

export const state = (name) => (name === null ? said.noNews : (said.states[name] ?? name));
export const defence = (name) => (name === null ? said.asConfigured : (said.defences[name] ?? name));
export const verdict = (name) => said.verdicts[name] ?? name;
export const role = (name) => said.roles[name] ?? name;
export const count = (number) => grouped.format(number);
export const timeOfDay = (instant) => clock.format(new Date(instant));
export const minuteOfDay = (instant) => hourMinute.format(new Date(instant));

/** A share as whole percent, or a dash where there is none. */
export const percent = (share) => (share === null || share === undefined ? '–' : `${Math.round(100 * share)} %`);

/** A language's name; what is no language tag is shown as it came. */
export function language(tag) {
  try {
    return languages.of(tag);
  } catch {
    return tag;
  }
}

/** 0:09, 12:40, 1:02:07. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** A predicted wait as callers are told it: whole minutes, rounded outwards. */
export function range(predicted) {
  if (!predicted) {
    return null;
  }
  if (predicted.highSeconds <= 60) {
    return said.underMinute;
  }
  const low = Math.floor(predicted.lowSeconds / 60);
  const high = Math.ceil(predicted.highSeconds / 60);
  return low === 0 ? said.upTo(high) : low === high ? `${low} min` : `${low}–${high} min`;
}

/** How well earlier callers were told their wait. */
export const told = ({ callers, inside, errorSeconds }) => said.told(count(callers), Math.round(100 * inside), duration(errorSeconds));

/** A weight in nats, signed. */
export const weight = (nats) => (nats >= 0 ? '+' : '−') + Math.abs(nats).toFixed(1);

/** How probable a machine is, from its log-odds. */
export function odds(nats) {
  const p = 1 / (1 + Math.exp(-nats));
  return p > 0.995 ? '>99 %' : p < 0.005 ? '<1 %' : `${Math.round(100 * p)} %`;
}

/** Time of day for today, else the date too; half a year away, the date with its year. */
export function moment(instant, now) {
  const away = Math.abs(Date.parse(instant) - now);
  if (away > 180 * 86_400_000) {
    return new Date(instant).toLocaleDateString(locale, { dateStyle: 'medium' });
  }
  return away > 12 * 3_600_000 ? dated.format(new Date(instant)) : minuteOfDay(instant);
}

/** Roughly how long: 40 s, 12 min, 3 h, 5 days. */
export function roughly(seconds) {
  const s = Math.max(0, seconds);
  return s < 60 ? `${Math.ceil(s)} s` : s < 5_400 ? `${Math.round(s / 60)} min` : s < 129_600 ? `${Math.round(s / 3600)} h` : said.days(Math.round(s / 86_400));
}
