import type { InterfaceLanguage } from '../vocabulary.js';
import { cityOfZone } from './cities.js';

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

/** Is this one of the zones that a button offers? */
export function isOfferedZone(zone: string): boolean {
  return (OFFERED_ZONES as readonly string[]).includes(zone);
}

/** A zone by its city, «Київ»; one of a city that we have no word for by the city of its IANA name. */
export function zoneInWords(zone: string, language: InterfaceLanguage): string {
  return cityOfZone(zone)?.[language] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
