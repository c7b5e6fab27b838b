// The agent's page: state, current call, what waits.
import { background, moreFacts } from './background.js';
import { el, follow, text } from './dom.js';
import { table, translate } from './i18n.js';
import { Labels } from './labels.js';
import { Live } from './live.js';
import { Phone } from './phone.js';
import { Recording } from './recording.js';
import { caller, refusal, sentence, spoken } from './sentences.js';
import { get, post, session as signedIn, showWho } from './session.js';
import { TalkControls } from './talk.js';
import * as words from './words.js';
import { WrapUp } from './wrap-up.js';
import { WORDS } from './words-agent.js';

const said = table(WORDS);

/** The queue manager answers a wish within milliseconds when it is well. */
const ANSWER_MS = 4_000;
const BUSY = ['OFFERED', 'TALKING', 'HOLDING', 'WRAP_UP'];
const WANTED = { ready: 'READY', paused: 'PAUSED', signed_out: 'SIGNED_OUT' };

const byId = (id) => document.getElementById(id);
let id = new URLSearchParams(location.search).get('id') ?? '';
let path = '';
let labels = null;
let talk = null;
let wrapUp = null;
let recording = null;
/** Set while the page, loaded again in a talk, makes its agent ready: until when, and in which state it asked already. */
let cameBack = null;
const CAME_BACK_MS = 20_000;
/** Of two pages of one agent the one that asked last counts. */
const session = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
let live = null;
let wish = null;
let asked = false;
let shownCall;

translate(said, said.title);
for (const option of byId('pause-reason').options) {
  text(option, sentence('pauses', option.value));
}
start();

async function start() {
  try {
    const who = await signedIn();
    showWho(byId('who'));
    id ||= who.agent ?? '';
  } catch {
    setTimeout(() => location.reload(), 5_000);
    return;
  }
  path = `/api/v1/agents/${encodeURIComponent(id)}`;
  labels = new Labels(`${path}/label`);
  talk = new TalkControls(path);
  recording = new Recording(`${path}/recording`);
  if (id === '') {
    await choose('');
    return;
  }
  try {
    const answer = await get(path);
    if (answer.status === 404 || answer.status === 403) {
      const why = answer.status === 404 ? said.noAgent(id.slice(0, 40)) : said.otherDesk;
      await choose(why);
      return;
    }
  } catch {
    // The live connection tells that the server is away, and comes back when it does.
  }
  byId('desk').hidden = false;
  byId('ready').addEventListener('click', () => ask('ready', ''));
  byId('pause').addEventListener('click', () => leaveIt('paused', byId('pause-reason').value));
  byId('sign-out').addEventListener('click', () => leaveIt('signed_out', ''));
  wrapUp = new WrapUp(path, () => ask('ready', ''));
  if ((await signedIn()).agent === id) {
    new Phone(path, session, () => {
      cameBack = { until: performance.now() + CAME_BACK_MS, askedIn: '' };
      draw();
    });
  }
  live = new Live(`${path}/events`, draw);
  setInterval(tick, 500);
}

async function choose(why) {
  byId('choose').hidden = false;
  text(byId('connection'), '');
  text(byId('choose-why'), why);
  try {
    const { agent } = await signedIn();
    if (agent) {
      byId('choices').replaceChildren(el('li', {}, el('a', { href: '/agent' }, said.ownDesk)));
      return;
    }
    const board = await (await get('/api/v1/board')).json();
    byId('choices').replaceChildren(
      ...board.change.agents.map((agent) =>
        el('li', {}, el('a', { href: `/agent?id=${encodeURIComponent(agent.agent)}` }, agent.name)),
      ),
    );
  } catch {
    text(byId('choose-why'), said.noServer);
  }
}

function draw() {
  const agent = live.agents.get(id);
  if (!agent) {
    return;
  }
  const kind = (agent.state ?? 'UNKNOWN').toLowerCase();
  document.title = `${words.state(agent.state)} · ${agent.name} · Ringfence`;
  text(byId('name'), agent.name);
  const phone = byId('phone');
  text(phone, agent.phoneReachable ? said.phoneOn : said.phoneOff);
  phone.classList.toggle('warn', !agent.phoneReachable);
  byId('state-card').className = `panel state-card ${kind}`;
  text(byId('state'), words.state(agent.state));
  const reason = sentence('pauses', agent.reason);
  text(byId('reason'), agent.by ? (reason + said.by(agent.by)).trim() : reason);
  if (asked && agent.session && agent.session !== session) {
    say(said.otherPage, 'warn');
  }
  text(byId('served'), words.count(agent.servedToday));
  text(byId('talked'), words.duration(agent.talkSecondsToday));
  text(byId('talk-mean'), agent.servedToday ? said.meanTalk(words.duration(agent.talkSecondsToday / agent.servedToday)) : '');
  byId('ready').disabled = agent.state === 'READY';
  byId('sign-out').disabled = agent.state === 'SIGNED_OUT';
  goOn(agent);
  labels.draw(agent.label);
  talk.draw(agent);
  wrapUp.draw(agent);
  recording.draw(agent.recording);
  const about = JSON.stringify([agent.call, agent.label?.caller, agent.state]);
  if (about !== shownCall) {
    shownCall = about;
    text(byId('call-title'), !agent.call && agent.label ? said.callBefore : said.currentCall);
    byId('call').replaceChildren(...call(agent));
  }
  byId('call-card').classList.toggle('active', agent.call !== null);
  follow(byId('waiting'), [...live.queues.values()], (queue) => queue.queue, queueWaits);
  if (wish && agent.state === WANTED[wish.state] && agent !== wish.from) {
    say('', '');
    wish = null;
  }
  tick();
}

function tick() {
  const agent = live.agents.get(id);
  text(byId('timer'), agent?.since ? words.duration(live.secondsSince(agent.since)) : '');
  for (const element of document.querySelectorAll('[data-since]')) {
    text(element, words.duration(live.secondsSince(element.dataset.since)));
  }
  if (wish && !wish.later && performance.now() - wish.at > ANSWER_MS) {
    say(said.slow, 'warn');
  }
}

function call(agent) {
  if (!agent.call && agent.label) {
    return [el('p', { class: 'caller-big' }, caller(agent.label.caller))];
  }
  if (!agent.call) {
    const idle = agent.state === 'READY' ? said.nextRings : said.noCall;
    return [el('p', { class: 'quiet no-call' }, idle)];
  }
  const { language, queue, waitedSeconds, why } = agent.call;
  return [
    el('p', { class: 'caller-big' }, caller(agent.call.caller)),
    el(
      'dl',
      { class: 'facts' },
      fact(said.language, words.language(language)),
      fact(said.queue, queue),
      fact(said.waited, words.duration(waitedSeconds)),
      ...moreFacts(agent.call, fact),
    ),
    el('p', { class: 'why' }, el('span', { class: 'label' }, said.why), why ? spoken('span', {}, 'offers', why) : said.noReason),
    ...background(agent.call),
  ];
}

const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

function queueWaits(queue) {
  const longest = queue.front[0]?.since;
  return el(
    'div',
    { class: 'figure' },
    el('p', { class: 'label' }, said.waiting(queue.queue)),
    el('p', { class: 'value' }, words.count(queue.waiting)),
    el('p', { class: 'quiet' }, longest ? said.longest : said.nobody, longest ? el('span', { 'data-since': longest }) : ''),
  );
}

/**
 * Who was in a talk when the page was loaded again is ready again. That the talk is over, and that the phone of the page
 * before is lost, may be heard of in any order, and after this page is the phone: each is answered once.
 */
function goOn(agent) {
  const waits = ['WRAP_UP', 'PAUSED'].includes(agent.state) && agent.phoneReachable;
  if (cameBack && waits && performance.now() < cameBack.until && cameBack.askedIn !== agent.since) {
    cameBack.askedIn = agent.since;
    ask('ready', '');
  }
}

function leaveIt(state, reason) {
  cameBack = null;
  ask(state, reason);
}

async function ask(state, reason) {
  const agent = live.agents.get(id);
  const later = BUSY.includes(agent?.state);
  asked = true;
  wish = { state, from: agent, at: performance.now(), later };
  say((later ? said.later : said.asking)[state], '');
  try {
    const answer = await post(`${path}/state`, reason ? { state, reason, session } : { state, session });
    if (!answer.ok) {
      wish = null;
      say(refusal(await answer.json()), 'warn');
    }
  } catch {
    wish = null;
    say(said.unchanged, 'warn');
  }
}

function say(words, kind) {
  const answer = byId('answer');
  text(answer, words);
  answer.className = `answer ${kind}`;
}
