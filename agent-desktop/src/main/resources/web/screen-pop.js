// A link to the customer system's page for the agent's call, where there is such a system.
import { el } from './dom.js';
import { table } from './i18n.js';
import { get, session } from './session.js';
import { WORDS } from './words-screen-pop.js';

const words = table(WORDS);
const place = document.getElementById('screen-pop');
const call = document.getElementById('call');

start();

async function start() {
  try {
    const id = new URLSearchParams(location.search).get('id') ?? (await session()).agent;
    if (!id || !(await ask(id))) {
      return;
    }
    // The page draws another call there when there is one.
    new MutationObserver(() => ask(id)).observe(call, { childList: true });
  } catch {
    // The page itself tells that the server is away.
  }
}

/** Whether there is a customer system. */
async function ask(id) {
  try {
    const got = await get(`/api/v1/agents/${encodeURIComponent(id)}/screen-pop`);
    if (!got.ok) {
      return false;
    }
    const { wanted, url } = await got.json();
    place.hidden = url === null;
    place.replaceChildren(
      ...(url === null
        ? []
        : [el('a', { class: 'record', href: url, target: '_blank', rel: 'noopener noreferrer' }, words.open, ' ', el('span', { class: 'quiet' }, `(${words.hint})`))]),
    );
    return wanted;
  } catch {
    return true;
  }
}
