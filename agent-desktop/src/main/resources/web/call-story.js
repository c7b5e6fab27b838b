// One call's whole story, as a page that can be read.
import { el } from './dom.js';
import { table } from './i18n.js';
import { dispositions, when } from './report-tables.js';
import { caller, refusal, sentence, signal } from './sentences.js';
import { get } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-story.js';

const t = table(WORDS);

/** Facts that stand above the story, in this order. */
const CALL_FACTS = ['caller_shown', 'line', 'queue', 'language', 'attestation', 'privacy', 'verdict', 'would_be', 'challenge', 'campaign', 'call_label', 'label_by'];
const TICKET_FACTS = ['outcome', 'agent', 'first_place', 'waited_ms', 'talk_ms', 'hold_ms', 'wrap_up_ms', 'disposition', 'disposition_note', 'survey'];

/** What an event is about, where it is more than a step. */
const GROUPS = {
  VerdictReached: 'defence', AttemptFailedOpen: 'defence', ChallengeEnded: 'defence', ListeningEnded: 'defence', LabelCall: 'defence',
  OfferCall: 'talk', OfferConnected: 'talk', CallerHeld: 'talk', CallerResumed: 'talk', TalkEnded: 'talk',
  TicketClosed: 'end', QueuedCallEnded: 'end', CallEnded: 'end',
};

/** Which sentences the `why` of an event is one of. */
const SENTENCES = { OfferCall: 'offers', PartyChanged: 'parties' };

/** Fills the place with a call's story. */
export async function tell(place, call, timeZone, closed) {
  const got = await get(`/api/v1/history/calls/${encodeURIComponent(call)}`);
  const answer = await got.json();
  const close = el('button', { type: 'button' }, t.close);
  close.addEventListener('click', closed);
  const title = el('h2', { id: 'story-title', tabindex: '-1' }, `${t.story} ${call}`);
  const head = el('div', { class: 'story-head' }, title, close);
  place.hidden = false;
  if (!got.ok) {
    place.replaceChildren(head, el('p', { class: 'wrong' }, got.status === 404 ? t.none : refusal(answer)));
  } else {
    place.replaceChildren(head, facts(answer), lookUp(call), el('ol', { class: 'events' }, ...answer.events.map((event) => line(event, timeZone))));
  }
  title.focus();
}

function facts({ call, ticket }) {
  const shown = [...CALL_FACTS.map((name) => [name, call[name]]), ...TICKET_FACTS.map((name) => [name, ticket[name]])].filter(([, value]) => value !== undefined);
  return el('dl', { class: 'story-facts' }, ...shown.map(([name, value]) => el('div', {}, el('dt', {}, t.facts[name]), el('dd', {}, fact(name, value)))));
}

function fact(name, value) {
  if (name.endsWith('_ms')) {
    return words.duration(value / 1000);
  }
  if (name === 'verdict' || name === 'would_be') {
    return words.verdict(value);
  }
  if (name === 'disposition') {
    return dispositions[value] ?? value;
  }
  if (name === 'caller_shown') {
    return caller(value);
  }
  return name === 'language' ? words.language(value) : (t.values[value] ?? String(value));
}

/** The whole number, for whom the server lets see it; the look stands in the trail. */
function lookUp(call) {
  const button = el('button', { type: 'button', class: 'small' }, t.number);
  button.addEventListener('click', async () => {
    const got = await get(`/api/v1/calls/${encodeURIComponent(call)}/number`);
    const answer = await got.json();
    button.replaceWith(el('p', { class: got.ok ? '' : 'quiet' }, got.ok ? answer.number : got.status === 404 ? t.gone : refusal(answer)));
  });
  return el('p', { class: 'look-up' }, button);
}

function line({ at, kind, body }, timeZone) {
  const event = read(body);
  const told = { ...event, disposition: dispositions[event.disposition] ?? event.disposition, caller: event.caller && caller(event.caller) };
  const what = t.said[kind]?.(told, words.verdict(event.verdict), number(event.score)) ?? kind;
  const detail = reasons(event) || why(kind, event.why);
  return el(
    'li',
    { class: GROUPS[kind] ?? null },
    el('time', { datetime: at }, when(at, { timeZone })),
    el('span', { class: 'what' }, what, detail ? el('span', { class: 'detail' }, detail) : null),
    el('details', {}, el('summary', {}, t.raw), el('pre', {}, JSON.stringify(event, null, 2))),
  );
}

function read(body) {
  try {
    return JSON.parse(body);
  } catch {
    return { body };
  }
}

const number = (value) => (typeof value === 'number' ? value.toFixed(1) : '–');
const why = (kind, said) => (said && SENTENCES[kind] ? sentence(SENTENCES[kind], said) : (said ?? ''));
const reasons = ({ reasons: list }) => (list ?? []).map((r) => `${signal(r.name)} ${words.weight(r.weight)}: ${sentence('reasons', r.detail)}`).join('; ');
