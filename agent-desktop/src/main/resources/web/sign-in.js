// Signing in: by name and password, or by a link that works once.
import { text } from './dom.js';
import { table, translate } from './i18n.js';
import { languageSwitch } from './session.js';
import { WORDS } from './words-sign-in.js';

const byId = (id) => document.getElementById(id);
const said = table(WORDS);
const form = byId('sign-in');
const button = byId('submit');

translate(said, said.title);
byId('languages').replaceChildren(languageSwitch());
byId('show').addEventListener('change', (event) => (byId('password').type = event.target.checked ? 'text' : 'password'));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn({ name: byId('name').value.trim().toLowerCase(), password: byId('password').value }, said.wrong);
});
start();

async function start() {
  const link = new URLSearchParams(location.hash.slice(1)).get('link');
  if (link) {
    // It works once, and is no business of whoever looks at the address or the history later.
    history.replaceState(null, '', location.pathname + location.search);
    await signIn({ link }, said.link);
    return;
  }
  offerOutside();
  try {
    // A link on a foreign page comes without the cookie; this request has it.
    const answer = await fetch('/api/v1/session');
    if (answer.ok) {
      goOn(await answer.json());
      return;
    }
  } catch {
    text(byId('answer'), said.away);
  }
  byId('name').focus();
}

/** The button to a provider, if there is one; and what went wrong there. */
async function offerOutside() {
  const query = new URLSearchParams(location.search);
  const failure = said.outside[query.get('outside')];
  if (failure) {
    text(byId('answer'), failure);
  }
  try {
    const { outside } = await (await fetch('/api/v1/sign-in/ways')).json();
    if (outside) {
      const link = byId('outside-link');
      text(link, said.elsewhere(outside));
      link.setAttribute('href', `/sign-in/oidc?${new URLSearchParams({ to: query.get('to') ?? '' })}`);
      byId('outside').hidden = false;
    }
  } catch {
    // Who is away is told when it is needed.
  }
}

async function signIn(body, wrong) {
  button.disabled = true;
  text(byId('answer'), said.wait);
  try {
    const answer = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      goOn(await answer.json());
      return;
    }
    const seconds = answer.headers.get('Retry-After') ?? '1';
    text(byId('answer'), { 429: said.many(seconds), 503: said.busy }[answer.status] ?? wrong);
  } catch {
    text(byId('answer'), said.away);
  }
  button.disabled = false;
  byId(body.link ? 'name' : 'password').focus();
}

/** Back to where one was, if that is here; the rest is not ours to lead to. */
function goOn({ home }) {
  const to = new URLSearchParams(location.search).get('to') ?? home;
  let target = new URL(home, location.origin);
  try {
    const wanted = new URL(to, location.origin);
    if (to.startsWith('/') && wanted.origin === location.origin && !wanted.pathname.startsWith('/sign-in')) {
      target = wanted;
    }
  } catch {
    // No address at all.
  }
  location.replace(target.pathname + target.search);
}
