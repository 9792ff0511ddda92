/** Moments are ms of one clock throughout. */

/** A message that a reader was promised for a slot. */
export interface Promised {
  reader: number;
  slot: number;
}

/** A message that a reader got. */
export interface Got {
  reader: number;
  at: number;
}

/** How promised messages were sent, s each. */
export interface Punctuality {
  /** By how much the n-th message was later than whoever sends at the rate would have been with his n-th: below 0, sooner. */
  behindPace: number[];
  /** From the slot to the message. */
  afterSlot: number[];
}

/**
 * Measures what readers got against what Telegram lets through. What was not sent by `until`, though its turn had come,
 * counts as sent then.
 * @param options.answers moments of messages that were no reader's, and came out of the same budget.
 * @param options.rate messages a second that may be sent.
 */
export function punctuality(options: {
  promised: readonly Promised[];
  got: readonly Got[];
  answers: readonly number[];
  rate: number;
  until: number;
}): Punctuality {
  const { promised, got, answers, rate, until } = options;
  const sent = inOrder(got.map(({ at }) => at));
  const due = pacedMoments({ slots: inOrder(promised.map(({ slot }) => slot)), answers: inOrder(answers), rate });
  return {
    behindPace: due
      .filter((moment, place) => place < sent.length || moment < until)
      .map((moment, place) => ((sent[place] ?? until) - moment) / 1000),
    afterSlot: delays(promised, got),
  };
}

/**
 * When whoever sends at this rate, and no faster, has sent the n-th promised message: in the order of the slots, and an
 * answer to a person before whatever waits. A slot that comes while the one before it is still being sent waits for it.
 */
export function pacedMoments(options: {
  slots: readonly number[];
  answers: readonly number[];
  rate: number;
}): number[] {
  const { slots, answers, rate } = options;
  const each = 1000 / rate;
  let answered = 0;
  let free = Number.NEGATIVE_INFINITY;
  return slots.map((slot) => {
    for (let next = answers[answered]; next !== undefined && next <= Math.max(free, slot); next = answers[++answered]) {
      free = Math.max(free, next) + each;
    }
    free = Math.max(free, slot) + each;
    return free;
  });
}

/** Of each message that a reader got, s since his last slot before it. */
function delays(promised: readonly Promised[], got: readonly Got[]): number[] {
  const slotsOf = new Map<number, Set<number>>();
  for (const { reader, slot } of promised) slotsOf.set(reader, (slotsOf.get(reader) ?? new Set()).add(slot));
  return got.flatMap(({ reader, at }) => {
    const before = [...(slotsOf.get(reader) ?? [])].filter((slot) => slot <= at);
    return before.length === 0 ? [] : [(at - Math.max(...before)) / 1000];
  });
}

function inOrder(moments: readonly number[]): number[] {
  return moments.toSorted((one, other) => one - other);
}
