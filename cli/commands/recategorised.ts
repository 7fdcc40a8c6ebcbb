import type { CaseAnswer } from '../../web/api/case.js';
import type { CommandReceiptAnswer } from '../../web/api/command.js';
import type { Context } from '../context.js';
import { CommandFailure } from '../failure.js';

/**
 * Says under which protocol and team a case goes on after it was moved, and warns where that is the default one because
 * no other claims the category. The move follows the command; where it takes longer than a reader waits, it says so.
 */
export async function movedText(context: Context, { caseId, seq }: CommandReceiptAnswer): Promise<string> {
  const moved = await moveAfter(context, { caseId, seq });
  if (moved === undefined) return `It is being moved; amends case show ${caseId} says where to.`;
  const { category, protocol } = moved;
  if (protocol.name === 'default') {
    const warning = context.paint.yellow('warning');
    context.terminal.error(`${warning} No other protocol claims ${category}, so the default one applies.`);
  }
  return `It goes on under protocol ${protocol.name}, team ${protocol.team}; what the customer was told stays.`;
}

async function moveAfter(context: Context, { caseId, seq }: CommandReceiptAnswer): Promise<Move | undefined> {
  const path = `/v1/cases/${encodeURIComponent(caseId)}?minSeq=${seq + 1}`;
  try {
    const { journal } = await (await context.server()).ask<CaseAnswer>({ method: 'GET', path });
    return journal.slice(seq).find((event) => event.type === 'recategorised');
  } catch (error) {
    // The command is done, whatever became of the look at its effect.
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

type Move = Extract<CaseAnswer['journal'][number], { type: 'recategorised' }>;
