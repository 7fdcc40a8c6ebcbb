import { afterAll, beforeAll } from 'vitest';
import { attributes } from '../../../workflows/contract.js';
import { devServerEnvironment, timeSkippingEnvironment } from '../../support/temporal.js';
import { World } from './world.js';

/** One world for a test file, on the server whose time jumps; to be called inside `describe`. */
export function timeSkippingWorld(): () => World {
  return worldOn(timeSkippingEnvironment);
}

/** One world for a test file, on the real development server; its time is ours. */
export function devServerWorld(): () => World {
  return worldOn(devServerEnvironment);
}

function worldOn(start: typeof timeSkippingEnvironment): () => World {
  let world: World | undefined;
  const started = (): World => {
    if (world === undefined) throw new Error('the world is not there before the tests begin');
    return world;
  };
  beforeAll(async () => {
    world = new World(await start(Object.values(attributes)));
    await world.start();
  });
  afterAll(async () => {
    await world?.stop();
    await world?.environment.teardown();
  });
  return started;
}
