import { z } from 'zod';
import { shortName } from '../../domain/case/commands.js';
import { saying } from './texts.js';

/** `/v1/causes/:cause`: the name under which cases were resolved. */
export const causeParams = z.strictObject({
  cause: z.string().regex(shortName, 'This has to be a name such as courier_lost_it.'),
});

/** `POST /v1/causes/:cause`. The note is for colleagues. */
export const causeBody = z.strictObject({ state: z.enum(['open', 'fixed']), note: saying(2_000) });

/** How a root cause stands; what nobody has said anything of is open. Instants are epoch milliseconds. */
export interface CauseAnswer {
  readonly cause: string;
  readonly state: 'open' | 'fixed';
  readonly fixedAt: number | null;
  /** Who last said how it stands, and why. */
  readonly actor: string | null;
  readonly note: string | null;
}
