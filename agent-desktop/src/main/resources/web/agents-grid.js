// What a supervisor does with an agent on the board: state, and an ear in the talk. One row's menu at a time.
import { el, text } from './dom.js';
import { table } from './i18n.js';
import { refusal } from './sentences.js';
import { post, session } from './session.js';
import { WORDS } from './words-talk.js';

const said = table(WORDS);
const IN_TALK = ['TALKING', 'HOLDING'];
const MAY_ACT = ['supervisor', 'administrator'];
const KEEP = 'ringfence.listen-phone';

let may = null;

/** Asks once whether this account may act; the rows are drawn without until it is known. */
session()
  .then(({ role }) => (may = MAY_ACT.includes(role)))
  .catch(() => {});

/** Who is in an agent's talk beside the caller, in words; empty for nobody. */
export function company(agent) {
  return (agent.parties ?? [])
    .filter((party) => party.state === 'JOINED')
    .map((party) => `${said.heard[party.kind] ?? said.heardWith} ${party.name}`)
    .join(', ');
}

/** A cell with the agent's menu, or an empty one. */
export function actions(agent, phones) {
  const cell = el('td', { class: 'row-actions' });
  if (may === false) {
    return cell;
  }
  const open = el(
    'button',
    { type: 'button', class: 'small', 'data-key': `act ${agent.agent}`, 'aria-label': said.actionsFor(agent.name) },
    '…',
  );
  open.addEventListener('click', () => show(agent, phones()));
  cell.append(open);
  return cell;
}

function show(agent, phones) {
  const dialog = document.getElementById('agent-actions');
  const answer = el('p', { class: 'answer', role: 'status' });
  const base = `/api/v1/agents/${encodeURIComponent(agent.agent)}`;
  const ask = async (what, body) => {
    try {
      const answered = await post(`${base}/${what}`, body);
      if (answered.ok) {
        dialog.close();
        return;
      }
      text(answer, refusal(await answered.json()));
    } catch {
      text(answer, said.nothingDone);
    }
    answer.className = 'answer warn';
  };
  const reason = el('select', { id: 'act-reason' }, ...said.pauses.map((one) => el('option', {}, one)));
  const close = el('button', { type: 'button', class: 'plain' }, said.close);
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    el('h2', { id: 'agent-actions-title' }, agent.name),
    el(
      'div',
      { class: 'actions' },
      button(said.ready, () => ask('state', { state: 'ready' })),
      el('div', { class: 'pause' }, el('label', { for: 'act-reason' }, said.reason), reason, button(said.pause, () => ask('state', { state: 'paused', reason: reason.value }))),
      button(said.signOut, () => ask('state', { state: 'signed_out' })),
    ),
    ...(IN_TALK.includes(agent.state) ? ears(agent, phones, ask) : [el('p', { class: 'quiet' }, said.needsTalk)]),
    answer,
    close,
  );
  dialog.showModal();
}

function ears(agent, phones, ask) {
  const phone = el(
    'select',
    { id: 'act-phone' },
    ...phones.filter((one) => one.agent !== agent.agent).map((one) => el('option', { value: one.agent }, `${one.name} (${one.agent})`)),
  );
  const before = kept();
  if ([...phone.options].some((option) => option.value === before)) {
    phone.value = before;
  }
  const listen = (how) => {
    keep(phone.value);
    ask('listen', { how, phone: phone.value });
  };
  return [
    el('h3', {}, said.inTalk),
    el('p', { class: 'quiet' }, said.yourPhoneRings),
    el('div', { class: 'actions' }, el('label', { for: 'act-phone' }, said.yourPhone), phone, ...Object.entries(said.ears).map(([how, shown]) => button(shown, () => listen(how)))),
  ];
}

function button(shown, pressed) {
  const made = el('button', { type: 'button' }, shown);
  made.addEventListener('click', pressed);
  return made;
}

function kept() {
  try {
    return localStorage.getItem(KEEP);
  } catch {
    return null;
  }
}

function keep(phone) {
  try {
    localStorage.setItem(KEEP, phone);
  } catch {
    // A browser that keeps nothing asks each time.
  }
}
