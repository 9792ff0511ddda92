import type { DeskMember, JournalLine } from '../../chats/store.js';
import { momentIn } from '../../digests/moments.js';
import { escapeHtml } from '../../texts/html.js';
import { TEXT_IDS } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import type { Panel } from './panel.js';

/** The people of a desk with their roles; an owner changes them, and invites others. */
export function peoplePanel(
  view: DeskView,
  {
    members,
    names,
    userId,
    isOwner,
  }: {
    members: readonly DeskMember[];
    names: ReadonlyMap<number, string>;
    /** Who looks. */
    userId: number;
    isOwner: boolean;
  },
): Panel {
  const { language } = view;
  const nameOf = (id: number) => names.get(id) ?? text(language, 'desk-somebody');
  const lines = members.map(
    ({ userId: id, role }) => `• ${escapeHtml(nameOf(id))} — ${text(language, `desk-role-${role}`)}`,
  );
  const rows = members
    .filter((member) => isOwner && member.userId !== userId)
    .map(({ userId: id, role }) => [
      deskPressButton(
        view,
        text(language, role === 'owner' ? 'desk-make-editor' : 'desk-make-owner', { name: nameOf(id) }),
        'role',
        id,
        role === 'owner' ? 'editor' : 'owner',
      ),
      deskPressButton(view, text(language, 'desk-button-unseat', { name: nameOf(id) }), 'unseat', id),
    ]);
  return {
    html: [deskTitle(view, text(language, 'desk-people-title')), ...lines].join('\n'),
    buttons: [
      ...rows,
      ...(isOwner
        ? [
            [
              deskPressButton(view, text(language, 'desk-invite-editor'), 'invite', 'editor'),
              deskPressButton(view, text(language, 'desk-invite-owner'), 'invite', 'owner'),
            ],
            [deskPressButton(view, text(language, 'desk-revoke'), 'revoke')],
          ]
        : []),
      [deskPressButton(view, text(language, 'desk-button-leave'), 'leave')],
      [deskPressButton(view, text(language, 'button-back'), 'open')],
    ],
  };
}

/** A page of a desk's journal, the newest first. */
export function journalPanel(
  view: DeskView,
  {
    lines,
    names,
    page,
    isLast,
  }: {
    lines: readonly JournalLine[];
    names: ReadonlyMap<number, string>;
    page: number;
    isLast: boolean;
  },
): Panel {
  const { language, chat } = view;
  const written = lines.map(({ userId, action, data, at }) => {
    const { dayAndMonth, hour } = momentIn({ zone: chat.zone, language }, at);
    const who =
      userId === null ? text(language, 'draft-by-itself') : (names.get(userId) ?? text(language, 'desk-somebody'));
    const id = TEXT_IDS.find((one) => one === `desk-did-${action}`);
    const what = id ? text(language, id, { name: String(data.name ?? '') }) : action;
    return `• ${dayAndMonth}, ${hour} · ${escapeHtml(who)}: ${escapeHtml(what)}`;
  });
  const turn = [
    ...(page > 0 ? [deskPressButton(view, text(language, 'button-back'), 'journal', page - 1)] : []),
    ...(isLast ? [] : [deskPressButton(view, text(language, 'button-next'), 'journal', page + 1)]),
  ];
  return {
    html: [deskTitle(view, text(language, 'desk-journal-title')), ...written].join('\n'),
    buttons: [...(turn.length > 0 ? [turn] : []), [deskPressButton(view, text(language, 'desk-button-done'), 'open')]],
  };
}
