import type { Walker } from './walker.js';

/** The same first day in English: of somebody who was not there before. */
export async function englishWalk({ becomes, opens, writes, taps, sees, scrollsTo, pictures }: Walker): Promise<void> {
  await becomes('Emma');
  await opens(/Коротко/);
  await taps('Почати');
  await sees('Про що вам розповідати?');
  await taps('In English');
  await sees('What should I tell you about?');
  for (const topic of ['War', 'Economy', 'Science and technology', 'Sport']) {
    await taps(topic);
    await sees(`✓ ${topic}`);
  }
  await pictures('en-topics');
  await taps('Next');
  await sees('When should the digest come?');
  await taps(/In the morning/);
  await sees('Your first digest');
  await scrollsTo('Your first digest');
  await pictures('en-first-digest');
  await taps('More');
  await sees('Which one in more detail?');
  await taps('1');
  await sees('Why is this here?');
  await pictures('en-story');
  await writes('тарифи');
  await sees('About “тарифи”');
  await pictures('en-search');
  await writes('/settings');
  await sees('Settings');
  await pictures('en-settings');
  await taps('Schedule');
  await sees('Time zone: Kyiv.');
  await pictures('en-schedule');
  await writes('/words');
  await taps('Follow a word');
  await sees('Which words should I follow?');
  await writes('НАТО, тарифи, блекаут');
  await sees('Followed: НАТО, тарифи, блекаут.');
  await writes('/urgent');
  await sees('as soon as two publishers tell of it');
  await taps('блекаут');
  await sees('✓ блекаут');
  await pictures('en-urgent');
  await writes('/sources');
  await sees('Take away a mark');
  await pictures('en-sources');
}
