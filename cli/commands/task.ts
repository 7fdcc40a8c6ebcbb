import { Option, type Command } from 'commander';
import type { TaskItem } from '../../web/api/task.js';
import { confirm } from '../confirm.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { taskKinds, taskOutcomes } from './choices.js';
import { showPage, withPages, type PageOptions } from './paging.js';
import { repeatable } from './repeatable.js';
import { taskListText, taskText } from './task-texts.js';

interface ListOptions extends PageOptions {
  readonly all?: boolean;
  readonly kind?: string;
  readonly case?: string;
}

interface DoneOptions extends CommonOptions {
  readonly outcome: string;
  readonly note: string;
  readonly yes?: boolean;
}

/** Everything about tasks: what is open, one task, and how it ended. */
export function addTaskCommands(program: Command, context: Context): void {
  const tasks = program.command('task').description('see what people are asked to do, and say what came of it');
  addList(tasks, context);
  addShow(tasks, context);
  addDone(tasks, context);
}

function addList(tasks: Command, context: Context): void {
  finished(
    withPages(
      tasks
        .command('list')
        .description('list open tasks, the oldest first')
        .option('--all', 'those that are done as well')
        .addOption(new Option('--kind <kind>', 'of this kind').choices(taskKinds))
        .option('--case <id>', 'of this case'),
    ),
    'amends task list --kind reach_customer',
  ).action(async (options: ListOptions) => {
    const { all, kind, case: caseId } = options;
    const open = all === true ? undefined : 'true';
    const textOf = (items: readonly TaskItem[]) => taskListText(items, context.paint);
    await showPage(context, options, { path: '/v1/tasks', filter: { open, kind, caseId }, textOf });
  });
}

function addShow(tasks: Command, context: Context): void {
  finished(
    tasks
      .command('show')
      .description('say what a task asks for, and how it stands')
      .argument('<task>', 'the id of the task'),
    'amends task show reach-order-1041-late-1',
  ).action(async (id: string, options: CommonOptions) => {
    const server = await context.server();
    const task = await server.ask<TaskItem>({ method: 'GET', path: pathOf(id) });
    show(context, options, { document: task, text: taskText(task, context.paint) });
  });
}

function addDone(tasks: Command, context: Context): void {
  finished(
    tasks
      .command('done')
      .description('say what came of a task; its case goes on from there')
      .argument('<task>', 'the id of the task')
      .addOption(new Option('--outcome <outcome>', 'what came of it').choices(taskOutcomes).makeOptionMandatory())
      .requiredOption('--note <text>', 'what you did or found; for colleagues, never shown to the customer')
      .option('--yes', 'do not ask on a terminal'),
    'amends task done reach-order-1041-late-1 --outcome reached --note "called the number on the parcel"',
  ).action(async (id: string, options: DoneOptions) => {
    const { outcome, note } = options;
    const server = await context.server();
    await confirm(context, `End task ${id} as ${outcome}? That is final.`, options);
    const request = { method: 'POST', path: `${pathOf(id)}/done`, body: { outcome, note } } as const;
    const task = await repeatable(server.ask<TaskItem>(request));
    show(context, options, { document: task, text: `Done: ${task.done?.outcome ?? outcome}.` });
  });
}

function pathOf(id: string): string {
  return `/v1/tasks/${encodeURIComponent(id)}`;
}
