// What callers hear: listed and heard here. The dialogs that change it are in prompt-dialogs.js.
import { el, focusKey, text } from './dom.js';
import { table, translate } from './i18n.js';
import { asBuilt, replace } from './prompt-dialogs.js';
import { get } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-prompts.js';

const said = table(WORDS);
const FIRST_ROWS = 12;
const MORE_ROWS = 50;
const LOOK_AGAIN_MS = 60_000;
const IN_PLACE_MS = 500;
const IN_PLACE_LOOKS = 40;

const byId = (id) => document.getElementById(id);
const player = new Audio();
let prompts = [];
let recordable = false;
let rows = FIRST_ROWS;
let playing = null;

translate(said);
byId('prompt-filter').addEventListener('submit', (event) => event.preventDefault());
for (const id of ['prompt-search', 'prompt-language', 'prompt-source']) {
  byId(id).addEventListener('input', () => {
    rows = FIRST_ROWS;
    draw();
  });
}
byId('more-prompts').addEventListener('click', () => {
  const first = rows;
  rows += MORE_ROWS;
  draw();
  byId('prompts').children[first]?.querySelector('button')?.focus();
});
player.addEventListener('ended', () => play(null));
player.addEventListener('error', () => {
  if (playing) {
    play(null);
    text(byId('prompt-told'), said.cannotPlay);
  }
});
setInterval(look, LOOK_AGAIN_MS);
look();

async function look() {
  try {
    const answer = await get('/api/v1/admin/prompts');
    byId('prompts-panel').hidden = answer.status === 404;
    if (answer.status === 404) {
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const fresh = await answer.json();
    const changed = JSON.stringify(fresh.prompts) !== JSON.stringify(prompts) || fresh.recordable !== recordable;
    ({ prompts, recordable } = fresh);
    text(byId('prompt-trouble'), recordable ? '' : said.notHere);
    if (changed) {
      choices();
      draw();
    }
  } catch {
    text(byId('prompt-trouble'), said.listFailed);
  }
}

/** The languages and sources that there are to choose from. */
function choices() {
  const languages = [...new Map(prompts.map(({ language, offered }) => [language, offered]))].sort((one, other) => other[1] - one[1]);
  options('prompt-language', [['', said.allLanguages], ...languages.map(([tag, offered]) => [tag, offered ? words.language(tag) : said.notOffered(words.language(tag))])]);
  options('prompt-source', [['', said.allSources], ...Object.entries(said.sources).filter(([source]) => prompts.some((prompt) => prompt.source === source))]);
}

function options(id, wanted) {
  const select = byId(id);
  if (JSON.stringify([...select.options].map(({ value }) => value)) !== JSON.stringify(wanted.map(([value]) => value))) {
    const chosen = select.value;
    select.replaceChildren(...wanted.map(([value, label]) => el('option', { value, selected: value === chosen }, label)));
  }
}

function fitting() {
  const asked = byId('prompt-search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const language = byId('prompt-language').value;
  const source = byId('prompt-source').value;
  const fits = (prompt) => {
    const all = `${prompt.prompt} ${prompt.words}`.toLowerCase();
    return (!language || prompt.language === language) && (!source || prompt.source === source) && asked.every((word) => all.includes(word));
  };
  // What people gave stands first: it is what is looked for.
  const ours = (prompt) => Number(prompt.source === 'PAGE');
  return prompts.filter(fits).sort((one, other) => ours(other) - ours(one) || Number(other.offered) - Number(one.offered));
}

function draw() {
  const focused = document.activeElement?.dataset?.key;
  const found = fitting();
  const left = found.length - rows;
  text(byId('prompt-count'), found.length === 0 ? said.nothing : said.found(words.count(found.length), words.count(prompts.length)));
  byId('prompts').replaceChildren(...found.slice(0, rows).map(row));
  byId('more-prompts').hidden = left <= 0;
  text(byId('more-prompts'), said.more(Math.min(left, MORE_ROWS)));
  if (focused?.startsWith('prompt ')) {
    focusKey(focused);
  }
}

const pathOf = ({ language, prompt }) => `/api/v1/admin/prompts/${encodeURIComponent(language)}/${encodeURIComponent(prompt)}`;
const keyOf = (what, { language, prompt }) => `prompt ${what} ${language}/${prompt}`;

function row(prompt) {
  const { language, source, seconds, author, at } = prompt;
  const name = `${prompt.prompt}, ${words.language(language)}`;
  const by = source === 'PAGE' && author ? el('span', { class: 'quiet' }, said.by(author, words.moment(at, Date.now()))) : null;
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'prompt-words' },
      prompt.words ? el('span', { lang: language }, prompt.words) : el('span', { class: 'quiet' }, said.noWords),
      el('span', { class: 'quiet prompt-id' }, `${words.language(language)} · `, el('code', { lang: 'en' }, prompt.prompt)),
    ),
    el(
      'div',
      { class: 'prompt-from' },
      el('span', { class: source === 'PAGE' ? 'tag strong' : source === 'NONE' ? 'tag warn' : 'tag' }, said.sources[source]),
      source === 'NONE' ? null : el('span', { class: 'quiet number' }, said.seconds(tenths(seconds))),
      by,
    ),
    el(
      'div',
      { class: 'row-actions' },
      source === 'NONE' ? null : listener(prompt, name),
      recordable ? action(said.give, 'give', prompt, name, () => replace(prompt, dialogOf(prompt, 'give'))) : null,
      source === 'PAGE' ? action(said.back, 'back', prompt, name, () => asBuilt(prompt, dialogOf(prompt, 'back'))) : null,
    ),
  );
}

const tenths = (seconds) => words.count(Math.round(seconds * 10) / 10);

function action(label, what, prompt, name, act) {
  const made = el('button', { type: 'button', class: 'small', 'data-key': keyOf(what, prompt), 'aria-label': `${label} ${name}` }, label);
  made.addEventListener('click', act);
  return made;
}

/** What a dialog needs to know of the list. */
const dialogOf = (prompt, what) => ({ path: pathOf(prompt), closed: () => focusKey(keyOf(what, prompt)), asked: (told) => inPlace(prompt, told) });

function listener(prompt, name) {
  const key = `${prompt.language}/${prompt.prompt}`;
  const label = playing === key ? said.stop : said.listen;
  return action(label, 'listen', prompt, name, () => play(playing === key ? null : key, pathOf(prompt)));
}

function play(key, path) {
  playing = key;
  player.pause();
  if (key) {
    player.src = `${path}/sound`;
    player.play().catch(() => {});
  }
  draw();
}

/** Looks until what was asked for is in place here. */
async function inPlace({ language, prompt, at }, told) {
  text(byId('prompt-told'), told);
  for (let looks = 0; looks < IN_PLACE_LOOKS; looks++) {
    await new Promise((later) => setTimeout(later, IN_PLACE_MS));
    await look();
    const now = prompts.find((one) => one.language === language && one.prompt === prompt);
    if (now && now.at !== at) {
      text(byId('prompt-told'), said.inPlace(prompt));
      return;
    }
  }
}
