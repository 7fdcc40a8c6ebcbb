import { describe, expect, it } from 'vitest';
import { Random } from '../../../tools/chaos/random.js';
import { Troubles } from '../../../tools/chaos/troubles.js';

const atOnce = [0, 0] as const;

/** Troubles that write down that they came; `until` resolves once so many have. */
function book(enough: number) {
  const came: string[] = [];
  let reached: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (reached = resolve));
  const kind = (name: string, times: number) => ({
    times,
    befall: () => {
      if (came.push(name) === enough) reached();
      return Promise.resolve();
    },
  });
  return { came, until, kind };
}

describe('the troubles of a run', () => {
  it('come each kind in turn, as often as was asked', async () => {
    const { came, until, kind } = book(4);
    const troubles = new Troubles([kind('restart', 3), kind('freeze', 1)], atOnce, new Random(1));
    await until;
    await troubles.stop();
    expect(came).toEqual(['restart', 'freeze', 'restart', 'restart']);
    expect(troubles.count).toBe(4);
  });

  it('come no more once they are stopped', async () => {
    const { came, kind } = book(0);
    const troubles = new Troubles([kind('restart', 1_000)], atOnce, new Random(1));
    await troubles.stop();
    expect(came).toEqual([]);
  });

  it('make it known when one of them did not end as it has to', async () => {
    let came: () => void = () => undefined;
    const struck = new Promise<void>((resolve) => (came = resolve));
    const befall = () => {
      came();
      return Promise.reject(new Error('the server did not come back'));
    };
    const troubles = new Troubles([{ times: 1, befall }], atOnce, new Random(1));
    await struck;
    await expect(troubles.stop()).rejects.toThrow('did not come back');
  });
});
