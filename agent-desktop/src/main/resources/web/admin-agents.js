// Agents on the administration's page: their rows, and the dialogs that change them.
import { ask, button, field, options, select } from './admin-dialog.js';
import { el } from './dom.js';
import { table } from './i18n.js';
import { post } from './session.js';
import { WORDS } from './words-site.js';

const said = table(WORDS);
const BEST = 10;
const SHORTEST_RING = 3;
const LONGEST_RING = 300;
const LONGEST_WRAP_UP = 3_600;

const path = (agent, what = '') => `/api/v1/admin/agents/${encodeURIComponent(agent)}${what}`;

/** @param now what the server answered about the whole site */
export function agentRow(agent, now) {
  const { agent: id, name, pool, source, by, reason } = agent;
  const removed = source === 'REMOVED';
  const live = now.agents.find((each) => each.agent === id);
  const skills = live?.skills ?? agent.skills.split(' ');
  const tags = [said.sources[source] ?? '', live?.skillsChanged ? said.skillsChanged : ''].filter(Boolean);
  return el(
    'tr',
    removed ? { class: 'removed' } : {},
    el('th', { scope: 'row' }, name, el('span', { class: 'quiet id' }, id)),
    el('td', {}, pool),
    el('td', { class: 'skills' }, ...skills.map((skill) => el('span', { class: 'tag' }, skill))),
    el('td', { class: 'quiet' }, terms(agent), by ? el('span', { class: 'id' }, said.by(by, reason)) : ''),
    el('td', {}, ...tags.map((tag) => el('span', { class: 'tag warn' }, tag))),
    el('td', { class: 'row-actions' }, ...actions(agent, live, now)),
  );
}

function terms({ queues, reservedFor, ringSeconds, wrapUpSeconds, shift }) {
  return [
    queues.length > 0 ? said.only(queues.join(', ')) : said.all,
    reservedFor && said.first(reservedFor),
    ringSeconds !== null && said.rings(ringSeconds),
    wrapUpSeconds !== null && said.wraps(wrapUpSeconds),
    shift && said.works(shift),
  ]
    .filter(Boolean)
    .join(' · ');
}

function actions(agent, live, now) {
  const { agent: id, name, source } = agent;
  const back = button(said.restore, `restore ${id}`, name, () => restore(agent));
  if (source === 'REMOVED') {
    return [back];
  }
  return [
    live ? button(said.changeSkills, `skills ${id}`, name, () => changeSkills(live, now)) : '',
    button(said.changeAgent, `agent ${id}`, name, () => changeAgent(agent, now)),
    source === 'CHANGED' ? back : '',
    button(said.removeAgent, `gone ${id}`, name, () => removeAgent(agent)),
  ];
}

/** A level for each skill, in a grid; `text` says those chosen as the server reads them. */
function skillGrid(now, skills) {
  const has = new Map(skills.map((skill) => skill.split(':')).map(([skill, level]) => [skill, Number(level ?? BEST)]));
  const levels = [['', said.none], ...Array.from({ length: BEST }, (_, i) => [String(i + 1), String(i + 1)])];
  const grid = el('div', { class: 'skill-grid' }, ...now.skills.map((skill) => field(skill, select(`skill ${skill}`, levels, has.has(skill) ? String(has.get(skill)) : ''))));
  const text = (form) =>
    now.skills
      .map((skill) => [skill, form.elements[`skill ${skill}`].value])
      .filter(([, level]) => level !== '')
      .map(([skill, level]) => (Number(level) === BEST ? skill : `${skill}:${level}`))
      .join(' ');
  return { grid, text };
}

function changeSkills({ agent, name, skills, skillsChanged }, now) {
  const { grid, text } = skillGrid(now, skills);
  const back = el('button', { type: 'button' }, said.asSettled);
  const form = ask({
    title: said.skillsTitle(name),
    about: said.skillsAbout,
    fields: [grid],
    reason: true,
    confirm: said.change,
    key: `skills ${agent}`,
    more: skillsChanged ? [back] : [],
    send: ({ form, reason, asConfigured }) => post(path(agent, '/skills'), asConfigured ? { asConfigured, reason } : { skills: text(form), reason }),
  });
  back.addEventListener('click', () => form.reportValidity() && form.send({ asConfigured: true }));
}

/** Everything that is settled about an agent; the queues are those of the pool that is chosen. */
function profileFields(now, { name, pool, skills, queues, reservedFor, ringSeconds, wrapUpSeconds, shift }) {
  const { grid, text } = skillGrid(now, skills);
  const ticks = el('fieldset', { class: 'ticks' });
  const first = select('reservedFor', []);
  const show = (of) => {
    const names = now.queues.filter((queue) => queue.pool === of).map((queue) => queue.queue);
    ticks.replaceChildren(
      el('legend', { class: 'label' }, said.queues),
      ...names.map((queue) => el('label', {}, el('input', { type: 'checkbox', name: 'queue', value: queue, checked: queues.includes(queue) }), queue)),
    );
    first.replaceChildren(...options([['', said.nobody], ...names.map((queue) => [queue, queue])]));
    first.value = names.includes(reservedFor) ? reservedFor : '';
  };
  show(pool);
  const seconds = (label, key, value, min, max) => field(label, el('input', { name: key, type: 'number', min, max, value: value ?? '', placeholder: said.asQueue }));
  return {
    show,
    fields: [
      field(said.name, el('input', { name: 'name', required: true, maxlength: 64, value: name, autocomplete: 'off' })),
      el('fieldset', { class: 'ticks' }, el('legend', { class: 'label' }, said.skills), grid),
      ticks,
      field(said.reservedFor, first),
      el(
        'div',
        { class: 'pair' },
        seconds(said.ring, 'ringSeconds', ringSeconds, SHORTEST_RING, LONGEST_RING),
        seconds(said.wrap, 'wrapUpSeconds', wrapUpSeconds, 0, LONGEST_WRAP_UP),
        field(said.shift, select('shift', [['', said.unknown], ...now.hours.map((hours) => [hours.name, hours.name])], shift ?? '')),
      ),
    ],
    said: (form) => ({
      name: form.elements.name.value.trim(),
      skills: text(form),
      queues: [...form.querySelectorAll('[name=queue]:checked')].map((tick) => tick.value).join(' '),
      reservedFor: form.elements.reservedFor.value,
      shift: form.elements.shift.value,
      ...Object.fromEntries(
        ['ringSeconds', 'wrapUpSeconds'].filter((key) => form.elements[key].value !== '').map((key) => [key, Number(form.elements[key].value)]),
      ),
    }),
  };
}

export function addAgent(now) {
  const [firstPool] = now.pools;
  const profile = profileFields(now, { name: '', pool: firstPool, skills: [], queues: [], reservedFor: null, ringSeconds: null, wrapUpSeconds: null, shift: null });
  const pool = select('pool', now.pools.map((each) => [each, each]), firstPool);
  pool.addEventListener('change', () => profile.show(pool.value));
  ask({
    title: said.addTitle,
    about: said.addAbout,
    fields: [
      el(
        'div',
        { class: 'pair' },
        field(said.id, el('input', { name: 'agent', required: true, maxlength: 32, pattern: '[a-z][a-z0-9]*', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' })),
        field(said.pool, pool),
      ),
      ...profile.fields,
    ],
    reason: true,
    confirm: said.add,
    key: 'add-agent',
    send: ({ form, reason }) => post('/api/v1/admin/agents', { agent: form.elements.agent.value.trim(), pool: pool.value, ...profile.said(form), reason }),
  });
}

function changeAgent(agent, now) {
  const profile = profileFields(now, { ...agent, skills: agent.skills.split(' ') });
  ask({
    title: said.agentTitle(agent.name),
    about: said.agentAbout,
    fields: profile.fields,
    reason: true,
    confirm: said.change,
    key: `agent ${agent.agent}`,
    send: ({ form, reason }) => post(path(agent.agent), { ...profile.said(form), reason }),
  });
}

function removeAgent({ agent, name }) {
  ask({ title: said.removeTitle(name), about: said.removeAbout, reason: true, confirm: said.removeNow, key: `gone ${agent}`, send: ({ reason }) => post(path(agent, '/remove'), { reason }) });
}

function restore({ agent, name }) {
  ask({ title: said.restoreTitle(name), about: said.restoreAbout, reason: true, confirm: said.restoreNow, key: `restore ${agent}`, send: ({ reason }) => post(path(agent, '/restore'), { reason }) });
}
