import type { Walker } from './walker.js';

/** Other places than a private chat: any chat by way of the bot’s name, a group, a topic of a forum. */
export async function placesWalk({
  opens,
  creates,
  writes,
  types,
  taps,
  sees,
  scrollsTo,
  pictures,
}: Walker): Promise<void> {
  await opens(/Сусіди/);
  await writes('/schedule');
  await sees('О котрій надсилати?');
  await taps('08:00');
  await sees('✓ 08:00');
  await pictures('group');
  await types('@korotko_sandbox_bot ');
  await sees('Сапери за тиждень обстежили 240 гектарів полів на Херсонщині');
  await pictures('inline');
  await taps(/^Сапери за тиждень/);
  await sees('Джерела');
  await pictures('inline-card');

  await creates('Група з темами', 'Наш двір');
  await sees(/сюди приходитиме/);
  await taps('Дії з чатом');
  await taps('Нова тема');
  await types('Новини');
  await taps('Створити');
  await taps('Новини');
  await writes('/settings');
  await sees('Налаштування');
  await taps('Теми');
  for (const topic of ['Надзвичайні події', 'Довкілля і погода', 'Культура']) {
    await taps(topic);
    await sees(`✓ ${topic}`);
  }
  await pictures('forum-topic');
  await taps('← Назад');
  await sees('Налаштування');
  await taps('Дайджест зараз');
  await sees('Головне зараз');
  await scrollsTo('Головне зараз');
  await pictures('forum-digest');
}
