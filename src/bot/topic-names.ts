import { text } from '../texts/texts.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, TOPICS, type Topic } from '../vocabulary.js';

/** Topics as a sentence names them, in their usual order: «Війна», «Світ» і «Спорт», or that they are all. */
export function topicNames(topics: readonly Topic[], language: InterfaceLanguage): string {
  if (TOPICS.every((topic) => topics.includes(topic))) return text(language, 'share-all-topics');
  const names = TOPICS.filter((topic) => topics.includes(topic)).map((topic) => text(language, `topic-${topic}`));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(
    names.map((name) => text(language, 'share-topic', { topic: name })),
  );
}

/** The topic that words name, in either language: «спорт», «наука», «погода»; `null` where they name none. */
export function topicNamed(words: string): Topic | null {
  const wanted = plain(words);
  const named = TOPICS.find((topic) =>
    INTERFACE_LANGUAGES.some((language) => {
      const name = plain(text(language, `topic-${topic}`));
      return name === wanted || name.split(/ (?:і|та|and) /).includes(wanted);
    }),
  );
  return named ?? null;
}

function plain(words: string): string {
  return words.toLocaleLowerCase('uk').replace(/['ʼ]/g, '’').trim();
}
