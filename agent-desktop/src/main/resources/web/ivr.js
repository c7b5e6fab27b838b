// The questions that callers are asked: the picture with its counts, reload, emergency message.
import { el, text } from './dom.js';
import { get, post, showWho } from './session.js';

const ASK_AGAIN_MS = 10_000;
const byId = (id) => document.getElementById(id);

showWho(byId('who'));
byId('reload').addEventListener('click', () => tell('/api/v1/ivr/reload', {}, 'New calls get the flow as it is written now.'));
byId('emergency').addEventListener('click', () => {
  const to = byId('emergency').getAttribute('aria-pressed') === 'true' ? 'off' : 'on';
  tell('/api/v1/ivr/emergency', { to }, `The emergency message is ${to}.`);
});
setInterval(ask, ASK_AGAIN_MS);
ask();

async function ask() {
  try {
    const response = await get('/api/v1/ivr');
    if (!response.ok) {
      throw new Error((await response.json()).error);
    }
    draw(await response.json());
    connected('Up to date', true);
  } catch {
    connected('No answer', false);
  }
}

async function tell(path, body, done) {
  try {
    const response = await post(path, body);
    const said = await response.json();
    const wrong = said.mistakes?.length ? `Not taken over: ${said.mistakes.length} mistake(s), see below.` : said.error;
    text(byId('answer'), response.ok ? done : wrong);
  } catch {
    text(byId('answer'), 'No answer. Nothing may have changed; look again in a moment.');
  }
  await ask();
}

function draw({ flow, emergency, mistakes, ways }) {
  text(byId('flow'), `flow ${flow}`);
  byId('emergency-on').hidden = !emergency;
  byId('emergency').setAttribute('aria-pressed', String(emergency));
  text(byId('emergency'), emergency ? 'Switch the emergency message off' : 'Switch the emergency message on');
  byId('mistakes').hidden = mistakes.length === 0;
  byId('mistakes-list').replaceChildren(...mistakes.map(({ where, message }) => el('li', {}, `${where}: ${message}`)));
  byId('no-ways').hidden = ways.length > 0;
  byId('ways').replaceChildren(
    ...ways.map(({ from, by, to, calls }) =>
      el('tr', {}, el('td', {}, from || 'answered'), el('td', {}, by), el('td', {}, to), el('td', { class: 'number' }, calls.toLocaleString('en')))),
  );
  byId('picture').src = `/ivr.svg?${Date.now()}`;
}

function connected(words, well) {
  const shown = byId('connection');
  text(shown, words);
  shown.classList.toggle('lost', !well);
}
