import { describe, expect, it } from 'vitest';
import { soundness } from '../../../src/summaries/extract/soundness.js';

describe('soundness', () => {
  it.each([
    'У порту пояснили паузу в роботі поромів на лінії через лиман.',
    'Тренер оцінив готовність команди до гри в Одесі.',
    'Журналісти «Хвилі» побували на острові й поговорили з лоцманами.',
    'Що чекає на пороми цієї зими — ХВИЛЯ.ua розпитала в лоцманів.',
    'Коли лоцман утомлений, то порт ризикує кораблями.',
    'За ніч — 14 викликів на острові та в порту.',
  ])('thinks little of a sentence that tells no news: %s', (sentence) => {
    expect(soundness(sentence)).toBeLessThanOrEqual(0.5);
  });

  it.each([
    'У порту пояснили, що пороми стоять через шторм на лимані.',
    'Журналісти «Хвилі» отримали премію за фільм про лоцманів.',
    'Коли шторм ущух, пороми вийшли на лінію через лиман.',
  ])('thinks nothing bad of: %s', (sentence) => {
    expect(soundness(sentence)).toBe(1);
  });
});
