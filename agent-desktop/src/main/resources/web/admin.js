// The administration: what is in force, and one dialog for each change.
import { agentRow, addAgent } from './admin-agents.js';
import { ask, button, field, onChanged, select, told } from './admin-dialog.js';
import { hoursRow } from './admin-hours.js';
import { el, focusKey, text } from './dom.js';
import { table, translate } from './i18n.js';
import { problems, refusal } from './sentences.js';
import { get, post, session, showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-admin.js';

const said = table(WORDS);
const ASK_AGAIN_MS = 5_000;
const HOUR = 3_600_000;
const ROLES = ['agent', 'read-only', 'supervisor', 'administrator'];

const byId = (id) => document.getElementById(id);
const dialog = byId('ask');
let now = null;

translate(said, said.title);
showWho(byId('who'));
byId('add-account').addEventListener('click', addAccount);
byId('add-agent').addEventListener('click', () => addAgent(now));
onChanged(look);
byId('emergency').addEventListener('click', switchEmergency);
byId('upload').addEventListener('submit', upload);
setInterval(look, ASK_AGAIN_MS);
look();

async function look() {
  told();
  try {
    const answer = await get('/api/v1/admin');
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const fresh = await answer.json();
    connected(said.upToDate, true);
    if (JSON.stringify(fresh) !== JSON.stringify(now)) {
      now = fresh;
      draw();
    }
  } catch {
    connected(said.noAnswer, false);
  }
}

function connected(state, up) {
  text(byId('connection'), state);
  byId('connection').classList.toggle('up', up);
}

function draw() {
  const focused = document.activeElement?.dataset?.key;
  byId('accounts').replaceChildren(...now.accounts.map(accountRow));
  byId('tokens').replaceChildren(
    ...(now.tokens.length === 0
      ? [el('li', { class: 'quiet' }, said.noTokens)]
      : now.tokens.map((token) => el('li', {}, el('strong', {}, token.name), el('span', { class: 'quiet' }, `${words.role(token.role)}${token.agent ? ` ${token.agent}` : ''} · ${said.until(words.moment(token.expires, Date.now()))}`)))),
  );
  byId('agents').replaceChildren(...now.roster.map((agent) => agentRow(agent, now)));
  byId('queues').replaceChildren(...now.queues.map(queueRow));
  byId('hours').replaceChildren(...now.hours.map(hoursRow));
  byId('lines').replaceChildren(...now.lines.map((line) => el('li', {}, el('strong', { class: 'number' }, line.number), el('span', { class: 'quiet' }, said.leadsTo(line.queue)))));
  if (byId('upload-line').options.length !== now.lines.length) {
    byId('upload-line').replaceChildren(...now.lines.map((line) => el('option', { value: line.line }, line.number)));
  }
  text(byId('flow'), now.flow ? said.flow(now.flow.flow) + (now.flow.mistakes > 0 ? said.mistakes(now.flow.mistakes) : '') : said.noFlow);
  byId('emergency').hidden = !now.flow;
  if (now.flow) {
    byId('emergency').setAttribute('aria-pressed', String(now.flow.emergency));
    text(byId('emergency'), now.flow.emergency ? said.emergencyOff : said.emergencyOn);
  }
  if (focused && !dialog.open) {
    focusKey(focused);
  }
}

function accountRow(account) {
  const { name, role, agent } = account;
  const by = account.outside ? said.byProvider : account.password ? said.byPassword : said.byLink;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, name, account.own ? el('span', { class: 'tag' }, said.you) : null),
    el('td', {}, agent ? said.ofAgent(agent) : words.role(role)),
    el('td', { class: 'quiet' }, by),
    el(
      'td',
      { class: 'row-actions' },
      account.own ? null : button(said.changeRole, `role ${name}`, name, () => changeRole(account)),
      button(said.makeLink, `link ${name}`, name, () => makeLink(account)),
      account.own ? null : button(said.remove, `remove ${name}`, name, () => removeAccount(account)),
    ),
  );
}

function queueRow(queue) {
  const { closure } = queue;
  return el(
    'li',
    {},
    el('strong', {}, queue.queue),
    closure
      ? el('span', { class: 'warn' }, said.closedUntil(words.moment(closure.until, Date.now())), el('span', { class: 'quiet' }, ` · ${closure.author}: ${closure.reason}`))
      : el('span', { class: 'quiet' }, said.byHours),
    closure
      ? button(said.reopen, `queue ${queue.queue}`, queue.queue, () => reopen(queue))
      : button(said.close, `queue ${queue.queue}`, queue.queue, () => close(queue)),
  );
}

const roleField = (chosen) => field(said.role, select('role', ROLES.map((role) => [role, words.role(role)]), chosen));
const agentField = (chosen) => field(said.agentId, select('agent', [['', said.noAgent], ...now.agents.map((agent) => [agent.agent, agent.name])], chosen ?? ''));

function addAccount() {
  ask({
    title: said.addTitle,
    about: said.addAbout,
    fields: [
      field(said.name, el('input', { name: 'name', required: true, maxlength: 32, pattern: '[a-z][a-z0-9._\\-]*', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' })),
      roleField('agent'),
      agentField(),
    ],
    confirm: said.add,
    key: 'add',
    send: ({ form }) => post('/api/v1/admin/accounts', { name: form.elements.name.value.trim(), ...right(form) }),
  });
}

/** Only the role agent has an agent. */
function right(form) {
  const role = form.elements.role.value;
  return role === 'agent' ? { role, agent: form.elements.agent.value } : { role };
}

const accountPath = (name, what) => `/api/v1/admin/accounts/${encodeURIComponent(name)}/${what}`;

function changeRole({ name, role, agent }) {
  ask({
    title: said.roleTitle(name),
    about: said.roleAbout,
    fields: [roleField(role), agentField(agent)],
    confirm: said.change,
    key: `role ${name}`,
    send: ({ form }) => post(accountPath(name, 'role'), right(form)),
  });
}

function makeLink({ name }) {
  ask({ title: said.linkTitle(name), about: said.linkAbout, confirm: said.make, key: `link ${name}`, send: () => post(accountPath(name, 'link'), {}) });
}

function removeAccount({ name }) {
  ask({ title: said.removeTitle(name), about: said.removeAbout, confirm: said.removeNow, key: `remove ${name}`, send: () => post(accountPath(name, 'remove'), {}) });
}

function close({ queue }) {
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  const lasting = [HOUR, 2 * HOUR, 4 * HOUR, midnight - Date.now(), 24 * HOUR, 168 * HOUR];
  ask({
    title: said.closeTitle(queue),
    about: said.closeAbout,
    fields: [field(said.closeFor, select('lasting', said.lasting.map((label, i) => [String(i), label]), '3'))],
    reason: true,
    confirm: said.closeNow,
    key: `queue ${queue}`,
    send: ({ form, reason }) => post(`/api/v1/admin/queues/${encodeURIComponent(queue)}/close`, { until: new Date(Date.now() + lasting[Number(form.elements.lasting.value)]).toISOString(), reason }),
  });
}

function reopen({ queue }) {
  ask({
    title: said.reopenTitle(queue),
    about: said.reopenAbout,
    reason: true,
    confirm: said.reopenNow,
    key: `queue ${queue}`,
    send: ({ reason }) => post(`/api/v1/admin/queues/${encodeURIComponent(queue)}/reopen`, { reason }),
  });
}

function switchEmergency() {
  const to = now.flow.emergency ? 'off' : 'on';
  ask({ title: said.emergencyTitle[to], about: said.emergencyAbout[to], confirm: said.switchNow, key: 'emergency', send: () => post('/api/v1/ivr/emergency', { to }) });
}

async function upload(event) {
  event.preventDefault();
  const answer = byId('upload-answer');
  const [file] = byId('upload-file').files;
  byId('upload-problems').replaceChildren();
  answer.className = 'answer';
  try {
    const { guard } = await session();
    const response = await get(`/api/v1/admin/lines/${encodeURIComponent(byId('upload-line').value)}/list`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', 'X-Ringfence-Guard': guard },
      body: file,
    });
    const body = await response.json();
    if (response.ok) {
      text(answer, said.uploaded(words.count(body.allowed), words.count(body.blocked)));
      byId('upload').reset();
      return;
    }
    answer.className = 'answer warn';
    text(answer, refusal({ error: body.error }));
    byId('upload-problems').replaceChildren(...problems(body.fields).map(([line, message]) => el('li', {}, `${line}: ${message}`)));
  } catch {
    answer.className = 'answer warn';
    text(answer, said.away);
  }
}
