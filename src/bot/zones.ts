import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/** The zones that the schedule panel offers: Kyiv, and where many who read Ukrainian news live. */
export const OFFERED_ZONES = [
  'Europe/Kyiv',
  'Europe/Warsaw',
  'Europe/Prague',
  'Europe/Berlin',
  'Europe/Rome',
  'Europe/Madrid',
  'Europe/London',
  'America/New_York',
  'America/Toronto',
  'America/Los_Angeles',
] as const;
type OfferedZone = (typeof OFFERED_ZONES)[number];

const TEXTS = {
  'Europe/Kyiv': 'zone-kyiv',
  'Europe/Warsaw': 'zone-warsaw',
  'Europe/Prague': 'zone-prague',
  'Europe/Berlin': 'zone-berlin',
  'Europe/Rome': 'zone-rome',
  'Europe/Madrid': 'zone-madrid',
  'Europe/London': 'zone-london',
  'America/New_York': 'zone-new-york',
  'America/Toronto': 'zone-toronto',
  'America/Los_Angeles': 'zone-los-angeles',
} as const satisfies Record<OfferedZone, string>;

/** Is this one of the zones that a button offers? */
export function isOfferedZone(zone: string): zone is OfferedZone {
  return (OFFERED_ZONES as readonly string[]).includes(zone);
}

/** A zone by its city, «Київ»; one that is not offered by the city of its IANA name. */
export function zoneInWords(zone: string, language: InterfaceLanguage): string {
  if (isOfferedZone(zone)) return text(language, TEXTS[zone]);
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
