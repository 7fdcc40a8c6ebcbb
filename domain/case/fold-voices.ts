import type { Folds } from './folds.js';
import { graver } from './incident.js';
import type { OpenCase } from './recovery-case.js';

/** Facts about what the customer wrote, did and refused, and about what people told them. */
export const foldVoices: Folds<
  | 'channel_stopped'
  | 'channel_freed'
  | 'customer_replied'
  | 'callback_requested'
  | 'settled'
  | 'not_settled'
  | 'severity_changed'
  | 'text_written'
  | 'contact_logged'
> = {
  channel_stopped: (c, { channel, scope, confirm, at }) =>
    scope === 'survey'
      ? { ...c, surveysStopped: [...c.surveysStopped, channel] }
      : { ...c, stopped: { ...c.stopped, [channel]: { confirm, at } } },
  channel_freed: (c, { channel }) => {
    const { [channel]: _, ...stopped } = c.stopped;
    return { ...c, stopped, surveysStopped: c.surveysStopped.filter((one) => one !== channel) };
  },
  customer_replied: (c, { input, reading, at }) =>
    reading === 'thanks' ? heard(c, input) : waits(heard(c, input), at),
  callback_requested: (c, { input, at }) => waits(heard(c, input), at),
  settled: (c, { input, at }) => accepted(heard(c, input), { settled: true, at }),
  // What opens a second chance is worked on at once; otherwise only a person can go on.
  not_settled: (c, { input, opens, at }) => {
    const next = accepted(heard(c, input), { settled: false, at });
    if (opens) return next;
    return { ...waits(next, at), escalationsDue: [...c.escalationsDue, 'low_verdict'] };
  },
  severity_changed: (c, { severity }) => ({ ...c, severity: graver(c.severity, severity) }),
  text_written: (c, { text, ordinal, round, channel, at }) => ({
    ...c,
    texts: [...c.texts, { text, ordinal, round, at, ...(channel !== undefined && { channel }) }],
  }),
  contact_logged: (c, { kind, spokeTo, at }) => ({ ...c, contacts: [...c.contacts, { kind, spokeTo, at }] }),
};

function heard(c: OpenCase, input: string): OpenCase {
  return { ...c, inputs: [...c.inputs, input] };
}

/** Nothing goes out by itself until a person has opened the gate. */
function waits(c: OpenCase, at: number): OpenCase {
  return { ...c, repliedAt: c.repliedAt ?? at };
}

function accepted(c: OpenCase, acceptance: NonNullable<OpenCase['round']['acceptance']>): OpenCase {
  return { ...c, round: { ...c.round, acceptance } };
}
