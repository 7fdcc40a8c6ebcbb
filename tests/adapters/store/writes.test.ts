import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { untilDecided, upserted } from '../../../adapters/store/writes.js';

/** A write that fails with these errors in turn and then goes through; it counts its calls. */
function writeFailing(...errors: readonly Error[]) {
  const calls: number[] = [];
  const write = (): Promise<void> => {
    const error = errors[calls.length];
    calls.push(calls.length);
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  return { write, calls };
}

const taken = new mongoose.mongo.MongoServerError({ code: 11_000, message: 'duplicate key' });
const down = new mongoose.mongo.MongoNetworkError('connection refused');

describe('an upsert that races with another', () => {
  it('is written once more when the other one inserted first: then it is an update', async () => {
    const { write, calls } = writeFailing(taken);
    await upserted(write);
    expect(calls).toHaveLength(2);
  });

  it('is not repeated for any other error, nor for a key that is still taken', async () => {
    const lost = writeFailing(down);
    await expect(upserted(lost.write)).rejects.toBe(down);
    expect(lost.calls).toHaveLength(1);
    const stuck = writeFailing(taken, taken);
    await expect(upserted(stuck.write)).rejects.toBe(taken);
  });
});

describe('a conditional write that loses races', () => {
  it('is tried again until it is decided', async () => {
    let races = 3;
    const step = () => Promise.resolve(races-- > 0 ? undefined : 'applied');
    expect(await untilDecided('projecting case 1', step)).toBe('applied');
  });

  it('ends with an error that names it after twenty of them', async () => {
    let calls = 0;
    const never = () => {
      calls += 1;
      return Promise.resolve(undefined);
    };
    await expect(untilDecided('projecting case 1', never)).rejects.toThrow('projecting case 1: undecided after 20');
    expect(calls).toBe(20);
  });
});
