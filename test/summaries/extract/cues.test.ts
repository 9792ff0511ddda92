import { describe, expect, it } from 'vitest';
import { onlyAttribution, unwrap } from '../../../src/summaries/extract/attribution.js';
import { CUE, cuesOf } from '../../../src/summaries/extract/cues.js';
import { APPEAL, FIRST_PERSON, MODAL, TEASER, UNTOLD } from '../../../src/summaries/extract/lexicon.js';
import { leansBack } from '../../../src/summaries/extract/mend.js';

describe('cuesOf', () => {
  it.each([
    ['Місту потрібні автобуси, і вони мають бути новими', MODAL, CUE.modal],
    ['Дитсадок мав би відкритися у вересні', MODAL, CUE.modal],
    ['Хворого оперують найкращі хірурги', MODAL, CUE.modal],
    ['Дякую всім, хто прийшов', FIRST_PERSON, CUE.firstPerson],
    ['Нашому заводу сто років', FIRST_PERSON, CUE.firstPerson],
    ['Економіст пояснив, чому дорожчає хліб', TEASER, CUE.promise],
    ['Слідство з’ясувало, як зникли гроші', TEASER, CUE.promise],
    ['У мерії прокоментували аварію', UNTOLD, CUE.promise],
    ['Під час тривоги не нехтуйте укриттям', APPEAL, CUE.appeal],
    ['Пам’ятайте про безпеку', APPEAL, CUE.appeal],
    ['Кількість потерпілих уточнюється.', APPEAL, CUE.appeal],
    ['Причини з’ясовуються.', APPEAL, CUE.appeal],
    ['Так тримати', APPEAL, CUE.appeal],
    ['Є поранені', APPEAL, CUE.appeal],
    ['Постраждалих немає', APPEAL, CUE.appeal],
  ])('of «%s» have the one without which a pattern is not tried', (text, pattern, cue) => {
    expect(pattern.test(text)).toBe(true);
    expect(cuesOf(text) & cue).toBe(cue);
  });

  it.each([
    'Про це повідомила речниця лікарні Ольга Мельник.',
    'Свою думку висловив тренер Ігор Бойко.',
    'Таку заяву зробив Ігор Бойко.',
    'Про це стало відомо вночі.',
    'Своє рішення у дописі пояснив тренер.',
    'Відео з місця можна переглянути на сайті міста.',
  ])('let «%s» be known for nothing but an attribution', (sentence) => {
    expect(onlyAttribution(sentence)).not.toBeNull();
  });

  it.each([
    'Обидва мости закриють на ремонт у травні, повідомляє Укравтодор',
    'Річка, за словами рятувальників, вийшла з берегів',
    'Ціни, на його думку, впадуть восени',
  ])('let the attribution of «%s» be taken off', (sentence) => {
    expect(unwrap(sentence)).not.toBeNull();
  });

  it.each(['Рада підтримала цей план', 'Торік його нагородили', 'Саме тут він народився'])(
    'let «%s» be known to hang on what was said before',
    (sentence) => {
      expect(leansBack(sentence)).toBe(true);
    },
  );
});
