/** What no news text says to its readers: words that are meant for a machine which reads it. */
const TO_A_MACHINE: readonly RegExp[] = [
  /(?<!\p{L})(?:ignore|disregard|forget|override)\s(?:[\p{L}']+\s){0,4}(?:instruction|prompt|rule|direction|guideline|context|system)/iu,
  /(?<!\p{L})(?:ігнору|проігнору|знехту|забудь|відкинь|не\sзважай)\p{L}*\s(?:[\p{L}’']+\s){0,4}(?:інструкц|вказів|правил|настанов|промпт|завдан|контекст)/iu,
  /(?<!\p{L})(?:игнориру|проигнориру|забудь|отброс)\p{L}*\s(?:[\p{L}]+\s){0,4}(?:инструкц|указани|правил|промпт|задани|контекст)/iu,
  /(?<!\p{L})(?:system|developer|hidden)\s(?:prompt|message|instruction)|<\|[a-z_]+\|>|\[\/?INST\]|<\/?(?:system|assistant|user|instructions?)>/iu,
  /(?<!\p{L})(?:системн\p{L}+|прихован\p{L}+|скрыт\p{L}+)\s(?:промпт|підказк|інструкц|инструкц|повідомлення\sмоделі)/iu,
  /(?<!\p{L})(?:respond|reply|answer|output)\s(?:only|just|exactly|instead)(?!\p{L})/iu,
  /(?<!\p{L})(?:відповідай|відповідайте|виведи|виведіть|напиши|отвечай|выведи)\s(?:лише|тільки|натомість|замість|только|вместо)(?!\p{L})/iu,
  /(?<!\p{L})(?:you\sare\s(?:now\s)?(?:an?\s)?(?:AI|assistant|language\smodel|chatbot)|(?:ти|ви)\s(?:тепер\s)?[—–-]?\s?(?:асистент|чат-?бот|мовна\sмодель|штучний\sінтелект))/iu,
];
/** A paragraph longer than this loses its sentence and what follows, a shorter one goes whole (UTF-16 units). */
const LONG_PARAGRAPH = 800;

/** Does a text speak to a machine? */
export function speaksToAMachine(text: string): boolean {
  return TO_A_MACHINE.some((pattern) => pattern.test(text));
}

/**
 * A text without the passages that speak to a machine, with what they would have it say: neither the model reads them
 * nor is a summary held to be true because they say the same.
 */
export function withoutInstructions(text: string): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const places = TO_A_MACHINE.map((pattern) => paragraph.search(pattern)).filter((place) => place >= 0);
      if (places.length === 0) return paragraph;
      if (paragraph.length <= LONG_PARAGRAPH) return '';
      const sound = paragraph.slice(0, Math.min(...places));
      return sound.slice(0, Math.max(sound.lastIndexOf('. '), sound.lastIndexOf('! '), sound.lastIndexOf('? ')) + 1);
    })
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}
