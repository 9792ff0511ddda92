import type { Completion, ModelRequest } from './client.js';
import { ModelError } from './client.js';
import { draftIn, type Fault, faultInWords, faultsOf } from './draft.js';
import { type Assignment, type Draft, repairOf, requestFor } from './prompt.js';

/** What came of an assignment; `reasons` is why a draft before it, or every one, was not taken, each kind once. */
export type Writing =
  | { outcome: 'written'; draft: Draft; reasons: string[] }
  | { outcome: 'refused' | 'failed'; reasons: string[] };

const TRIES = 2;

/**
 * Has a story written up, in two tries: after a call that failed the same is asked again, after a draft that may not be
 * shown it is told what is wrong in it.
 * @param ask throws `ModelError` where no answer comes; what else it throws ends the writing.
 */
export async function writeUp(
  assignment: Assignment,
  ask: (request: ModelRequest) => Promise<Completion>,
): Promise<Writing> {
  const first = requestFor(assignment);
  const reasons = new Set<string>();
  let request = first;
  let wasRefused = false;
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const { text } = await ask(request);
      const draft = draftIn(text, assignment);
      const faults: Fault[] = draft ? faultsOf(draft, assignment) : [{ kind: 'malformed', text: '' }];
      if (draft && faults.length === 0) return { outcome: 'written', draft, reasons: [...reasons] };
      for (const { kind } of faults) reasons.add(kind);
      wasRefused = true;
      request = repairOf(first, text.slice(0, 4_000), faults.map(faultInWords));
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      reasons.add(error.reason);
      if (error.isLasting) break;
    }
  }
  return { outcome: wasRefused ? 'refused' : 'failed', reasons: [...reasons] };
}
