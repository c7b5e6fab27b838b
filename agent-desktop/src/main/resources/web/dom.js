// Elements made from data. Text only ever becomes text nodes: nothing here parses markup.

/** An element; properties are attributes, except `class` and `on…` listeners. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  return fill(element, attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text only when it differs, so that selections and screen readers are left alone. */
export function text(element, value) {
  const wanted = String(value);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** Puts the focus on the element with this `data-key`, if there is still one. */
export function focusKey(key) {
  document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/**
 * Makes the children of an element follow a list: one child per item, kept by key, remade when its
 * item is another object.
 */
export function follow(parent, items, keyOf, make) {
  const kept = parent.followed ?? new Map();
  const next = new Map();
  let at = parent.firstChild;
  for (const item of items) {
    const key = keyOf(item);
    const before = kept.get(key);
    const node = before && before.item === item ? before.node : make(item);
    if (before && before.node !== node) {
      if (at === before.node) {
        at = node;
      }
      const focused = before.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      before.node.replaceWith(node);
      if (focused) {
        focusKey(focused);
      }
    }
    if (node === at) {
      at = at.nextSibling;
    } else {
      parent.insertBefore(node, at);
    }
    next.set(key, { item, node });
    kept.delete(key);
  }
  for (const gone of kept.values()) {
    const focused = gone.node.contains(document.activeElement);
    gone.node.remove();
    if (focused) {
      (parent.querySelector('[data-key]') ?? parent).focus();
    }
  }
  parent.followed = next;
}
