import { typography } from '../../language/purity.js';
import { stem } from '../../language/stem.js';
import { saidByNamed, saidBySubject } from './attribution.js';
import { CUE, cuesOf } from './cues.js';
import { APPEAL, CONNECTIVE, FIRST_PERSON, MODAL, OPINION_VERB, SPEAKER_HIMSELF } from './lexicon.js';
import { finished, isPresentable, leansBack, type Mended, mend } from './mend.js';
import { isRagged, type Passage } from './passages.js';
import { isPerson, type Person, withFullName, withNameFirst } from './people.js';
import type { Reading } from './readings.js';
import { shortened } from './shorten.js';
import { soundness } from './soundness.js';
import { resolveSpeaker, type Speaker, speakingSubject, surnameOf } from './speakers.js';
import { speakerOf, type Voice } from './voices.js';

/** One form in which a sentence may stand in a summary. */
export interface Draft {
  text: string;
  /** Its words without those that only say who said them. */
  body: string;
  /** Whom it credits, and how. */
  credit: 'role' | 'name' | null;
  /** How fit it is as it stands, 0 to 1, whatever it says. */
  fitness: number;
  /** Does it hang on the sentence before? */
  leans: boolean;
  /** The surname that must have been named before it. */
  needs: string | null;
  speaker: Speaker | null;
}

/** What a sentence's forms depend on beside itself. */
export interface Surroundings {
  met: readonly Speaker[];
  people: readonly Person[];
  properNames: ReadonlySet<string>;
  lastMet: Speaker | null;
  before: readonly Passage[];
  /** Who said it, where a later sentence tells that. */
  toldLater: Voice | null;
  /** What a sentence about what was before is worth at this place, 0 to 1. */
  background: number;
}

/** A sentence shorter than this says nothing that stands alone (UTF-16 units). */
const LEAST_SAID = 20;
/** A clause that waits for its main one. */
const HALF = /^(?:Щоб|Щоби|Аби|Якщо|Якби|Коли|Хоча|Поки|Доки|Оскільки|Замість того щоб) [^,]*$/u;

/** The forms that a sentence may take in a summary: mended, shortened, with its speaker or without. None for one that may not stand there. */
export function draftsOf({ text, cues, spoken, mended }: Reading, around: Surroundings): Draft[] {
  if (
    spoken === 'unknown' ||
    isRagged(text) ||
    /\?[!?.»]*$/u.test(text) ||
    ((cues & CUE.appeal) !== 0 && APPEAL.test(text))
  )
    return [];
  return spoken ? spokenDrafts(text, mended, spoken, around) : plainDrafts(text, mended, around);
}

/** Direct speech: word for word with its speaker, or told after him where it speaks in no first person. */
function spokenDrafts(
  words: string,
  mended: Mended,
  spoken: { verb: string; speaker: Speaker | 'pronoun' },
  around: Surroundings,
): Draft[] {
  const { verb } = spoken;
  const speaker = resolveSpeaker(spoken.speaker, { verb, met: around.met, lastMet: around.lastMet });
  if (!speaker) return [];
  if (!isPersonal(words)) return attributed(mended, { verb, speaker }, 0.8 * soundness(mended.core));
  if (mended.leans || CONNECTIVE.test(words)) return [];
  const body = words.replace(/[.,]+$/u, '');
  const quotation = finished(`«${body}»`).replace(/\.$/u, '') + (/[!…]$/u.test(body) ? '' : ',');
  if (body.length < LEAST_SAID || !isPresentable(quotation)) return [];
  const fitness = 0.4 * soundness(words);
  return waysToName(speaker).map(({ who, ...naming }) => ({
    ...naming,
    text: `${quotation} — ${verb} ${typography(who)}.`,
    body,
    fitness,
    leans: false,
    speaker,
  }));
}

const FIRST_PERSON_VERB = /(?<!\p{L})\p{L}+(?:ємо|имо|їмо|емо|ймо|ете|єте|ите|їте|ймося|ємося|имося)(?!\p{L})/u;

function isPersonal(words: string): boolean {
  return FIRST_PERSON.test(words) || FIRST_PERSON_VERB.test(words) || /[!…]$/u.test(words);
}

interface Naming {
  who: string;
  needs: string | null;
  credit: Draft['credit'];
}

/** By the role, by the full name, by the surname where he was named before. */
function waysToName(speaker: Speaker): Naming[] {
  if (!isPerson(speaker)) return [{ who: speaker.phrase, needs: null, credit: null }];
  const surname = surnameOf(speaker.name);
  const ways: Naming[] = [{ who: speaker.name, needs: null, credit: 'name' }];
  if (speaker.phrase !== speaker.name) ways.unshift({ who: speaker.phrase, needs: null, credit: 'role' });
  if (speaker.name !== surname) ways.push({ who: surname, needs: surname, credit: 'name' });
  return ways;
}

function plainDrafts(text: string, read: Mended, around: Surroundings): Draft[] {
  const mended = named(read, around);
  const { attribution, core, cues } = mended;
  const speaker = attribution ? speakerOf(attribution, around) : null;
  const fitness =
    soundness(core, cues) * (mended.isBackground ? around.background : 1) * ownVoice(mended) * (mended.leans ? 0.5 : 1);
  if (attribution && speaker && isPerson(speaker))
    return attributed(mended, { verb: attribution.verb, speaker }, fitness);
  if (attribution && attribution.speaker !== 'unnamed' && mended.isView) return [];
  const said = selfSaid(core, around);
  if (said)
    return [...bare(mended, fitness), ...attributed({ ...mend(said.core), isView: said.isView }, said.voice, fitness)];
  const byNamed = accordingTo(core, around);
  if (byNamed) return attributed({ ...mend(byNamed.core), isView: byNamed.isView }, byNamed.voice, fitness);
  const { toldLater } = around;
  const isSelfTold =
    !toldLater ||
    speakingSubject(text, around.properNames) !== null ||
    core.includes(surnameOf(toldLater.speaker.name).slice(0, -1));
  if (isSelfTold) return bare(mended, fitness);
  const wordings = wordingsOf(mended);
  const ways = waysToName(toldLater.speaker).filter((way) => way.needs === null);
  return [
    ...bare(mended, fitness * (isModal(mended) ? 0.85 : 1), wordings),
    ...told(wordings, { ...toldLater, ways, fitness, leans: mended.leans }),
  ];
}

/** A sentence in the first person is somebody's, and does not say whose; «наші військові» is how a whole country speaks. */
function ownVoice({ core, cues }: Mended): number {
  if ((cues & CUE.firstPerson) === 0 || !FIRST_PERSON.test(core)) return 1;
  return SPEAKER_HIMSELF.test(core.replace(/«[^»]*»/gu, '')) ? 0.2 : 0.5;
}

/** «Він зазначив…» with the name in place of the pronoun, where one person alone fits. */
function named(mended: Mended, around: Surroundings): Mended {
  const core = withFullName(withNameFirst(mended.core, around), around.people);
  if (core === mended.core) return mended;
  const cues = cuesOf(core);
  return { ...mended, core, cues, leans: leansBack(core, cues) };
}

function isModal({ core, cues }: Mended): boolean {
  return (cues & CUE.modal) !== 0 && MODAL.test(core);
}

/** «Генсек уточнив, що…»: what the subject says, and who he is, where that is one person. */
function selfSaid(core: string, around: Surroundings): { core: string; voice: Voice; isView: boolean } | null {
  const said = saidBySubject(core, around.properNames);
  if (!said) return null;
  const speaker = resolveSpeaker(said.speaker, { verb: said.verb, met: around.met, lastMet: around.lastMet });
  if (!speaker || !isPerson(speaker)) return null;
  return { core: said.core, voice: { verb: said.verb, speaker }, isView: OPINION_VERB.test(said.verb) };
}

/** «На думку Довгаль, …»: what is said, and by whom, where the article names that person in the nominative too. */
function accordingTo(core: string, around: Surroundings): { core: string; voice: Voice; isView: boolean } | null {
  const said = saidByNamed(core);
  const wanted = said && stem(said.surname.toLowerCase());
  const person = around.people.find(({ name }) => stem(surnameOf(name).toLowerCase()) === wanted);
  const speaker = person && resolveSpeaker(person, { verb: '', met: around.met, lastMet: null });
  if (!said || !speaker || !isPerson(speaker)) return null;
  return { core: said.core, voice: { verb: said.verb, speaker }, isView: said.verb === 'вважає' };
}

/** Reported words: with their speaker behind them, or bare where he was named before or they are plain facts. */
function attributed(mended: Mended, speech: { verb: string; speaker: Speaker }, fitness: number): Draft[] {
  const { speaker } = speech;
  const wordings = wordingsOf(mended);
  const { leans } = mended;
  const ways = waysToName(speaker);
  if (!isPerson(speaker)) return told(wordings, { ...speech, ways, fitness: fitness * 0.5, leans });
  const isFact = !mended.isView && !isModal(mended);
  const alone = bare(mended, isFact ? fitness : fitness * 0.9, wordings);
  const needs = isFact ? null : surnameOf(speaker.name);
  return [
    ...told(wordings, { ...speech, ways, fitness, leans }),
    ...alone.map((draft) => ({ ...draft, needs, speaker })),
  ];
}

/** A form as it would be shown, and its words without asides in brackets. */
interface Wording {
  text: string;
  body: string;
}

function wordingsOf(mended: Mended): Wording[] {
  return shortened(mended.core)
    .filter((form) => form.length >= LEAST_SAID && !HALF.test(form))
    .map((form) => ({ text: finished(form), body: form.replace(/\([^()]*\)/gu, ' ') }))
    .filter((wording) => isPresentable(wording.text));
}

function bare(mended: Mended, fitness: number, wordings: readonly Wording[] = wordingsOf(mended)): Draft[] {
  const { leans } = mended;
  return wordings.map((wording) => ({ ...wording, fitness, leans, needs: null, credit: null, speaker: null }));
}

function told(
  wordings: readonly Wording[],
  options: { verb: string; speaker: Speaker; ways: readonly Naming[]; fitness: number; leans: boolean },
): Draft[] {
  const { verb, speaker, fitness, leans } = options;
  return options.ways.flatMap(({ who, needs, credit }) => {
    const tail = `, ${verb} ${typography(who)}.`;
    return wordings
      .filter(({ text }) => text.endsWith('.'))
      .map(({ text, body }) => ({ text: text.slice(0, -1) + tail, body, fitness, leans, needs, credit, speaker }));
  });
}
