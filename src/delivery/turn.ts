/** A day in ms. */
const DAY = 86_400_000;
/** The golden ratio's fraction: whole numbers times this spread evenly over a circle, however many there are. */
const GOLDEN = 0.6180339887498949;
/** The greatest `integer` of Postgres. */
const MAX_TURN = 2 ** 31 - 1;

/**
 * Where in the order of the day a reader stands, 0 to 2^31 - 1. Readers stand on a circle, and each day the round
 * begins at another point of it, so that over the days everybody is early as often as late.
 * @param chatId our own id.
 */
export function turnOf(chatId: number, now: Date): number {
  const day = Math.floor(now.getTime() / DAY);
  const place = (chatId + day) * GOLDEN;
  return Math.floor((place - Math.floor(place)) * MAX_TURN);
}
