import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Command } from './command.js';
import { isStageName, STAGES, type Stage } from './stages.js';
import { UsageError } from './usage.js';

/** The longest line that is read, in UTF-16 units: a feed of 10 MB, escaped. */
const LINE_LIMIT = 24 * 1024 * 1024;

/**
 * `korotko pipe STAGE`: JSON lines in, JSON lines out, one an input line, in order; no database. A line that cannot be
 * handled gives `{"error": …}` and the rest goes on.
 */
export const pipe: Command = async ([name = '', ...rest]) => {
  if (!isStageName(name) || rest.length > 0) {
    throw new UsageError(`usage: korotko pipe STAGE, one of ${Object.keys(STAGES).join(', ')}`);
  }
  const stage = STAGES[name];
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const answer of stage.reads === 'all' ? answerAll(stage, lines) : answerEach(stage, lines)) {
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
  return 0;
};

async function* answerEach(stage: Extract<Stage, { reads: 'each' }>, lines: AsyncIterable<string>) {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    try {
      yield await stage.answer(stage.input.parse(parseLine(line)));
    } catch (error) {
      yield { error: describe(error) };
    }
  }
}

/** For a stage whose answer to one line may depend on later ones. */
async function* answerAll(stage: Extract<Stage, { reads: 'all' }>, lines: AsyncIterable<string>) {
  const answers: (() => unknown)[] = [];
  const run = stage.begin();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    try {
      answers.push(run(stage.input.parse(parseLine(line))));
    } catch (error) {
      const failure = { error: describe(error) };
      answers.push(() => failure);
    }
  }
  for (const answer of answers) yield answer();
}

function parseLine(line: string): unknown {
  if (line.length > LINE_LIMIT) throw new Error(`the line is longer than ${LINE_LIMIT} characters`);
  try {
    return JSON.parse(line);
  } catch {
    throw new Error('the line is not JSON');
  }
}

/** One line, whatever was thrown: zod's own message is a page. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('issues' in error && Array.isArray(error.issues)) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`).join('; ');
  }
  return error.message;
}
