import { isStopWord } from '../language/stopwords.js';

/** Words with which people ask for news, and which are no matter of it. */
const ASKING = new Set(
  `нового нове новини новин новинами новину новина розкажи розкажіть розкажете покажи покажіть знайди знайдіть пошукай пошукайте дай
  дайте хочу хотів хотіла знати почитати прочитати цікавить цікаво чути відомо сталося стається відбувається відбулося трапилося
  сьогодні зараз останні останнє свіжі свіже будь ласка привіт добрий день пишуть кажуть говорять ситуація справи справами щось
  what's what’s whats what is are was the a an new news about on in of tell show me find happened happening latest today please any`
    .trim()
    .split(/\s+/),
);

/**
 * What a question is about: «що нового про тарифи?» is about «тарифи», «НАТО» about «НАТО»; empty where it asks for news
 * at large, as «новини» does.
 */
export function askedAbout(said: string): string {
  const words = said
    .replace(/[?!.…]+(?=\s|$)/g, ' ')
    .trim()
    .split(/\s+/);
  return words.filter((word) => !isAsking(word.toLocaleLowerCase('uk').replace(/[,:;]$/, ''))).join(' ');
}

function isAsking(word: string): boolean {
  return ASKING.has(word) || isStopWord(word);
}
