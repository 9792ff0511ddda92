/**
 * An element with its properties and children. Texts become text nodes, so nothing that came from outside is read as HTML.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `on…` are listeners, `data-…`, `aria-…` and `role` attributes, the rest properties
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role') element.setAttribute(name, String(value));
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A circle with the first letters of a name, always of the same colour for the same chat. */
export function dressAvatar(element, name, id) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '');
  element.textContent = letters.join('').toLocaleUpperCase('uk');
  element.className = `avatar tone-${Math.abs(id) % 6}`;
}

const timeOf = new Intl.DateTimeFormat('uk', { hour: '2-digit', minute: '2-digit' });
const dayOf = new Intl.DateTimeFormat('uk', { day: 'numeric', month: 'long' });
const fullDayOf = new Intl.DateTimeFormat('uk', { day: 'numeric', month: 'long', year: 'numeric' });

export const clock = (unix) => timeOf.format(unix * 1000);

/** «Сьогодні», «Учора» or the date. */
export function dayName(unix) {
  const day = new Date(unix * 1000);
  const today = new Date();
  const days = Math.round((startOf(today) - startOf(day)) / 86_400_000);
  if (days === 0) return 'Сьогодні';
  if (days === 1) return 'Учора';
  return (day.getFullYear() === today.getFullYear() ? dayOf : fullDayOf).format(day);
}

function startOf(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

let toastTimer = 0;

/** A line that shows for a moment above everything. */
export function toast(text) {
  const element = byId('toast');
  element.textContent = text;
  element.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    element.hidden = true;
  }, 4000);
}
