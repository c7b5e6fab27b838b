// Opening hours on the administration's page.
import { ask, button, field } from './admin-dialog.js';
import { el } from './dom.js';
import { table } from './i18n.js';
import { post } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-site.js';

const said = table(WORDS);

export function hoursRow(hours) {
  const { name, open, next, timeZone, changed } = hours;
  const until = next ? said.untilNext(words.moment(next, Date.now())) : open ? said.always : '';
  return el(
    'li',
    {},
    el('strong', {}, name),
    el('span', {}, `${open ? said.open : said.closed} ${until}`, el('span', { class: 'quiet' }, ` · ${timeZone}`), changed ? el('span', { class: 'tag warn' }, said.changed) : ''),
    button(said.changeHours, `hours ${name}`, name, () => changeHours(hours)),
  );
}

function changeHours({ name, timeZone, week, dates, changed }) {
  const path = `/api/v1/admin/hours/${encodeURIComponent(name)}`;
  const zones = el('datalist', { id: 'zones' }, ...Intl.supportedValuesOf('timeZone').map((zone) => el('option', { value: zone })));
  const others = el('textarea', { name: 'dates', rows: 4 });
  others.value = Object.entries(dates)
    .map(([date, spans]) => `${date} ${spans}`.trim())
    .join('\n');
  const back = el('button', { type: 'button' }, said.asConfigured);
  const form = ask({
    title: said.hoursTitle(name),
    about: said.hoursAbout,
    fields: [
      field(said.timeZone, el('input', { name: 'timeZone', required: true, value: timeZone, list: 'zones', autocomplete: 'off', spellcheck: 'false' })),
      zones,
      el('div', { class: 'week' }, ...Object.entries(said.days).map(([day, label]) => field(label, el('input', { name: day, value: week[day], placeholder: said.closed, maxlength: 120, autocomplete: 'off' })))),
      field(said.dates, others),
    ],
    reason: true,
    confirm: said.change,
    key: `hours ${name}`,
    more: changed ? [back] : [],
    send: ({ form, reason, asConfigured }) =>
      post(
        path,
        asConfigured
          ? { asConfigured, reason }
          : {
              timeZone: form.elements.timeZone.value.trim(),
              ...Object.fromEntries(Object.keys(said.days).map((day) => [day, form.elements[day].value.trim()])),
              dates: others.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean)
                .join('; '),
              reason,
            },
      ),
  });
  back.addEventListener('click', () => form.reportValidity() && form.send({ asConfigured: true }));
}
