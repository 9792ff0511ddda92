import type { SummaryLength } from '../vocabulary.js';

/** The most UTF-16 units that a summary's text takes in each length. */
export const LIMITS: Readonly<Record<SummaryLength, number>> = { short: 140, normal: 280, long: 700 };
