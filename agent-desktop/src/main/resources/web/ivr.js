// The questions that callers are asked: the picture with its counts, reload, emergency message.
import { el, text } from './dom.js';
import { table, translate } from './i18n.js';
import { refusal } from './sentences.js';
import { get, post, showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-ivr.js';

const ASK_AGAIN_MS = 10_000;
const said = table(WORDS);
const byId = (id) => document.getElementById(id);

translate(said, said.title);
showWho(byId('who'));
byId('reload').addEventListener('click', () => tell('/api/v1/ivr/reload', {}, said.reloaded));
byId('emergency').addEventListener('click', () => {
  const to = byId('emergency').getAttribute('aria-pressed') === 'true' ? 'off' : 'on';
  tell('/api/v1/ivr/emergency', { to }, said.switched[to]);
});
setInterval(ask, ASK_AGAIN_MS);
ask();

async function ask() {
  try {
    const response = await get('/api/v1/ivr');
    if (!response.ok) {
      throw new Error(refusal(await response.json()));
    }
    draw(await response.json());
    connected(said.upToDate, true);
  } catch {
    connected(said.noAnswer, false);
  }
}

async function tell(path, body, done) {
  try {
    const response = await post(path, body);
    const answer = await response.json();
    const wrong = answer.mistakes?.length ? said.mistakes(answer.mistakes.length) : answer.error && refusal(answer);
    text(byId('answer'), response.ok ? done : wrong);
  } catch {
    text(byId('answer'), said.away);
  }
  await ask();
}

function draw({ flow, emergency, mistakes, ways }) {
  text(byId('flow'), said.flow(flow));
  byId('emergency-on').hidden = !emergency;
  byId('emergency').setAttribute('aria-pressed', String(emergency));
  text(byId('emergency'), emergency ? said.switchOff : said.switchOn);
  byId('mistakes').hidden = mistakes.length === 0;
  byId('mistakes-list').replaceChildren(...mistakes.map(({ where, message }) => el('li', { lang: 'en' }, `${where}: ${message}`)));
  byId('no-ways').hidden = ways.length > 0;
  byId('ways').replaceChildren(
    ...ways.map(({ from, by, to, calls }) =>
      el('tr', {}, el('td', {}, from || said.answered), el('td', {}, by), el('td', {}, to), el('td', { class: 'number' }, words.count(calls)))),
  );
  byId('picture').src = `/ivr.svg?${Date.now()}`;
}

function connected(state, well) {
  const shown = byId('connection');
  text(shown, state);
  shown.classList.toggle('up', well);
}
