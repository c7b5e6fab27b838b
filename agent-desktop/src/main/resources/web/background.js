// What the agent should know of a caller before the first word: needs, what happened before, what the defence thinks.
import { el } from './dom.js';
import { table } from './i18n.js';
import { sentence, spoken } from './sentences.js';
import * as words from './words.js';
import { WORDS } from './words-phone.js';

const said = table(WORDS);

/** @param fact makes one of a name and a value */
export function moreFacts({ needs, judged }, fact) {
  const facts = [];
  if (needs?.length) {
    facts.push(fact(said.needs, needs.join(', ')));
  }
  if (judged) {
    facts.push(fact(said.defence, `${words.verdict(judged.verdict)} · ${said.machine(words.odds(judged.machineOdds))}`));
  }
  return facts;
}

/** What happened before and the reasons of the defence, as lists. */
export function background({ story, judged }) {
  const parts = [];
  if (story?.length) {
    parts.push(list(said.before, story.map((each) => el('li', {}, el('time', { datetime: each.at }, words.minuteOfDay(each.at)), ` ${episode(each)}`))));
  }
  if (judged?.reasons.length) {
    parts.push(list(said.reasons, judged.reasons.map((reason) => spoken('li', {}, 'reasons', reason))));
  }
  return parts;
}

function list(title, items) {
  return el('details', { class: 'background', open: true }, el('summary', { class: 'label' }, title), el('ul', {}, ...items));
}

function episode({ kind, detail }) {
  const word = said.episodes[kind] ?? kind;
  return detail ? `${word}: ${sentence('episodes', detail)}` : word;
}
