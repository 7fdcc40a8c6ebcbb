import { HandlerUnfinishedPolicy } from '@temporalio/common';
import { ApplicationFailure, condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';
import type { Refusal } from '../../../domain/case/commands.js';
import {
  REFUSED,
  answerSignal,
  incidentSignal,
  type CommandAnswer,
  type CommandRequest,
  type RecoverCaseInput,
} from '../../../workflows/contract.js';

/** What a scripted recovery has heard. */
export interface Heard {
  readonly input: RecoverCaseInput;
  readonly incidents: readonly string[];
  readonly answers: readonly object[];
  readonly commands: readonly object[];
}

/** Asks a scripted recovery what it has heard. */
export const heardQuery = defineQuery<Heard>('heard');

const command = (name: string) => defineUpdate<CommandAnswer, [CommandRequest]>(name);

/** Stands in for `recoverCase`: each command makes it answer in one of the ways that a client has to tell apart. */
export async function recoverCase(input: RecoverCaseInput): Promise<void> {
  const incidents: string[] = [];
  const answers: object[] = [];
  const commands: object[] = [];
  let over = false;
  setHandler(incidentSignal, ({ incidentId }) => void incidents.push(incidentId));
  setHandler(answerSignal, (answer) => void answers.push(answer));
  setHandler(command('take'), (request) => ({ seq: commands.push(request) }));
  setHandler(command('resume'), () => refuse('not_held'));
  setHandler(command('abort'), () => refuse('closed'));
  setHandler(command('hold'), () => {
    throw ApplicationFailure.nonRetryable('a fault of ours', 'Surprise');
  });
  setHandler(command('withdraw'), () => {
    over = true;
    return { seq: 99 };
  });
  const interrupted = async (): Promise<CommandAnswer> => {
    over = true;
    await condition(() => false);
    return { seq: 0 };
  };
  setHandler(command('close'), interrupted, { unfinishedPolicy: HandlerUnfinishedPolicy.ABANDON });
  setHandler(heardQuery, () => ({ input, incidents, answers, commands }));
  await condition(() => over);
}

function refuse(code: Refusal): never {
  throw ApplicationFailure.create({ message: code, type: REFUSED, nonRetryable: true, details: [code] });
}
