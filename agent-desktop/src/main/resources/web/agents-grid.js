// What a supervisor does with an agent on the board: state, and an ear in the talk. One row's menu at a time.
import { el, text } from './dom.js';
import { post, session } from './session.js';

const REASONS = ['Break', 'Lunch', 'Training', 'Paperwork', 'Technical problem'];
const EARS = { listen: 'Listen', whisper: 'Whisper', barge: 'Join in' };
const IN_TALK = ['TALKING', 'HOLDING'];
const MAY_ACT = ['supervisor', 'administrator'];
const KEEP = 'ringfence.listen-phone';
const HEARD = { LISTENER: 'heard by', WHISPERER: 'whispered to by', BARGER: 'joined by' };

let may = null;

/** Asks once whether this account may act; the rows are drawn without until it is known. */
session()
  .then(({ role }) => (may = MAY_ACT.includes(role)))
  .catch(() => {});

/** Who is in an agent's talk beside the caller, in words; empty for nobody. */
export function company(agent) {
  return (agent.parties ?? [])
    .filter((party) => party.state === 'JOINED')
    .map((party) => `${HEARD[party.kind] ?? 'with'} ${party.name}`)
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
    { type: 'button', class: 'small', 'data-key': `act ${agent.agent}`, 'aria-label': `Actions for ${agent.name}` },
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
      const said = await post(`${base}/${what}`, body);
      if (said.ok) {
        dialog.close();
        return;
      }
      const { error, fields } = await said.json();
      text(answer, [error, ...fields.map((field) => `${field.field} ${field.message}`)].join(' '));
    } catch {
      text(answer, 'The server cannot be reached; nothing was done.');
    }
    answer.className = 'answer warn';
  };
  const reason = el('select', { id: 'act-reason' }, ...REASONS.map((one) => el('option', {}, one)));
  const close = el('button', { type: 'button', class: 'plain' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    el('h2', { id: 'agent-actions-title' }, agent.name),
    el(
      'div',
      { class: 'actions' },
      button('Ready', () => ask('state', { state: 'ready' })),
      el('div', { class: 'pause' }, el('label', { for: 'act-reason' }, 'Reason'), reason, button('Pause', () => ask('state', { state: 'paused', reason: reason.value }))),
      button('Sign out', () => ask('state', { state: 'signed_out' })),
    ),
    ...(IN_TALK.includes(agent.state) ? ears(agent, phones, ask) : [el('p', { class: 'quiet' }, 'Listening needs a talk.')]),
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
    el('h3', {}, 'In the talk'),
    el('p', { class: 'quiet' }, 'Your phone rings. Each listening stands in the trail with your name.'),
    el('div', { class: 'actions' }, el('label', { for: 'act-phone' }, 'Your phone'), phone, ...Object.entries(EARS).map(([how, shown]) => button(shown, () => listen(how)))),
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
