import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/texts/html.js';
import { TEXT_IDS } from '../../src/texts/ids.js';
import { text } from '../../src/texts/texts.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, TOPICS } from '../../src/vocabulary.js';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));

const sourceOf = (language: InterfaceLanguage) =>
  readFileSync(new URL(`../../src/texts/${language}.ftl`, import.meta.url), 'utf8');

/** Each text of a language with the arguments it names, sorted. */
function argumentsByText(language: InterfaceLanguage): Map<string, string[]> {
  const { body } = new FluentResource(sourceOf(language));
  return new Map(
    body.map((message) => [
      message.id,
      [
        ...new Set(
          [...JSON.stringify(message.value).matchAll(/"type":"var","name":"(\w+)"/g)].map((found) => found[1]!),
        ),
      ].sort(),
    ]),
  );
}

describe('the two languages', () => {
  it('have the same texts, exactly those that the program knows', () => {
    for (const language of INTERFACE_LANGUAGES) {
      expect([...argumentsByText(language).keys()].sort()).toEqual([...TEXT_IDS].sort());
    }
  });

  it('name the same arguments in each text', () => {
    expect(Object.fromEntries(argumentsByText('en'))).toEqual(Object.fromEntries(argumentsByText('uk')));
  });

  it('have no line that Fluent dropped as unreadable', () => {
    for (const language of INTERFACE_LANGUAGES) {
      const written = sourceOf(language).match(/^[a-z][\w-]* =/gm) ?? [];
      expect(new FluentResource(sourceOf(language)).body).toHaveLength(written.length);
    }
  });

  it('render every text when all its arguments are there', () => {
    for (const language of INTERFACE_LANGUAGES) {
      for (const [id, names] of argumentsByText(language)) {
        const args = Object.fromEntries(names.map((name) => [name, /count|most/.test(name) ? 5 : '08:00']));
        expect(text(language, id as (typeof TEXT_IDS)[number], args)).not.toMatch(/\{|\}/);
      }
    }
  });
});

describe('Ukrainian', () => {
  it.each([
    [1, 'ще 1 джерело'],
    [2, 'ще 2 джерела'],
    [5, 'ще 5 джерел'],
    [11, 'ще 11 джерел'],
    [21, 'ще 21 джерело'],
    [101, 'ще 101 джерело'],
    [112, 'ще 112 джерел'],
  ])('counts %i as people do', (count, expected) => {
    expect(text('uk', 'digest-further-sources', { count })).toBe(expected);
  });

  /** What stands behind one, few and many, in the nominative or in the case that the sentence asks for. */
  const COUNTED: readonly [one: string, few: string, many: string][] = [
    ['подія', 'події', 'подій'],
    ['події', 'подій', 'подій'],
    ['джерело', 'джерела', 'джерел'],
    ['джерела', 'джерел', 'джерел'],
    ['новини', 'новин', 'новин'],
    ['слово', 'слова', 'слів'],
    ['стаття', 'статті', 'статей'],
    ['статтю', 'статті', 'статей'],
    ['дайджест', 'дайджести', 'дайджестів'],
    ['повідомлення', 'повідомлення', 'повідомлень'],
    ['редактор', 'редактори', 'редакторів'],
    ['вибране', 'вибраних', 'вибраних'],
    ['хв', 'хв', 'хв'],
  ];
  const place = (count: number) => {
    const [unit, tens] = [count % 10, count % 100];
    if (unit === 1 && tens !== 11) return 0;
    return unit >= 2 && unit <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
  };

  it.each([1, 2, 5, 11, 12, 21, 101, 111])('has the right noun behind %i in every text that counts', (count) => {
    const behind = new RegExp(`(?<!\\d)${count} (\\p{Ll}+)`, 'gu');
    const wrong: string[] = [];
    let right = 0;
    for (const [id, names] of argumentsByText('uk')) {
      const isNumber = (name: string) => /count|most|stories|digests|minutes|members/.test(name);
      const args = Object.fromEntries(names.map((name) => [name, isNumber(name) ? count : '08:00']));
      for (const [, noun = ''] of text('uk', id as (typeof TEXT_IDS)[number], args).matchAll(behind)) {
        if (COUNTED.some((forms) => forms[place(count)] === noun)) right++;
        else if (COUNTED.flat().includes(noun)) wrong.push(`${id}: ${count} ${noun}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(10);
  });

  it.each([
    ['08:00', 'сьогодні о 08:00'],
    ['11:30', 'сьогодні об 11:30'],
    ['21:00', 'сьогодні о 21:00'],
  ])('puts the preposition before %s by its sound', (time, expected) => {
    expect(text('uk', 'moment-today', { time })).toBe(expected);
  });

  it('joins several times as a sentence does', () => {
    expect(text('uk', 'moment-tomorrow', { time: '08:00, 13:00, 20:00' })).toBe('завтра о 08:00, 13:00 і 20:00');
  });

  it('uses «ялинки», the right apostrophe, and no letter of Russian or of the Latin alphabet inside a word', () => {
    const shown = [...sourceOf('uk').matchAll(/^(?:[a-z][\w-]* =|\s+)(.*)$/gm)].map((line) => line[1]!).join('\n');
    expect(shown).not.toMatch(/["“”„]|[а-яіїєґ]'[а-яіїєґ]/i);
    expect(shown).not.toMatch(/[ыэъё]/i);
    expect(shown).not.toMatch(/[а-яіїєґ][a-z]|[a-z][а-яіїєґ]/i);
  });
});

describe('a text', () => {
  it('names each topic in both languages', () => {
    for (const topic of TOPICS) {
      expect(text('uk', `topic-${topic}`)).toMatch(/^[А-ЯІЇЄҐ]/);
      expect(text('en', `topic-${topic}`)).toMatch(/^[A-Z]/);
    }
  });

  it('refuses to be rendered without an argument, and names both', () => {
    expect(() => text('uk', 'failure')).toThrow(/failure.*reference/i);
  });
});

describe('outside text', () => {
  it('cannot open a tag, an entity or leave an attribute', () => {
    expect(escapeHtml('<b>"R&D"</b>')).toBe('&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;');
  });
});

describe('the list of texts', () => {
  it('names none that the program never says', () => {
    const program = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== path.join('texts', 'ids.ts'))
      .map((name) => readFileSync(path.join(SOURCES, name), 'utf8'))
      .join('\n');
    // Some ids are put together: «topic-${topic}», «notice-${kind}» and the like.
    const beginnings = [...program.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map((found) => found[1]!);
    const silent = TEXT_IDS.filter(
      (id) => !program.includes(`'${id}'`) && !beginnings.some((beginning) => id.startsWith(beginning)),
    );
    expect(silent).toEqual([]);
  });
});
