import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEdge, type Edge } from './support/server.js';

/** As many as one address may ask for within a minute, and no more. */
const LIMIT = 5;

describe('the readiness of an edge', () => {
  const probe = vi.fn(() => Promise.resolve());
  let edge: Edge;
  let now = 0;
  beforeEach(async () => {
    probe.mockReset().mockResolvedValue();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    edge = await startEdge({ probes: { mongodb: probe }, rateLimits: { perKey: LIMIT, perAddress: LIMIT } });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await edge.app.close();
  });

  const ask = async (url = '/readyz'): Promise<number> => (await edge.app.inject({ url })).statusCode;

  it.each(['/readyz', '/healthz'])('is told by %s to an address that has used up its requests', async (url) => {
    for (let n = 0; n < LIMIT; n++) await ask('/v1/nothing');
    expect(await ask('/v1/nothing')).toBe(429);
    for (let n = 0; n < LIMIT + 1; n++) expect(await ask(url)).toBe(200);
  });

  it('is looked up once a second, however many ask at once or one after the other', async () => {
    await Promise.all(Array.from({ length: 50 }, () => ask()));
    now += 999;
    await ask();
    expect(probe).toHaveBeenCalledTimes(1);
    now += 1;
    await ask();
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('is what it was for a second, and then what it is by now', async () => {
    expect(await ask()).toBe(200);
    probe.mockRejectedValue(new Error('away'));
    expect(await ask()).toBe(200);
    now += 1_000;
    expect([await ask(), await ask()]).toEqual([503, 503]);
    expect(edge.logged.filter((line) => line.includes('not ready'))).toHaveLength(1);
  });
});
