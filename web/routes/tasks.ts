import { access, allow, callerOf } from '../access.js';
import { taskDoneBody, taskListQuery, taskParams, type TaskItem, type TaskList } from '../api/task.js';
import type { ServerDependencies } from '../dependencies.js';
import { endTask, storedTask } from '../end-task.js';
import { listed } from '../listed.js';
import { taskItem } from '../task-item.js';
import { whomToReach } from '../whom-to-reach.js';
import type { App } from '../validation.js';

/** Work for people: what is open, one task, and how it ended. */
export function taskRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, clock } = dependencies;

  app.get('/v1/tasks', { preParsing: allow(access.work), schema: { querystring: taskListQuery } }, async (request) => {
    const { cursor, limit, ...filter } = request.query;
    const { tenant } = callerOf(request);
    const page = await stores.tasks.list({ tenant, ...filter }, request.query);
    return listed(page, taskItem) satisfies TaskList;
  });

  app.get('/v1/tasks/:id', { preParsing: allow(access.work), schema: { params: taskParams } }, async (request) => {
    const { tenant } = callerOf(request);
    const task = await storedTask(stores, { tenant, id: request.params.id });
    const found = await stores.cases.get({ tenant, caseId: task.caseId });
    return { ...taskItem(task), ...(await whomToReach(dependencies, task, found)) } satisfies TaskItem;
  });

  app.post(
    '/v1/tasks/:id/done',
    { preParsing: allow(access.work), schema: { params: taskParams, body: taskDoneBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const task = await storedTask(stores, { tenant, id: request.params.id });
      const ended = await endTask(dependencies, task, { ...request.body, actor, at: clock.now() });
      return taskItem(ended) satisfies TaskItem;
    },
  );
}
