// Messages that callers left, and recorded talks: heard here, and deleted.
import { el, follow, text } from './dom.js';
import { locale, table, translate } from './i18n.js';
import { caller, refusal } from './sentences.js';
import { get, post, showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-sound.js';

const said = table(WORDS);

const ASK_AGAIN_MS = 30_000;
const KINDS = ['messages', 'recordings'];
const byId = (id) => document.getElementById(id);
/** Ids that were asked to play: only then is the sound fetched, and the listener written down. */
const opened = new Set();

translate(said, said.title);
showWho(byId('who'));
ask();
setInterval(ask, ASK_AGAIN_MS);

async function ask() {
  try {
    for (const kind of KINDS) {
      const answer = await get(`/api/v1/${kind}`);
      if (!answer.ok) {
        throw new Error(refusal(await answer.json()));
      }
      draw(kind, (await answer.json())[kind]);
    }
    told('', said.upToDate, true);
  } catch (failure) {
    told(failure.message, said.noAnswer, false);
  }
}

function told(wrong, state, up) {
  text(byId('wrong'), wrong);
  byId('wrong').hidden = wrong === '';
  text(byId('connection'), state);
  byId('connection').classList.toggle('up', up);
}

/** A sound that is there already is not made anew, so that what plays goes on. */
const known = new Map();

function draw(kind, sounds) {
  byId(`no-${kind}`).hidden = sounds.length > 0;
  const items = sounds.map((sound) => {
    const key = `${kind}/${sound.id}`;
    const before = known.get(key);
    const item = before && before.seconds === sound.seconds ? before : sound;
    known.set(key, item);
    return item;
  });
  follow(byId(kind), items, (sound) => sound.id, (sound) => row(kind, sound));
}

function row(kind, sound) {
  const what = `${caller(sound.caller)}, ${words.minuteOfDay(sound.at)}`;
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'about' },
      el('strong', {}, caller(sound.caller)),
      el('span', {}, new Date(sound.at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })),
      el(
        'span',
        { class: 'quiet' },
        [sound.queue, words.language(sound.language), sound.agent && said.with(sound.agent), words.duration(Math.round(sound.seconds))]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
    player(kind, sound, what),
    remover(kind, sound, what),
  );
}

function player(kind, sound, what) {
  const place = el('div', {});
  const audio = () => el('audio', { controls: true, src: `/api/v1/${kind}/${encodeURIComponent(sound.id)}/sound`, 'aria-label': what });
  if (opened.has(sound.id)) {
    place.append(audio());
    return place;
  }
  const button = el('button', { type: 'button', 'aria-label': said.listenTo(what) }, said.listen);
  button.addEventListener('click', () => {
    opened.add(sound.id);
    const heard = audio();
    place.replaceChildren(heard);
    heard.play().catch(() => {});
    heard.focus();
  });
  place.append(button);
  return place;
}

function remover(kind, sound, what) {
  const place = el('div', { class: 'delete' });
  const begin = el('button', { type: 'button', class: 'plain', 'aria-label': said.removeOf(what) }, said.remove);
  begin.addEventListener('click', () => {
    const reason = el('input', { type: 'text', maxlength: 200, required: true, placeholder: said.why, 'aria-label': said.whyOf(what) });
    const sure = el('button', { type: 'button' }, said.removeNow);
    const answer = el('span', { class: 'answer warn', role: 'status' });
    sure.addEventListener('click', async () => {
      try {
        const deleted = await post(`/api/v1/${kind}/${encodeURIComponent(sound.id)}/delete`, { reason: reason.value });
        if (deleted.ok) {
          ask();
        } else {
          text(answer, refusal(await deleted.json()));
        }
      } catch {
        text(answer, said.away);
      }
    });
    place.replaceChildren(reason, sure, answer);
    reason.focus();
  });
  place.append(begin);
  return place;
}
