// Who is signed in: asked once by each page. Whoever is not is led to the sign-in and back.
import { LANGUAGES, choose, chosen, language, table } from './i18n.js';
import { el, text } from './dom.js';
import { refusal } from './sentences.js';
import { WORDS } from './words-common.js';
import * as words from './words.js';

const GUARD = 'X-Ringfence-Guard';
const said = table(WORDS);

/** The pages that lead to one another, with their words and who sees them. */
const PAGES = [
  ['/', said.board],
  ['/wall', said.wall],
  ['/statistics', said.statistics],
  ['/reports', said.reports, ['supervisor', 'administrator']],
  ['/sound', said.sound, ['supervisor', 'administrator']],
  ['/ivr', said.questions],
  ['/admin', said.administration, ['administrator']],
];

let asked = null;

/** The session as the server tells it; a page that has none is left. */
export function session() {
  asked ??= get('/api/v1/session')
    .then((answer) => answer.json())
    .then(follow);
  return asked;
}

/** What was chosen on another device is this browser's choice too, unless it made one itself. */
function follow(who) {
  if (who.language && who.language !== language && chosen() === null && choose(who.language)) {
    location.reload();
  }
  return who;
}

/** Lets people choose the other language; kept in this browser, and with the account. */
export function languageSwitch() {
  const buttons = Object.entries(LANGUAGES)
    .filter(([tag]) => tag !== language)
    .map(([tag, name]) => {
      const button = el('button', { type: 'button', class: 'small language-switch', lang: tag }, name);
      button.addEventListener('click', async () => {
        choose(tag);
        try {
          if (asked) {
            await post('/api/v1/session/language', { language: tag });
          }
        } finally {
          location.reload();
        }
      });
      return button;
    });
  return el('div', { role: 'group', 'aria-label': said.language }, ...buttons);
}

/** A request that leads to the sign-in when the session is over. */
export async function get(path, options = {}) {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    leave();
  }
  return answer;
}

/** Posts JSON with what proves that this page does it. */
export async function post(path, body) {
  const { guard } = await session();
  return get(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [GUARD]: guard },
    body: JSON.stringify(body),
  });
}

/** To the sign-in, and from there back to where one was. */
export function leave() {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Shows who is signed in, with a menu to sign out, and the ways to other pages. */
export async function showWho(place) {
  const who = await session();
  const here = el('button', { type: 'button' }, said.signOut);
  const everywhere = el('button', { type: 'button' }, said.signOutEverywhere);
  const answer = el('p', { class: 'answer warn', role: 'status' });
  const end = async (where) => {
    try {
      const ended = await post('/api/v1/session/end', { where });
      if (ended.ok) {
        location.assign('/sign-in');
      } else {
        text(answer, refusal(await ended.json()));
      }
    } catch {
      text(answer, said.stillSignedIn);
    }
  };
  here.addEventListener('click', () => end('here'));
  everywhere.addEventListener('click', () => end('everywhere'));
  const menu = el(
    'details',
    { class: 'who' },
    el('summary', {}, who.name),
    el('div', { class: 'who-menu' }, el('p', { class: 'quiet' }, said.signedInAs(words.role(who.role))), here, everywhere, answer),
  );
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  addEventListener('click', (event) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
  place.replaceChildren(languageSwitch(), menu);
  showPages(who);
}

function showPages({ role }) {
  const place = document.getElementById('pages');
  if (place && role !== 'agent') {
    place.setAttribute('aria-label', said.pages);
    place.replaceChildren(
      ...PAGES.filter(([, , roles]) => !roles || roles.includes(role)).map(([path, name]) =>
        el('a', { href: path, 'aria-current': path === location.pathname ? 'page' : null }, name),
      ),
    );
  }
}
