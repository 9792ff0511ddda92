import type { Walker } from './walker.js';

/** A reader's first day in a private chat: from «Почати» through every panel. */
export async function readerWalk(walker: Walker): Promise<void> {
  const { opens, writes, taps, sees, scrollsTo, pictures } = walker;
  await opens(/Коротко/);
  await taps('Почати');
  for (const topic of ['Війна', 'Економіка', 'Наука і технології', 'Спорт']) {
    await taps(topic);
    await sees(`✓ ${topic}`);
  }
  await pictures('topics');
  await taps('Далі');
  await sees('Коли надсилати дайджест?');
  await pictures('times');
  await taps(/Вранці/);
  await sees('Ваш перший дайджест');
  await scrollsTo('Ваш перший дайджест');
  await pictures('first-digest');

  await taps('Детальніше');
  await sees('Про що докладніше?');
  await pictures('stories');
  await taps('1');
  await sees('Чому це тут?');
  await pictures('story');
  await taps('Чому це тут?');
  await sees('одна з ваших');
  await pictures('why');
  await taps('← Назад');
  await taps('Не показувати таке');
  await sees('Що не показувати?');
  await pictures('hide');
  await taps('← Назад');
  await taps('Зберегти');
  await sees('✓ Збережено');

  await writes('що нового про тарифи?');
  await sees('Про «тарифи»');
  await pictures('search');

  await writes('/settings');
  await sees('Налаштування');
  await pictures('settings');
  await taps('Розклад');
  await sees('Часовий пояс: Київ.');
  await pictures('schedule');
  await taps('Призупинити');
  await sees('До якого дня не надсилати?');
  await pictures('pause');
  await taps('← Назад');
  await taps('← Назад');
  await taps('Обсяг');
  await sees('Самі заголовки');
  await pictures('volume');
  await taps('← Назад');
  await taps('Слова');
  await taps('Стежити за словом');
  await sees('За якими словами стежити?');
  await writes('НАТО, тарифи, блекаут');
  await sees('Стежу: НАТО, тарифи, блекаут.');
  await pictures('words');
  await writes('/urgent');
  await sees('щойно про них розкажуть два видання');
  await taps('блекаут');
  await sees('✓ блекаут');
  await pictures('urgent');
  await taps('Тихих годин немає');
  await sees('Без тихих годин');
  await taps('22:00–07:00');
  await sees('✓ 22:00–07:00');
  await pictures('quiet-hours');

  await writes('/sources');
  await sees('Зніміть позначку');
  await pictures('sources');
  await writes('/saved');
  await sees('Збережене');
  await pictures('saved');
  await writes('/status');
  await sees('Як ідуть справи');
  await pictures('status');
  await writes('/share');
  await sees('Поділіться своїми темами');
  await pictures('share');
  await writes('/help');
  await sees('Що я вмію');
  await pictures('help');
  await writes('/privacy');
  await sees('Що я зберігаю');
  await pictures('privacy');
  await writes('/topics');
  await taps('Скільки новин на тему');
  await sees('Натискайте на тему');
  await pictures('caps');
}
