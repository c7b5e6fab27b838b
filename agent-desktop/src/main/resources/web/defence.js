// The board's part about the defence: what was done, campaigns, verdicts, lists, the trail.
import { el, follow, text } from './dom.js';
import { bars, done } from './chart.js';
import { table } from './i18n.js';
import { caller, sentence, signal, spoken } from './sentences.js';
import * as words from './words.js';
import { WORDS } from './words-defence.js';

const said = table(WORDS);

const VERDICTS_SHOWN = 60;
/** A list that was used just now keeps its rows where they are. */
const IN_USE_MS = 8_000;
/** What was done with a call, in the order of the legend, with its colour in the chart. */
const DONE = [
  ['ADMIT', 'admitted'],
  ['CHALLENGE', 'flagged'],
  ['DIVERT', 'flagged'],
  ['ANNOUNCE', 'flagged'],
  ['LISTEN', 'flagged'],
  ['LET_GO', 'rejected'],
  ['REJECT', 'rejected'],
  ['FAILED_OPEN', 'unscreened'],
];

/** Changes whose reason the platform says. */
const ACCESS = ['ACCOUNT_ADDED', 'ACCOUNT_REMOVED', 'ROLE_CHANGED', 'LINK_MADE', 'TOKEN_ADDED', 'TOKEN_REMOVED', 'LISTENED'];

const byId = (id) => document.getElementById(id);

export class Defence {
  #live;
  #decisions;
  #onlyFlagged = false;
  #held = false;
  #shown = [];
  #drawnMinute = 0;
  #usedAt = -Infinity;

  constructor(live, decisions) {
    this.#live = live;
    this.#decisions = decisions;
    this.#toggle('only-flagged', (on) => (this.#onlyFlagged = on));
    this.#toggle('hold', (on) => (this.#held = on));
    for (const use of ['pointermove', 'focusin', 'keydown']) {
      byId('verdicts').addEventListener(use, () => (this.#usedAt = performance.now()));
    }
    byId('add-number').addEventListener('click', () => decisions.addNumber([...live.lines.values()]));
  }

  draw() {
    this.#drawChart();
    this.#drawCampaigns();
    this.#drawVerdicts(false);
    this.#drawLists();
    this.#drawTrail();
  }

  tick() {
    if (this.#live.connected && Math.floor(this.#live.now() / 60_000) !== this.#drawnMinute) {
      this.#drawChart();
    }
  }

  #toggle(id, set) {
    const button = byId(id);
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(on));
      set(on);
      this.#drawVerdicts(true);
    });
  }

  #drawChart() {
    const now = this.#live.now();
    this.#drawnMinute = Math.floor(now / 60_000);
    byId('chart').replaceChildren(bars(this.#live.minutes, now));
    const hour = [...this.#live.minutes.values()].filter((minute) => Date.parse(minute.minute) > now - 3_600_000);
    const total = (name) => hour.reduce((n, minute) => n + (done(minute)[name] ?? 0), 0);
    byId('legend').replaceChildren(
      ...DONE.map(([name, series]) =>
        el(
          'div',
          {},
          el('dt', {}, el('i', { class: `swatch ${series}` }), name === 'FAILED_OPEN' ? said.unscreened : words.verdict(name)),
          el('dd', {}, words.count(total(name))),
        ),
      ),
    );
    const { asked = 0, passed = 0, failed = 0, silent = 0 } = this.#live.totals?.challenges ?? {};
    text(
      byId('challenges'),
      asked === 0
        ? said.nobodyChallenged
        : said.challenges(...[asked, passed, failed, silent].map(words.count)),
    );
  }

  #drawCampaigns() {
    const running = this.#live.campaigns.filter((campaign) => campaign.state === 'CONFIRMED');
    const over = this.#live.campaigns.filter((campaign) => campaign.state !== 'CONFIRMED');
    byId('no-campaigns').hidden = running.length > 0;
    byId('over').hidden = over.length === 0;
    text(byId('over-title'), said.endedAndReleased(over.length));
    const card = (campaign) => this.#campaign(campaign);
    follow(byId('campaigns'), running, (campaign) => campaign.campaign, card);
    follow(byId('campaigns-over'), over, (campaign) => campaign.campaign, card);
  }

  #campaign(campaign) {
    const { state, attempts, numbers } = campaign;
    const now = this.#live.now();
    const ended = state === 'CONFIRMED' ? null : (state === 'RELEASED' ? said.released : said.ended)(words.moment(campaign.at, now));
    const button =
      state === 'RELEASED'
        ? null
        : this.#button(said.notMachine, `campaign ${campaign.campaign}`, said.notMachineOf(sentence('kinds', campaign.name)), () =>
            this.#decisions.releaseCampaign(campaign),
          );
    return el(
      'li',
      { class: state.toLowerCase() },
      el(
        'div',
        { class: 'campaign-head' },
        spoken('strong', {}, 'kinds', campaign.name),
        el('span', { class: 'quiet' }, said.campaignSize(words.count(attempts), words.count(numbers), words.moment(campaign.since, now)), ended),
      ),
      button,
      state === 'RELEASED' ? el('p', { class: 'campaign-why' }, campaign.why) : spoken('p', { class: 'campaign-why' }, 'campaigns', campaign.why),
    );
  }

  /** A held list keeps its rows, but what is said about them still changes. */
  #drawVerdicts(asked) {
    const list = byId('verdicts');
    // Rows must not move away from under a pointer or a focus.
    const at = list.matches(':hover') || list.contains(document.activeElement);
    const inUse = byId('decide').open || (at && performance.now() - this.#usedAt < IN_USE_MS);
    text(byId('in-use'), inUse && !this.#held ? said.inUse : '');
    if (asked || !(this.#held || inUse)) {
      this.#shown = [...this.#live.verdicts.values()]
        .filter((verdict) => !this.#onlyFlagged || verdict.verdict !== 'ADMIT' || verdict.wouldBe !== 'ADMIT')
        .sort((a, b) => b.number - a.number)
        .slice(0, VERDICTS_SHOWN);
    } else {
      this.#shown = this.#shown.map((verdict) => this.#live.verdicts.get(verdict.number) ?? verdict);
    }
    follow(list, this.#shown, (verdict) => verdict.number, (verdict) => this.#verdict(verdict));
  }

  #verdict(verdict) {
    const shadow = verdict.verdict !== verdict.wouldBe;
    const campaign = this.#live.campaigns.find((known) => known.campaign === verdict.campaign);
    const against = verdict.wouldBe !== 'ADMIT';
    const stage = said.stages[verdict.stage];
    return el(
      'li',
      {},
      el('time', { class: 'number' }, words.timeOfDay(verdict.at)),
      el('span', { class: 'chips' }, el('span', { class: `verdict ${verdict.verdict.toLowerCase()}` }, words.verdict(verdict.verdict))),
      el('span', { class: 'caller' }, caller(verdict.caller)),
      el(
        'span',
        { class: 'score number', title: said.scoreWhy },
        words.weight(verdict.score),
        verdict.machineOdds !== 0 ? el('span', { class: 'quiet' }, ` · ${words.odds(verdict.machineOdds)}`) : null,
      ),
      el(
        'span',
        { class: 'tags' },
        shadow ? el('span', { class: 'tag' }, said.shadow(words.verdict(verdict.wouldBe))) : null,
        stage ? el('span', { class: 'tag' }, stage) : null,
        verdict.standing ? el('span', { class: 'tag strong' }, words.STANDINGS[verdict.standing]) : null,
        verdict.label ? el('span', { class: 'tag strong' }, words.LABELS[verdict.label]) : null,
      ),
      el(
        'ul',
        { class: 'reasons' },
        verdict.campaign ? el('li', {}, el('b', {}, said.campaign), ` ${campaign ? sentence('kinds', campaign.name) : said.notConfirmed}`) : null,
        ...(verdict.reasons.length > 0
          ? verdict.reasons.map((reason) =>
              el('li', {}, el('b', {}, signal(reason.name)), ` ${reason.certain ? said.certain : words.weight(reason.weight)} `, spoken('span', { class: 'quiet' }, 'reasons', reason.detail)),
            )
          : [el('li', { class: 'quiet' }, said.nothingAgainst)]),
      ),
      verdict.nameable
        ? this.#button(against ? said.undoEllipsis : said.decideEllipsis, `verdict ${verdict.number}`, (against ? said.undoAbout : said.decideAbout)(caller(verdict.caller)), () =>
            this.#decisions.aboutCaller(verdict, against),
          )
        : el('span'),
    );
  }

  #drawLists() {
    const { lists, doors } = this.#live;
    byId('no-lists').hidden = lists.total > 0;
    text(byId('more-lists'), lists.total > lists.items.length ? said.more(words.count(lists.total - lists.items.length)) : '');
    follow(byId('lists'), lists.items, (entry) => entry.entry, (entry) => this.#listed(entry));
    byId('no-doors').hidden = doors.total > 0;
    byId('doors').hidden = doors.total === 0;
    text(byId('doors-total'), doors.total > 0 ? ` ${said.numbers(doors.total, words.count(doors.total))}` : '');
    const refused = doors.refusals.reduce((n, of) => n + of.attempts, 0);
    byId('refusals').hidden = refused === 0;
    text(byId('refusals-total'), refused > 0 ? said.refusedToday(refused, words.count(refused)) : '');
    follow(byId('refusals'), doors.refusals, (of) => `${of.line} ${of.campaign} ${of.attempts}`, (of) => this.#refusals(of));
    follow(byId('doors'), doors.items, (rule) => `${rule.caller} ${rule.until} ${rule.attestation}`, (rule) => this.#door(rule));
  }

  #listed(entry) {
    return el(
      'li',
      {},
      el('span', { class: `verdict ${entry.list === 'ALLOW' ? 'admit' : 'reject'}` }, words.LISTS[entry.list]),
      el('span', { class: 'caller' }, caller(entry.caller)),
      el('span', { class: 'quiet left' }, entry.expires ? el('span', { 'data-until': entry.expires }) : said.forEver),
      this.#button(said.removeEllipsis, `entry ${entry.entry}`, said.remove(caller(entry.caller)), () => this.#decisions.unlist(entry)),
      el('span', { class: 'because' }, entry.reason, el('span', { class: 'quiet' }, ` · ${entry.author}, ${words.moment(entry.at, this.#live.now())}`)),
    );
  }

  /** Null for no campaign; one that is not shown any more has no name here. */
  #campaignName(id) {
    const known = id && this.#live.campaigns.find((one) => one.campaign === id);
    return id && (known ? sentence('kinds', known.name) : said.earlierCampaign);
  }

  #refusals(of) {
    return el(
      'li',
      {},
      el('span', {}, said.of(words.count(of.attempts))),
      el('span', { class: 'quiet because' }, this.#campaignName(of.campaign) ?? said.noCampaign),
    );
  }

  #door(rule) {
    return el(
      'li',
      {},
      el('span', { class: 'caller' }, caller(rule.caller)),
      el('span', { class: 'quiet because' }, this.#campaignName(rule.campaign) ?? ''),
      el('span', { class: 'quiet left', 'data-until': rule.until }),
    );
  }

  #drawTrail() {
    byId('no-trail').hidden = this.#live.trail.length > 0;
    byId('trail').hidden = this.#live.trail.length === 0;
    follow(byId('trail'), this.#live.trail, (change) => JSON.stringify(change), (change) => this.#change(change));
  }

  #change(change) {
    const by = change.author || (change.what === 'UNLISTED' ? said.timeOver : '');
    return el(
      'li',
      {},
      el('time', { class: 'quiet' }, words.moment(change.at, this.#live.now())),
      el('span', {}, changed(change, this.#live.now())),
      el('span', { class: 'quiet because' }, by, by && change.reason ? ': ' : '', because(change)),
    );
  }

  #button(label, key, spoken, act) {
    const button = el('button', { type: 'button', class: 'small', 'data-key': key, 'aria-label': spoken }, label);
    button.addEventListener('click', act);
    return button;
  }
}

/** Why something was changed: in people's words, or in the platform's. */
function because({ what, author, reason }) {
  return ACCESS.includes(what) ? sentence('access', reason) : author ? reason : sentence('ends', reason);
}

function changed(change, now) {
  const { what, subject } = change;
  const word = said.changes[what];
  const list = change.list ? words.LISTS[change.list] : null;
  const until = change.expires ? words.moment(change.expires, now) : null;
  const between = [change.before, change.after].map((setting) => sentence('settings', setting));
  switch (what) {
    case 'LISTED':
      return word(list, subject, until);
    case 'UNLISTED':
      return word(list, subject);
    case 'SWITCHED':
      return word(words.defence(change.from), words.defence(change.to));
    case 'ANNOUNCEMENT_ON':
      return word(until);
    case 'THRESHOLDS':
      return word(...between);
    case 'SETTING_CHANGED':
      return word(sentence('subjects', subject), ...between);
    case 'CAMPAIGN_RELEASED':
      return word(sentence('kinds', subject));
    case 'NUMBER_SEEN':
      return word(sentence('subjects', subject));
    default:
      return typeof word === 'function' ? word(subject) : (word ?? what);
  }
}
