// The questions that callers are asked: the picture with its counts, reload, emergency message.
import { el, text } from './dom.js';

const ASK_AGAIN_MS = 10_000;
const NAME_KEY = 'ringfence.author';
const byId = (id) => document.getElementById(id);
const author = byId('author');

author.value = localStorage.getItem(NAME_KEY) ?? '';
byId('reload').addEventListener('click', () => tell('/api/v1/ivr/reload', {}, 'New calls get the flow as it is written now.'));
byId('emergency').addEventListener('click', () => {
  const to = byId('emergency').getAttribute('aria-pressed') === 'true' ? 'off' : 'on';
  tell('/api/v1/ivr/emergency', { to }, `The emergency message is ${to}.`);
});
setInterval(ask, ASK_AGAIN_MS);
ask();

async function ask() {
  try {
    const response = await fetch('/api/v1/ivr');
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
  const name = author.value.trim();
  if (!name) {
    text(byId('answer'), 'Say who you are first.');
    author.focus();
    return;
  }
  localStorage.setItem(NAME_KEY, name);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, author: name }),
    });
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
