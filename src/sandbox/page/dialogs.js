import { byId, dressAvatar, h } from './dom.js';

/** Opens the one dialog of the page with a title, some contents and buttons. Gives a function that closes it. */
function openDialog(title, ...contents) {
  const dialog = byId('dialog');
  const close = () => dialog.close();
  dialog.replaceChildren(
    h('h2', { id: 'dialog-title' }, title),
    ...contents,
    h('div', { className: 'actions' }, h('button', { type: 'button', className: 'soft', onclick: close }, 'Закрити')),
  );
  if (!dialog.open) dialog.showModal();
  return close;
}

/** A list of things to choose from: each has a name, a note and what happens. */
export function choose(title, choices, empty = 'Тут поки нічого немає.') {
  const list = h(
    'ul',
    { className: 'choices' },
    ...choices.map(({ name, note, id, run }) => {
      const avatar = id === undefined ? null : h('span', { 'aria-hidden': 'true' });
      if (avatar) dressAvatar(avatar, name, id);
      const pick = () => {
        close();
        run();
      };
      return h(
        'li',
        {},
        h('button', { type: 'button', onclick: pick }, avatar, h('span', {}, name, note ? h('small', {}, note) : null)),
      );
    }),
  );
  const close = openDialog(title, choices.length > 0 ? list : h('p', {}, empty));
}

/** A message of the bot that must be read (show_alert). */
export function alertBox(text) {
  openDialog('Коротко', h('p', { className: 'alert' }, text));
}

/** Asks for a name and a kind of a new chat. */
export function askNewChat(onDone) {
  const kinds = [
    ['group', 'Група'],
    ['forum', 'Група з темами'],
    ['channel', 'Канал'],
    ['person', 'Нова людина'],
  ];
  const kind = h('select', { ariaLabel: 'Що створити' }, ...kinds.map(([value, name]) => h('option', { value }, name)));
  const title = h('input', { type: 'text', maxLength: 64, placeholder: 'Назва', ariaLabel: 'Назва', required: true });
  const bot = h('input', { type: 'checkbox', checked: true });
  const botLine = h('label', { className: 'check' }, bot, 'одразу додати бота');
  kind.addEventListener('change', () => {
    botLine.hidden = kind.value === 'person';
    title.placeholder = kind.value === 'person' ? 'Ім’я' : 'Назва';
  });
  const form = h(
    'form',
    { className: 'fields' },
    kind,
    title,
    botLine,
    h('button', { className: 'soft strong' }, 'Створити'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    close();
    onDone({ kind: kind.value, title: title.value.trim(), withBot: bot.checked });
  });
  const close = openDialog('Новий чат', form);
  title.focus();
}

/** Asks for one line of text. */
export function askText(title, { value = '', placeholder = '', done = 'Гаразд' }, onDone) {
  const field = h('textarea', { value, placeholder, rows: 3, ariaLabel: title, required: true });
  const form = h('form', { className: 'fields' }, field, h('button', { className: 'soft strong' }, done));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    close();
    onDone(field.value.trim());
  });
  const close = openDialog(title, form);
  field.focus();
}
