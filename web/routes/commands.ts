import {
  CaseClosedError,
  CommandRefusedError,
  type AddressedCommand,
  type CommandReceipt,
} from '../../client/index.js';
import { channelFor } from '../../domain/contact/written-text.js';
import type { StoredCase } from '../../ports/case-store.js';
import { access, allow, callerOf } from '../access.js';
import { caseParams } from '../api/case.js';
import { commandBody, type CommandBody, type CommandReceiptAnswer } from '../api/command.js';
import type { Written } from '../api/written-text.js';
import type { Caller } from '../api-keys.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { keepText, warningsOn } from '../written-text.js';
import { storedCase } from './cases.js';

/** What staff may ask of a case. The answer says how far the journal has come; a refusal says why. */
export function commandRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, recoveries, clock } = dependencies;

  app.post(
    '/v1/cases/:id/commands',
    { preParsing: allow(access.command), schema: { params: caseParams, body: commandBody } },
    async (request) => {
      const caller = callerOf(request);
      const { tenant, actor } = caller;
      const found = await storedCase(stores, { tenant, caseId: request.params.id });
      const { command, note, written } = split(request.body, found, caller);
      const { caseId, requestId } = command;
      const at = clock.now();
      if (written !== undefined) await keepText(dependencies, found, { ...written, requestId, actor, at });
      const { seq } = await carryOut(command, found, recoveries);
      // After the command, so that a refused one leaves no note; a repeat adds what a crash in between left out.
      if (note !== undefined) await stores.notes.add({ tenant, caseId, requestId, actor, at, note });
      const warnings = written && (await warningsOn(dependencies, found, written));
      const waits =
        request.body.type === 'message' && request.body.resume !== true && found.view.repliedAt !== undefined;
      const waiting = waits ? ({ replyWaits: true } as const) : {};
      return { caseId, seq, ...(warnings && { warnings }), ...waiting } satisfies CommandReceiptAnswer;
    },
  );
}

/** A command as the case hears it, and the words that came with it, which it never hears. */
interface Split {
  readonly command: AddressedCommand;
  /** For colleagues. */
  readonly note?: string | undefined;
  /** For the customer. */
  readonly written?: Written;
}

function split(body: CommandBody, { caseId, customerId, view }: StoredCase, { tenant, actor }: Caller): Split {
  const address = { tenant, customerId, caseId, actor, round: body.round ?? view.round };
  if (body.type === 'close' || body.type === 'log_contact') {
    const { note, ...command } = body;
    return { command: { ...command, ...address }, note };
  }
  if (body.type !== 'message') return { command: { ...body, ...address } };
  const { text, subject, channel: _, ...command } = body;
  const channel = channelFor(body);
  const asked = { ...command, ...address, text: body.requestId, ...(channel !== undefined && { channel }) };
  return { command: asked, written: { text, ...(subject !== undefined && { subject }) } };
}

/**
 * A command to a closed case is never sent on: by now the customer's run may hold another case. Nor is one whose sender
 * has seen another round: the case itself asks for the round only where it resolves or closes. What was carried out before
 * that is answered as it was then.
 */
async function carryOut(
  command: AddressedCommand,
  { view }: StoredCase,
  recoveries: ServerDependencies['recoveries'],
): Promise<CommandReceipt> {
  const isOther = view.stage !== 'closed' && command.round !== view.round;
  if (view.stage !== 'closed' && !isOther) {
    try {
      return await recoveries.command(command);
    } catch (error) {
      if (!(error instanceof CaseClosedError)) throw error;
    }
  }
  const receipt = await recoveries.receipt(command);
  if (receipt !== undefined) return receipt;
  if (isOther) throw new CommandRefusedError(command.type, 'other_round');
  throw new Problem('closed', { detail: 'The case is closed; commands no longer reach it.' });
}
