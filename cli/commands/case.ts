import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addStaffCommands } from './case-commands.js';
import { addExplain } from './case-explain.js';
import { addList } from './case-list.js';
import { addMessage } from './case-message.js';
import { addNext } from './case-next.js';
import { addShow } from './case-show.js';

/** Everything about cases: what is next, lists, one case, how its times came about, and the commands to it. */
export function addCaseCommands(program: Command, context: Context): void {
  const cases = program.command('case').description('read cases and act on them');
  for (const add of [addNext, addList, addShow, addExplain, addMessage, addStaffCommands]) add(cases, context);
}
