import { contactSlot, promisesMet } from '../journey/promises-met.js';
import { liveChannels } from '../journey/steps.js';
import type { CaseFact } from './case-events.js';
import type { Refusal, StaffCommand } from './commands.js';
import type { OpenCase } from './recovery-case.js';

type Of<T extends StaffCommand['type']> = Extract<StaffCommand, { type: T }>;

/** A person writes to the customer: whoever does so has the case where nobody had it, and may let it go on by itself. */
export function textWritten(
  c: OpenCase,
  { text, channel, resume }: Of<'message'>,
  actor: string,
): readonly CaseFact[] | Refusal {
  const live = liveChannels(c);
  if (live.length === 0 || (channel !== undefined && !live.includes(channel))) return 'no_channel';
  const written = { text, ordinal: c.texts.length + 1, round: c.round.number };
  return [
    ...(c.owner === undefined ? [{ type: 'owner_changed', owner: actor } as const] : []),
    { type: 'text_written', ...written, ...(channel !== undefined && { channel }) },
    ...(resume === true ? release(c) : []),
  ];
}

/** A person was in touch with the customer: whoever was spoken to has had the news that was promised. */
export function contactLogged(c: OpenCase, { kind, spokeTo }: Of<'log_contact'>, now: number): readonly CaseFact[] {
  const logged = { type: 'contact_logged', kind, spokeTo } as const;
  if (!spokeTo) return [logged];
  const slot = contactSlot(c.contacts.length + 1, kind);
  return [logged, ...promisesMet(c, { slot, message: 'agent_message', round: c.round.number, covers: [] }, now)];
}

/** Opens a gate that is shut, whatever has shut it. */
export function release(c: OpenCase): readonly CaseFact[] {
  const hold: readonly CaseFact[] = c.hold === undefined ? [] : [{ type: 'resumed' }];
  return [...releaseReplies(c), ...hold];
}

/** Opens the gate as far as a reply has shut it: what a person holds stays held. */
export function releaseReplies(c: OpenCase): readonly CaseFact[] {
  return c.repliedAt === undefined ? [] : [{ type: 'resumed', replies: true }];
}
