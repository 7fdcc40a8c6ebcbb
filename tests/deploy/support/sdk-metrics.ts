import { readFile } from 'node:fs/promises';

/** What the exporter of the SDK was once seen to expose, and by which version of it; README.md says how. */
export async function metricsSeenOfSdk(): Promise<{ readonly sdk: string; readonly names: readonly string[] }> {
  const text = await readFile('tests/deploy/sdk-metrics.json', 'utf8');
  const { sdk, metrics } = JSON.parse(text) as { readonly sdk: string; readonly metrics: readonly string[] };
  const names = metrics.flatMap((name) =>
    isHistogram(name) ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  return { sdk, names };
}

/** All durations are histograms, and nothing else is. */
function isHistogram(name: string): boolean {
  return name.endsWith('_seconds');
}
