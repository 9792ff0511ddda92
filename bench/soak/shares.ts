/** The middle, the 99 % and the most of some measurements, to a tenth. */
export function shares(values: readonly number[]): { p50: number; p99: number; most: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
