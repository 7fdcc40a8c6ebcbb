import type { ProviderFault } from './failing-provider.js';

/** What every message has to come to after one attempt, and after the next one, in the words of a trial. */
export interface RightFate {
  readonly first: string;
  readonly end: string;
}

/** A fault, in words, with what is right where the provider tells what became of a message and where nothing does. */
export interface FaultCase {
  readonly what: string;
  readonly fault: ProviderFault;
  readonly evidence: RightFate;
  readonly none: RightFate;
}

type Stories = Pick<FaultCase, 'evidence' | 'none'>;

const fate = (row: string, [claims, copies, tasks]: readonly [number, number, number]): string =>
  `${row}, claims ${claims}, copies ${copies}, tasks ${tasks}`;
const always = (fates: RightFate): Stories => ({ evidence: fates, none: fates });

/** Certainly not sent, and sent by the next attempt. */
function mended(code: string): Stories {
  const first = fate(`rejected ${code}`, [1, 0, 0]);
  const end = (state: string) => ({ first, end: fate(state, [2, 1, 0]) });
  return { evidence: end('delivered'), none: end('accepted') };
}

/** Refused for good: the next attempt asks nobody. */
function refused(code: string): Stories {
  const only = fate(`rejected ${code}`, [1, 0, 0]);
  return always({ first: only, end: only });
}

/** Taken, and the answer lost: the provider's word settles it, or a person has to. */
function taken(code: string): Stories {
  const [told, doubtful] = [fate('delivered', [1, 1, 0]), fate(`in_doubt ${code}`, [1, 1, 1])];
  return { evidence: { first: told, end: told }, none: { first: doubtful, end: doubtful } };
}

/** Not taken, and nobody can know: sent once more where the provider shows nothing of it, else for a person. */
function lost(code: string): Stories {
  const doubt = (tasks: number) => fate(`in_doubt ${code}`, [1, 0, tasks]);
  return {
    evidence: { first: doubt(0), end: fate('delivered', [2, 1, 0]) },
    none: { first: doubt(1), end: doubt(1) },
  };
}

/** Taken and answered, whatever came first. */
function fine(): Stories {
  const only = (state: string) => ({ first: fate(state, [1, 1, 0]), end: fate(state, [1, 1, 0]) });
  return { evidence: only('delivered'), none: only('accepted') };
}

const mail = (
  what: string,
  name: Extract<ProviderFault, { channel: 'email' }>['name'],
  stories: Stories,
): FaultCase => ({
  what,
  fault: { channel: 'email', name },
  ...stories,
});
const sms = (what: string, name: Extract<ProviderFault, { channel: 'sms' }>['name'], stories: Stories): FaultCase => ({
  what,
  fault: { channel: 'sms', name },
  ...stories,
});

/** Seven faults of a mail server and six of Twilio, a reset of the connection both before and after it took the message. */
export const faultCases: readonly FaultCase[] = [
  mail('SMTP: nobody listens', 'refused', mended('provider_down')),
  mail('SMTP: dropped before DATA', 'drop_before_data', mended('connection_lost')),
  mail('SMTP: 450 to the recipient', 450, mended('try_later')),
  mail('SMTP: 550 to the recipient', 550, refused('refused_by_provider')),
  mail('SMTP: 451 after DATA', 451, mended('try_later')),
  mail('SMTP: dropped after the dot', 'drop_after_data', taken('connection_lost')),
  mail('SMTP: silent after the dot', 'hang_after_data', taken('timed_out')),
  sms('Twilio: 429', 'too_many_requests', mended('too_many_requests')),
  sms('Twilio: 500 before it took the message', 'server_error', lost('provider_down')),
  sms('Twilio: 500 after it took the message', 'server_error_after_accept', taken('provider_down')),
  sms('Twilio: reset before it took the message', 'reset', lost('connection_lost')),
  sms('Twilio: reset after it took the message', 'reset_after_accept', taken('connection_lost')),
  sms('Twilio: silent after it took the message', 'hang_after_accept', taken('timed_out')),
  sms('Twilio: callbacks before the answer', 'callbacks_before_response', fine()),
];
