import type { Walker } from './walker.js';

/** The first day of a channel's editor: set-up, template, approval, a draft, a post and its correction, the report. */
export async function deskWalk({ opens, writes, taps, sees, scrollsTo, pictures }: Walker): Promise<void> {
  await opens(/Коротко/);
  await writes('/channel');
  await sees('Натисніть «Вибрати канал» унизу');
  await taps('Вибрати канал');
  await taps(/Ранкові новини/);
  await sees('Ранкове зведення · Ранкові новини');
  await pictures('desk');
  await taps('Шаблон');
  await sees('Таким буде допис.');
  await pictures('desk-template');
  await taps('← Назад');
  await taps('Погодження');
  await sees('Дайджест виходить без вашої участі.');
  await taps('З погодженням');
  await sees('✓ З погодженням');
  await pictures('desk-approval');
  await taps('← Назад');
  await taps('Запустити');
  await sees(/наступне —/);

  await taps('Опублікувати зараз');
  await taps('За останні 6 год');
  await sees('Щоб змінити подію, натисніть її номер.');
  await pictures('draft');
  await taps('1');
  await sees('Інший заголовок');
  await pictures('draft-story');
  await taps('Інший заголовок');
  await sees('Напишіть новий заголовок');
  await writes('За тиждень обстежено 777 гектарів полів');
  await sees(/У джерелах цього немає: 777/);
  await pictures('draft-guard');
  await writes('/cancel');
  await sees('Гаразд, лишаю все, як було.');
  await taps('← До чернетки');
  await taps('Опублікувати зараз');
  await sees('Вилучити допис');
  await opens(/Ранкові новини/);
  await sees('Ранкове зведення');
  await scrollsTo('Ранкове зведення');
  await pictures('post');

  await opens(/Коротко/);
  await taps('2');
  await sees(/ · 2\/\d/);
  await taps('✕ Прибрати');
  await sees('✕ 2');
  await scrollsTo(/^Ранкове зведення · Ранкові новини/);
  await pictures('correction');
  await writes('/report');
  await sees('Ранкові новини: тиждень');
  await scrollsTo('Таблиця для Excel');
  await pictures('report');
}
