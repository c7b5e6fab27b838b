// Who is signed in: asked once by each page. Whoever is not is led to the sign-in and back.
import { el, text } from './dom.js';

const GUARD = 'X-Ringfence-Guard';

let asked = null;

/** The session as the server tells it; a page that has none is left. */
export function session() {
  asked ??= get('/api/v1/session').then((answer) => answer.json());
  return asked;
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

/** Shows who is signed in, with a menu to sign out. */
export async function showWho(place) {
  const who = await session();
  const here = el('button', { type: 'button' }, 'Sign out of Ringfence');
  const everywhere = el('button', { type: 'button' }, 'Sign out on all devices');
  const answer = el('p', { class: 'answer warn', role: 'status' });
  const end = async (where) => {
    try {
      const ended = await post('/api/v1/session/end', { where });
      if (ended.ok) {
        location.assign('/sign-in');
      } else {
        text(answer, (await ended.json()).error);
      }
    } catch {
      text(answer, 'The server cannot be reached; you are still signed in.');
    }
  };
  here.addEventListener('click', () => end('here'));
  everywhere.addEventListener('click', () => end('everywhere'));
  const menu = el(
    'details',
    { class: 'who' },
    el('summary', {}, who.name),
    el('div', { class: 'who-menu' }, el('p', { class: 'quiet' }, `Signed in as ${who.role}`), here, everywhere, answer),
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
  place.replaceChildren(menu);
}
