import { live } from './history.js';
import type { Failure } from './campaign.js';
import { trueRules } from './rules.js';
import type { Rules } from './rules.js';
import type { Run } from './trace.js';

/** A failed journey told from its facts, so that somebody can see what went wrong. */
export function storyOf({ script, violations, seed, path }: Failure, rules: Rules = trueRules): string {
  const { protocol: _, ...chance } = script;
  return [
    ...violations.map(({ invariant, says, complaint }) => `${invariant}: ${complaint}\n  (${says})`),
    `seed ${seed}, path ${path}`,
    JSON.stringify(chance),
    ...live(script, rules).runs.flatMap((run) => linesOf(run, script.pace)),
  ].join('\n');
}

function linesOf({ journal, copies, end }: Run, pace: number): readonly string[] {
  const start = journal[0]?.at ?? 0;
  const minutes = (at: number): string => (((at - start) * pace) / 60_000).toFixed(1).padStart(9);
  const facts = journal.map(({ type, at, actor, rules: _, ...rest }) => {
    const details = JSON.stringify(rest, (key, value: unknown) => (key === 'protocol' ? undefined : value));
    return { at, text: `${minutes(at)} ${type} by ${actor} ${details}` };
  });
  const sent = copies.map(({ at, order }) => ({ at, text: `${minutes(at)} >> ${order.slot} reaches the customer` }));
  const lines = [...facts, ...sent].sort((a, b) => a.at - b.at).map(({ text }) => text);
  return [...lines, `          ends: ${typeof end === 'string' ? end : `${end.outcome}, ${end.lastMessage}`}`];
}
