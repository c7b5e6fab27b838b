// The dialogs that give a prompt another sound, from the microphone or a file, and that take it back.
import { el, text } from './dom.js';
import { language, locale, table } from './i18n.js';
import { record } from './recorder.js';
import { problems, refusal } from './sentences.js';
import { get, post, session } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-prompts.js';

const said = table(WORDS);
const LONGEST_SECONDS = 60;
const MOST_BYTES = 12 * 1024 * 1024;
const MICROPHONE = { NotAllowedError: said.micDenied, NotFoundError: said.micNone, NotSupportedError: said.micInsecure };
const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

const dialog = document.getElementById('prompt-ask');

/**
 * Opens the dialog with a reason to give and buttons below.
 *
 * @param parts what stands between the title and the reason
 * @param send with the reason; answers the response, or null when nothing was sent
 * @param told says what is wrong where it belongs, if it can; answers whether it did
 * @param done with the body of a good answer
 */
function open({ title, about, parts = [], confirm, send, told = () => false, done, closed }) {
  const answer = el('p', { class: 'answer warn', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'primary' }, confirm);
  const cancel = el('button', { type: 'button' }, said.cancel);
  const form = el(
    'form',
    { class: 'decide-form' },
    el('h2', { id: 'prompt-ask-title' }, title),
    ...parts,
    el('p', { class: 'quiet' }, about),
    el('label', { class: 'field' }, el('span', { class: 'label' }, said.reason), el('input', { name: 'reason', required: true, maxlength: 200, autocomplete: 'off' })),
    answer,
    el('div', { class: 'decide-buttons' }, cancel, submit),
  );
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    text(answer, '');
    try {
      const response = await send(form.elements.reason.value.trim(), (wrong) => text(answer, wrong));
      if (response?.ok) {
        const body = await response.json();
        dialog.close();
        done(body);
      } else if (response) {
        const body = await response.json();
        text(answer, told(body) ? '' : refusal(body));
      }
    } catch {
      text(answer, said.away);
    } finally {
      submit.disabled = false;
    }
  });
  dialog.onclose = closed;
  dialog.replaceChildren(form);
  dialog.showModal();
}

/** Lets callers hear again what was built. */
export function asBuilt({ prompt, author, at }, { path, closed, asked }) {
  open({
    title: said.backTitle(prompt),
    about: author ? said.backAbout(author, words.moment(at, Date.now())) : said.backAboutNobody,
    confirm: said.backNow,
    send: (reason) => post(`${path}/as-built`, { reason }),
    done: () => asked(said.askedBack(prompt)),
    closed,
  });
}

/** Lets callers hear something else. */
export function replace(prompt, { path, closed, asked }) {
  const sound = soundField();
  open({
    title: said.giveTitle(prompt.prompt),
    about: said.giveAbout,
    parts: [el('blockquote', { class: 'prompt-quote', lang: prompt.language === language ? null : prompt.language }, prompt.words || prompt.prompt), ...sound.parts],
    confirm: said.giveNow,
    send: async (reason, wrong) => {
      sound.stop();
      const file = sound.file();
      if (!file || file.size > MOST_BYTES) {
        wrong(file ? said.bigFile : said.nothingYet);
        return null;
      }
      const { guard } = await session();
      sound.tell(said.taking);
      const response = await get(`${path}/sound?reason=${encodeURIComponent(reason)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'audio/wav', 'X-Ringfence-Guard': guard },
        body: file,
      });
      sound.tell();
      return response;
    },
    told: sound.told,
    done: ({ seconds, dbm0 }) => asked(said.taken(prompt.prompt, tenths.format(seconds), tenths.format(dbm0))),
    closed: () => {
      sound.cancel();
      closed();
    },
  });
}

/** Where a recording is made or chosen; `file` is the last of both. */
function soundField() {
  let file = null;
  let recording = null;
  let heard = null;
  let what = '';
  const begin = el('button', { type: 'button', class: 'record' }, said.record);
  const hear = el('button', { type: 'button', hidden: true }, said.hear);
  const level = el('meter', { min: 0, max: 1, value: 0, hidden: true, 'aria-label': said.level });
  const status = el('p', { class: 'quiet', role: 'status' });
  const trouble = el('p', { class: 'warn', role: 'alert' });
  const chooser = el('input', { type: 'file', name: 'recording', accept: '.wav,audio/wav,audio/x-wav' });

  const tell = (words_ = what) => text(status, words_);

  function silence() {
    heard?.close();
    heard = null;
    text(hear, said.hear);
  }

  async function take(taken, describe, unread) {
    silence();
    file = taken;
    text(trouble, '');
    const seconds = await lengthOf(taken);
    hear.hidden = seconds === null;
    what = seconds === null ? unread : describe(tenths.format(seconds));
    tell();
  }

  function ended(recorded) {
    recording = null;
    begin.classList.remove('on');
    level.hidden = true;
    text(begin, file || recorded ? said.recordAgain : said.record);
    if (recorded) {
      chooser.value = '';
      take(recorded, said.recorded, '');
    }
  }

  begin.addEventListener('click', async () => {
    if (recording) {
      recording.stop();
      return;
    }
    silence();
    text(trouble, '');
    begin.disabled = true;
    try {
      let shown = -1;
      recording = await record(
        LONGEST_SECONDS,
        (seconds, loud) => {
          level.value = loud;
          if (Math.floor(seconds) !== shown) {
            shown = Math.floor(seconds);
            tell(said.recording(words.duration(seconds)));
          }
        },
        ended,
      );
      if (!dialog.open) {
        recording.cancel();
        return;
      }
      begin.classList.add('on');
      level.hidden = false;
      hear.hidden = true;
      text(begin, said.stopRecording);
    } catch (failed) {
      text(trouble, MICROPHONE[failed.name] ?? said.micFailed);
    } finally {
      begin.disabled = false;
    }
  });
  chooser.addEventListener('change', () => {
    const [chosen] = chooser.files;
    if (chosen) {
      recording?.cancel();
      take(chosen, (seconds) => said.chosen(chosen.name, seconds), said.chosenUnread(chosen.name));
    }
  });
  hear.addEventListener('click', async () => {
    if (heard) {
      silence();
      return;
    }
    heard = new AudioContext();
    text(hear, said.stop);
    const source = heard.createBufferSource();
    source.buffer = await heard.decodeAudioData(await file.arrayBuffer());
    source.connect(heard.destination);
    source.onended = silence;
    source.start();
  });

  return {
    parts: [
      el('div', { class: 'prompt-take' }, begin, level, hear),
      el('label', { class: 'field' }, el('span', { class: 'label' }, said.orFile), chooser),
      status,
      trouble,
    ],
    file: () => file,
    tell,
    told({ fields }) {
      const wrong = fields.find(({ field }) => field === 'recording');
      if (wrong) {
        text(trouble, said.refused(problems([wrong])[0][1]));
        chooser.focus();
      }
      return Boolean(wrong);
    },
    stop: () => recording?.stop(),
    cancel() {
      recording?.cancel();
      silence();
    },
  };
}

/** In seconds, or null when this browser cannot play it. */
async function lengthOf(file) {
  const context = new AudioContext();
  try {
    return (await context.decodeAudioData(await file.arrayBuffer())).duration;
  } catch {
    return null;
  } finally {
    context.close();
  }
}
