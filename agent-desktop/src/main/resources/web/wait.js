// Keeps the public page up to date while it stands open; the page is whole without it.
const ASK_AGAIN_MS = 15_000;
const language = document.documentElement.lang;
const queue = document.body.dataset.queue;
let shown = '';

setInterval(look, ASK_AGAIN_MS);

/** The words come from the page itself, so that no text stands in two places. */
async function look() {
  if (document.hidden) {
    return;
  }
  try {
    const got = await fetch(`/api/v1/public/wait/${encodeURIComponent(queue)}`);
    const wait = await got.json();
    if (!got.ok) {
      return;
    }
    const now = JSON.stringify(wait);
    if (shown !== '' && now !== shown) {
      draw(await page());
    }
    shown = now;
  } catch {
    // What stands there says as of when it is.
  }
}

async function page() {
  const got = await fetch(`/wait/${encodeURIComponent(queue)}?lang=${language}`);
  const parts = new Map();
  // Read as text, never as markup of this page.
  for (const [, name, text] of (await got.text()).matchAll(/data-said="([a-zA-Z]+)">([^<]*)</g)) {
    parts.set(name, text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return parts;
}

function draw(parts) {
  for (const element of document.querySelectorAll('[data-said]')) {
    const text = parts.get(element.dataset.said) ?? '';
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
  document.querySelector('h2').hidden = !parts.get('predicted');
}
