import type { Command } from 'commander';
import type { CaseAnswer, CaseList } from '../../web/api/case.js';
import { finished, show, type CommonOptions, type Context, type Result } from '../context.js';
import { plain } from '../terminal.js';
import { givenFilters } from './given-filters.js';
import { taskCommand } from './task-texts.js';

interface NextOptions extends CommonOptions {
  readonly owner?: string;
  readonly team?: string;
}

/** `case next`: what to do first. */
export function addNext(cases: Command, context: Context): void {
  finished(
    cases
      .command('next')
      .description('show the case that is due first of those that wait for a person, and why')
      .option('--owner <id>', 'of the cases of this member of staff')
      .option('--team <id>', 'of the cases of this team'),
    'amends case next --team delivery',
  ).action(async (options: NextOptions, command: Command) => {
    const { owner, team } = options;
    const filters = { waitingFor: 'person', open: 'true', order: 'due', limit: '1', ...(owner && { owner }) };
    const query = new URLSearchParams({ ...filters, ...(team && { team }) });
    const server = await context.server();
    const { items, note } = await server.ask<CaseList>({ method: 'GET', path: `/v1/cases?${query.toString()}` });
    const [first] = items;
    if (first === undefined) {
      const filters = givenFilters(command);
      const text = filters === '' ? 'Nothing is due.' : `Nothing is due with ${filters}.`;
      show(context, options, { document: { case: null, todo: null, tasks: [] }, text });
      if (note !== undefined) context.terminal.error(plain(note));
      return;
    }
    const path = `/v1/cases/${encodeURIComponent(first.caseId)}`;
    show(context, options, nextStep(await server.ask<CaseAnswer>({ method: 'GET', path }), context));
  });
}

function nextStep(answer: CaseAnswer, { paint }: Context): Result {
  const { caseId, customerId, seq, view, summary, todo, tasks } = answer;
  const document = { case: { caseId, customerId, seq, view, summary }, todo, tasks };
  // Between the list and this look somebody may have done it.
  if (todo === null) return { document, text: `${caseId} was due, and has gone on meanwhile. ${plain(summary)}` };
  const lines = [
    paint.bold(`Case ${caseId}, reference ${view.reference}, ${view.severity}, round ${view.round}`),
    plain(todo.why),
    `Next: ${commands[todo.act](caseId, todo)}`,
    ...tasks.filter(({ id }) => id !== todo.task).map((task) => `Also: ${task.what} ${taskCommand(task)}`),
  ];
  return { document, text: lines.join('\n') };
}

type Todo = NonNullable<CaseAnswer['todo']>;

const commands: Readonly<Record<Todo['act'], (id: string, todo: Todo) => string>> = {
  take: (id) => `amends case take ${id}`,
  resolve: (id) => `amends case resolve ${id} --cause <name>`,
  decide: (id) => `amends case close ${id} --outcome <outcome> --cause <name>, after a look: amends case show ${id}`,
  reach: (id, { task = id }) => `amends task done ${task} --outcome reached|not_reached --note <text>`,
  answer: (id, { task = id }) =>
    `amends task show ${task}; then amends task done ${task} --outcome answered|no_answer_needed --note <text>`,
  call: (id, { task = id }) =>
    `amends task show ${task} for the number; then amends task done ${task} --outcome called|not_reached --note <text>`,
  resume: (id) => `amends case resume ${id}, after a look: amends case show ${id}`,
};
