import { setTimeout as pause } from 'node:timers/promises';
import type { CaseItem } from '../../web/api/case.js';
import { Api, ApiError } from './api.js';
import type { Part } from './cast.js';
import { Customers } from './customers.js';
import { partsOf, type Scene } from './incidents.js';
import type { ApiKeys } from './keys.js';
import type { Progress } from './progress.js';
import { allReceived, type Received } from './received.js';
import type { Servers } from './servers.js';
import type { Services } from './services.js';
import { Staff } from './staff.js';

/** What a play needs. */
export interface Stage {
  readonly services: Services;
  readonly servers: Servers;
  readonly keys: ApiKeys;
  readonly scenes: readonly Scene[];
  readonly pace: number;
  /** Whether the worker is killed half-way. */
  readonly kill: boolean;
  readonly progress: Progress;
}

/** Complaints come in one after the other, not all in one moment. Milliseconds. */
const betweenReports = 300;
/** A report that gets no answer is sent again, this many milliseconds later and this often in all. */
const betweenTries = 1_000;
const mostTries = 20;
/** How often staff look at the list, and customers into their inboxes. Milliseconds. */
const listEvery = 250;
const mailEvery = 1_000;
/** A way with both rounds and a decision takes forty days of plan; a slow machine and a killed worker take their time besides. */
const longestWay = 40 * 86_400_000;
const allowance = 75_000;

/** Plays all scenes until every case is closed, or far too much time has passed. Gives the ids of the incidents that were accepted. */
export async function play(stage: Stage): Promise<readonly string[]> {
  const { services, servers, keys, scenes, pace, progress } = stage;
  const parts = scenes.map(({ part }) => part);
  const people = parts.filter(({ sameCustomerAs }) => sameCustomerAs === undefined);
  const say = (line: string): void => progress.say(line);
  const staff = new Staff({ url: servers.url, keys, partsOf: partsOf(parts), pace, say });
  const customers = new Customers(people, say);
  const viewer = new Api(servers.url, keys.of['s-304']);
  const giveUpAt = Date.now() + longestWay / pace + allowance;
  let over = false;
  let received: readonly Received[] = [];

  const lists = repeat(listEvery, async () => {
    const items = await listed(viewer);
    progress.show(items);
    staff.see(items);
    const closed = items.filter(({ view }) => view.stage === 'closed').length;
    over = closed >= people.length || Date.now() > giveUpAt;
    return over;
  });
  const mails = repeat(mailEvery, async () => {
    received = allReceived(await services.inbox.messages(), services.twilio.messages);
    customers.read(received);
    return over;
  });
  const kill = repeat(mailEvery, async () => {
    if (!stage.kill || !halfWay(people, received)) return over;
    await killWorker(stage);
    return true;
  });
  const [reported] = await Promise.all([reportAll(stage), lists, mails, kill]);
  await services.twilio.settled();
  return reported;
}

async function repeat(every: number, step: () => Promise<boolean>): Promise<void> {
  do await pause(every);
  while (!(await step()));
}

async function reportAll({ scenes, servers, keys }: Stage): Promise<readonly string[]> {
  const backend = new Api(servers.url, keys.of['larkfield-core']);
  for (const { report } of scenes) {
    await untilTaken(() => backend.report(report));
    await pause(betweenReports);
  }
  return scenes.map(({ report }) => report.id);
}

/** A backend whose report got no answer sends it again: that has no second effect. */
async function untilTaken(report: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await report();
      return;
    } catch (error) {
      if (!(error instanceof ApiError && error.passing) || tries === mostTries) throw error;
      await pause(betweenTries);
    }
  }
}

/** The list; nothing to act on while the server is away. */
async function listed(viewer: Api): Promise<readonly CaseItem[]> {
  try {
    return await viewer.cases();
  } catch (error) {
    if (error instanceof ApiError && error.passing) return [];
    throw error;
  }
}

/** When half of those who can be reached have been asked how it went: a moment in which much is under way. */
function halfWay(people: readonly Part[], received: readonly Received[]): boolean {
  const asked = received.filter(({ text }) => text.includes('/s/')).length;
  return asked * 2 >= people.filter(({ reachedBy }) => reachedBy.length > 0).length;
}

async function killWorker({ servers, progress }: Stage): Promise<void> {
  progress.say('  The worker is killed (SIGKILL) and started again.');
  await servers.killWorker();
  progress.say('  The new worker is there.');
}
