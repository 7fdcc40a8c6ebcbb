import { z } from 'zod';
import { contactKinds } from '../../domain/case/dialogue.js';
import { outcomesByHand, shortName } from '../../domain/case/commands.js';
import { outcomes } from '../../domain/case/outcome.js';
import { oneOf } from '../fault-words.js';
import { opaqueId } from './contact-points.js';
import { instant, multiLine } from './texts.js';
import { fitsItsChannel, writtenFields } from './written-text.js';

const addressed = {
  /** Made by the caller; a repeat with the same id has no second effect. */
  requestId: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,128}$/, 'This has to be 1 to 128 of the characters A-Z a-z 0-9 . _ : -'),
  /** The round that the caller has seen; the case's current round where it is missing. */
  round: z.int().positive().exactOptional(),
};

const cause = z
  .string()
  .regex(shortName, 'This has to be a name such as courier_lost_it; what is to be told at length goes into a note.');

/** The other outcomes are understood, and the case refuses them with its reason; whoever mistypes one is told what may be given. */
const outcome = z.enum(outcomes, {
  error: ({ input }) => `This ${input === undefined ? 'is missing:' : 'has to be'} ${oneOf(outcomesByHand)}.`,
});

const snakeCase = z.string().regex(shortName, 'This has to be a category such as late_delivery.');

/** Internal: kept beside the case, never in a message to the customer. */
const note = multiLine(2_000).exactOptional();

/** `POST /v1/cases/:id/commands`: one of the things that staff may ask of a case. */
export const commandBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('take'), ...addressed }),
  z.strictObject({
    type: z.literal('resolve'),
    ...addressed,
    cause,
    /** All incidents of the case where it is missing. */
    incidents: z.array(opaqueId).min(1, 'Name at least one incident.').max(100).exactOptional(),
  }),
  z.strictObject({ type: z.literal('hold'), ...addressed, reason: cause, until: instant }),
  z.strictObject({ type: z.literal('resume'), ...addressed }),
  /** An unknown category leads to the default protocol. */
  z.strictObject({ type: z.literal('recategorise'), ...addressed, category: snakeCase }),
  z
    .strictObject({
      type: z.literal('message'),
      ...addressed,
      ...writtenFields,
      /** Lets the case go on by itself, where a reply or a hold had shut the gate. */
      resume: z.boolean().exactOptional(),
    })
    .check(fitsItsChannel),
  z.strictObject({
    type: z.literal('log_contact'),
    ...addressed,
    kind: z.enum(contactKinds),
    /** Whether the customer was spoken to. */
    spokeTo: z.boolean(),
    note,
  }),
  z.strictObject({ type: z.literal('withdraw'), ...addressed, cause }),
  z.strictObject({ type: z.literal('abort'), ...addressed, cause }),
  z.strictObject({
    type: z.literal('close'),
    ...addressed,
    outcome,
    cause,
    note,
  }),
]);
/** A command after validation; instants are epoch milliseconds. */
export type CommandBody = z.output<typeof commandBody>;

/** Answer to a command: read the case with `minSeq` to see its effect. */
export interface CommandReceiptAnswer {
  readonly caseId: string;
  readonly seq: number;
  /** Of a message: what seems amiss in its text; it goes out all the same. */
  readonly warnings?: readonly string[];
  /** Of a message that did not say `resume`: what the customer wrote waits still, and nothing goes out by itself. */
  readonly replyWaits?: true;
}
