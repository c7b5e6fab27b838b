// Reports that are kept under a name, and put into a folder each day.
import { el, text } from './dom.js';
import { table } from './i18n.js';
import { refusal } from './sentences.js';
import { get, post } from './session.js';
import { WORDS } from './words-reports.js';

const t = table(WORDS).saved;

/** Shows what is saved; `now` tells the report that the page shows, `open` shows another. */
export async function showSaved(place, now, open) {
  const got = await get('/api/v1/saved-reports');
  const answer = await got.json();
  const problem = el('p', { class: 'wrong', role: 'alert', hidden: true });
  const said = (wrong) => {
    text(problem, wrong);
    problem.hidden = wrong === '';
  };
  const again = () => showSaved(place, now, open);
  const head = el('div', { class: 'panel-head' }, el('h2', { id: 'saved-title' }, t.saved), el('p', { class: 'quiet' }, got.ok ? (answer.scheduled ? `${t.folder} ${answer.timeZone}.` : t.noFolder) : ''));
  if (!got.ok) {
    place.replaceChildren(head, el('p', { class: 'quiet' }, refusal(answer)));
    return;
  }
  const list = answer.reports.length === 0 ? el('p', { class: 'quiet' }, t.none) : el('table', { class: 'report saved-list' }, el('tbody', {}, ...answer.reports.map((report) => row(report, open, again, said))));
  place.replaceChildren(head, list, form(answer.scheduled, now, again, said), problem);
}

function row(report, open, again, said) {
  const word = (name) => name.toLowerCase().replaceAll('_', '-');
  const remove = el('button', { type: 'button', class: 'small', 'aria-label': `${t.delete}: ${report.title}` }, t.delete);
  remove.addEventListener('click', async () => {
    const answer = await post(`/api/v1/saved-reports/${encodeURIComponent(report.id)}/delete`, {});
    if (answer.ok) {
      again();
    } else {
      said(refusal(await answer.json()));
    }
  });
  const show = el('button', { type: 'button', class: 'small', 'aria-label': `${t.open}: ${report.title}` }, t.open);
  show.addEventListener('click', () => open({ report: word(report.kind), queue: report.queue ?? '', span: word(report.span), step: word(report.step) }));
  const at = report.at ? `${t.at} ${report.at.slice(0, 5)}` : t.never;
  const state = report.failure ? `${t.failed} ${report.failure}` : report.madeFor ? `${t.last} ${report.madeFor}` : '';
  return el('tr', {}, el('th', { scope: 'row' }, report.title), el('td', {}, `${word(report.kind)}, ${t.spans[word(report.span)]}`), el('td', {}, at), el('td', { class: report.failure ? 'wrong' : 'quiet' }, state), el('td', { class: 'quiet' }, `${t.by} ${report.author}`), el('td', { class: 'number' }, show, ' ', remove));
}

function form(scheduled, now, again, said) {
  const title = el('input', { name: 'title', maxlength: 60, required: true, autocomplete: 'off' });
  const span = el('select', { name: 'span' }, ...Object.entries(t.spans).map(([value, name]) => el('option', { value, selected: value === 'yesterday' }, name)));
  const at = el('input', { name: 'at', type: 'time', disabled: !scheduled });
  const save = el('form', { class: 'save-form' }, el('label', {}, t.name, title), el('label', {}, t.span, span), el('label', {}, t.at, at), el('button', {}, t.save));
  save.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { report, queue, step } = now();
    const wish = { title: title.value, report, queue, span: span.value, step, ...(at.value ? { at: at.value } : {}) };
    const answer = await post('/api/v1/saved-reports', wish);
    if (answer.ok) {
      again();
    } else {
      said(refusal(await answer.json()));
    }
  });
  return save;
}
