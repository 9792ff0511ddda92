import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../src/config.js';
import { gauges, METRICS_TYPE, metrics, metricsText, watchProcess } from '../../src/telemetry/metrics.js';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
}

const board = JSON.parse(readFileSync(path.join(PROJECT_FOLDER, 'docs/grafana.json'), 'utf8')) as { panels: Panel[] };
const operating = readFileSync(path.join(PROJECT_FOLDER, 'docs/operating.md'), 'utf8');

/** The metrics that this program has, with the labels of each. */
async function known(): Promise<Map<string, Set<string>>> {
  watchProcess();
  const named = new Map<string, Set<string>>();
  for (const metric of [...Object.values(metrics), ...Object.values(gauges)]) {
    const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] };
    named.set(name, new Set(labelNames));
  }
  for (const [, name = '', kind] of (await metricsText()).matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const labels = named.get(name) ?? new Set<string>();
    named.set(name, labels);
    if (kind === 'histogram') named.set(`${name}_bucket`, new Set([...labels, 'le']));
  }
  return named;
}

describe('docs/grafana.json', () => {
  test('asks only for metrics and labels that the program has', async () => {
    const names = await known();
    expect(METRICS_TYPE).toContain('text/plain');
    for (const { title, targets = [] } of board.panels) {
      for (const { expr } of targets) {
        const asked = [...expr.matchAll(/\b(?:korotko|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name);
        expect(asked.length, title).toBeGreaterThan(0);
        const labels = new Set(asked.flatMap((name) => [...(names.get(name) ?? [])]));
        for (const name of asked) expect(names.has(name), `${title}: ${name}`).toBe(true);
        const used = [
          ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
          ...[...expr.matchAll(/[{,]\s*([a-z]+)="/g)].map(([, label = '']) => label),
        ];
        for (const label of used) expect(labels.has(label), `${title}: ${label}`).toBe(true);
      }
    }
  });

  test('shows every metric of the program’s own, and the documents name each', async () => {
    const whole = JSON.stringify(board);
    for (const name of (await known()).keys()) {
      if (!name.startsWith('korotko_') || name.endsWith('_bucket')) continue;
      expect(whole, `${name} on the board`).toContain(name);
      expect(operating, `${name} in operating.md`).toContain(name);
    }
  });

  test('has its panels side by side, none over another', () => {
    expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
    for (const [place, one] of board.panels.entries()) {
      const { x, y, w, h } = one.gridPos;
      expect(x + w, one.title).toBeLessThanOrEqual(24);
      for (const other of board.panels.slice(place + 1)) {
        const there = other.gridPos;
        const isApart = x + w <= there.x || there.x + there.w <= x || y + h <= there.y || there.y + there.h <= y;
        expect(isApart, `${one.title} and ${other.title}`).toBe(true);
      }
    }
  });
});
