// The administration's one dialog, and the controls in it.
import { el, focusKey, text } from './dom.js';
import { table } from './i18n.js';
import { refusal } from './sentences.js';
import * as words from './words.js';
import { WORDS } from './words-admin.js';

const said = table(WORDS);
const TOLD_MS = 8_000;

const byId = (id) => document.getElementById(id);
const dialog = byId('ask');
let toldUntil = 0;
let changed = async () => {};

/** @param look is called after each change that was taken */
export function onChanged(look) {
  changed = look;
}

export function button(label, key, about, act) {
  const made = el('button', { type: 'button', class: 'small', 'data-key': key, 'aria-label': `${label} ${about}` }, label);
  made.addEventListener('click', act);
  return made;
}

/** Opens the dialog; `fields` are labelled controls, `send` posts what they say. */
export function ask({ title, about, fields = [], reason = false, confirm, key, send, more = [] }) {
  const answer = el('p', { class: 'answer warn', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'primary' }, confirm);
  const cancel = el('button', { type: 'button' }, said.cancel);
  const form = el(
    'form',
    { class: 'decide-form' },
    el('h2', { id: 'ask-title' }, title),
    el('p', { class: 'quiet' }, about),
    ...fields,
    reason ? field(said.reason, el('input', { name: 'reason', required: true, maxlength: 200, autocomplete: 'off' })) : '',
    answer,
    el('div', { class: 'decide-buttons' }, ...more, cancel, submit),
  );
  const post1 = async (values) => {
    submit.disabled = true;
    text(answer, '');
    try {
      const response = await send(values);
      const body = await response.json();
      if (response.ok) {
        await changed();
        return body;
      }
      text(answer, refusal(body));
    } catch {
      text(answer, said.away);
    } finally {
      submit.disabled = false;
    }
    return null;
  };
  form.send = async (extra = {}) => {
    const body = await post1({ form, reason: form.elements.reason?.value.trim(), ...extra });
    if (body?.path) {
      showLink(body);
    } else if (body) {
      dialog.close();
      tell(body.asked ? said.asked : said.done);
    }
  };
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.send();
  });
  dialog.onclose = () => focusKey(key);
  dialog.replaceChildren(form);
  dialog.showModal();
  return form;
}

function showLink({ account, path, expires }) {
  const address = location.origin + path;
  const shown = el('input', { readonly: true, value: address, 'aria-label': said.linkTitle(account) });
  const copied = el('p', { class: 'answer', role: 'status' });
  const copy = el('button', { type: 'button' }, said.copy);
  const ready = el('button', { type: 'button', class: 'primary' }, said.ready);
  copy.addEventListener('click', async () => {
    shown.select();
    await navigator.clipboard?.writeText(address);
    text(copied, said.copied);
  });
  ready.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    el('div', { class: 'decide-form' }, el('h2', { id: 'ask-title' }, said.linkTitle(account)), el('p', {}, said.linkMade(account, words.moment(expires, Date.now()))), shown, copied, el('div', { class: 'decide-buttons' }, copy, ready)),
  );
  shown.focus();
  shown.select();
}

export const field = (label, control) => el('label', { class: 'field' }, el('span', { class: 'label' }, label), control);
export const options = (of, chosen) => of.map(([value, label]) => el('option', { value, selected: value === chosen }, label));
export const select = (name, of, chosen) => el('select', { name }, ...options(of, chosen));

function tell(what) {
  text(byId('told'), what);
  toldUntil = performance.now() + TOLD_MS;
}

/** Takes away what was told some time ago. */
export function told() {
  if (performance.now() > toldUntil) {
    text(byId('told'), '');
  }
}
