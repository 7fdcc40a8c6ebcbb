import { outcomes } from '../domain/case/outcome.js';
import type { CommandRequest } from './contract.js';

/** A name in snake_case, as causes are. */
const name = /^[a-z][a-z0-9_]{0,39}$/;

/** What is wrong with the form of a command, or undefined; operators type these into a dialog of the Temporal Web UI. */
export function formFault(request: CommandRequest): string | undefined {
  const { requestId, actor, caseId, round } = request;
  if (!isText(requestId, 128)) return 'requestId has to be a text of 1 to 128 characters';
  if (!isText(actor, 64)) return 'actor has to be the id of a person, of 1 to 64 characters';
  if (!isText(caseId, 128)) return 'caseId has to name the case';
  if (!Number.isSafeInteger(round) || round < 1) return 'round has to be a whole number from 1';
  return partFault(request);
}

function partFault(request: CommandRequest): string | undefined {
  switch (request.type) {
    case 'take':
    case 'resume':
      return undefined;
    case 'hold':
      if (!isText(request.reason, 200)) return 'reason has to be a text of 1 to 200 characters';
      return Number.isSafeInteger(request.until) ? undefined : 'until has to be a time in epoch milliseconds';
    case 'close':
      return outcomes.includes(request.outcome)
        ? causeFault(request.cause)
        : `outcome has to be one of ${outcomes.join(', ')}`;
    case 'resolve':
    case 'withdraw':
    case 'abort':
      return causeFault(request.cause);
  }
}

function causeFault(cause: unknown): string | undefined {
  return typeof cause === 'string' && name.test(cause) ? undefined : 'cause has to be a name such as courier_lost_it';
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}
