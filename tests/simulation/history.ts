import { trueRules } from './rules.js';
import type { Rules } from './rules.js';
import type { Script } from './script.js';
import { Shell } from './shell.js';
import type { Journey, Run } from './trace.js';
import { World } from './world.js';

/** Lives through one customer's history: each incident that finds no run starts one. */
export function live(script: Script, rules: Rules = trueRules): Journey {
  const world = new World(script, rules);
  const runs: Run[] = [];
  while (world.agenda.next !== undefined && runs.length < MAX_RUNS) {
    world.agenda.advance(world.agenda.next);
    const arrived = world.waiting.splice(0);
    if (arrived.length === 0) continue;
    const shell = new Shell(world, rules, runs.length + 1);
    world.enter(shell);
    for (const incidentId of arrived) shell.signal({ type: 'incident', incidentId });
    shell.run();
    runs.push(shell.trace);
    if (typeof shell.trace.end === 'string') break;
    world.leave();
  }
  return { script, rules, runs, takenUp: [...world.takenUp.keys()], answers: world.answers, stops: world.voice.stops };
}

/** Each incident is signalled twice at the most. */
const MAX_RUNS = 12;
